"""Are the database's tables those that this program reads, and what is done where they are not?"""

from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, inspect, select

import qa.library.tables.feedback_tables
import qa.library.tables.job_tables  # noqa: F401 - both name their tables in the metadata, so that all are made at once
from qa.errors import LibraryError
from qa.library.facts import fact, set_fact
from qa.library.tables.document_tables import OLDEST_VERSION, SCHEMA_VERSION, facts, metadata, schema_versions


def prepare_schema(connection: Connection) -> None:
    """Makes the tables of a new library and brings those of an older one up to date, within the caller's transaction.

    Raises:
        LibraryError: a newer version of the program wrote the library, or one that is too old.
    """
    version = _version(connection)
    if version == SCHEMA_VERSION:
        return
    if version is None:
        metadata.create_all(connection)
        connection.execute(insert(schema_versions).values(version_num=SCHEMA_VERSION))
    elif version.isdecimal() and OLDEST_VERSION <= int(version) < int(SCHEMA_VERSION):
        from qa.library.migrations.upgrade import upgrade  # noqa: PLC0415 - takes a while, and is seldom needed

        upgrade(connection)
    else:
        raise _refused(connection, version)
    # Programs of version 2 look for it here, and refuse a library of another.
    set_fact(connection, "schema", SCHEMA_VERSION)
    if fact(connection, "identity") is None:
        set_fact(connection, "identity", uuid4().hex)


def _version(connection: Connection) -> str | None:
    """The version of the tables; None where there are none yet."""
    inspector = inspect(connection)
    if inspector.has_table(schema_versions.name):
        return connection.scalar(select(schema_versions.c.version_num))
    if not inspector.has_table(facts.name):
        return None
    # A program of version 2 that was killed at once has left tables without a word about them.
    return fact(connection, "schema") or str(OLDEST_VERSION)


def _refused(connection: Connection, version: str) -> LibraryError:
    folder = Path(str(connection.engine.url.database)).parent
    return LibraryError(
        f"Kho tài liệu {folder} do một phiên bản khác tạo ra (bản {version}), bản này đọc kho từ bản {OLDEST_VERSION} "
        f"đến bản {SCHEMA_VERSION}. Hãy dùng lại phiên bản ấy, hoặc chọn một thư mục dữ liệu khác (HOIDAP_DATA) "
        "rồi nạp lại tài liệu."
    )

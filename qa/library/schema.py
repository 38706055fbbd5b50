"""Are the database's tables those that this program reads, and what is done where they are not?"""

from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, inspect, select

import qa.library.feedback_tables
import qa.library.job_tables  # noqa: F401 - both name their tables in the metadata, so that all are made at once
from qa.errors import LibraryError
from qa.library.document_tables import SCHEMA_VERSION, facts, metadata, schema_versions
from qa.library.facts import fact, set_fact


def prepare_schema(connection: Connection) -> None:
    """Makes the tables of a new library, within the caller's transaction.

    Raises:
        LibraryError: another version of the program wrote the library.
    """
    version = _version(connection)
    if version is None:
        metadata.create_all(connection)
        connection.execute(insert(schema_versions).values(version_num=SCHEMA_VERSION))
        set_fact(connection, "identity", uuid4().hex)
        set_fact(connection, "schema", SCHEMA_VERSION)
    elif version != SCHEMA_VERSION:
        raise LibraryError(
            f"Kho tài liệu {Path(str(connection.engine.url.database)).parent} do một phiên bản khác tạo ra "
            f"(bản {version}), bản này đọc kho bản {SCHEMA_VERSION}. Hãy dùng lại phiên bản cũ, hoặc chọn một thư mục "
            "dữ liệu khác (HOIDAP_DATA) rồi nạp lại tài liệu."
        )


def _version(connection: Connection) -> str | None:
    """The version of the tables; None where there are none yet."""
    inspector = inspect(connection)
    if inspector.has_table(schema_versions.name):
        return connection.scalar(select(schema_versions.c.version_num))
    return fact(connection, "schema") if inspector.has_table(facts.name) else None

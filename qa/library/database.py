"""How is the library's database opened, read and written?"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from qa.errors import LibraryError
from qa.library.permissions import make_private_database, make_private_folder
from qa.library.schema import prepare_schema

# How long, in seconds, a writer waits for another process's transaction: a large batch is written in far less.
PATIENCE = 30.0
# How long, in seconds, before it is asked again for what SQLite itself does not wait for.
PAUSE = 0.01


def open_database(path: Path) -> Engine:
    """The engine of the SQLite database at `path`, its tables made when they are missing.

    Raises:
        LibraryError: the file is no database, another version wrote it, or its folder cannot be written.
    """
    engine = _engine(path)
    try:
        make_private_folder(path.parent)
        make_private_database(path)
        with writing(engine) as connection:
            prepare_schema(connection)
    except OSError as error:
        raise LibraryError(f"Không tạo được thư mục dữ liệu {path.parent}: {error.strerror}.") from error
    except LibraryError:
        engine.dispose()
        raise
    return engine


@contextmanager
def with_another(path: Path, other: Path) -> Iterator[Engine]:
    """The engine of the database at `path`; where its statements say `other.`, they mean the one at `other`."""
    engine = _engine(path)
    event.listen(
        engine, "connect", lambda connection, _: connection.execute("ATTACH DATABASE ? AS other", (str(other),)).close()
    )
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the library from beginning to end."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise _named(error, engine) from error
    except ValueError as error:  # a date or a kind of span that somebody wrote by hand
        raise LibraryError(f"Kho tài liệu {engine.url.database}: có dữ liệu không đọc được ({error}).") from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is the only one to write; all of it is kept, or nothing."""
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise _named(error, engine) from error


def _engine(path: Path) -> Engine:
    # Not written as one string: a folder's name may hold "?" or "%", which mean something in an address.
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own notion of when a transaction begins would let a reader turn writer halfway and fail.
    connection.isolation_level = None
    _keep_a_write_ahead_log(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _keep_a_write_ahead_log(connection: sqlite3.Connection) -> None:
    # SQLite's own patience does not cover this: of several processes that make one database, some are refused at once.
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(PAUSE)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _named(error: SQLAlchemyError, engine: Engine) -> LibraryError:
    reason = str(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
    reasons = {
        "file is not a database": "tệp không phải là cơ sở dữ liệu của Hỏi Đáp",
        "attempt to write a readonly database": "thư mục dữ liệu chỉ cho đọc",
        "unable to open database file": "không mở được tệp; hãy kiểm tra quyền ghi của thư mục",
        "database or disk is full": "đĩa đã đầy",
        "database disk image is malformed": "tệp đã bị hỏng",
        "database is locked": "một tiến trình khác đang ghi; hãy thử lại sau",
        "disk I/O error": "đọc hay ghi đĩa bị lỗi; hãy kiểm tra ổ đĩa và chỗ trống",
    }
    return LibraryError(f"Kho tài liệu {engine.url.database}: {reasons.get(reason, reason)}.")

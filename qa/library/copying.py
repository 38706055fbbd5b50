"""How is a library copied while other processes use it, and when is a file not all of one?"""

import sqlite3
from contextlib import closing
from pathlib import Path

from qa.errors import LibraryError
from qa.library.store import DATABASE_NAME


def holds_library(folder: Path) -> bool:
    """Whether a library is kept in this folder."""
    return (folder / DATABASE_NAME).is_file()


def check_holds_library(folder: Path) -> None:
    """Returns if there are tables in the library of this folder: all are made in one transaction, so a file without any
    is one that was copied without its log, and would be opened as a new library. To be called before it is opened.

    Raises:
        LibraryError: there are none, or the file cannot be read.
    """
    path = folder / DATABASE_NAME
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            has_tables = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]
    except sqlite3.Error as error:
        raise LibraryError(f"Kho tài liệu {path}: không đọc được ({error}).") from error
    if has_tables:
        return
    log = path.with_name(f"{DATABASE_NAME}-wal")
    with_log = f"; {log.name} ở bên cạnh có {log.stat().st_size} byte nhưng không thuộc về nó" if _has(log) else ""
    raise LibraryError(
        f"Kho tài liệu {path}: tệp chưa có gì bên trong{with_log}. Nếu kho đã từng có tài liệu thì tệp này được chép "
        f"khi chương trình đang chạy, thiếu {log.name} đi kèm: hãy chép lại cả hai, hoặc dùng “hoidap backup”."
    )


def _has(log: Path) -> bool:
    return log.is_file() and log.stat().st_size > 0


def copy_library(source: Path, folder: Path) -> None:
    """Copies the library in `source` into `folder`, which must be there and hold none: one state of it, whole, with its
    identity, so that indexes of the one serve the other.

    Raises:
        LibraryError: it cannot be read, or there is no room for the copy.
    """
    try:
        # `mode=ro`: a mistyped folder must not become a library.
        with (
            closing(sqlite3.connect(f"{(source / DATABASE_NAME).absolute().as_uri()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(folder / DATABASE_NAME)) as copy,
        ):
            original.backup(copy)
    except sqlite3.Error as error:
        raise LibraryError(f"Không chép được kho tài liệu {source}: {error}.") from error

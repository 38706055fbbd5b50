"""How does a library become what a backup holds?

In one transaction of the database that is there: whoever reads sees all of the old library or all of the new one, and
whatever dies on the way, the old one is there as it was. Only a database that cannot even be opened is put aside.
"""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from qa.errors import LibraryError
from qa.library.backups.backup_file import Manifest, read_backup
from qa.library.database import PATIENCE
from qa.library.permissions import make_private_database, make_private_folder
from qa.library.replacing import NUMBERED, NUMBERS_OF
from qa.library.store import DATABASE_NAME, Library

_BESIDE = ("", "-wal", "-shm")


def restore(source: Path, folder: Path, *, replace: bool = False) -> Manifest:
    """Makes the library in `folder` the one of the backup `source`, and returns what that says of itself.

    A library that has documents is only replaced where `replace` is set. A program that has it open goes on with the
    restored one, unless that is of another model.

    Raises:
        LibraryError: the backup cannot be used, or there is a library with documents; nothing has changed then.
    """
    try:
        make_private_folder(folder)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as beside:
            manifest = read_backup(source, Path(beside, DATABASE_NAME))
            _check_library(Path(beside), source)
            _replace_library(Path(beside), folder, replace=replace)
    except OSError as error:
        raise LibraryError(f"{folder}: không phục hồi được kho tài liệu ({error.strerror or error}).") from error
    return manifest


def _check_library(beside: Path, source: Path) -> None:
    """Opens it once, which brings an older library up to date and refuses one of a newer version."""
    with closing(Library.open(beside)) as library, library.engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise LibraryError(f"{source}: cơ sở dữ liệu trong bản sao lưu đã hỏng ({found}).")


def _replace_library(beside: Path, folder: Path, *, replace: bool) -> None:
    target = folder / DATABASE_NAME
    standing = _standing(target)
    if (standing is None or standing.documents) and not replace:
        held = f"đang có {standing.documents} tài liệu" if standing else "không đọc được"
        raise LibraryError(
            f"Kho tài liệu {folder} {held}, nên không bị thay. Nếu thật muốn thay, hãy thêm --replace; "
            "nên sao lưu trước."
        )
    _make_successor(beside / DATABASE_NAME, standing or _Standing())
    if standing is None:
        _put_aside(folder)
    _copy_into(beside / DATABASE_NAME, target)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the library holds that is to be replaced; `numbers` are the last row numbers that it gave, by table."""

    documents: int = 0
    generation: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)


def _standing(database: Path) -> _Standing | None:
    """None where the database cannot be read."""
    if not database.exists() or database.stat().st_size == 0:
        return _Standing()
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            if not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]:
                return _Standing()
            documents = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
            found = connection.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
            numbers = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
            return _Standing(documents, int(found[0]) if found else 0, numbers)
    except (sqlite3.Error, ValueError):
        return None


def _make_successor(database: Path, standing: _Standing) -> None:
    """Gives the library a new identity, a later generation and later row numbers than the other ever had.

    So nobody takes its documents for those of the other: neither indexes that were saved nor a program that runs.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF").close()
        connection.execute("BEGIN IMMEDIATE").close()
        _set_fact(connection, "identity", uuid4().hex)
        if standing.generation:
            found = connection.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
            _set_fact(connection, "generation", str(max(standing.generation, int(found[0]) if found else 0) + 1))
        if standing.numbers:
            _renumber(connection, standing.numbers)
        connection.execute("COMMIT").close()


def _set_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value)).close()


def _renumber(connection: sqlite3.Connection, given: Mapping[str, int]) -> None:
    own = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    # Beyond its own too: while the rows are moved one by one, none may meet another.
    moved = {name: max(given.get(name, 0), own.get(name, 0)) for name in {*own, *given}}
    for table, columns in NUMBERED:
        changes = ", ".join(
            f'"{column}" = "{column}" + {moved.get(_numbered(table.name, column), 0)}' for column in columns
        )
        connection.execute(f"UPDATE {table.name} SET {changes}").close()  # noqa: S608 - names and numbers of our own
    for name, behind in moved.items():
        connection.execute("UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?", (behind, name)).close()


def _numbered(table: str, column: str) -> str:
    return NUMBERS_OF.get(column, table)


def _put_aside(folder: Path) -> None:
    aside = folder / f"damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    make_private_folder(aside)
    for suffix in reversed(_BESIDE):  # the database last: until then it is there with all that it had
        with suppress(FileNotFoundError):
            shutil.move(folder / f"{DATABASE_NAME}{suffix}", aside)


def _patient(seconds: float) -> Callable[[int, int, int], None]:
    """Gives up where another process writes for longer than that: `backup` itself asks again for ever."""
    until = time.monotonic() + seconds

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    return check


def _copy_into(source: Path, target: Path) -> None:
    make_private_database(target)
    try:
        with closing(sqlite3.connect(source)) as made, closing(sqlite3.connect(target, timeout=PATIENCE)) as library:
            made.backup(library, progress=_patient(PATIENCE))
    except sqlite3.Error as error:
        raise LibraryError(f"Kho tài liệu {target}: không phục hồi được ({error}).") from error

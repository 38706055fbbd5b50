"""How is a library copied while other processes use it?"""

import sqlite3
from contextlib import closing
from pathlib import Path

from qa.errors import LibraryError
from qa.library.store import DATABASE_NAME


def holds_library(folder: Path) -> bool:
    """Whether a library is kept in this folder."""
    return (folder / DATABASE_NAME).is_file()


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

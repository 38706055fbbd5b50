"""Who on this machine may read the library's files? Whoever runs the program, and nobody else."""

import os
import stat
from contextlib import suppress
from pathlib import Path

# What SQLite keeps beside a database has the database's permissions.
_OF_A_DATABASE = ("", "-wal", "-shm")

# What a file had that a program of before made under the usual umask. Anything else somebody has chosen.
_FORMER = 0o644


def make_private_folder(folder: Path) -> None:
    """Makes a folder that only its owner may enter. One that is there stays as its owner wants it.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_database(path: Path) -> None:
    """An empty file for a database that is not there yet, which only its owner may read; one that was left open to all
    is closed. What cannot be done is left to whoever opens it.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for suffix in _OF_A_DATABASE:
        with suppress(OSError):
            file = Path(f"{path}{suffix}")
            if stat.S_IMODE(file.stat().st_mode) == _FORMER:
                file.chmod(0o600)

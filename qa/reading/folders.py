"""Which files of a folder are read, and which are passed over?"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qa.reading.kinds import is_known


@dataclass(frozen=True, slots=True)
class Skipped:
    """The paths below a folder that are not read, sorted. `unread` are files of an unknown kind, and links to folders,
    which are not followed; `hidden` are hidden files and folders; `outside` are links to files elsewhere: by them
    whoever may write into the folder could have any file of this machine quoted.
    """

    unread: tuple[Path, ...] = ()
    hidden: tuple[Path, ...] = ()
    outside: tuple[Path, ...] = ()


OnSkipped = Callable[[Skipped], object]


@dataclass(frozen=True, slots=True)
class FolderListing:
    """Everything below a folder, sorted. `files` are of a known kind by their names, but may be broken links or pipes;
    `closed` are folders that cannot be opened.
    """

    files: tuple[Path, ...]
    closed: tuple[Path, ...]
    skipped: Skipped


def list_folder(folder: Path, within: Path | None = None) -> FolderListing:
    """The contents of a folder and the folders below it. No file is opened. Links may lead to files of the folder, or
    of a folder above it that is read: `within`.
    """
    files: list[Path] = []
    closed: list[Path] = []
    unread: list[Path] = []
    hidden: list[Path] = []
    outside: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        hidden += [Path(at, name) for name in (*folders, *names) if _is_hidden(name)]
        folders[:] = [name for name in folders if not _is_hidden(name)]
        unread += [path for name in folders if (path := Path(at, name)).is_symlink()]
        for name in names:
            if _is_hidden(name):
                continue
            path = Path(at, name)
            (unread if not is_known(name) else outside if leads_out(path, within or folder) else files).append(path)
    skipped = Skipped(_sorted(unread), _sorted(hidden), _sorted(outside))
    return FolderListing(_sorted(files), _sorted(closed), skipped)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether this path below a folder is a link to something that is there and not below it."""
    return path.is_symlink() and path.exists() and not path.resolve().is_relative_to(folder.resolve())


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _sorted(paths: list[Path]) -> tuple[Path, ...]:
    return tuple(sorted(paths))

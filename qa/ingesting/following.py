"""How does the library follow a folder?

A notification only says which path to look at; whether the file exists decides. Notifications may come in any order,
and editors replace a file by removing it first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from embeddings.encoder import Progress, no_progress
from qa.errors import DocumentError, UnknownDocumentError
from qa.ingesting.ingester import Ingester, IngestReport
from qa.library.store import Library
from qa.reading.folders import Skipped, leads_out, list_folder
from qa.reading.kinds import JSON_LINES, is_known
from qa.reading.refusing import closed_folder, refused
from qa.types import RawDocument, Rejected

Read = Callable[[Path], Iterator[RawDocument | Rejected]]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something happened at a path."""

    path: Path
    how: Literal["added", "modified", "deleted"]


@dataclass(frozen=True, slots=True)
class Followed:
    """The result of a burst of changes: the report on ingested and refused files, the ids removed from the library, in
    order, and the new paths that are not read.
    """

    report: IngestReport
    removed: tuple[str, ...]
    skipped: Skipped


class Follower:
    """Keeps a library in step with a folder: documents whose origin is a path below it, and those of its JSON lines.

    A line's origin is its `_id`, which does not name its file. So lines follow their file only from `begin` on: if a
    file of JSON lines was removed before that, its documents stay in the library.
    """

    def __init__(self, folder: Path, library: Library, ingester: Ingester, read: Read) -> None:
        """`folder` is absolute and without links, as the origins of files are. `read` reads a file or a folder."""
        self._folder = folder
        self._library = library
        self._ingester = ingester
        self._read = read
        self._lines: dict[Path, set[str]] = {}

    def begin(self, progress: Progress = no_progress) -> Followed:
        """Ingests the files of the folder, and removes the documents whose files no longer exist.

        `progress` as for an ingester. A folder that cannot be opened is refused.
        """
        listing = list_folder(self._folder)
        report = self._take(_regular(listing.files), progress)
        report.rejected += [refused(str(closed), closed_folder()) for closed in listing.closed]
        ids = self._ids()
        removed = self._removed(ids, [one for one in ids if self._is_file_missing(Path(one))])
        return Followed(report, removed, listing.skipped)

    def follow(self, noticed: Iterable[Noticed]) -> Followed:
        """Applies one burst of changes.

        A file that cannot be read, perhaps half written, is refused and its document stays; it is read again at its
        next change.

        Raises:
            DocumentError: the folder itself is missing, which is no reason to empty the library.
        """
        if not self._folder.is_dir():
            raise DocumentError(f"{self._folder}: thư mục không còn nữa; kho tài liệu được giữ nguyên")
        noticed = list(noticed)
        skipped = self._skipped(noticed)
        seen = {one.path: one.how for one in noticed if self._is_followed(one.path)}
        there = {file for path, how in seen.items() if path.exists() for file in self._files_of(path, how)}
        before = self._all_lines()
        # Without anything to ingest nothing may be written: the library itself may be in the folder.
        report = self._take(sorted(there)) if there else IngestReport()
        missing = [path for path in seen if not path.exists()]
        for file in [file for file in self._lines if _is_below(file, missing)]:
            del self._lines[file]
        if not there and not missing:
            return Followed(report, (), skipped)
        ids = self._ids()
        files = [one for one in ids if _is_below(Path(one), missing) and self._is_file_missing(Path(one))]
        return Followed(report, self._removed(ids, [*files, *sorted(before - self._all_lines())]), skipped)

    def _take(self, files: Iterable[Path], progress: Progress = no_progress) -> IngestReport:
        return self._ingester.ingest((found for file in files for found in self._read_one(file)), progress=progress)

    def _read_one(self, file: Path) -> Iterator[RawDocument | Rejected]:
        origins: set[str] = set()
        whole = True
        try:
            for found in self._read(file):
                whole = whole and isinstance(found, RawDocument)
                origins |= {found.origin} if isinstance(found, RawDocument) else set()
                yield found
        except DocumentError as error:  # it was removed after the notification
            whole = False
            yield Rejected(str(file), str(error))
        if file.name.lower().endswith(JSON_LINES):
            # A file that is truncated or has a bad line may be half written: none of its lines counts as deleted.
            self._lines[file] = origins if whole else origins | self._lines.get(file, set())

    def _files_of(self, path: Path, how: str) -> list[Path]:
        if not path.is_dir():
            return [] if leads_out(path, self._folder) else [path]
        # One that was moved here whole; any other change of a folder is a change of something in it.
        is_new = how == "added" and not path.is_symlink()
        return _regular(list_folder(path, self._folder).files) if is_new else []

    def _skipped(self, noticed: Iterable[Noticed]) -> Skipped:
        """What came with these changes and is passed over."""
        found = [self._skipped_of(one) for one in noticed if one.how == "added" and self._is_within(one.path)]
        unread = {path for one in found for path in one.unread}
        outside = {path for one in found for path in one.outside}
        return Skipped(tuple(sorted(unread)), outside=tuple(sorted(outside)))

    def _skipped_of(self, noticed: Noticed) -> Skipped:
        path = noticed.path
        if path.is_dir() and not path.is_symlink():
            return list_folder(path, self._folder).skipped
        if not path.is_file() and not path.is_dir():
            return Skipped()
        if path.is_dir() or not is_known(path.name):
            return Skipped((path,))
        return Skipped(outside=(path,)) if leads_out(path, self._folder) else Skipped()

    def _is_followed(self, path: Path) -> bool:
        """A folder is, and so is what is not there, whatever it is called."""
        return self._is_within(path) and (not path.is_file() or is_known(path.name))

    def _is_within(self, path: Path) -> bool:
        """Whether it is in the folder, and neither hidden nor in a hidden folder."""
        if not path.is_relative_to(self._folder):
            return False
        return not any(part.startswith(".") for part in path.relative_to(self._folder).parts)

    def _is_file_missing(self, path: Path) -> bool:
        return path.is_relative_to(self._folder) and not path.exists()

    def _all_lines(self) -> set[str]:
        return set[str]().union(*self._lines.values())

    def _ids(self) -> dict[str, str]:
        return {summary.origin: summary.id for summary in self._library.summaries()}

    def _removed(self, ids: Mapping[str, str], origins: Iterable[str]) -> tuple[str, ...]:
        removed = []
        for name in [ids[origin] for origin in origins if origin in ids]:
            with suppress(UnknownDocumentError):  # somebody else was quicker
                self._library.remove(name)
                removed.append(name)
        return tuple(removed)


def _regular(files: Iterable[Path]) -> list[Path]:
    """The files without broken links and pipes, which would block reading."""
    return [file for file in files if file.is_file()]


def _is_below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)

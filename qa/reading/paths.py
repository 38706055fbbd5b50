"""Which documents does a path hold?"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from qa.errors import DocumentError
from qa.reading.folders import FolderListing, OnSkipped, list_folder
from qa.reading.formats.json_lines import read_json_lines
from qa.reading.kinds import JSON_LINES, KNOWN_SUFFIXES, is_known, unknown_kind
from qa.reading.limits import ReadingLimits
from qa.reading.refusing import closed_folder, refused
from qa.reading.uploads import read_one
from qa.types import RawDocument, Rejected

_NO_LIMITS = ReadingLimits()


def read_path(
    path: Path, limits: ReadingLimits = _NO_LIMITS, *, on_skipped: OnSkipped = lambda _: None
) -> Iterator[RawDocument | Rejected]:
    """The documents of a file, or of every file of a known kind in a folder and the folders below it.

    Files come sorted by path. One that cannot be read is a `Rejected`, and reading goes on with the next. `on_skipped`
    gets the paths that are not read, once, at the call.

    Raises:
        DocumentError: at the call, not at the first step: the path does not exist, or holds no file of a known kind.
    """
    if path.is_dir():
        listing = list_folder(path)
        on_skipped(listing.skipped)
        if not listing.files and not listing.closed:
            raise DocumentError(f"{path}: thư mục không có tệp nào đọc được; các loại tệp đọc được: {_kinds()}")
        return _read_all(path, listing, limits)
    if not path.exists():
        raise DocumentError(f"{path}: không có tệp hay thư mục này")
    if not path.is_file() or not is_known(path.name):
        raise DocumentError(f"{path}: {unknown_kind(path.name)}")
    return _read_file(path, path.name, limits)


def _read_all(folder: Path, listing: FolderListing, limits: ReadingLimits) -> Iterator[RawDocument | Rejected]:
    for closed in listing.closed:
        yield refused(str(closed), closed_folder())
    for file in listing.files:
        yield from _read_file(file, file.relative_to(folder).as_posix(), limits)


def _read_file(path: Path, name: str, limits: ReadingLimits) -> Iterator[RawDocument | Rejected]:
    if not path.is_file():  # a broken link, or a pipe, which would block for ever
        yield refused(name, DocumentError("không phải tệp thường, hoặc liên kết trỏ tới tệp không còn"))
    elif path.name.lower().endswith(JSON_LINES):
        yield from read_json_lines(lambda: _opened(path), name, limits)
    else:
        yield _read_one(path, name, limits)


def _read_one(path: Path, name: str, limits: ReadingLimits) -> RawDocument | Rejected:
    try:
        limits.check_bytes(path.stat().st_size)
        return read_one(path.read_bytes(), path.name, str(path.resolve()), limits)
    except DocumentError as error:
        return refused(name, error)
    except OSError as error:
        return refused(name, DocumentError(f"không đọc được tệp: {error.strerror or error}"))


def _opened(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def _kinds() -> str:
    return " ".join(KNOWN_SUFFIXES)

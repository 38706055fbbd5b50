"""Which documents stand at this path?"""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from qa.errors import DocumentError
from qa.reading.json_lines import read_json_lines
from qa.reading.kinds import JSON_LINES, KNOWN_SUFFIXES, is_known
from qa.reading.limits import ReadingLimits
from qa.reading.refusing import refused
from qa.reading.uploads import read_one
from qa.types import RawDocument, Rejected

_NO_LIMITS = ReadingLimits()


def read_path(path: Path, limits: ReadingLimits = _NO_LIMITS) -> Iterator[RawDocument | Rejected]:
    """What a file, or every file of a known kind in a folder and the folders below it, holds.

    Files come sorted by path; hidden ones are passed over. One that cannot be read is a `Rejected`, and reading goes
    on with the next.

    Raises:
        DocumentError: at the call, not at the first step: there is nothing at the path, or nothing of a known kind.
    """
    if path.is_dir():
        found, closed = _files_of(path)
        if not found and not closed:
            raise DocumentError(f"{path}: thư mục không có tệp nào đọc được; các loại tệp đọc được: {_kinds()}")
        return _read_all(path, found, closed, limits)
    if not path.exists():
        raise DocumentError(f"{path}: không có tệp hay thư mục này")
    if not path.is_file() or not is_known(path.name):
        raise DocumentError(f"{path}: không đọc được loại tệp này; các loại tệp đọc được: {_kinds()}")
    return _read_file(path, path.name, limits)


def _files_of(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of a known kind below a folder, sorted, and the folders that cannot be looked into."""
    closed: list[Path] = []
    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in files if is_known(name)]
    return sorted(found), sorted(closed)


def _read_all(
    folder: Path, files: list[Path], closed: list[Path], limits: ReadingLimits
) -> Iterator[RawDocument | Rejected]:
    for place in closed:
        yield refused(str(place), DocumentError("không mở được thư mục; hãy kiểm tra quyền đọc"))
    for file in files:
        yield from _read_file(file, file.relative_to(folder).as_posix(), limits)


def _read_file(path: Path, name: str, limits: ReadingLimits) -> Iterator[RawDocument | Rejected]:
    if not path.is_file():  # a link to nowhere; or a pipe, at which reading would wait for ever
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

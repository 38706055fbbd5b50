"""Which documents stand at this path?"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from qa.errors import DocumentError
from qa.reading.decoding import MAX_BYTES, TOO_LONG
from qa.reading.json_lines import read_json_lines
from qa.reading.text_files import read_text_file
from qa.reading.web_pages import read_web_page
from qa.types import RawDocument, Rejected

_READERS: dict[str, Callable[[bytes, Path], RawDocument]] = {
    ".txt": read_text_file,
    ".md": read_text_file,
    ".html": read_web_page,
    ".htm": read_web_page,
}
_JSON_LINES = (".jsonl", ".jsonl.gz")

KNOWN_SUFFIXES: tuple[str, ...] = (*_READERS, *_JSON_LINES)


def read_path(path: Path) -> Iterator[RawDocument | Rejected]:
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
        return _read_all(path, found, closed)
    if not path.exists():
        raise DocumentError(f"{path}: không có tệp hay thư mục này")
    if not path.is_file() or not _is_known(path.name):
        raise DocumentError(f"{path}: không đọc được loại tệp này; các loại tệp đọc được: {_kinds()}")
    return _read_file(path, path.name)


def _files_of(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of a known kind below a folder, sorted, and the folders that cannot be looked into."""
    closed: list[Path] = []
    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in files if _is_known(name)]
    return sorted(found), sorted(closed)


def _read_all(folder: Path, files: list[Path], closed: list[Path]) -> Iterator[RawDocument | Rejected]:
    for place in closed:
        yield Rejected(str(place), "không mở được thư mục; hãy kiểm tra quyền đọc")
    for file in files:
        yield from _read_file(file, file.relative_to(folder).as_posix())


def _read_file(path: Path, name: str) -> Iterator[RawDocument | Rejected]:
    if not path.is_file():  # a link to nowhere; or a pipe, at which reading would wait for ever
        yield Rejected(name, "không phải tệp thường, hoặc liên kết trỏ tới tệp không còn")
    elif path.name.lower().endswith(_JSON_LINES):
        yield from read_json_lines(path, name)
    else:
        yield _read_one(path, name)


def _read_one(path: Path, name: str) -> RawDocument | Rejected:
    try:
        if path.stat().st_size > MAX_BYTES:
            return Rejected(name, TOO_LONG)
        return _READERS[path.suffix.lower()](path.read_bytes(), path.resolve())
    except DocumentError as error:
        return Rejected(name, str(error))
    except OSError as error:
        return Rejected(name, f"không đọc được tệp: {error.strerror or error}")


def _is_known(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(KNOWN_SUFFIXES)


def _kinds() -> str:
    return " ".join(KNOWN_SUFFIXES)

# ruff: noqa: D101, D103, B008 - goes away
"""STAND-IN, to be deleted when the reading side is merged: just enough of `read_upload` and `ReadingLimits`."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from qa.errors import DocumentError
from qa.reading import paths
from qa.types import Cause, RawDocument, Rejected, Source, SourceFile


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    max_bytes: int = 80_000_000
    max_characters: int = 20_000_000
    max_line: int = 1_000_000
    max_pages: int = 5_000
    max_unpacked_bytes: int = 500_000_000


def read_path(path: Path, _limits: ReadingLimits = ReadingLimits()) -> Iterator[RawDocument | Rejected]:
    return paths.read_path(path)


def read_upload(
    data: bytes,
    name: str,
    origin: str | None = None,
    limits: ReadingLimits = ReadingLimits(),
    told: Source = Source(),
) -> Iterator[RawDocument | Rejected]:
    if "/" in name or "\\" in name or name in ("", ".", ".."):
        yield Rejected(name, "tên tệp không được chứa đường dẫn")
    elif not name.lower().endswith(paths.KNOWN_SUFFIXES):
        yield Rejected(name, "không đọc được loại tệp này", Cause.UNSUPPORTED)
    elif len(data) > limits.max_bytes:
        yield Rejected(name, f"tệp lớn hơn {limits.max_bytes} byte", Cause.TOO_LARGE)
    elif max(map(len, data.splitlines()), default=0) > limits.max_line:
        yield Rejected(name, f"có dòng dài hơn {limits.max_line} ký tự", Cause.TOO_LARGE)
    else:
        yield from _read(data, name, origin, told)


def _read(data: bytes, name: str, origin: str | None, told: Source) -> Iterator[RawDocument | Rejected]:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            for one in paths.read_path(path):
                yield one if isinstance(one, Rejected) else _named(one, data, name, origin, told)
        except DocumentError as error:
            yield Rejected(name, str(error))


def _named(raw: RawDocument, data: bytes, name: str, origin: str | None, told: Source) -> RawDocument:
    if name.lower().endswith((".jsonl", ".jsonl.gz")):
        return raw
    given = {one.name: value for one in fields(told) if (value := getattr(told, one.name)) is not None}
    media_type = {".html": "text/html", ".htm": "text/html", ".md": "text/markdown"}.get(
        Path(name).suffix, "text/plain"
    )
    file = SourceFile(name, media_type, data)
    return replace(raw, origin=origin or name, source=replace(raw.source, **given), file=file)

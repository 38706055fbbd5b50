"""Which documents does an uploaded file hold?"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from qa.errors import DocumentError
from qa.reading.decoding import legacy_encoding
from qa.reading.formats.json_lines import read_json_lines
from qa.reading.isolation.reading_process import ReadingProcesses
from qa.reading.kinds import JSON_LINES, KINDS, is_known, unknown_kind
from qa.reading.limits import ReadingLimits
from qa.reading.mistaken_letters import with_mistaken_letters_read
from qa.reading.notes import notes_of
from qa.reading.refusing import refused
from qa.types import RawDocument, Rejected, Source, SourceFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LONGEST_NAME = 255  # what file systems take
# In bytes: text, or markup of so little, takes no time and no memory to speak of. Anything else is read in a process
# of its own, which a file can neither hang nor fill the memory with.
_READ_HERE = 200_000
_PROCESSES = ReadingProcesses()

_NO_LIMITS = ReadingLimits()
_NOTHING = Source()


def read_upload(
    data: bytes, name: str, origin: str | None = None, limits: ReadingLimits = _NO_LIMITS, given: Source = _NOTHING
) -> Iterator[RawDocument | Rejected]:
    """The documents of an uploaded file; its name gives the kind.

    `origin` is the document's origin, by default the name; JSON lines have origins of their own. Fields of the `given`
    source take precedence over the file's own. A document that is refused is a `Rejected`; nothing is raised.
    """
    try:
        check_name(name)
        if name.lower().endswith(JSON_LINES):
            yield from read_json_lines(lambda: _opened(data, name, limits), name, limits)
        else:
            yield with_given_source(read_one(data, name, origin or name, limits), given)
    except DocumentError as error:
        yield refused(name, error)


def read_one(data: bytes, name: str, origin: str, limits: ReadingLimits) -> RawDocument:
    """The document of a file of a one-document kind, with the file itself.

    Raises:
        DocumentError: the file is refused.
    """
    limits.check_bytes(len(data))
    suffix = PurePosixPath(name.lower()).suffix
    kind = KINDS[suffix]
    is_cheap = kind.is_plain and len(data) <= _READ_HERE
    read = kind.read(data, origin, limits) if is_cheap else _PROCESSES.read(data, suffix, origin, limits)
    encoding = legacy_encoding(data) if kind.media_type.startswith("text/") else None
    notes = (*read.notes, *notes_of(converted=[encoding] if encoding else []))
    return with_mistaken_letters_read(replace(read, file=SourceFile(name, kind.media_type, data), notes=notes))


def check_name(name: str) -> None:
    """Refuses an invalid file name, and one of an unknown kind.

    Raises:
        UnsupportedError: files of this kind are not read.
        DocumentError: it is a path, too long, or holds characters that a name cannot hold.
    """
    if not name or len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
        raise DocumentError(f"tên tệp phải có từ 1 đến {_LONGEST_NAME} byte")
    if "/" in name or "\\" in name or name in {".", ".."} or not name.isprintable():
        raise DocumentError("tên tệp không được có dấu / hay \\, không được là đường dẫn, không có ký tự điều khiển")
    if not is_known(name):
        raise unknown_kind(name)


def with_given_source(raw: RawDocument, given: Source) -> RawDocument:
    """The document, its source overridden by the fields of the `given` source that are not None."""
    overrides = {field.name: value for field in fields(given) if (value := getattr(given, field.name)) is not None}
    return replace(raw, source=replace(raw.source, **overrides))


def _opened(data: bytes, name: str, limits: ReadingLimits) -> BinaryIO:
    if not name.lower().endswith(".gz"):
        return io.BytesIO(data)
    return io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=io.BytesIO(data)), limits))


class _Unpacked(io.RawIOBase):
    """The contents of a gzip file, up to the limit: 200 MB may unpack to 200 GB of blank lines."""

    def __init__(self, packed: gzip.GzipFile, limits: ReadingLimits) -> None:
        self._packed = packed
        self._limits = limits
        self._read = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Reads on. Raises TooLargeError beyond the limit."""
        count = self._packed.readinto(buffer)
        self._read += count
        self._limits.check_unpacked(self._read)
        return count

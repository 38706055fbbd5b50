"""Which documents does a file of JSON lines hold?"""

import codecs
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from qa.errors import DocumentError
from qa.reading.decoding import MAX_BYTES, TOO_LONG, check_text
from qa.reading.source_fields import source_of
from qa.types import RawDocument, Rejected

# BEIR writes `_id`; dumps of Wikipedia and of databases write the others.
_ID_FIELDS = ("_id", "doc_id", "id")


def read_json_lines(path: Path, name: str) -> Iterator[RawDocument | Rejected]:
    """One document a line, in the file's order and never more than a line in memory; blank lines are passed over.

    A line that cannot be taken is a `Rejected` at `name, dòng N`, and a file that breaks off is one at `name`, after
    the lines before the break.
    """
    try:
        with _opened(path) as stream:
            yield from _documents(stream, name)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Rejected(name, "tệp nén gzip bị hỏng hoặc bị cắt cụt; hãy nén lại hoặc tải lại tệp")
    except OSError as error:
        yield Rejected(name, f"không đọc được tệp: {error.strerror or error}")


def _opened(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def _documents(stream: BinaryIO, name: str) -> Iterator[RawDocument | Rejected]:
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(stream), start=1):
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield Rejected(name, "tệp ở dạng UTF-16; hãy lưu tệp ở dạng UTF-8")
            return
        if not line.strip():
            continue
        try:
            document = _document(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
        except DocumentError as error:
            yield Rejected(f"{name}, dòng {number}", str(error))
            continue
        first = seen.setdefault(document.origin, number)
        if first == number:
            yield document
        else:
            yield Rejected(f"{name}, dòng {number}", f"trùng mã “{document.origin[:80]}” với dòng {first}")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long only as much as shows that it is."""
    while line := stream.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)
            if not line:
                return


def _document(line: bytes) -> RawDocument:
    if len(line) > MAX_BYTES:
        raise DocumentError(TOO_LONG)
    fields = _object(line)
    origin = next((fields[name] for name in _ID_FIELDS if fields.get(name) is not None), None)
    if origin is None:
        raise DocumentError("thiếu trường _id")
    if not isinstance(origin, str) or not origin.strip():
        raise DocumentError("trường _id phải là chuỗi ký tự, không để trống")
    text = fields.get("text")
    if text is None:
        raise DocumentError("thiếu trường text")
    if not isinstance(text, str):
        raise DocumentError("trường text phải là chuỗi ký tự")
    check_text(text)
    check_text(origin)
    return RawDocument(origin, source_of(fields), text)


def _object(line: bytes) -> dict[str, object]:
    try:
        told = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DocumentError("không phải UTF-8; hãy lưu tệp ở dạng UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError("không phải JSON hợp lệ; mỗi dòng phải là một đối tượng JSON trọn vẹn") from error
    if not isinstance(told, dict):
        raise DocumentError('không phải đối tượng JSON; mỗi dòng phải có dạng {"_id": …, "title": …, "text": …}')
    return told

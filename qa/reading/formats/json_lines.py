"""Which documents does a file of JSON lines hold?"""

import codecs
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from qa.errors import DocumentError
from qa.reading.decoding import check_text
from qa.reading.limits import ReadingLimits
from qa.reading.mistaken_letters import with_mistaken_letters_read
from qa.reading.refusing import refused
from qa.reading.source_fields import one_line, source_of
from qa.types import Cause, RawDocument, Rejected, SourceFile, Span, SpanKind

# BEIR writes `_id`; dumps of Wikipedia and of databases write the others.
_ID_FIELDS = ("_id", "doc_id", "docid", "id")
_TEXT_FIELDS = ("text", "contents", "content", "body", "paragraphs")
# A list of questions with their answers.
_PAIRS = (("question", "answer"), ("question", "answers"), ("cau_hoi", "tra_loi"))


def read_json_lines(
    opened: Callable[[], BinaryIO], name: str, limits: ReadingLimits
) -> Iterator[RawDocument | Rejected]:
    """One document per line, in order, with one line in memory at a time; blank lines are skipped.

    A line that is refused is a `Rejected` at `name, dòng N`; a truncated file is one at `name`, after the lines before
    the break.
    """
    try:
        with opened() as stream:
            yield from _documents(stream, name, limits)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Rejected(name, "tệp nén gzip bị hỏng hoặc bị cắt cụt; hãy nén lại hoặc tải lại tệp")
    except OSError as error:
        yield Rejected(name, f"không đọc được tệp: {error.strerror or error}")


def _documents(stream: BinaryIO, name: str, limits: ReadingLimits) -> Iterator[RawDocument | Rejected]:
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(stream, limits.max_bytes), start=1):
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield Rejected(name, "tệp ở dạng UTF-16; hãy lưu tệp ở dạng UTF-8", Cause.UNSUPPORTED)
            return
        if not line.strip():
            continue
        try:
            document = _document(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, limits)
        except DocumentError as error:
            yield refused(f"{name}, dòng {number}", error)
            continue
        first = seen.setdefault(document.origin, number)
        if first == number:
            yield document
        else:
            yield Rejected(f"{name}, dòng {number}", f"trùng mã “{document.origin[:80]}” với dòng {first}")


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines; one that is too long is cut to `most` + 1 bytes."""
    while line := stream.readline(most + 1):
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            line = stream.readline(most + 1)
            if not line:
                return


def _document(line: bytes, limits: ReadingLimits) -> RawDocument:
    limits.check_bytes(len(line))
    fields = _object(line)
    origin = _origin(fields)
    title, text, marked = _text(fields)
    check_text(text, limits)
    check_text(origin, limits)
    source = source_of(fields)
    file = SourceFile(f"{origin}.json", "application/json", line)
    read = RawDocument(origin, replace(source, title=source.title or title), text, marked, file=file)
    return with_mistaken_letters_read(read)


def _origin(fields: dict[str, object]) -> str:
    name, value = next(((name, fields[name]) for name in _ID_FIELDS if fields.get(name) is not None), ("_id", None))
    if value is None:
        raise DocumentError("thiếu trường _id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise DocumentError(f"trường {name} phải là chuỗi ký tự hay số nguyên, không để trống")
    return value


def _text(fields: dict[str, object]) -> tuple[str | None, str, tuple[Span, ...]]:
    """The title that the text gives, the text, and its known spans: a question is the heading of its answer."""
    for name in _TEXT_FIELDS:
        if fields.get(name) is not None:
            return None, _paragraphs(fields, name), ()
    for question, answer in _PAIRS:
        if fields.get(question) is not None and fields.get(answer) is not None:
            asked = " ".join(_paragraphs(fields, question).split())
            heading = (Span(0, len(asked), SpanKind.HEADING, 1),) if asked else ()
            return one_line(asked), f"{asked}\n\n{_paragraphs(fields, answer)}", heading
    raise DocumentError("thiếu trường text")


def _paragraphs(fields: dict[str, object], name: str) -> str:
    """The text of a field: a string, or a list of paragraphs, which come with a blank line between them."""
    value = fields[name]
    if isinstance(value, list) and all(isinstance(paragraph, str) for paragraph in value):
        return "\n\n".join(value)
    if not isinstance(value, str):
        raise DocumentError(f"trường {name} phải là chuỗi ký tự, hay danh sách các đoạn văn")
    return value


def _object(line: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DocumentError("không phải UTF-8; hãy lưu tệp ở dạng UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError("không phải JSON hợp lệ; mỗi dòng phải là một đối tượng JSON trọn vẹn") from error
    if not isinstance(parsed, dict):
        raise DocumentError('không phải đối tượng JSON; mỗi dòng phải có dạng {"_id": …, "title": …, "text": …}')
    return parsed

"""Which document does a file of separated values hold?"""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from qa.errors import UnreadableError
from qa.reading.decoding import check_text, decode
from qa.reading.formats.tables.question_rows import RowLine
from qa.reading.formats.tables.rows import lines_of
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument, Source, Span, SpanKind

# Excel writes semicolons where the decimal sign is a comma, as in Vietnam.
_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 50  # rows

# Below the name of a sheet, which is a heading of the first level.
_QUESTION_LEVEL = 2


def read_csv_file(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The rows, one per line; the separator is the one that gives the most even rows.

    Raises:
        DocumentError: the encoding is not supported, there is no row, or a cell or the whole is too long.
    """
    text = decode(data, limits)
    try:
        lines = list(lines_of(_rows(text, _separator(text)), limits))
    except csv.Error as error:
        raise UnreadableError("có ô quá dài, hay dấu ngoặc kép không đóng; hãy xuất lại bảng ở dạng CSV") from error
    content = "\n".join(line.text for line in lines)
    check_text(content, limits)
    return RawDocument(origin, Source(), content, tuple(marks_of(lines)))


def marks_of(lines: list[RowLine], offset: int = 0) -> list[Span]:
    """The rows as what they are, which no rule of cleaning may take for anything else."""
    marks = []
    for line in lines:
        end = offset + len(line.text)
        marks.append(Span(offset, end, line.kind, _QUESTION_LEVEL if line.kind is SpanKind.HEADING else 0))
        offset = end + 1
    return marks


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> float:
    """How many of the first rows have as many cells as most, where that is more than one."""
    try:
        widths = [len(row) for row in islice(_rows(text, separator), _LOOKED_AT) if row]
    except csv.Error:
        return 0.0
    usual = max(set(widths), key=widths.count, default=0)
    return widths.count(usual) / len(widths) if usual > 1 else 0.0

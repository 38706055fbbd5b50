"""Which lines of a PDF are one paragraph, and how are they joined?"""

import re
from itertools import pairwise
from statistics import median

from qa.reading.formats.pdf.columns import MOTTO, Line
from qa.reading.syllables import is_syllable

_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BEGINS_ANEW = re.compile(
    r"(?:[-–•*+]\s|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)\s|[IVXLC]+[.)]\s|(?:Điều|Chương|Mục|Phần|Hình|Bảng)\s)"
)
_FULL = 0.75  # of the column's width: shorter lines end a paragraph
_CLOSED_AND_FULL = 0.95  # a sentence that happens to end at the margin
_SET_APART = 1.6  # times the usual distance from line to line
_OTHER_SIZE = 1.15  # times the height of letters: headings are larger

_HYPHENATED = re.compile(r"(?:^|[^\w-])([a-z]{2,})-$")
_BROKEN_WORD = re.compile(r"[a-z]{2,}")
# A telephone number of ten or eleven digits, broken within a group of digits.
_PHONE_BEGUN = re.compile(r"(?<!\d)(?:\+84|0)[\d .]*(?<!\d)\d$")
_NO_DIGIT = re.compile(r"\D")
_PHONE_ENDED = re.compile(r"\d+(?:[ .]\d{2,4})*+(?!\d)")
_NEAR = 40  # characters around a line break: longer than any word or number
_DIGITS_OF_A_PHONE = (10, 11)


def laid_out(pages: list[list[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text with a blank line between paragraphs, and the offset at which each page begins."""
    joining = _Joining(pages)
    pieces: list[str] = []
    begins: list[int] = []
    length, before = 0, None
    for lines in pages:
        for index, line in enumerate(lines):
            if before is not None:
                hyphen_dropped, blank = joining.between(before, line, new_page=index == 0)
                if hyphen_dropped:
                    pieces[-1] = pieces[-1][:-1]
                pieces.append(blank)
                length += len(blank) - hyphen_dropped
            if index == 0:
                begins.append(length)
            pieces.append(line.text)
            length += len(line.text)
            before = line
        if not lines:
            begins.append(length)
    return "".join(pieces), tuple(begins)


class _Joining:
    """What stands between two lines, by the widths and distances that are usual in the document."""

    def __init__(self, pages: list[list[Line]]) -> None:
        lines = [line for page in pages for line in page]
        self._width = _usual_width([line for line in lines if line.column == 0 and not line.is_row])
        self._columns = _widths_of_columns(pages)
        steps = [
            (below.bottom - above.bottom) / above.size
            for page in pages
            for above, below in pairwise(page)
            if above.column == below.column and below.bottom > above.bottom and not above.is_row
        ]
        self._step = median(steps) if steps else 1.4

    def between(self, before: Line, line: Line, *, new_page: bool) -> tuple[bool, str]:
        """Whether the hyphen before is dropped, and the blank: nothing within a word, one space within a paragraph."""
        if _is_broken_phone(before.text, line.text):
            return False, ""
        if not self._goes_on(before, line, new_page=new_page):
            return False, "\n\n"
        if before.text.endswith("-") and before.text[-2:-1].isalnum():
            return _is_hyphenated(before.text, line.text), ""
        return False, " "

    def _goes_on(self, before: Line, line: Line, *, new_page: bool) -> bool:
        """Whether this line continues the paragraph of the one before."""
        if _is_other(before, line):
            return False
        if line.text[0].islower():
            return True
        within = before.column == line.column and not new_page
        if within and line.bottom - before.bottom > _SET_APART * self._step * before.size:
            return False
        filled = (before.right - before.left) / max(self._columns.get(id(before), self._width), 1.0)
        return filled >= _FULL if not _CLOSED.search(before.text) else within and filled >= _CLOSED_AND_FULL


def _is_other(before: Line, line: Line) -> bool:
    """Whether the lines are of different kinds: rows, items, a motto, headings in capitals or larger letters."""
    return (
        before.is_row
        or line.is_row
        or _BEGINS_ANEW.match(line.text) is not None
        or any(MOTTO.fullmatch(one.text) for one in (before, line))
        or (before.text.isupper() != line.text.isupper() and any(map(str.isalpha, line.text)))
        or max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size)
    )


def _widths_of_columns(pages: list[list[Line]]) -> dict[int, float]:
    """The width of the column of each line in one, by the line's identity."""
    widths: dict[int, float] = {}
    for page in pages:
        widest: dict[int, float] = {}
        for line in page:
            widest[line.column] = max(widest.get(line.column, 0.0), line.right - line.left)
        widths |= {id(line): widest[line.column] for line in page if line.column}
    return widths


def _usual_width(lines: list[Line]) -> float:
    widths = sorted(line.right - line.left for line in lines)
    return widths[round(0.9 * (len(widths) - 1))] if widths else 0.0


def _is_hyphenated(before: str, line: str) -> bool:
    """Whether a word was divided at the end of the line, as in `infor-mation`; `Phan-xi-păng` keeps its hyphens, and
    Vietnamese syllables are never divided.
    """
    start, rest = _HYPHENATED.search(before[-_NEAR:]), _BROKEN_WORD.match(line)
    return start is not None and rest is not None and not (is_syllable(start[1]) and is_syllable(rest[0]))


def _is_broken_phone(before: str, line: str) -> bool:
    start, rest = _PHONE_BEGUN.search(before[-_NEAR:]), _PHONE_ENDED.match(line[:_NEAR])
    if start is None or rest is None:
        return False
    digits = _NO_DIGIT.sub("", (start[0] + rest[0]).replace("+84", "0"))
    return len(digits) in _DIGITS_OF_A_PHONE

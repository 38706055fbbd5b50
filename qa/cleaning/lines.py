"""Where are the lines of a text, and which features does each have?"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qa.types import Span, SpanKind

# Only these end a line. `str.splitlines` would also break at U+2028, form feeds and their like, which stand inside
# sentences of text that was copied out of web pages and PDFs.
_LINE = re.compile(r"[^\r\n]+")
_WIKI_HEADING = re.compile(r"(={1,6}) ?([^=].*?) ?\1")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
# A saved page of the news agency TTXVN begins with this stamp, glued to the first caption.
_DATE_STAMP = re.compile(r"date \d{4}-\d{2}-\d{2}\s+(?=\S)")
# What is left of a table around a picture when a page is saved as Markdown.
_CELL_BORDER = re.compile(r"(?<=\S)\s+\|$")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Line:
    """A line that is not blank. `text[start:end]` is its content, without the blanks and marks around it.

    `key` is the content for matching: NFC, each run of blanks as one space. `level` is the number of marks of a heading
    (0: not marked as one). `margins` are the ranges of the marks left out of the content: a date stamp, the `#` of a
    heading, a table cell's border.
    """

    start: int
    end: int
    key: str
    level: int
    heading: str
    margins: tuple[tuple[int, int], ...]
    in_cell: bool
    after_blank: bool

    @cached_property
    def folded(self) -> str:
        """The key for matching without regard to case; the Icelandic eth that old fonts leave for đ is one."""
        return self.key.casefold().replace("ð", "đ")

    @cached_property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does; headlines and labels do not."""
        return _CLOSED.search(self.key) is not None

    @cached_property
    def word_count(self) -> int:
        """Words between blanks; in Vietnamese these are syllables."""
        return self.key.count(" ") + 1


def match_key(text: str) -> str:
    """A text's key: the same for every Unicode form of its letters and every spacing."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    after_blank = True
    end_of_last = 0
    is_first = True
    for match in _LINE.finditer(text):
        start, end = _stripped(text, match.start(), match.end())
        if start == end:
            after_blank = True
            continue
        gap = text[end_of_last : match.start()]
        after_blank = after_blank or gap.replace("\r\n", "\n").count("\n") + gap.count("\r") - gap.count("\r\n") > 1
        yield _line(text, start, end, is_first=is_first, after_blank=after_blank)
        after_blank, end_of_last, is_first = False, match.end(), False


def _line(text: str, start: int, end: int, *, is_first: bool, after_blank: bool) -> Line:
    margins: list[tuple[int, int]] = []
    if is_first and (stamp := _DATE_STAMP.match(text, start, end)):
        margins.append(_stripped(text, start, stamp.end()))
        start = stamp.end()
    in_cell = False
    if text[end - 1] == "|" and text.count("|", start, end) == 1 and _CELL_BORDER.search(text, start, end):
        margins.append((end - 1, end))
        in_cell = True
        start, end = _stripped(text, start, end - 1)
    level, heading = 0, ""
    if text[start] == "#" and (marks := _MARKDOWN_HEADING.match(text, start, end)):
        margins.append((start, marks.end(1)))
        start, level = marks.end(), len(marks[1])
        heading = match_key(text[start:end])
    key = heading or match_key(text[start:end])
    if key[0] == "=" and (wiki := _WIKI_HEADING.fullmatch(key)):
        level, heading = len(wiki[1]), wiki[2]
    return Line(start, end, key, level, heading, tuple(sorted(margins)), in_cell, after_blank)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its edges; empty where it holds nothing else."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, start + len(piece.strip()))


class Page:
    """A text on its way through the rules: its lines, and the kind of each line decided so far."""

    def __init__(self, text: str, title: str | None, marked: tuple[Span, ...] = ()) -> None:
        self.text = text
        self.marked = marked
        self.title = match_key(title).casefold() if title else ""
        self.lines = split_lines(text)
        self.kinds: list[SpanKind | None] = [None] * len(self.lines)

    def stands_apart(self, first: int, last: int) -> bool:
        """Whether blank lines, or the page's ends, set these lines off from the rest."""
        after = last + 1
        return self.lines[first].after_blank and (after >= len(self.lines) or self.lines[after].after_blank)

    def mark_at(self, index: int) -> Span | None:
        """The span of the file's own markup that this line begins in, if any."""
        start = self.lines[index].start
        last = bisect_right(self.marked, start, key=lambda mark: mark.start) - 1
        return self.marked[last] if last >= 0 and start < self.marked[last].end else None

    def left_out_within(self, start: int, end: int) -> Iterator[Span]:
        """The ranges between these offsets that the file's own markup leaves out: comments, hidden words."""
        index = bisect_right(self.marked, start, key=lambda mark: mark.end)
        while index < len(self.marked) and self.marked[index].start < end:
            mark = self.marked[index]
            if mark.kind is SpanKind.OTHER:
                yield Span(max(mark.start, start), min(mark.end, end), SpanKind.OTHER)
            index += 1

    def undecided(self) -> Iterator[int]:
        """The lines that no rule has claimed yet, in order."""
        return (index for index, kind in enumerate(self.kinds) if kind is None)

"""Which lines are a page's furniture: fields about itself, rulers, links in passing?"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from qa.cleaning.lines import Line, Page
from qa.reading.formats.front_matter import front_matter_of
from qa.types import SpanKind

_LEADER = re.compile(r"(.{2,150}?)\s*(?:\.{4,}|…{2,}|(?:\. ){3,})\s*(\d{1,4})")
_NAME_OF_CONTENTS = re.compile(r"(?:mục lục|nội dung|contents|table of contents)\b.{0,20}")
_PART = re.compile(r"(?:chương|phần|mục|bài|điều|phụ lục|lời)\s|\d+(?:\.\d+)*[.)]?\s|[ivxlc]+[.)]?\s")
_FEWEST_PARTS = 0.5
# Three signs at least, or a cell border alone: a single sign may be a piece of a formula that was torn apart.
_RULER = re.compile(r"[-‐-―*_=~.·•+#|:─━═\s]{3,}|\|")
# Never within a sentence: an arrow, or a label with its colon, then a headline that is not closed.
_INLINE_LINK = re.compile(
    r"(?:>{2,}|»|►)\s*\S.*|(?:xem thêm|đọc thêm|tin liên quan|bài liên quan)\s*:\s*\S.*", re.IGNORECASE
)
_LONGEST_HEADLINE = 200  # the longest in the saved pages has 117


def front_matter(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """The fields about the document at its beginning are not sentences of it."""
    if block := front_matter_of(page.text):
        for index, line in enumerate(page.lines):
            if line.start >= block.end:
                break
            yield index, SpanKind.OTHER


def rulers(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Lines of signs, and lines of invisible characters."""
    for index, line in enumerate(page.lines):
        if _RULER.fullmatch(line.key) or _is_invisible(line.key):
            yield index, SpanKind.OTHER


def contents(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """A table of contents; a price list has leaders, too, but neither its name nor parts on rising pages."""
    run: list[int] = []
    for index in range(len(page.lines) + 1):
        if index < len(page.lines) and _leader(page.lines[index]):
            run.append(index)
            continue
        if run and _is_contents(page, run):
            yield from ((line, SpanKind.OTHER) for line in run)
        run = []
        if index < len(page.lines) and page.lines[index].folded == "mục lục":
            yield index, SpanKind.OTHER


def _is_contents(page: Page, run: list[int]) -> bool:
    above = page.lines[run[0] - 1] if run[0] else None
    if above is not None and _NAME_OF_CONTENTS.fullmatch(above.folded):
        return True
    found = [leader for index in run if (leader := _leader(page.lines[index]))]
    pages = [int(leader[2]) for leader in found]
    parts = sum(_PART.match(leader[1].casefold()) is not None for leader in found)
    return parts >= _FEWEST_PARTS * len(run) and all(before <= after for before, after in pairwise(pages))


def _leader(line: Line) -> re.Match[str] | None:
    if len(line.key) > _LONGEST_HEADLINE or not line.key[-1].isdigit():
        return None
    return _LEADER.fullmatch(line.key)


def inline_links(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Links to other articles between paragraphs: `Xem thêm: …`, `>> …`."""
    for index in page.undecided():
        line = page.lines[index]
        if len(line.key) <= _LONGEST_HEADLINE and not line.is_closed and _INLINE_LINK.fullmatch(line.key):
            yield index, SpanKind.RELATED


def _is_invisible(key: str) -> bool:
    return len(key) < 50 and all(unicodedata.category(character) in {"Cc", "Cf"} for character in key)

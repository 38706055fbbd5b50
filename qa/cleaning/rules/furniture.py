"""Which lines are a page's furniture: fields about itself, rulers, links in passing?"""

import re
import unicodedata
from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.reading.formats.front_matter import front_matter_of
from qa.types import SpanKind

_CONTENTS = re.compile(r"mục lục|.{2,150}?\s*(?:\.{4,}|…{2,}|(?:\. ){3,})\s*\d{1,4}", re.IGNORECASE)
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
    """Lines of signs, lines of invisible characters, and lines of a table of contents."""
    for index, line in enumerate(page.lines):
        if _RULER.fullmatch(line.key) or _is_invisible(line.key) or _is_in_contents(line.key):
            yield index, SpanKind.OTHER


def inline_links(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Links to other articles between paragraphs: `Xem thêm: …`, `>> …`."""
    for index in page.undecided():
        line = page.lines[index]
        if len(line.key) <= _LONGEST_HEADLINE and not line.is_closed and _INLINE_LINK.fullmatch(line.key):
            yield index, SpanKind.RELATED


def _is_in_contents(key: str) -> bool:
    return len(key) <= _LONGEST_HEADLINE and _CONTENTS.fullmatch(key) is not None


def _is_invisible(key: str) -> bool:
    return len(key) < 50 and all(unicodedata.category(character) in {"Cc", "Cf"} for character in key)

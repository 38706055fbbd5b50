"""Is the first line the title?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Line, Page
from qa.cleaning.rules.bylines import looks_like_name
from qa.cleaning.rules.related_links import is_sure_label
from qa.types import SpanKind

_LONGEST_TITLE = 150  # characters; the longest headline of the saved pages, those of other articles with it, has 117
_LEADS_ON = (",", ";", ":")
# A page may begin with these.
_ABOVE = frozenset({SpanKind.OTHER, SpanKind.MENU, SpanKind.BYLINE, SpanKind.ADVERT, SpanKind.MEDIA})
# Headings and items of laws and lists are short and unclosed too, but no titles.
_ITEM = re.compile(r"(?:điều|chương|mục|phần|khoản|điểm|tiết)\s+\w+|\d+[.)/]|\w[.)]\s|[-+*•–]\s?|[ivxlc]+[.)]\s")
# What a handbook or a quality manual has right below its title.
_HEADING = re.compile(r"(?:[IVX]{1,4}|1)[.)]\s+[^\W\d_]|1\.1\.?\s|[^\W\d_a-zà-ỹđ ]{2,}(?: [^\W\d_a-zà-ỹđ ]+)+$")


def first_line_title(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """The first line if it is the given title, or if none is given and it looks like one.

    It looks like one if it is short and not closed, and a longer, closed line follows.
    """
    first = next(page.undecided(), None)
    if first is None or any(kind not in _ABOVE for kind in page.kinds[:first]):
        return  # below a caption or a law's own name there is no title
    line = page.lines[first]
    repeats = [below for below in (first + 1,) if below < len(page.lines) and page.lines[below].key == line.key]
    if page.title:
        is_title = (line.heading.casefold() or line.folded) == page.title
    else:
        is_title = _is_question_with_byline(page, first) or _stands_above_text(page, first, repeats)
    if is_title:
        yield first, SpanKind.TITLE
        yield from ((repeat, SpanKind.OTHER) for repeat in repeats)


def _is_question_with_byline(page: Page, first: int) -> bool:
    below = first + 1
    return page.lines[first].key.endswith("?") and below < len(page.lines) and page.kinds[below] is SpanKind.BYLINE


def _stands_above_text(page: Page, first: int, repeats: list[int]) -> bool:
    """Whether it looks like a title above the next line that is neither a repetition nor an author's name."""
    for index in page.undecided():
        if index > first and index not in repeats and not looks_like_name(page.lines[index].key):
            return _looks_like_title(page.lines[first], page.lines[index])
    return False


def _looks_like_title(line: Line, below: Line) -> bool:
    if line.level:
        return line.level == 1 and not line.key.startswith("=")
    return (
        len(line.key) <= _LONGEST_TITLE
        and not line.is_closed
        and not line.key.endswith(_LEADS_ON)
        and not is_sure_label(line)
        and not _ITEM.match(line.folded)
        and ((below.is_closed and len(below.key) > len(line.key)) or _HEADING.match(below.key) is not None)
        # If the next line begins in small letters, this one was only broken there.
        and not (below.key[0].islower() and not below.after_blank)
    )

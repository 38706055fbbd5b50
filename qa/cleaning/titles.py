"""Is the first line the title?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Line, Page
from qa.cleaning.related_links import is_sure_label
from qa.types import SpanKind

_LONGEST_TITLE = 150  # characters; the longest headline of the saved pages, those of other articles with it, has 117
_LEADS_ON = (",", ";", ":")
# Headings and items of laws and lists are no titles, short and unclosed as they are.
_ITEM = re.compile(r"(?:điều|chương|mục|phần|khoản|điểm|tiết)\s+\w+|\d+[.)/]|\w[.)]\s|[-+*•–]\s?|[ivxlc]+[.)]\s")


def first_line_title(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """The first line where it is the given title, or where none is given and it looks like one.

    It looks like one where it is short and not closed, and a longer line that is closed follows.
    """
    first = next(page.undecided(), None)
    if first is None or any(kind is not SpanKind.OTHER for kind in page.kinds[:first]):
        return  # what stands below a caption, or below a law's own name, is not the title
    line = page.lines[first]
    repeats = [place for place in (first + 1,) if place < len(page.lines) and page.lines[place].key == line.key]
    below = next((place for place in page.undecided() if place > first and place not in repeats), None)
    if page.title:
        is_title = (line.heading.casefold() or line.folded) == page.title
    else:
        is_title = below is not None and _looks_like_title(line, page.lines[below])
    if is_title:
        yield first, SpanKind.TITLE
        yield from ((place, SpanKind.OTHER) for place in repeats)


def _looks_like_title(line: Line, below: Line) -> bool:
    if line.level:
        return line.level == 1 and not line.key.startswith("=")
    return (
        len(line.key) <= _LONGEST_TITLE
        and not line.is_closed
        and not line.key.endswith(_LEADS_ON)
        and not is_sure_label(line)
        and not _ITEM.match(line.folded)
        and below.is_closed
        and len(below.key) > len(line.key)
        # A line that goes on in small letters below was only broken there.
        and not (below.key[0].islower() and not below.after_blank)
    )

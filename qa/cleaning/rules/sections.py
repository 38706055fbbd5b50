"""Which lines are headings, and which sections only point elsewhere?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.types import SpanKind

# Sections of an encyclopedia that list sources and neighbours. Sections of remarks (`Ghi chú`) and of
# quotations (`Trích dẫn`) are not among them: they hold sentences that are the article's own or its subject's.
_POINTING_SECTIONS = frozenset({
    "tham khảo", "tài liệu tham khảo", "nguồn tham khảo", "sách tham khảo", "liên kết ngoài", "liên kết", "xem thêm",
    "đọc thêm", "chú thích", "thư mục", "nguồn", "chỉ dẫn", "nguồn trích dẫn", "thư mục tham khảo",
    "chú thích nguồn", "website", "liên kết khác", "external links", "references", "see also", "further reading",
    "notes", "bibliography",
})  # fmt: skip
_AND = re.compile(r" và | ?[,/&] ?")


def headings_and_references(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Marked headings, and all that stands in a pointing section, up to the next heading of its rank or above."""
    pointing_level = 0
    for index in page.undecided():
        line = page.lines[index]
        if line.level:
            if pointing_level == 0 or line.level <= pointing_level:
                pointing_level = line.level if _is_pointing(line.heading) else 0
            yield index, SpanKind.OTHER if pointing_level else SpanKind.HEADING
        elif pointing_level:
            yield index, SpanKind.OTHER


def _is_pointing(heading: str) -> bool:
    parts = _AND.split(heading.casefold().rstrip(" :."))
    return all(part in _POINTING_SECTIONS for part in parts)

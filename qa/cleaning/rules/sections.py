"""Which lines are marked headings, and which sections hold nothing but references?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.types import SpanKind

# Sections of an encyclopedia that list sources and neighbours. Sections of remarks (`Ghi chú`) and of
# quotations (`Trích dẫn`) are not among them: they hold sentences that are the article's own or its subject's.
_REFERENCE_SECTIONS = frozenset({
    "tham khảo", "tài liệu tham khảo", "nguồn tham khảo", "sách tham khảo", "liên kết ngoài", "liên kết", "xem thêm",
    "đọc thêm", "chú thích", "thư mục", "nguồn", "chỉ dẫn", "nguồn trích dẫn", "thư mục tham khảo",
    "chú thích nguồn", "website", "liên kết khác", "external links", "references", "see also", "further reading",
    "notes", "bibliography",
})  # fmt: skip
_AND = re.compile(r" và | ?[,/&] ?")


def headings_and_references(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Marked headings, and everything in a section of references, up to the next heading of its rank or above."""
    reference_level = 0
    for index in page.undecided():
        line = page.lines[index]
        if line.level:
            if reference_level == 0 or line.level <= reference_level:
                reference_level = line.level if _is_reference_section(line.heading) else 0
            yield index, SpanKind.OTHER if reference_level else SpanKind.HEADING
        elif reference_level:
            yield index, SpanKind.OTHER


def _is_reference_section(heading: str) -> bool:
    parts = _AND.split(heading.casefold().rstrip(" :."))
    return all(part in _REFERENCE_SECTIONS for part in parts)

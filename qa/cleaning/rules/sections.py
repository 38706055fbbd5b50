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
# These name other things, too: where a handbook gets its power, how a school works with firms. What stands below says
# which it is.
_DOUBTFUL = frozenset({"nguồn", "liên kết", "notes", "website", "thư mục", "chỉ dẫn", "đọc thêm", "chú thích"})
# The form of a reference: a mark, an address, a publisher or pages.
_REFERENCE = re.compile(
    r"[-–*•^\[]|\d+[.)]\s|.*(?:https?://|www\.|\bisbn\b|\bnxb\b|nhà xuất bản|\btr\. ?\d|truy cập|\(\d{4}\)|^theo )",
    re.IGNORECASE,
)
_SHORTEST_SENTENCE = 6  # words
_AND = re.compile(r" và | ?[,/&] ?")


def headings_and_references(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Marked headings, and everything in a section of references, up to the next heading of its rank or above."""
    reference_level = 0
    for index, line in enumerate(page.lines):
        level = _level(page, index)
        if level and (reference_level == 0 or level <= reference_level):
            reference_level = level if _is_reference_section(line.heading) and not _holds_prose(page, index) else 0
        if page.kinds[index] is None and (level or reference_level):
            yield index, SpanKind.OTHER if reference_level else SpanKind.HEADING


def _level(page: Page, index: int) -> int:
    """The rank of a heading by its marks or by the file's own markup; 0 for any other line."""
    if page.kinds[index] is None:
        return page.lines[index].level
    mark = page.mark_at(index) if page.kinds[index] is SpanKind.HEADING else None
    return mark.level if mark else 0


def _holds_prose(page: Page, heading: int) -> bool:
    """Whether what stands below a doubtful heading is mostly sentences, and no list of references."""
    if not _parts(page.lines[heading].heading) <= _DOUBTFUL:
        return False
    prose = others = 0
    for index in range(heading + 1, len(page.lines)):
        line = page.lines[index]
        if _level(page, index):
            break
        if page.kinds[index] is None:
            is_prose = line.is_closed and line.word_count >= _SHORTEST_SENTENCE and not _REFERENCE.match(line.key)
            prose, others = prose + is_prose, others + (not is_prose)
    return prose > others


def _is_reference_section(heading: str) -> bool:
    return bool(heading) and _parts(heading) <= _REFERENCE_SECTIONS


def _parts(heading: str) -> set[str]:
    return set(_AND.split(heading.casefold().rstrip(" :.")))

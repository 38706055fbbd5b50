"""Which lines are the form of a legal text: its letterhead, its name, its signatures?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.types import SpanKind

_MOTTO = re.compile(r"độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc")
# The kind of a text stands on a line of its own, and what it is about on the next.
_KINDS_OF_TEXT = frozenset({
    "LUẬT", "BỘ LUẬT", "HIẾN PHÁP", "PHÁP LỆNH", "NGHỊ ĐỊNH", "NGHỊ QUYẾT", "THÔNG TƯ", "QUYẾT ĐỊNH", "CHỈ THỊ",
    "THÔNG TƯ LIÊN TỊCH", "LỆNH", "THÔNG BÁO", "QUY CHẾ", "QUY ĐỊNH", "KẾ HOẠCH", "CÔNG ĐIỆN", "BÁO CÁO", "TỜ TRÌNH",
    "HƯỚNG DẪN", "ĐIỀU LỆ", "NỘI QUY",
})  # fmt: skip
# In 109 laws the letterhead has 2 to 12 lines, the law's name included.
_LONGEST_LETTERHEAD = 16
_LONGEST_LETTERHEAD_LINE = 120
_LONGEST_NAME = 300  # older laws put their number, their date and the parliament into the name
_PROPER = re.compile(r"(?:điều|chương|phần|mục|căn cứ|theo|để|lời nói đầu)\b")
_ABOUT = re.compile(r"(?:về việc|v/v|về|quy định|sửa đổi)\b")
_LETTERHEAD = re.compile(
    r"cộng hòa xã hội chủ nghĩa việt nam|cộng hoà xã hội chủ nghĩa việt nam|việt nam dân chủ cộng h(?:òa|oà)"
    r"|quốc hội|chính phủ|chủ tịch nước|(?:luật |bộ luật |pháp lệnh |nghị định )?số\s*:.{1,60}"
    r"|[\w .]{2,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}"
)
_ROLE = re.compile(
    r"(?:(?:tm|kt|tl|tuq|q)\.?\s+)?(?:phó )?"
    r"(?:chủ tịch|thủ tướng|bộ trưởng|thứ trưởng|tổng thư ký|chánh án|viện trưởng)"
    r"(?: quốc hội| nước| chính phủ| ủy ban thường vụ quốc hội| uỷ ban thường vụ quốc hội| hội đồng nhà nước)?"
)
_LONGEST_SIGNATURE = 7  # words, titles with them: `PGS. TS. Trần Văn Khải`
_SIGNED = re.compile(r"\((?:đã (?:ký|kí)|ký tên)\)")
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}")


def letterhead(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """State, motto, number and date above a law, and its name in capitals, which is its title."""
    head = _head(page)
    name = next((index for index in head if _is_name_of_law(page, index)), None)
    if name is not None:
        yield name, SpanKind.TITLE
        yield name + 1, SpanKind.TITLE
    if any(_MOTTO.fullmatch(page.lines[index].folded) for index in head):
        for index in head:
            if (name is not None and index < name) or _is_letterhead(page.lines[index].folded):
                yield index, SpanKind.OTHER


def signatures(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """A role with a name below it, and `(Đã ký)` with the name above it."""
    lines = page.lines
    for index in page.undecided():
        folded = lines[index].folded
        if _SIGNED.fullmatch(folded):
            yield from ((line, SpanKind.OTHER) for line in _around_signature(page, index))
        elif folded == "nơi nhận:":
            yield from ((line, SpanKind.OTHER) for line in _recipients(page, index))
        elif _ROLE.fullmatch(folded) and index + 1 < len(lines) and _is_name(lines[index + 1].key):
            yield index, SpanKind.OTHER
            yield index + 1, SpanKind.OTHER


def _recipients(page: Page, index: int) -> Iterator[int]:
    """`Nơi nhận:` and the items below it."""
    yield index
    for below in range(index + 1, len(page.lines)):
        if not page.lines[below].key.startswith(("-", "+", "•")):
            return
        yield below


def _around_signature(page: Page, index: int) -> Iterator[int]:
    """`(Đã ký)`, the offices in capitals above it, and the name above or below it."""
    lines = page.lines
    yield index
    above = index - 1
    if above >= 0 and _is_name(lines[above].key):
        yield above
        above -= 1
    while above >= 0 and lines[above].key.isupper() and not lines[above].is_closed:
        yield above
        above -= 1
    below = index + 1
    if below < len(lines) and not lines[below].is_closed and lines[below].word_count <= _LONGEST_SIGNATURE:
        yield below


def _head(page: Page) -> range:
    end = 0
    for line in page.lines[:_LONGEST_LETTERHEAD]:
        if len(line.key) > _LONGEST_LETTERHEAD_LINE or _PROPER.match(line.folded) or line.is_closed:
            break
        end += 1
    return range(end)


def _is_name_of_law(page: Page, index: int) -> bool:
    """Whether a law's name begins here: `LUẬT`, and below it what the law is about."""
    if page.lines[index].key not in _KINDS_OF_TEXT or index + 1 == len(page.lines):
        return False
    below = page.lines[index + 1]
    return (
        (below.key.isupper() or _ABOUT.match(below.folded) is not None)
        and len(below.key) <= _LONGEST_NAME
        and not _PROPER.match(below.folded)
    )


def _is_letterhead(folded: str) -> bool:
    return _LETTERHEAD.fullmatch(folded) is not None or _MOTTO.fullmatch(folded) is not None


def _is_name(key: str) -> bool:
    return _NAME.fullmatch(key) is not None and all(word[0].isupper() for word in key.split())

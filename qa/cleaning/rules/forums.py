"""Which lines of a forum page or a letter are its form, and not its content?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.cleaning.rules.bylines import DAY
from qa.types import SpanKind

_BUTTONS = re.compile(
    r"(?:trả lời|trích dẫn|phản hồi|thích|hữu ích|báo cáo|báo xấu|không thích|like|reply|quote)(?: ?[(·]? ?\d+\)?)?"
)
_ABOUT_A_MEMBER = re.compile(
    r"(?:thành viên|tham gia|tham gia ngày|bài viết|số bài viết|đã được thích|đến từ|nơi ở)\s*:\s*.{1,40}"
    r"|(?:thành viên mới|thành viên tích cực|quản trị viên|điều hành viên|#\d+)"
)
_MEMBER = re.compile(r"[\w.-]{3,30}")
_POSTED = re.compile(rf".{{0,20}}{DAY}.{{0,20}}|.{{0,10}}\d+ (?:phút|giờ|ngày|tuần|tháng) trước")
_ABOUT_LINES = 3  # rank, number of posts, location
_PAGE = re.compile(r"\d{1,3}|trước|sau|«|»")
_FEWEST_MARKS = 3  # buttons and the like; ordinary pages have one or two

_FIELD = re.compile(
    r"(?:từ|đến|kính gửi|người gửi|người nhận|chủ đề|tiêu đề|cc|from|to|subject|date|ngày)\s*:\s*\S.{0,80}"
)
_KINDS_OF_PAGE = frozenset({"thông cáo báo chí", "press release", "thư ngỏ", "thư mời", "giấy mời"})
_FAREWELL = re.compile(r"(?:trân trọng|thân ái|thân mến|kính thư|trân trọng kính chào|kính chào)[,.!]?|--")
_LONGEST_SIGNATURE = 4  # lines
_LONGEST_NAME = 8  # words


def forum_marks(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Buttons, members and their details, where there are so many that the page is a forum's."""
    marks = [index for index in page.undecided() if _is_mark(page.lines[index].folded)]
    if len(marks) < _FEWEST_MARKS:
        return
    yield from ((index, SpanKind.OTHER) for index in marks)
    for index in page.undecided():
        if _MEMBER.fullmatch(page.lines[index].key):
            # Lines between a member's name and the time of the post describe the member.
            below = range(index + 1, min(index + 1 + _ABOUT_LINES, len(page.lines)))
            posted = next((n for n in below if _is_posted(page, n)), None)
            if posted is not None and all(page.lines[n].word_count <= _LONGEST_NAME for n in range(index, posted)):
                yield from ((n, SpanKind.OTHER) for n in range(index, posted))
                yield posted, SpanKind.BYLINE
        elif _PAGE.fullmatch(page.lines[index].folded):
            yield index, SpanKind.OTHER


def letter_forms(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """`Từ: …`, `Đến: …` above a letter, and the farewell with the names below it."""
    if page.lines and page.lines[0].folded in _KINDS_OF_PAGE:
        yield 0, SpanKind.OTHER
    fields = []
    for index, line in enumerate(page.lines):
        if not _FIELD.fullmatch(line.folded) or line.is_closed:
            break
        fields.append(index)
    if len(fields) >= 2:
        yield from ((index, SpanKind.OTHER) for index in fields)
    for index in page.undecided():
        if _FAREWELL.fullmatch(page.lines[index].folded):
            below = range(index + 1, len(page.lines))
            if len(below) <= _LONGEST_SIGNATURE and all(page.lines[n].word_count <= _LONGEST_NAME for n in below):
                yield from ((n, SpanKind.OTHER) for n in (index, *below))


def _is_posted(page: Page, index: int) -> bool:
    return page.kinds[index] is SpanKind.BYLINE or _POSTED.fullmatch(page.lines[index].folded) is not None


def _is_mark(folded: str) -> bool:
    return _BUTTONS.fullmatch(folded) is not None or _ABOUT_A_MEMBER.fullmatch(folded) is not None

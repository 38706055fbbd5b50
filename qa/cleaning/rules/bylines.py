"""Which lines say who wrote a page, and when it was published?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Line, Page
from qa.types import SpanKind

DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_TIME = r"\d{1,2}(?::|h| ?giờ ?)\d{2}(?::\d{2})?(?: ?(?:am|pm|sa|ch))?(?: ?\(?gmt ?\+?\d{1,2}\)?)?"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn|t[2-7])"
_BETWEEN = r" ?(?:[,|•·–—-]|lúc)? ?"
_BEFORE_THE_DAY = rf"(?:(?:{_WEEKDAY}|{_TIME}|ngày){_BETWEEN}){{0,4}}"
_MOMENT = rf"{_BEFORE_THE_DAY}{DAY}(?:{_BETWEEN}{_TIME})?"
_WRITTEN_DAY = r"ngày \d{1,2} tháng \d{1,2},? (?:năm )?\d{4}"
_AGO = r"\d+ (?:phút|giờ|ngày|tuần|tháng|năm) trước"

# A moment, with nothing but words that say which moment it is.
_WHEN = re.compile(
    r"(?:(?:(?:ngày|thời gian) ?)?(?:đăng|cập nhật|xuất bản|phát hành|tạo)|ngày ?)?(?: lần cuối)?(?: lúc)?"
    rf" ?:? ?\(?{_MOMENT}\)?(?:{_BETWEEN}lượt (?:xem|đọc) ?:? ?[\d.,]+)?"
    r"|(?:lượt (?:xem|đọc)) ?:? ?[\d.,]+"
    rf"|[\w .]{{2,40}}, {_WRITTEN_DAY}|(?:đăng |cập nhật )?{_WRITTEN_DAY}(?: bởi [\w .]{{2,40}})?"
    rf"|#\d+{_BETWEEN}{_MOMENT}|[\w. ]{{2,40}}{_BETWEEN}{_AGO}"
)
_WHO_AND_WHEN = re.compile(rf"(?:đăng bởi |bởi )?[^\d.!?:]{{2,50}}?(?:{_BETWEEN}| vào(?: lúc)? ){_MOMENT}")
_WHO = re.compile(
    r"(?:bài và ảnh|bài, ảnh|tin, ảnh|tin và ảnh|phóng viên|bài|tin) ?: ?[^.!?]{2,60}"
    r"|nguồn ?: ?(?:(?:theo )?(?:báo|tạp chí|tờ|đài|cổng thông tin|trang)\b[^.!?\d]{2,50}"
    r"|\S*\.(?:vn|com|net|org)|ttxvn|vov|vtv)"
    r"|\(?theo (?:báo |tạp chí |tờ |cổng thông tin )?[^.!?,:()]{2,40}\)?"
)
# A book or a film has these, too: only beside a title, a day or another byline do they speak of the page.
_MAY_BE_WHO = re.compile(r"(?:thực hiện|tác giả|biên tập|biên dịch|người viết|nguồn) ?: ?[^.!?]{2,60}")
# What an invitation says beside its day.
_EVENT = re.compile(r"(?:địa điểm|nơi (?:họp|tổ chức)|thành phần|chủ trì|giờ|thời gian|khai mạc) ?:.*")
_ROLE = re.compile(r"(?:bác sĩ|nhà báo|phóng viên|pv|ctv|ths|ts|pgs|gs|bs|luật sư)\.? ", re.IGNORECASE)
_INITIALS = r"(?:[^\W\d_]\.){2,4}"
_FULL_NAME = r"[^\W\d_]+\.?(?:[ -][^\W\d_]+\.?){1,4}(?: [-–] [^\W\d_]+(?: [^\W\d_]+){0,4})?"
_NAME = re.compile(rf"{_INITIALS}|{_FULL_NAME}")
_NUMBERED = re.compile(r"[IVXLC]+\. ")
_HEADINGS = frozenset(
    {"lời nói đầu", "mở đầu", "lời mở đầu", "giới thiệu", "tóm tắt", "kết luận", "mục lục", "phụ lục"}
)
_LONGEST = 90  # characters
_FURNITURE = frozenset({SpanKind.MENU, SpanKind.RELATED, SpanKind.OTHER, SpanKind.ADVERT, SpanKind.MEDIA})
_ABOVE_A_NAME = frozenset({SpanKind.TITLE, SpanKind.BYLINE})


def bylines(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """`Thứ Sáu, 21/11/2025 | 08:30`, `Bài và ảnh: Hải Yến`, `Theo TTXVN`: nothing but who and when."""
    sure = {index for index in page.undecided() if _is_byline(page, index)}
    yield from ((index, SpanKind.BYLINE) for index in sorted(sure))
    above = -1  # the last byline
    for index in page.undecided():
        if index in sure:
            above = index
        elif _may_be_byline(page.lines[index]) and (
            above == index - 1 or index + 1 in sure or _is_below_title(page, index)
        ):
            above = index
            yield index, SpanKind.BYLINE


def _is_byline(page: Page, index: int) -> bool:
    line = page.lines[index]
    if len(line.key) > _LONGEST:
        return False
    if _states_when(line.folded):
        around = page.lines[max(0, index - 1) : index + 2]
        return not any(_EVENT.fullmatch(other.folded) for other in around)
    return _WHO.fullmatch(line.folded.strip("*_ ")) is not None


def _may_be_byline(line: Line) -> bool:
    return len(line.key) <= _LONGEST and _MAY_BE_WHO.fullmatch(line.folded.strip("*_ ")) is not None


def _is_below_title(page: Page, index: int) -> bool:
    """Whether the line is the second of the page, and text that is no field follows."""
    after = index + 1
    return index == 1 and after < len(page.lines) and page.lines[after].is_closed


def lone_names(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """A name by itself: below the title, above the date, or where the article ends."""
    end = _end_of_article(page)
    for index in page.undecided():
        if looks_like_name(page.lines[index].key) and _stands_as_byline(page, index, end):
            yield index, SpanKind.BYLINE


def looks_like_name(key: str) -> bool:
    """Whether it is two to five capitalised words, and not a heading written like that."""
    key = _ROLE.sub("", key, count=1)
    capitals = all(word[0].isupper() or word in "-–" for word in key.split())
    return capitals and bool(_NAME.fullmatch(key)) and key.casefold() not in _HEADINGS and not _NUMBERED.match(key)


def _states_when(folded: str) -> bool:
    return any(map(str.isdigit, folded)) and bool(_WHEN.fullmatch(folded) or _WHO_AND_WHEN.fullmatch(folded))


def _stands_as_byline(page: Page, index: int, end: int) -> bool:
    above = page.kinds[index - 1] if index else None
    below = page.kinds[index + 1] if index + 1 < len(page.lines) else SpanKind.OTHER
    if above in _ABOVE_A_NAME or below is SpanKind.BYLINE:
        return True
    return index >= end - 1 and index > 0 and page.lines[index - 1].is_closed


def _end_of_article(page: Page) -> int:
    """The index after the last line of the article; only furniture follows."""
    end = len(page.lines)
    while end and (page.kinds[end - 1] in _FURNITURE or page.kinds[end - 1] is SpanKind.BYLINE):
        end -= 1
    return end

"""Which lines lead to other pages, or say who publishes this one?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Line, Page
from qa.types import SpanKind

_SEPARATORS = ((re.compile(r" ?[>›»] ?"), 2), (re.compile(r" [|/] "), 3))  # and the fewest parts of a path
_LONGEST_PATH = 200  # characters
_TAGS = re.compile(r"(?:từ khóa|từ khoá|tags?|thẻ|hashtag)\s*:.*|(?:#\w+[\s,]*){2,}")
_PAGES = re.compile(
    r"(?:trang|page)\s+\d+(?:\s*/\s*\d+)?|(?:«\s*)?trang trước|(?:trang )?tiếp theo\s*»?|(?:xem thêm )?\d+ bình luận"
    r"|cỡ chữ\s*:.*|tệp đính kèm\s*:.*|quay về .{2,40}|powered by .{2,40}"
)
_BUTTONS = frozenset({
    "in bài viết", "lưu bài viết", "chia sẻ bài viết", "chia sẻ", "sao chép liên kết", "copy link", "gửi bình luận",
    "ý kiến của bạn", "gửi ý kiến của bạn", "theo dõi chúng tôi trên google news", "quay lại đầu trang", "về đầu trang",
    "gửi email", "quay lại", "về trang chủ", "lưu bài", "in bài", "bình luận", "ý kiến", "chia sẻ lên facebook",
    "xem tất cả", "tải về", "đăng nhập", "đăng ký", "tìm kiếm", "nộp hồ sơ trực tuyến", "tải biểu mẫu", "trang chủ",
    "in trang", "skip to main content", "mở tất cả", "thu gọn", "trở về", "pin", "tweet", "rss", "lưu hành nội bộ",
    "bài viết này có hữu ích không?", "điều khoản sử dụng", "chính sách bảo mật", "ai đang trực tuyến?",
    "bạn phải đăng nhập để trả lời", "phát hành ngay",
})  # fmt: skip
# Names of sections on the sites of newspapers and offices. All are ordinary words, so one alone is no evidence.
_SECTIONS = frozenset({
    "trang chủ", "giới thiệu", "tin tức", "liên hệ", "hỏi đáp", "dịch vụ", "sản phẩm", "video", "ảnh", "thời sự",
    "chính trị", "xã hội", "kinh tế", "văn hóa", "văn hoá", "thể thao", "giải trí", "pháp luật", "giáo dục", "sức khỏe",
    "sức khoẻ", "khoa học", "công nghệ", "thế giới", "quốc tế", "đời sống", "du lịch", "xe", "bạn đọc", "văn bản",
    "dịch vụ công", "đăng nhập", "đăng ký", "tìm kiếm", "menu", "podcast", "góc nhìn", "kinh doanh", "bất động sản",
    "chuyên khoa", "bác sĩ", "đặt lịch khám", "english", "tiếng việt", "rss", "skip to main content", "tuyển dụng",
    "thư viện", "đào tạo", "tuyển sinh", "diễn đàn",
})  # fmt: skip
_LONGEST_LABEL = 5  # words
_FEWEST_LABELS = 3
_FEWEST_IN_A_ROW = 4  # with nothing between them: `KINH DOANH DỊCH VỤ BẤT ĐỘNG SẢN` is a chapter of a law
# Below the article: the publisher, and its address and how to reach it. These are content, too, where a club or a shop
# gives its own: only a publisher beside them makes them an imprint.
_LONGEST_IMPRINT = 160  # characters
_PUBLISHER = re.compile(
    r"(?:©|\(c\)).*"
    r"|(?:thông tin )?liên hệ báo chí\b.*"
    r"|(?:copyright|bản quyền|ghi rõ nguồn|đặt lịch|ưu đãi|đăng ký nhận)\b.*"
    r"|(?:giấy phép|tòa soạn|toà soạn|cơ quan chủ quản|chịu trách nhiệm|(?:phó )?tổng biên tập)\b.{0,40}?[:\d].*"
    rf"|(?:báo|tạp chí|cổng thông tin)\b.{{0,{_LONGEST_IMPRINT}}}(?:cơ quan của|tổng biên tập|chủ quản).*"
)
_CONTACT = re.compile(
    r"(?:hotline|đường dây nóng|điện thoại|đt|tel|fax|e-?mail|địa chỉ|website|trụ sở|(?:thông tin )?liên hệ)\b"
    r".{0,40}?[:\d].*"
)
_SHORTEST_SENTENCE = 8  # words; shorter closed lines are labels with a point behind them


def paths_and_tags(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """`Trang chủ > Xã hội > Đô thị`, `Giới thiệu | Tin tức | Liên hệ`, `Từ khóa: …`, `Trang 1 / 2`, and buttons."""
    for index in page.undecided():
        line = page.lines[index]
        if (
            line.folded in _BUTTONS
            or _PAGES.fullmatch(line.folded)
            or _TAGS.fullmatch(line.folded)
            or (not line.is_closed and _is_path(line))
        ):
            yield index, SpanKind.MENU


def section_menus(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Short lines in a row above the article, at least two of them names of sections."""
    first_sentence = next((index for index in page.undecided() if _is_sentence(page.lines[index])), None)
    if first_sentence is None:
        return
    run: list[int] = []
    for index in range(first_sentence + 1):
        line = page.lines[index]
        if page.kinds[index] in (None, SpanKind.MENU) and line.word_count <= _LONGEST_LABEL and not line.is_closed:
            run.append(index)
            continue
        if len(run) >= _FEWEST_LABELS and sum(page.lines[label].folded in _SECTIONS for label in run) >= 2:
            yield from ((label, SpanKind.MENU) for label in run)
        run = []


def site_names(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Whose page this is, in capitals right above its menu or path."""
    if len(page.lines) > 1 and page.kinds[0] is None and page.kinds[1] is SpanKind.MENU and page.lines[0].key.isupper():
        yield 0, SpanKind.MENU


def imprints(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """What stands below the article, from the first line that names the publisher or is a button; contact lines above
    these, too.
    """
    last_sentence = max((index for index in page.undecided() if _is_sentence(page.lines[index])), default=None)
    if last_sentence is None:
        return
    below = range(last_sentence + 1, len(page.lines))
    if not any(_fits(page.lines[index], _PUBLISHER) or page.kinds[index] is SpanKind.MENU for index in below):
        return
    began = False
    for index in below:
        began = began or page.kinds[index] is SpanKind.MENU or _is_imprint(page.lines[index])
        if began and page.kinds[index] is None:
            yield index, SpanKind.MENU


def _is_path(line: Line) -> bool:
    if len(line.key) > _LONGEST_PATH:
        return False
    if _is_row_of_sections(line.folded):
        return True
    for signs, fewest in _SEPARATORS:
        parts = signs.split(line.folded)
        if len(parts) >= fewest:
            short = all(part and part.count(" ") < _LONGEST_LABEL for part in parts)
            return short and any(part in _SECTIONS for part in parts)
    return False


def _is_row_of_sections(folded: str) -> bool:
    """Names of sections one after another with nothing between them, as in a saved menu."""
    words, names = folded.split(), 0
    while words:
        length = next((n for n in (3, 2, 1) if " ".join(words[:n]) in _SECTIONS), 0)
        if not length:
            return False
        words, names = words[length:], names + 1
    return names >= _FEWEST_IN_A_ROW


def _is_imprint(line: Line) -> bool:
    return _fits(line, _PUBLISHER) or _fits(line, _CONTACT)


def _fits(line: Line, form: re.Pattern[str]) -> bool:
    return len(line.key) <= _LONGEST_IMPRINT and form.fullmatch(line.folded) is not None


def _is_sentence(line: Line) -> bool:
    return line.is_closed and line.word_count >= _SHORTEST_SENTENCE and not _is_imprint(line)

"""Does each rule of cleaning claim its own lines, and leave its neighbours alone?

A page is written here as its lines; a test gives the kind of each line that is not blank.
"""

import pytest

from qa.cleaning import guess_title, mark_spans
from qa.types import Span, SpanKind

BODY, CAPTION, OTHER = SpanKind.BODY, SpanKind.CAPTION, SpanKind.OTHER
ADVERT, BYLINE, HEADING, LIST = SpanKind.ADVERT, SpanKind.BYLINE, SpanKind.HEADING, SpanKind.LIST
MEDIA, MENU, QUOTE = SpanKind.MEDIA, SpanKind.MENU, SpanKind.QUOTE
RELATED, TITLE = SpanKind.RELATED, SpanKind.TITLE

LEDE = "Sáng 3/5, đoàn công tác đã đến thăm và làm việc tại xã vùng cao của tỉnh."
NEXT = "Chủ tịch xã cho biết năm qua có thêm bốn mươi hộ thoát nghèo nhờ trồng chè."
LAST = "Đoàn sẽ trở lại vào cuối năm để khánh thành cây cầu mới bắc qua suối."
LONG = f"{LEDE} {NEXT} {LAST}"


def kinds(*lines: str, title: str | None = None) -> list[SpanKind]:
    return [span.kind for span in mark_spans("\n".join(lines), title)]


def pieces(text: str, kind: SpanKind) -> list[str]:
    return [text[span.start : span.end] for span in mark_spans(text, None) if span.kind is kind]


def test_a_plain_list_of_short_lines_is_body() -> None:
    assert kinds("gạo nếp", "đậu xanh", "thịt lợn", "lá dong") == [BODY] * 4


def test_nothing_is_marked_in_nothing() -> None:
    assert kinds("") == kinds(" \r\n\t\n") == []


# Captions ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "caption",
    [
        "Cây cầu cũ đã hỏng. (Ảnh: Lê Minh/TTXVN)",
        "Cây cầu cũ đã hỏng (Ảnh: Lê Minh).",
        "Cây cầu cũ đã hỏng. Ảnh: Lê Minh - PV TTXVN tại Lào",
        "Cây cầu cũ đã hỏng - Ảnh: VGP/Lê Minh",
        "Ảnh: L. Minh",
        "(Ảnh minh họa)",
        "Cây cầu cũ đã hỏng (Ảnh minh hoạ: Internet)",
        "Cây cầu nhìn từ trên cao (Video: VTV).",
        "Số hộ nghèo qua các năm (Đồ họa: TTXVN)",
    ],
)
def test_a_line_with_a_credit_is_a_caption(caption: str) -> None:
    assert kinds(LEDE, caption, NEXT) == [BODY, CAPTION, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Máy ảnh: máy ảnh sau 8 MP với ổn định hình ảnh",
        "Đồ họa: Adreno 306",
        "Đường hoa năm nay có hai hình ảnh: con hổ và tình yêu đôi lứa.",
        "Ông nói: Ảnh: thứ quý nhất còn lại. Rồi ông kể tiếp câu chuyện về người thợ ảnh ấy.",
        "Tỷ lệ hộ nghèo giảm còn bốn phần trăm (Nguồn: Tổng cục Thống kê).",
        f"{LONG} {LONG} (Ảnh: TTXVN)",
    ],
)
def test_a_line_that_only_speaks_of_pictures_is_body(line: str) -> None:
    assert kinds(LEDE, line, NEXT) == [BODY, BODY, BODY]


def test_the_stamp_before_the_first_caption_is_set_aside() -> None:
    text = f" date 2025-11-21 Cây cầu cũ. Ảnh: Lê Minh - TTXVN\n\n{LEDE}"
    assert pieces(text, OTHER) == ["date 2025-11-21"]
    assert pieces(text, CAPTION) == ["Cây cầu cũ. Ảnh: Lê Minh - TTXVN"]


def test_the_stamp_takes_no_body_with_it() -> None:
    assert pieces(f"date 2025-11-21 {LEDE}", BODY) == [LEDE]


def test_a_line_saved_twice_in_a_row_is_a_caption_both_times() -> None:
    assert kinds(LONG, "", NEXT, NEXT, "", LONG) == [BODY, CAPTION, CAPTION, BODY]


@pytest.mark.parametrize(
    "page",
    [
        (LONG, "1", "1", LONG),  # a formula that was torn apart
        (LONG, NEXT, "", NEXT, LONG),  # two paragraphs
        (LONG, "Đảng ủy viên: Chủ nhiệm Khoa", "Đảng ủy viên: Chủ nhiệm Khoa", LONG),  # items of a list
        (LONG, NEXT, NEXT, NEXT, LONG),  # more than a picture has
        (LEDE, LEDE, NEXT, NEXT, LAST, LAST),  # a page saved twice
    ],
)
def test_other_repetitions_are_body(page: tuple[str, ...]) -> None:
    assert set(kinds(*page)) == {BODY}


def test_the_title_as_numbered_alternative_text_takes_the_caption_below_it() -> None:
    title = "Xã vùng cao đón đoàn công tác"
    assert kinds(title, LEDE, f"{title} -0", NEXT, LAST, title=title) == [TITLE, BODY, CAPTION, CAPTION, BODY]
    assert kinds(title, LEDE, f"{title} -0", NEXT, LAST) == [TITLE, BODY, CAPTION, CAPTION, BODY]


def test_numbered_alternative_text_of_an_unknown_title_needs_blank_lines_around() -> None:
    alt = "Xã vùng cao đón đoàn công tác -0"
    assert kinds(LEDE, "", alt, NEXT, "", LAST) == [BODY, CAPTION, CAPTION, BODY]
    assert kinds(LEDE, alt, NEXT, LAST) == [BODY, BODY, BODY, BODY]
    assert kinds(LEDE, "", "Tỷ số 3 -0", NEXT, "", LAST) == [BODY, BODY, BODY, BODY]


def test_a_cell_below_a_picture_is_its_caption() -> None:
    assert kinds(LEDE, "![]() |", "Cây cầu cũ bắc qua suối |", NEXT) == [BODY, MEDIA, OTHER, CAPTION, OTHER, BODY]
    assert kinds(LEDE, "Cây cầu cũ bắc qua suối |", NEXT) == [BODY, BODY, OTHER, BODY]


def test_alternative_text_said_again_below_the_picture_is_a_caption() -> None:
    assert kinds(LEDE, "![[Video] Cầu mới](https://a.vn/b.jpg?c=1)", "[Video] Cầu mới", NEXT) == [
        BODY, MEDIA, CAPTION, BODY,
    ]  # fmt: skip
    assert kinds(LEDE, "![Cầu mới](https://a.vn/b.jpg)", NEXT) == [BODY, MEDIA, BODY]


def test_a_picture_within_a_sentence_leaves_it_whole() -> None:
    line = "Biểu tượng ![sao](https://a.vn/sao.png) đứng trước tên của những xã đã thoát nghèo."
    assert kinds(LEDE, line) == [BODY, BODY]


# Links to other articles ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["Tin bài liên quan", "CÓ THỂ BẠN QUAN TÂM", "Tin cùng chuyên mục:", "Tin liên quan »"]
)
def test_from_a_sure_label_to_the_end_all_is_related(label: str) -> None:
    assert kinds(LEDE, label, "Thêm ba xã có đường nhựa", "", NEXT, "", "Mưa lớn", LAST) == [BODY] + [RELATED] * 5


@pytest.mark.parametrize("label", ["Đọc nhiều", "Multimedia", "Xem thêm"])
def test_a_doubtful_label_needs_headlines_below(label: str) -> None:
    headlines = ("Thêm ba xã có đường nhựa", "Mưa lớn ở bốn tỉnh miền núi", "Giá chè tăng mạnh trong tháng tư")
    assert kinds(LEDE, label, *headlines) == [BODY] + [RELATED] * 4
    assert kinds(LEDE, label, NEXT, LAST) == [BODY, HEADING, BODY, BODY]
    assert kinds(LEDE, label) == [BODY] * 2


def test_a_label_within_a_sentence_is_body() -> None:
    assert kinds(LEDE, "Tin liên quan đến vụ việc sẽ được công bố sau.", NEXT) == [BODY] * 3


def test_a_label_above_the_article_hides_nothing() -> None:
    assert kinds("Tin mới nhất", LEDE, NEXT) == [RELATED, BODY, BODY]


def test_an_article_goes_on_after_a_box_of_links() -> None:
    assert kinds(LONG, "Tin liên quan", "Thêm ba xã có đường nhựa", LONG, LONG, LONG, "Hết") == [
        BODY, RELATED, RELATED, BODY, BODY, BODY, BODY,
    ]  # fmt: skip


@pytest.mark.parametrize("link", ["Xem thêm: Thêm ba xã có đường nhựa", ">> Thêm ba xã có đường nhựa"])
def test_a_link_between_paragraphs_is_related(link: str) -> None:
    assert kinds(LEDE, link, NEXT) == [BODY, RELATED, BODY]
    assert kinds(LEDE, f"{link}.", NEXT) == [BODY] * 3


def test_buttons_are_furniture() -> None:
    assert kinds(LEDE, "In bài viết") == [BODY, MENU]
    assert kinds(LEDE, "In bài viết ra giấy") == [BODY, BODY]


# Headings and sections -----------------------------------------------------------------------------------------------


def test_a_pointing_section_ends_at_the_next_heading_of_its_rank() -> None:
    page = (LEDE, "== Xem thêm ==", "Cây cầu", "=== Trong nước ===", "Suối", "== Lịch sử ==", NEXT)
    assert kinds(*page) == [BODY, OTHER, OTHER, OTHER, OTHER, HEADING, BODY]


def test_headings_are_marked_and_their_sections_kept() -> None:
    assert kinds(LEDE, "== Ghi chú ==", NEXT, "## Trích dẫn", LAST) == [BODY, HEADING, BODY, OTHER, HEADING, BODY]
    assert kinds(LEDE, "== Tham khảo và liên kết ngoài ==", NEXT) == [BODY, OTHER, OTHER]
    assert kinds(LEDE, "== Tham khảo trong luật ==", NEXT) == [BODY, HEADING, BODY]


def test_a_number_sign_without_a_blank_is_no_heading() -> None:
    assert kinds(LEDE, "#1 trong danh sách là chè Shan tuyết", NEXT) == [BODY] * 3


def test_front_matter_is_set_aside_and_a_ruler_is_not_front_matter() -> None:
    assert kinds("---", "title: Cầu mới", "url: https://a.vn", "---", LEDE) == [OTHER] * 4 + [BODY]
    assert kinds("---", LEDE, "---", NEXT) == [OTHER, BODY, OTHER, BODY]
    assert kinds("---", "title: Cầu mới", "tags: cầu", LEDE) == [OTHER, TITLE, MENU, BODY]


def test_rulers_and_unseen_lines_are_furniture_and_signs_of_formulas_are_not() -> None:
    assert kinds(LEDE, "*****", "---------", "_ _ _ _", "|---|---|", "|", "\u200b") == [BODY] + [OTHER] * 6
    assert kinds(LEDE, "(", "=", "−", "x + y") == [BODY] * 5


# Titles --------------------------------------------------------------------------------------------------------------


def test_the_given_title_is_found_whatever_its_case_and_blanks() -> None:
    assert kinds("Cầu  Mới", LEDE, title="cầu mới") == [TITLE, BODY]
    assert kinds("Cầu mới", LEDE, title="Cầu cũ") == [BODY, BODY]
    assert kinds("# Cầu mới", LEDE, title="Cầu mới") == [OTHER, TITLE, BODY]


def test_a_title_said_twice_is_one_title() -> None:
    assert kinds("Cầu mới bắc qua suối Nậm", "Cầu mới bắc qua suối Nậm", LEDE, NEXT) == [TITLE, OTHER, BODY, BODY]


@pytest.mark.parametrize(
    "first",
    [
        "Điều 1. Phạm vi điều chỉnh",
        "1. Gạo nếp",
        "a) Có tổ chức",
        "- Gạo nếp",
        "Nguyên liệu gồm:",
        "Trời mưa.",
        "Cầu mới, ",
    ],
)
def test_a_first_line_of_another_kind_is_no_title(first: str) -> None:
    assert TITLE not in kinds(first, LEDE)
    assert kinds(first, LEDE)[1] is BODY


def test_a_line_broken_within_its_sentence_is_no_title() -> None:
    assert kinds("Đoàn công tác đã", "đến thăm và làm việc tại xã vùng cao của tỉnh.") == [BODY, BODY]


def test_guess_title_says_the_title_on_one_line() -> None:
    text = f"LUẬT\n\nBÁO  CHÍ\n\n{LEDE}"
    assert guess_title(text, mark_spans(text, None)) == "LUẬT BÁO CHÍ"
    assert guess_title(LEDE, mark_spans(LEDE, None)) is None


# Laws ----------------------------------------------------------------------------------------------------------------

LETTERHEAD = (
    "QUỐC HỘI",
    "-----",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập – Tự do – Hạnh phúc",
    "Luật số: 1/2020/QH14",
)
ARTICLES = (
    "Chương I",
    "QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi",
    "1. Luật này quy định về cầu.",
    "a) Cầu qua suối;",
    "b) Cầu treo.",
)


def test_a_law_loses_its_letterhead_and_signatures_and_nothing_else() -> None:
    signed = ("CHỦ TỊCH QUỐC HỘI", "", "Nguyễn Văn Cầu", "(Đã ký)")
    assert kinds(*LETTERHEAD, "LUẬT", "CẦU", *ARTICLES, *signed) == [
        *[OTHER] * 5, TITLE, TITLE, HEADING, HEADING, HEADING, BODY, LIST, LIST, *[OTHER] * 3,
    ]  # fmt: skip


def test_the_state_and_its_offices_are_body_within_a_law() -> None:
    lines = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CHỦ TỊCH QUỐC HỘI", "a) Họp mỗi năm hai kỳ;")
    assert kinds("Điều 1. Tên", LEDE, "Điều 2. Quốc hiệu", *lines) == [HEADING, BODY, HEADING, *[BODY] * 3]


def test_a_word_in_capitals_alone_is_no_law() -> None:
    assert kinds("LUẬT", LEDE.lower()) == [BODY, BODY]


@pytest.mark.parametrize("name", ["Phần thứ nhất", "Chương II", "Chương 3", "Mục 1. QUYỀN CỦA DÂN", "Tiểu mục 2: Đất"])
def test_parts_of_a_law_are_headings_and_so_is_the_name_below_a_bare_number(name: str) -> None:
    assert kinds(name, "Điều 1. Tên", LEDE, "Điều 2. Họ", NEXT) == [HEADING, HEADING, BODY, HEADING, BODY]
    assert kinds("Chương II", "QUYỀN CỦA DÂN", "Điều 1. Tên", LEDE, "Điều 2. Họ", NEXT)[:3] == [HEADING] * 3


@pytest.mark.parametrize("spelling", ["Điều {}.[3]", "Ðiều {}.", "ĐIỀU {}", "Điều {}:", "Điều\u00a0{}."])
def test_articles_are_headings_in_every_usual_spelling(spelling: str) -> None:
    first, second = spelling.format(1), spelling.format(2)
    assert kinds(f"{first} Tên", LEDE, f"{second} Họ", NEXT) == [HEADING, BODY, HEADING, BODY]
    assert pieces(f"{first} {LEDE}\n\n{second} {NEXT}", HEADING) == [first, second]


def test_a_name_may_stand_right_behind_the_number_of_its_article() -> None:
    assert kinds("Điều 1.Tên", LEDE, "Điều 2.Họ", NEXT) == [HEADING, BODY, HEADING, BODY]
    assert kinds("Điều 1.5 của bảng", LEDE, "Điều 2.5 của bảng", NEXT)[0] != HEADING


def test_an_article_that_is_a_sentence_has_its_number_for_a_heading() -> None:
    text = f"Điều 1. {LEDE}\n\nĐiều 2. {NEXT}"
    assert pieces(text, HEADING) == ["Điều 1.", "Điều 2."]
    assert pieces(text, BODY) == [LEDE, NEXT]


def test_a_sentence_about_an_article_is_body() -> None:
    assert kinds(LEDE, "Điều 105 của bộ luật này nói về giờ làm.", "Chương 3 hay hơn chương 2.", NEXT) == [BODY] * 4


def test_the_parts_of_a_law_have_their_ranks() -> None:
    text = "\n".join(("Phần thứ hai", "Chương I", "TÊN CHƯƠNG", "Mục 1. A", "Điều 1. B", LEDE, "Điều 2. C", NEXT))
    assert [(text[one.start : one.end], one.level) for one in mark_spans(text, None) if one.kind is HEADING] == [
        ("Phần thứ hai", 1), ("Chương I", 2), ("TÊN CHƯƠNG", 2), ("Mục 1. A", 3), ("Điều 1. B", 5), ("Điều 2. C", 5),
    ]  # fmt: skip


# Who and when --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Sáu, 21/11/2025 | 08:30 (GMT+7)",
        "21/11/2025 08:30",
        "Ngày đăng: 08/03/2024 - Lượt xem: 1.245",
        "Cập nhật lần cuối: 05/09/2022",
        "Bài và ảnh: Trần Hải Yến",
        "Lê Quang Minh - 02/12/2022 06:30",
        "Đăng bởi Bếp Của Nhím vào 27/01/2019",
        "Theo Tạp chí Cây Xanh",
        "Bình Minh, ngày 15 tháng 11 năm 2020",
    ],
)
def test_who_and_when_are_bylines(line: str) -> None:
    assert kinds(LEDE, line, NEXT) == [BODY, BYLINE, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Theo ông Minh, cầu sẽ xong vào ngày 21/11/2025.",
        "Theo đó:",
        "Cầu khởi công ngày 21/11/2025 và xong sau hai năm thi công",
        "Tác giả: người đã viết cuốn sách này trong mười năm.",
    ],
)
def test_sentences_of_days_and_authors_are_body(line: str) -> None:
    assert kinds(LEDE, line, NEXT) == [BODY] * 3


def test_a_name_alone_is_a_byline_at_the_edges_of_the_article_only() -> None:
    assert kinds("Xã vùng cao đón đoàn", "Thu Hà", LEDE, NEXT, "Lê Minh") == [TITLE, BYLINE, BODY, BODY, BYLINE]
    assert BYLINE not in kinds(LEDE, "Thu Hà", NEXT)


# Menus, players, advertisements --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Trang chủ > Xã hội > Đô thị",
        "Trang chủ / Tin tức / Hoạt động",
        "Giới thiệu | Tin tức | Liên hệ",
        "Từ khóa: cầu, đường",
        "Trang 1 / 2",
        "Trang 3/12",
    ],
)
def test_paths_rows_and_tags_are_menus(line: str) -> None:
    assert kinds(LEDE, line, NEXT) == [BODY, MENU, BODY]


@pytest.mark.parametrize("line", ["3 > 2 > 1", "Cầu A / cầu B / cầu C", "Km 0 | Km 1 | Km 2", "Từ khóa ấy rất lạ."])
def test_signs_between_other_words_make_no_menu(line: str) -> None:
    assert MENU not in kinds(LEDE, line, NEXT)


def test_a_menu_above_the_article_needs_names_of_sections() -> None:
    assert kinds("Thời sự", "Kinh tế", "Làng tôi", LEDE, NEXT) == [MENU] * 3 + [BODY] * 2
    assert MENU not in kinds("Gạo nếp", "Đậu xanh", "Thịt lợn", LEDE, NEXT)


def test_below_the_article_stands_its_imprint() -> None:
    imprint = ("Tổng biên tập: Lê Minh", "Số 1 Tràng Tiền", "Điện thoại: 024 3 111 222")
    assert kinds(LEDE, NEXT, *imprint) == [BODY, BODY, MENU, MENU, MENU]
    assert kinds(LEDE, *imprint, NEXT) == [BODY] * 5


@pytest.mark.parametrize("line", ["Nghe đọc bài", "0:00 / 4:37", "Video: Lũ về trong đêm", "▶ Phát"])
def test_players_are_media(line: str) -> None:
    assert kinds(LEDE, line, NEXT) == [BODY, MEDIA, BODY]


def test_an_advertisement_takes_the_offer_below_it_and_nothing_else() -> None:
    assert kinds(LEDE, "Quảng cáo", NEXT) == [BODY, ADVERT, BODY]
    assert kinds(LEDE, "Tài trợ", "Phân bón lá - giảm 20% tuần này", NEXT) == [BODY, ADVERT, ADVERT, BODY]


# Lists, quotations, forums, letters ----------------------------------------------------------------------------------


def test_items_come_in_rows() -> None:
    assert kinds(LEDE, "- gạo nếp", "- đậu xanh", NEXT) == [BODY, LIST, LIST, BODY]
    assert kinds(LEDE, "- Anh nói thế nào cũng được.", NEXT) == [BODY] * 3
    assert kinds(LEDE, "a) gạo nếp;", "b) đậu xanh.", NEXT) == [BODY, LIST, LIST, BODY]


def test_what_somebody_said_is_a_quotation() -> None:
    assert kinds(LEDE, f"> {NEXT}", f"“{NEXT}”, ông nói.", LAST) == [BODY, QUOTE, QUOTE, BODY]


def test_a_forum_is_known_by_its_buttons() -> None:
    post = ("lan_dalat", "20:41, 19/2/2020", LEDE, "Thích", "Trả lời")
    assert kinds(*post, *post) == [OTHER, BYLINE, BODY, OTHER, OTHER] * 2
    assert kinds(LEDE, "Trả lời", NEXT) == [BODY, HEADING, BODY]


def test_a_letter_loses_its_fields_and_its_farewell() -> None:
    assert kinds("Từ: Hợp tác xã", "Đến: Các hộ", LEDE, "Trân trọng,", "Ban quản trị") == [
        OTHER,
        OTHER,
        BODY,
        OTHER,
        OTHER,
    ]


# Headings without marks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["II. NGHỈ PHÉP", "1.2. Làm việc từ xa", "QUY ĐỊNH CHUNG", "Nước dùng là linh hồn", "Hỏi: Có đắt không?"]
)
def test_short_lines_above_paragraphs_are_headings(line: str) -> None:
    assert kinds(LEDE, line, NEXT) == [BODY, HEADING, BODY]


@pytest.mark.parametrize("line", ["Giá vé: 20.000 đồng", "16 tháng 10: Cầu xong", "Năm 1945", "và rồi", "Gồm có:"])
def test_short_lines_with_content_are_body(line: str) -> None:
    assert kinds(LEDE, line, NEXT) == [BODY] * 3


# Paragraphs broken at a margin ---------------------------------------------------------------------------------------


def test_a_paragraph_that_was_broken_at_a_margin_is_one_span() -> None:
    wrapped = (
        "Sáng nay đoàn công tác đã đến thăm xã và làm\nviệc với bà con về cây chè đang được giá, rồi\n"
        "đi thăm cầu mới. Cầu dài hai trăm mét."
    )
    assert pieces(f"{wrapped}\n\n{LEDE}", BODY) == [wrapped, LEDE]


def test_lines_that_are_sentences_stay_lines() -> None:
    assert kinds("Cầu dài hai trăm mét bắc qua suối lớn.", "Đường rộng năm mét chạy qua ba xã nghèo.") == [BODY, BODY]


# What the file says itself -------------------------------------------------------------------------------------------


def test_markup_comes_first() -> None:
    text = f"{LEDE}\nGiá: 5 đồng\n{NEXT}\nChân trang"
    start = text.index("Giá")
    marked = (Span(start, start + 11, HEADING, 2), Span(len(text) - 10, len(text), OTHER))
    spans = mark_spans(text, None, marked)
    assert [span.kind for span in spans] == [BODY, HEADING, BODY, OTHER]
    assert spans[1].level == 2


@pytest.mark.parametrize(
    "sign", ["a > ", "ab | ", "#tag ", "21/11/2025 ", "“a” b ", "![", "[[", "(Ảnh: ", "- ", "1.", "Điều 1. "]
)
def test_a_line_that_repeats_a_sign_without_end_is_read(sign: str) -> None:
    text = f"{LEDE}\n{sign * 50_000}\n{NEXT}"
    assert pieces(text, BODY)[0] == LEDE

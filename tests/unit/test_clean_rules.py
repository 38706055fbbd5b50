"""Does each rule of cleaning claim its own lines, and leave its neighbours alone?

A page is written here as its lines; a test tells what each line that is not blank should be.
"""

import pytest

from qa.cleaning import guess_title, mark_spans
from qa.types import SpanKind

BODY, CAPTION, OTHER = SpanKind.BODY, SpanKind.CAPTION, SpanKind.OTHER
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
    assert kinds(LEDE, "![]() |", "Cây cầu cũ bắc qua suối |", NEXT) == [BODY, OTHER, OTHER, CAPTION, OTHER, BODY]
    assert kinds(LEDE, "Cây cầu cũ bắc qua suối |", NEXT) == [BODY, BODY, OTHER, BODY]


def test_alternative_text_said_again_below_the_picture_is_a_caption() -> None:
    assert kinds(LEDE, "![[Video] Cầu mới](https://a.vn/b.jpg?c=1)", "[Video] Cầu mới", NEXT) == [
        BODY, OTHER, CAPTION, BODY,
    ]  # fmt: skip
    assert kinds(LEDE, "![Cầu mới](https://a.vn/b.jpg)", NEXT) == [BODY, OTHER, BODY]


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
    assert kinds(LEDE, label, NEXT, LAST) == [BODY] * 4
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
    assert kinds(LEDE, "In bài viết") == [BODY, OTHER]
    assert kinds(LEDE, "In bài viết ra giấy") == [BODY, BODY]


# Headings and sections -----------------------------------------------------------------------------------------------


def test_a_pointing_section_ends_at_the_next_heading_of_its_rank() -> None:
    page = (LEDE, "== Xem thêm ==", "Cây cầu", "=== Trong nước ===", "Suối", "== Lịch sử ==", NEXT)
    assert kinds(*page) == [BODY, OTHER, OTHER, OTHER, OTHER, OTHER, BODY]


def test_headings_are_marked_and_their_sections_kept() -> None:
    assert kinds(LEDE, "== Ghi chú ==", NEXT, "## Trích dẫn", LAST) == [BODY, OTHER, BODY, OTHER, OTHER, BODY]
    assert kinds(LEDE, "== Tham khảo và liên kết ngoài ==", NEXT) == [BODY, OTHER, OTHER]
    assert kinds(LEDE, "== Tham khảo trong luật ==", NEXT) == [BODY, OTHER, BODY]


def test_a_number_sign_without_a_blank_is_no_heading() -> None:
    assert kinds(LEDE, "#1 trong danh sách là chè Shan tuyết", NEXT) == [BODY] * 3


def test_front_matter_is_set_aside_and_a_ruler_is_not_front_matter() -> None:
    assert kinds("---", "title: Cầu mới", "url: https://a.vn", "---", LEDE) == [OTHER] * 4 + [BODY]
    assert kinds("---", LEDE, "---", NEXT) == [OTHER, BODY, OTHER, BODY]
    assert kinds("---", "title: Cầu mới", "tags: cầu", LEDE) == [OTHER, BODY, BODY, BODY]


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
    assert kinds(first, LEDE) == [BODY, BODY]


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
    assert kinds(*LETTERHEAD, "LUẬT", "CẦU", *ARTICLES, *signed) == [OTHER] * 5 + [TITLE] * 2 + [BODY] * 6 + [OTHER] * 3


def test_the_state_and_its_offices_are_body_within_a_law() -> None:
    lines = ("Điều 2. Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CHỦ TỊCH QUỐC HỘI", "a) Họp mỗi năm hai kỳ;")
    assert kinds(*lines) == [BODY] * 4


def test_a_word_in_capitals_alone_is_no_law() -> None:
    assert kinds("LUẬT", LEDE.lower()) == [BODY, BODY]

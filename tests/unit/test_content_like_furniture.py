"""Are lines that look like furniture quoted where they are what a text has to say?

Each line has one sign of furniture only, its form or its position; beside it stands the same form with both.
"""

from datetime import date

import pytest

from qa.cleaning import mark_spans, published_on
from qa.types import QUOTED, SpanKind

LEDE = "Câu lạc bộ Chèo thuyền Sông Lam dạy bơi và chèo thuyền cho trẻ em từ tám tuổi."
NEXT = "Mỗi lớp có mười hai em, hai người dạy và một thuyền cứu hộ đi kèm."
LAST = "Các em mặc áo phao trong suốt buổi học, kể cả khi đã biết bơi."


def quoted(*lines: str) -> list[str]:
    text = "\n".join(lines)
    return [text[span.start : span.end] for span in mark_spans(text, None) if span.kind in QUOTED]


def kind_of(line: str, *lines: str) -> SpanKind:
    text = "\n".join(lines)
    (kind,) = {span.kind for span in mark_spans(text, None) if text[span.start : span.end] == line}
    return kind


# Contact lines -------------------------------------------------------------------------------------------------------

CONTACT = ("Địa chỉ: bến đò Rạng, xã Thanh Giang", "Điện thoại: 0238 355 0199", "Chủ nhiệm: ông Đậu Văn Khoát")


def test_how_to_reach_a_club_is_quoted_and_the_imprint_of_a_newspaper_is_not() -> None:
    assert quoted(LEDE, NEXT, *CONTACT) == [LEDE, NEXT, *CONTACT]
    assert quoted(LEDE, NEXT, *CONTACT, "Giấy phép số: 12/GP-TTĐT") == [LEDE, NEXT]
    assert quoted(LEDE, NEXT, "Liên hệ báo chí: bà Hoàng Thị Sen", *CONTACT) == [LEDE, NEXT]


# Fields of a card ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field", ["Tác giả: Hồ Thị Lựu", "Biên dịch: Cao Xuân Tứ", "Nguồn: xưởng mộc Yên Thái cho mượn từ năm 2018"]
)
def test_a_field_of_a_card_is_quoted_and_a_byline_at_the_head_is_not(field: str) -> None:
    assert quoted(LEDE, NEXT, field) == [LEDE, NEXT, field]
    assert kind_of(field, "Thuyền nan trên sông Lam", field, LEDE, NEXT) is SpanKind.BYLINE
    assert kind_of(field, LEDE, NEXT, field, "21/11/2025 08:30") is SpanKind.BYLINE


@pytest.mark.parametrize("source", ["Nguồn: Báo Nghệ An", "Nguồn: TTXVN", "Nguồn: songlam.vn"])
def test_a_newspaper_as_the_source_is_a_byline(source: str) -> None:
    assert kind_of(source, LEDE, NEXT, source) is SpanKind.BYLINE


# Days of events ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "when", ["Thời gian: 7h30 ngày 12/06/2031", "Ngày: 12/06/2031", "8 giờ 00, ngày 12/06/2031", "Chủ nhật, 12/06/2031"]
)
def test_the_day_of_an_event_is_quoted_and_no_day_of_publication(when: str) -> None:
    lines = ("Mời dự lễ hạ thủy thuyền", LEDE, when, "Địa điểm: bến đò Rạng", NEXT)
    assert when in quoted(*lines)
    text = "\n".join(lines)
    assert published_on(text, mark_spans(text, None)) is None


def test_the_day_of_a_page_is_its_day_of_publication() -> None:
    text = "\n".join(("Lễ hạ thủy thuyền", "Thời gian đăng: 12/06/2021 07:30", LEDE, NEXT))
    assert published_on(text, mark_spans(text, None)) == date(2021, 6, 12)


# Leaders -------------------------------------------------------------------------------------------------------------


def test_a_price_list_with_leaders_is_quoted() -> None:
    prices = ("Thuê áo phao ............ 20", "Thuê thuyền đôi ......... 150", "Vé người lớn ............ 45")
    assert quoted(LEDE, *prices, NEXT) == [LEDE, *prices, NEXT]


@pytest.mark.parametrize(
    "lines",
    [
        ("MỤC LỤC", "Làm quen với nước ....... 9", "Cách nổi ................ 14"),
        ("Chương I. Nước .......... 3", "Chương II. Thuyền ....... 21", "Phụ lục 1 ............... 40"),
    ],
)
def test_a_table_of_contents_is_not(lines: tuple[str, ...]) -> None:
    assert quoted(*lines, LEDE, NEXT) == [LEDE, NEXT]


# Capitals and numbers ------------------------------------------------------------------------------------------------


def test_a_notice_in_capitals_is_quoted_and_a_heading_is_not() -> None:
    notice = ("CẤM BƠI NGOÀI PHAO ĐỎ", "TRẺ EM PHẢI CÓ NGƯỜI LỚN ĐI CÙNG", "BẾN ĐÓNG CỬA LÚC SÁU GIỜ CHIỀU")
    assert quoted(*notice) == list(notice)
    assert quoted(LEDE, "NGHIÊM CẤM BƠI KHI CÓ LŨ", NEXT) == [LEDE, "NGHIÊM CẤM BƠI KHI CÓ LŨ", NEXT]
    assert quoted(LEDE, "CHUẨN BỊ Ở NHÀ", NEXT) == [LEDE, NEXT]


def test_items_of_a_numbered_list_are_quoted_and_numbered_headings_are_not() -> None:
    steps = ("1. Tháo nút ở mũi thuyền", "2. Nghiêng thuyền về phía bờ", "3. Lau khô khoang")
    assert quoted(LEDE, *steps, NEXT) == [LEDE, *steps, NEXT]
    assert quoted("1. Thuyền", LEDE, "2. Phao", NEXT) == [LEDE, NEXT]
    assert quoted("1. Thuyền", "1.1. Thân thuyền", LEDE, "1.2. Mái chèo", NEXT) == [LEDE, NEXT]


@pytest.mark.parametrize("sign", ["Hỏi:", "Câu 3.", "Câu hỏi 3:", "4."])
def test_a_question_is_the_heading_of_its_answer(sign: str) -> None:
    question = f"{sign} Trẻ sáu tuổi có được học không?"
    assert quoted(LEDE, question, "Trả lời: Chưa được.", NEXT) == [LEDE, "Trả lời: Chưa được.", NEXT]


def test_questions_without_answers_are_text() -> None:
    questions = ("1. Em bơi được bao xa?", "2. Em đã lặn bao giờ chưa?")
    assert quoted(LEDE, *questions) == [LEDE, *questions]


# Boxes ---------------------------------------------------------------------------------------------------------------

BOX = ("Tin liên quan", "Thuyền nan trở lại sông Lam", "Học sinh vùng lũ học bơi")


def test_the_article_goes_on_below_a_box_of_headlines() -> None:
    assert quoted(LEDE, *BOX, "", NEXT, "", LAST) == [LEDE, NEXT, LAST]


def test_openings_of_other_articles_are_not_the_article() -> None:
    assert quoted(LEDE, *BOX[:2], "", NEXT, "", BOX[2], "", LAST) == [LEDE]
    assert quoted(LEDE, *BOX) == [LEDE]

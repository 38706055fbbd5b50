"""Is every character of a text in one sentence, and no sentence cut in the middle?"""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.text.sentences import sentence_spans

tricky = st.text(st.sampled_from("aAđĐ1 .…!?\"”“'’»«()[]–-/\n\r\t\u2028\u00a0v:;"), max_size=40)
anything = st.one_of(tricky, st.text(max_size=40))


@given(anything)
@example("a.\u2028B")
@example("A. \x1fB")
def test_every_character_but_blanks_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    inside = [offset for start, end in spans for offset in range(start, end)]
    assert inside == sorted(set(inside))  # in order, and none twice
    outside = "".join(letter for offset, letter in enumerate(text) if offset not in set(inside))
    assert not outside.strip()


@given(anything)
def test_no_sentence_has_a_blank_at_an_edge_or_a_line_break_in_it(text: str) -> None:
    for start, end in sentence_spans(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not {"\n", "\r"} & set(re.sub("[OHN]\n[0-9]", "", text[start:end]))


@given(anything, st.data())
def test_a_part_is_cut_as_if_it_stood_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alone = [(start + first, start + last) for first, last in sentence_spans(text[start:end])]
    assert sentence_spans(text, start, end) == alone


WHOLE = [
    "PGS.TS. Nguyễn Văn A giảng bài.",
    "Ông sống ở TP.HCM.",
    "Sinh viên ở TP.HCM đi học.",
    "TP. Hồ Chí Minh có 22 quận.",
    "1. Điều khoản chung.",
    "1.Điều khoản chung.",
    "a) Điểm a. khoản 2.",
    "IV. Tổ chức thực hiện",
    "J. K. Rowling viết truyện.",
    "J.K. Rowling viết truyện.",
    "Xem https://vnexpress.net/Tin-tuc.Html?Id=3 để rõ.",
    "Trang Yahoo!News đăng tin.",
    "Giá là 3.5 triệu đồng.",
    "Ông nói “ừ.” rồi đi.",
    "Anh ngập ngừng… rồi nói.",
    "Công ty ABC Co. Ltd. Việt Nam thành lập năm 1990.",
    "Điện thoại No. 5 là mẫu mới.",
    "Economics review, issue no. 42, in năm 2007.",
    "- 1. Mục thứ nhất.",
    "Nồng độ O\n2 tăng trong phổi.",
    "Thư gửi ThS. Lê B, BS. Trần C và Tr. Đại tá D.",
]

APART = [
    ["Đội thắng 6 – 2.", "Trận sau hoà."],
    ["Có gạo, ngô, khoai, v.v.", "Họ bán ở chợ."],
    ["Anh nói: “Đi đi.”", "Tôi đi."],
    ["Anh hỏi: “Ai đó?”", "Không ai trả lời."],
    ["Đợi…", "Rồi đi."],
    ["Đợi...", "Rồi đi."],
    ["Trời mưa.", "“Ướt hết rồi!”", "Bà than."],
    ["Thật ư?!", "Thật."],
    ["Năm 2020.", "3 người đến."],
    ["Nó ăn no.", "Nó ngủ."],
    ["Chân nó co.", "Tay nó duỗi."],
    ["Xong việc (nghỉ.)", "Về nhà."],
    ["Ông than: “Ghê lắm...”.", "Ông lắc đầu."],
    ["Bà không nhận ra tôi.", "“đứa cháu đây mà”, tôi nói."],
    ["Nơi nhận:", "Như trên./.", "Lưu."],
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == [text]


@pytest.mark.parametrize("sentences", APART, ids=lambda sentences: sentences[0])
def test_sentences_are_separated(sentences: list[str]) -> None:
    text = " ".join(sentences).replace("nhận: ", "nhận:\n")
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_blank_that_was_forgotten_is_no_reason_to_join() -> None:
    text = "Lưu lại các câu.Dựa vào đó mà trả lời."
    assert [text[start:end] for start, end in sentence_spans(text)] == ["Lưu lại các câu.", "Dựa vào đó mà trả lời."]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n", " \n\t\n "])
def test_a_line_break_ends_a_sentence(line_break: str) -> None:
    text = f"dòng một{line_break}dòng hai"
    assert [text[start:end] for start, end in sentence_spans(text)] == ["dòng một", "dòng hai"]


@pytest.mark.parametrize("piece", ["A.", "A. ", "x", "x. ", ". ", '"', "?A", "( "])
def test_a_line_as_long_as_a_book_is_cut(piece: str) -> None:
    # Work that grew with the square of the length would take an hour here.
    book = piece * (1_000_000 // len(piece))
    text = f"{book} và hết. Xong."
    assert sentence_spans(text)[-1] == (len(text) - len("Xong."), len(text))


def test_a_line_of_a_million_dots_is_read() -> None:
    text = "." * 1_000_000 + "a b"
    assert sentence_spans(text) == [(0, len(text))]

"""Which lines begin an item, lead into a list, ask or answer?"""

import pytest

from qa.text.lines.lead_ins import announces_list, is_lead_in
from qa.text.lines.list_markers import ListMarker, list_marker
from qa.text.lines.question_lines import answer_label, asks_question, question_label


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("1. Cam sành", "1.", 1),
        ("12.[3] Cam sành", "1.", 12),
        ("2) Cam", "1)", 2),
        ("(3) Cam", "(1)", 3),
        ("a) Cam", "a)", 1),
        ("đ) Cam", "a)", 5),
        ("(b) cam", "(a)", 2),
        ("c. cam", "a.", 3),
        ("1.1. Cam", "1.1.", 1),
        ("2.3.4 Cam", "1.1.1.", 4),
        ("IV. Cam", "roman", 4),
        ("Bước 2: gọt vỏ", "step", 2),
        ("Bước hai, gọt vỏ", "step", 2),
        ("Thứ ba, gọt vỏ", "ordinal", 3),
        ("- cam", "-", 0),
        ("  • cam", "•", 0),
        ("•Cam", "•", 0),
        ("**1. Cam**", "1.", 1),
    ],
)
def test_a_marker_has_a_kind_and_a_number(line: str, kind: str, number: int) -> None:
    assert list_marker(line) == ListMarker(kind, number)


@pytest.mark.parametrize(
    "line", ["", "Cam sành", "3.5 tấn", "1.000 đồng", "A. Nguyễn Văn", "-5 độ", "Bước vào nhà", "Thứ hai tuần sau", "-"]
)
def test_other_beginnings_are_no_markers(line: str) -> None:
    assert list_marker(line) is None


@pytest.mark.parametrize("line", ["Hồ sơ gồm:", "**Hồ sơ gồm:**", "Ông nói: ", "Các bước："])
def test_a_colon_leads_in(line: str) -> None:
    assert is_lead_in(line)
    assert announces_list(line)


@pytest.mark.parametrize("line", ["Làm như sau.", "Thực hiện các bước sau", "Hồ sơ bao gồm", "Nộp 3 loại giấy tờ sau."])
def test_some_words_announce_a_list_without_a_colon(line: str) -> None:
    assert announces_list(line)
    assert not is_lead_in(line)


@pytest.mark.parametrize("line", ["", "Ông về sau.", "Hồ sơ gồm: đơn, ảnh.", "Lúc 7:30 sáng"])
def test_other_sentences_do_not(line: str) -> None:
    assert not announces_list(line)


@pytest.mark.parametrize(
    "line", ["Hỏi: Ai?", "Câu 3. Ai", "Câu hỏi 12: Ai?", "**Hỏi:** Ai?", "- Hỏi: Ai", "Q: Ai?", "1. Hỏi: Ai?"]
)
def test_a_question_may_have_a_label(line: str) -> None:
    assert "Ai" not in question_label(line) != ""


@pytest.mark.parametrize(
    "line", ["Hỏi ông Nam thì rõ.", "Câu lạc bộ: mở cửa", "Hỏi - đáp về thuế", "Quả cam: ngọt", ""]
)
def test_other_lines_have_none(line: str) -> None:
    assert question_label(line) == answer_label(line) == ""


@pytest.mark.parametrize(
    "line", ["Đáp: Có.", "Trả lời: Có.", "**Trả lời:** Có.", "TL: Có.", "| Trả lời: Có.", "A: Có."]
)
def test_an_answer_may_have_a_label(line: str) -> None:
    assert line.removeprefix(answer_label(line)) == "Có."


@pytest.mark.parametrize(
    ("line", "asks"), [("Ai?", True), ("**Ai?**", True), ("“Ai?”", True), ("Ai.", False), ("", False)]
)
def test_a_question_mark_asks(line: str, asks: bool) -> None:
    assert asks_question(line) is asks

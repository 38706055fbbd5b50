"""How much is shown of a list, and of a question with its answer?"""

import pytest

from qa.answering.spans.answer_slice import LONGEST_ANSWER, AnswerSlice
from qa.answering.spans.asked_for import AskedFor
from qa.answering.spans.whole_answers import whole_answer
from qa.questions.reading import as_typed
from qa.types import IntroductionKind
from tests.passages import indexed_passage

ALL = "Hồ sơ xin trồng nấm gồm những gì?"


def answer(text: str, best: str, question: str = ALL, heading: str = "") -> AnswerSlice | None:
    """The answer whose best sentence begins with `best`."""
    passage = indexed_passage(text, heading)
    offset = passage.start + passage.text.index(best)
    index = next(index for index in range(len(passage)) if passage.starts[index] <= offset < passage.ends[index])
    return whole_answer(passage, index, AskedFor(as_typed(question)))


def shown(text: str, best: str, question: str = ALL, heading: str = "") -> str | None:
    found = answer(text, best, question, heading)
    return found and found.text


LAW = """1. Hồ sơ xin trồng nấm gồm:
a) Đơn xin trồng;
b) Giấy thuê đất, trong đó có:
- tên chủ đất;
- số thửa;
c) Sơ đồ nhà trồng.
2. Hồ sơ nộp ở xã."""


@pytest.mark.parametrize("best", ["1. Hồ sơ", "a) Đơn", "c) Sơ đồ"])
def test_a_list_goes_from_its_lead_in_to_its_last_item(best: str) -> None:
    assert shown(LAW, best) == LAW.removesuffix("\n2. Hồ sơ nộp ở xã.")


def test_a_list_within_an_item_is_a_list_of_its_own() -> None:
    assert shown(LAW, "b) Giấy") == "b) Giấy thuê đất, trong đó có:\n- tên chủ đất;\n- số thửa;"


def test_what_follows_a_list_is_no_item() -> None:
    assert shown(LAW, "2. Hồ sơ", "Hồ sơ nộp ở đâu?") == "2. Hồ sơ nộp ở xã."


def test_one_item_comes_with_its_lead_in() -> None:
    found = answer(LAW, "c) Sơ đồ", "Ai vẽ sơ đồ nhà trồng?")
    assert found
    assert found.text == "c) Sơ đồ nhà trồng."
    assert found.introduction
    assert (found.introduction.kind, found.introduction.text) == (
        IntroductionKind.LEAD_IN,
        "1. Hồ sơ xin trồng nấm gồm:",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ xin trồng nấm gồm:\n- Đơn xin\n- Sơ đồ",
        "Hồ sơ xin trồng nấm gồm:\n\n1. Đơn xin\n\n2. Sơ đồ",
        "Hồ sơ xin trồng nấm như sau.\n• Đơn xin\n• Sơ đồ",
        "Hồ sơ xin trồng nấm gồm:\nĐơn xin;\nSơ đồ.",
        "Hồ sơ xin trồng nấm gồm:\nĐơn xin\nSơ đồ",
        "Hồ sơ xin trồng nấm gồm:\nBước 1: Viết đơn xin.\nBước 2: Vẽ sơ đồ.",
        "Hồ sơ xin trồng nấm gồm:\n- Đơn xin.\nĐơn viết tay.\n- Sơ đồ.",
        "Hồ sơ xin trồng nấm gồm:\n+ Đơn xin\n  1) bản chính\n  2) bản sao\n+ Sơ đồ",
    ],
)
@pytest.mark.parametrize("end", ["\n\nXã trả lời sau bảy ngày làm việc kể từ khi nhận đủ hồ sơ.", ""])
def test_lists_are_marked_in_many_ways(text: str, end: str) -> None:
    assert shown(text + end, "Hồ sơ xin") == text


def test_a_list_right_below_its_heading_is_introduced_by_it() -> None:
    found = answer("- Đơn xin\n- Sơ đồ", "- Sơ", heading="Hồ sơ xin trồng nấm")
    assert found
    assert found.text == "- Đơn xin\n- Sơ đồ"
    assert found.introduction
    assert (found.introduction.text, found.introduction.start) == ("Hồ sơ xin trồng nấm", 0)


def test_a_long_list_is_cut_between_items_and_the_others_are_counted() -> None:
    items = [f"{number}. Giấy tờ số {number} {'có chữ ký ' * 12}" for number in range(1, 21)]
    text = "\n".join(["Hồ sơ xin trồng nấm gồm:", *(item.strip() for item in items)])
    found = answer(text, "Hồ sơ")
    assert found
    kept = found.text.count("\n")
    assert 5 < kept < 20
    assert found.more_items == 20 - kept
    assert LONGEST_ANSWER - 200 < len(found.text) <= LONGEST_ANSWER
    assert text.startswith(found.text + "\n")


def test_a_colon_without_a_list_leads_into_the_next_line() -> None:
    assert shown("Ông Tư nói:\nNấm này lành.\nAi cũng ăn.", "Ông Tư") == "Ông Tư nói:\nNấm này lành."


@pytest.mark.parametrize("text", ["Hồ sơ xin trồng nấm gồm:", "Xin trồng nấm ở đâu?", "Hỏi: Xin trồng nấm ở đâu?"])
def test_a_lead_in_or_a_question_that_nothing_follows_is_no_answer(text: str) -> None:
    assert answer(f"Nấm mọc nhanh.\n{text}", text, "Xin trồng nấm ở đâu?") is None


FAQ = """Hỏi: Nấm rơm trồng mấy ngày thì hái?
Đáp: Mười hai ngày. Trời lạnh thì lâu hơn.

Câu 2. Có phải tưới không?
Trả lời: Có.

**Rơm cũ làm gì?**
Ủ làm phân. Phân ấy bón rau.
Không nên đốt.

- Bán nấm ở đâu? Trả lời: Ở chợ Giữa.
- Nấm hỏng thì sao?
  Bỏ đi."""


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("Hỏi: Nấm rơm trồng mấy ngày thì hái?", "Đáp: Mười hai ngày. Trời lạnh thì lâu hơn."),
        ("Câu 2. Có phải tưới không?", "Trả lời: Có."),
        ("**Rơm cũ làm gì?**", "Ủ làm phân. Phân ấy bón rau.\nKhông nên đốt."),
        ("- Bán nấm ở đâu?", "Trả lời: Ở chợ Giữa."),
        ("- Nấm hỏng thì sao?", "Bỏ đi."),
    ],
)
def test_a_question_of_the_document_is_answered_by_what_follows(question: str, answered: str) -> None:
    for best in (question, answered):
        found = answer(FAQ, best, question)
        assert found
        assert found.text == answered
        assert found.introduction
        assert (found.introduction.kind, found.introduction.text) == (IntroductionKind.QUESTION, question)


def test_a_heading_that_asks_is_answered_by_all_below_it() -> None:
    text = "Không.\nNấm ấy độc."
    assert shown(text, "Không.", "Nấm đỏ ăn được không?", "Nấm đỏ có ăn được không?") == text


def test_of_a_long_answer_to_another_question_one_sentence_is_shown() -> None:
    text = "Vì trời mưa. " + "Nước ngập đồng và cuốn rơm đi khắp nơi. " * 30
    assert shown(text, "Vì", "Mưa làm gì?", "Năm nay vì sao mất mùa nấm?") == "Vì trời mưa."
    whole = shown(text, "Vì", "Vì sao năm nay mất mùa nấm?", "Năm nay vì sao mất mùa nấm?")
    assert whole
    assert 1_000 < len(whole) <= LONGEST_ANSWER


def test_a_question_within_a_paragraph_is_answered_by_its_rest() -> None:
    text = "Vì sao nấm mọc sau mưa? Vì đất ẩm. Nấm cần nước."
    assert shown(text, "Vì sao", "Vì sao nấm mọc sau mưa?") == "Vì đất ẩm. Nấm cần nước."
    assert shown(text, "Vì đất", "Vì sao nấm mọc sau mưa?") == "Vì đất ẩm."


def test_any_other_sentence_is_shown_alone() -> None:
    text = "Nấm rơm mọc trên rơm. Nó cần ẩm.\nNgười ta hái nó vào sáng sớm."
    for index, sentence in enumerate(("Nấm rơm mọc trên rơm.", "Nó cần ẩm.", "Người ta hái nó vào sáng sớm.")):
        found = whole_answer(indexed_passage(text), index, AskedFor(as_typed("Các bước trồng nấm gồm những gì?")))
        assert found
        assert (found.text, found.introduction) == (sentence, None)

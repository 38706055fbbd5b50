"""What holds for every whole answer, whatever the text?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.answering.spans.answer_slice import LONGEST_ANSWER
from qa.answering.spans.asked_for import AskedFor
from qa.answering.spans.lines import lines_of
from qa.answering.spans.lists import list_around, list_below
from qa.answering.spans.pairs import pairs_in
from qa.answering.spans.whole_answers import whole_answer
from qa.citing.citation import cite
from qa.questions.reading import as_typed
from qa.text.lines.lead_ins import is_lead_in
from tests.passages import indexed_passage

WORDS = st.lists(
    st.sampled_from(["nấm", "rơm", "đất", "nước", "cây", "😀", "lúa", "gieo"]), min_size=1, max_size=40
).map(" ".join)
SIGNS = st.sampled_from(
    ["", "- ", "+ ", "• ", "1. ", "2. ", "3) ", "a) ", "b) ", "c) ", "1.1. ", "Bước 1: ", "Hỏi: ", "Đáp: ", "Câu 2. "]
)
ENDS = st.sampled_from([".", ";", ":", "?", "", " gồm:", " như sau.", "? Đáp: Có.", ". Vì sao? Vì thế."])
LINES = st.tuples(SIGNS, WORDS, ENDS).map("".join)
TEXTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])).map("".join), min_size=1, max_size=25).map("".join)
HEADINGS = st.sampled_from(["", "Trồng nấm", "Trồng nấm 😀 thế nào?", "Hỏi: Nấm gì"])
QUESTIONS = st.sampled_from(
    ["Hồ sơ gồm những gì?", "nấm rơm gieo thế nào", "Tưới nước có cần đất không?", "Các bước trồng lúa", "Ai tưới cây?"]
)


@given(TEXTS, HEADINGS, QUESTIONS, st.data())
def test_it_is_a_slice_with_the_sentence_or_with_what_answers_it(
    text: str, heading: str, question: str, data: st.DataObject
) -> None:
    passage = indexed_passage(text, heading)
    document = f"{heading}\n{text}" if heading else text
    index = data.draw(st.integers(0, len(passage) - 1))
    found = whole_answer(passage, index, AskedFor(as_typed(question)))
    if found is None:
        return
    cited = cite(found.first, found.last)
    assert document[cited.start : cited.end] == cited.quote.exact == found.text
    assert document.encode("utf-16-le")[2 * cited.start_utf16 :].decode("utf-16-le").startswith(found.text)
    above = found.introduction
    if above is not None:
        assert document[above.start : above.end] == above.text
        assert above.end <= found.first.start
    here = (passage.starts[index], passage.ends[index])
    within = found.first.start <= here[0] and here[1] <= found.last.end
    introduces = above is not None and above.start <= here[0] and here[1] <= above.end
    # A lead-in may be followed by another, which leads into the list that is shown.
    leads = is_lead_in(passage.sentence_text(index)) and found.first.index == index + 1
    assert within or introduces or leads
    assert not is_lead_in(found.text)
    assert len(found.text) <= LONGEST_ANSWER or found.last.index - found.first.index <= 1
    assert found.more_items == 0 or found.is_whole


@given(TEXTS, st.integers(0, 30))
def test_items_follow_one_another_below_their_lead_in(text: str, line: int) -> None:
    lines = lines_of(indexed_passage(text))
    line = min(line, len(lines) - 1)
    around, below = list_around(lines, line), list_below(lines, line)
    for found in (around, below):
        if found is not None:
            borders = [border for item in found.items for border in item]
            assert borders == sorted(borders)
            assert all(end + 1 == begin for end, begin in zip(borders[1::2], borders[2::2], strict=False))
            assert borders[0] == (0 if found.lead is None else found.lead + 1)
            assert borders[-1] < len(lines)
    assert around is None or around.item_at(line) is not None
    assert below is None or below.lead == line


@given(TEXTS, HEADINGS)
def test_pairs_do_not_overlap_and_questions_come_first(text: str, heading: str) -> None:
    passage = indexed_passage(text, heading)
    sentences = [passage.sentence_text(index) for index in range(len(passage))]
    parts = [
        part
        for pair in pairs_in(lines_of(passage), sentences, heading)
        for part in (pair.question, pair.answer)
        if part is not None
    ]
    borders = [border for part in parts for border in part]
    assert borders == sorted(borders)
    assert all(one[1] < other[0] for one, other in pairwise(parts))

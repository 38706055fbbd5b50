"""Which questions are found in documents, and which of them could be shown to somebody who has read nothing yet?"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.feedback.feedback_store import Cited, Feedback, KeptFeedback
from qa.library.store import Library
from qa.retrieval.local.engine import LocalSearchEngine
from qa.retrieval.search_engine import SearchView
from qa.suggesting import question_candidates as candidates
from qa.suggesting.helpful_questions import helpful_questions
from qa.suggesting.question_candidates import LONGEST, QuestionCandidate, question_candidates, suits
from qa.types import RawDocument
from tests.documents import encoded_documents, raw_document

HANDBOOK = """# Sổ tay thư viện

## 1. Ai được mượn sách về nhà?

Bạn đọc có thẻ được mượn ba cuốn sách về nhà trong hai tuần.

## Mất thẻ thì phải làm gì?

Bạn đọc báo cho quầy thẻ và nhận thẻ mới sau hai ngày.

### Lệ phí

Thẻ mới có lệ phí hai mươi nghìn đồng.

## Giờ mở cửa

Thư viện mở cửa từ bảy giờ đến mười chín giờ mỗi ngày.
"""


def view_of(folder: Path, *raws: RawDocument) -> SearchView:
    library = Library.open(folder / "kho")
    library.save(encoded_documents(*raws))
    found = LocalSearchEngine(library, folder / "indexes").view()
    library.close()
    return found


def found_in(folder: Path, *raws: RawDocument) -> list[QuestionCandidate]:
    return [one for group in question_candidates(view_of(folder, *raws)) for one in group]


def markdown(origin: str, text: str, **source: object) -> RawDocument:
    return raw_document(f"{origin}.md", text, **source)


@pytest.mark.parametrize(
    "text",
    [
        "Ai được mượn sách về nhà?",
        "Mất thẻ thì phải làm gì?",
        "5 loài cây nào chịu hạn?",
        "Vì sao lá bàng đỏ (rồi rụng)?",
    ],
)
def test_a_question_that_says_what_it_is_about_suits(text: str) -> None:
    assert suits(text)


@pytest.mark.parametrize(
    "text",
    [
        "Giờ mở cửa",
        "Ai được nghỉ?",
        "Khi nào? Ở đâu?",
        "Nhiệm vụ này do ai làm vậy?",
        "Việc đó kéo dài bao lâu?",
        "Các quy định nêu trên áp dụng cho ai?",
        "Còn Lào thì sao?",
        "Ông ấy giữ chức vụ gì?",
        "Được gửi tới cho những ai?",
        "Niêu đất mua ở đâu vậy chị?",
        "Em hóng ké giá bao nhiêu?",
        "AI ĐƯỢC MƯỢN SÁCH VỀ NHÀ?",
        "ai được mượn sách về nhà?",
        "Ai được mượn <b>sách</b> về nhà?",
        "Xem thêm https://bao.example ở đâu?",
        "Ai được “mượn sách về nhà?",
        f"Ai được mượn sách {'và báo ' * LONGEST}về nhà?",
        "?",
        "",
    ],
)
def test_what_leans_on_its_surroundings_or_reads_badly_does_not(text: str) -> None:
    assert not suits(text)


def test_headings_that_are_questions_come_without_their_number_and_with_what_stands_below_them(tmp_path: Path) -> None:
    (first, second) = found_in(tmp_path, markdown("so-tay", HANDBOOK))
    assert [first.text, second.text] == ["Ai được mượn sách về nhà?", "Mất thẻ thì phải làm gì?"]
    assert HANDBOOK[first.start : first.end].startswith("Bạn đọc có thẻ")
    assert HANDBOOK[first.start : first.end].endswith("hai tuần.")
    below = HANDBOOK[second.start : second.end]
    assert "nhận thẻ mới" in below
    assert "lệ phí" in below
    assert "mở cửa" not in below


def test_a_title_that_is_a_question_may_be_answered_anywhere_below_it(tmp_path: Path) -> None:
    text = "Lá bàng thu hồi chất đạm trước khi rụng.\n\nSắc tố đỏ che nắng cho lá."
    (found,) = found_in(tmp_path, raw_document("b", text, title="Vì sao lá bàng đỏ rồi mới rụng?"))
    assert (found.text, text[found.start : found.end]) == ("Vì sao lá bàng đỏ rồi mới rụng?", text)


def test_a_question_in_running_text_is_none(tmp_path: Path) -> None:
    text = "Thẻ điện tử có giá trị như thẻ giấy không? Có. Thẻ điện tử có giá trị như thẻ giấy khi đi đường."
    assert found_in(tmp_path, raw_document("b", text, title="Thẻ bảo hiểm")) == []


@pytest.mark.parametrize(
    ("title", "sentence", "asked"),
    [
        ("Quang hợp", "Quang hợp là quá trình cây biến ánh sáng thành năng lượng.", "Quang hợp là gì?"),
        ("quang hợp", "Quang hợp (còn gọi là quang tổng hợp) là một quá trình của cây.", "Quang hợp là gì?"),
        ("Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu (1901–1970) là một nhà văn người làng Sen.", "Nguyễn Văn Mẫu là ai?"),
        ("An Bình", "An Bình là thành phố ở miền Trung.", None),
        ("Hồ nước ngọt", "Hồ nước ngọt là hồ ở vùng núi.", None),
        ("Ba cô em gái", "Ba cô em gái là một bộ phim truyền hình.", None),
        ("An Bình", "An Bình là thành viên của liên minh.", None),
        ("Lào", "Lào là một nước ở Đông Nam Á.", None),
        ("Quang hợp", "Cây xanh sống nhờ quang hợp. Quang hợp là một quá trình.", None),
        ("Quang hợp", "Quang hợp diễn ra trong lá.", None),
        (None, "Quang hợp là quá trình cây biến ánh sáng thành năng lượng.", None),
    ],
)
def test_what_the_first_sentence_defines_is_asked_as_one_asks_for_it(
    tmp_path: Path, title: str | None, sentence: str, asked: str | None
) -> None:
    found = found_in(tmp_path, raw_document("b", f"{sentence} Câu sau nói về việc khác hẳn.", title=title))
    assert [one.text for one in found] == ([asked] if asked else [])
    assert all(sentence[one.start : one.end] == sentence for one in found)


def test_what_was_deleted_is_not_looked_at(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "kho")
    library.save(encoded_documents(markdown("so-tay", HANDBOOK)))
    engine = LocalSearchEngine(library, tmp_path / "indexes")
    assert len(list(question_candidates(engine.view()))) == 1
    library.remove(engine.view().document_ids()[0])
    assert list(question_candidates(engine.view())) == []
    library.close()


def test_a_large_library_is_looked_at_here_and_there_and_not_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raws = [
        markdown(f"d{number:02}", f"# Bài\n\n## Điều số {number} nói về ai?\n\nVề người thứ {number}.")
        for number in range(40)
    ]
    everything = view_of(tmp_path, *raws)
    assert len(list(question_candidates(everything))) == 40
    monkeypatch.setattr(candidates, "MOST_PASSAGES", 8)
    some = [group[0].document_id for group in question_candidates(everything)]
    order = sorted(everything.document_ids())
    positions = sorted(order.index(name) for name in some)
    assert len(positions) == 8
    assert max(after - before for before, after in pairwise(positions)) <= 10


@given(count=st.integers(0, 300))
def test_the_order_is_one_of_all_documents_and_its_first_few_stand_apart(count: int) -> None:
    order = candidates._spread(list(range(count)))
    assert sorted(order) == list(range(count))
    first = sorted(order[:6])
    if count >= 12:
        assert min(after - before for before, after in pairwise(first)) >= count // 12


class TestHelpful:
    QUESTION = "Bạn đọc được mượn mấy cuốn sách?"

    @pytest.fixture
    def library_view(self, tmp_path: Path) -> SearchView:
        return view_of(tmp_path, markdown("so-tay", HANDBOOK))

    def cited(self, found: SearchView, **changes: object) -> Cited:
        first = found.sentences_of(found.document_ids()[0])[0]
        usual = {
            "document_id": first.passage.document.id,
            "document_sha256": first.passage.document.sha256,
            "start": first.start,
            "end": first.end,
        }
        return Cited(**(usual | changes))  # type: ignore[arg-type]  # passed through

    def shown(self, found: SearchView, *said: Feedback) -> list[str]:
        kept = [KeptFeedback(str(number), None, one) for number, one in enumerate(said)]  # type: ignore[arg-type]
        return [one.text for one in helpful_questions(kept, found)]

    def test_a_question_whose_answer_helped_comes_with_the_sentence_that_was_cited(
        self, library_view: SearchView
    ) -> None:
        cited = self.cited(library_view)
        kept = [KeptFeedback("1", None, Feedback(self.QUESTION, True, cited, self.QUESTION))]  # type: ignore[arg-type]
        assert helpful_questions(kept, library_view) == [
            QuestionCandidate(self.QUESTION, cited.document_id, cited.start, cited.end)
        ]

    def test_it_must_have_helped_more_often_than_not(self, library_view: SearchView) -> None:
        good, bad = (Feedback(self.QUESTION, helpful, self.cited(library_view)) for helpful in (True, False))
        assert self.shown(library_view, good, bad) == []
        assert self.shown(library_view, good, bad, good) == [self.QUESTION]

    @pytest.mark.parametrize(
        "question",
        [
            "Bạn đọc gọi số 0900123456 được mượn mấy cuốn sách?",
            "Bạn đọc Nguyễn Văn Xấu được mượn mấy cuốn sách?",
            "ban doc duoc muon may cuon sach?",
            "Bạn đọc được mượn mấy cuốn sách",
        ],
    )
    def test_what_says_more_than_the_document_is_shown_to_nobody(self, library_view: SearchView, question: str) -> None:
        assert self.shown(library_view, Feedback(question, True, self.cited(library_view))) == []

    def test_neither_is_what_was_read_otherwise_or_is_about_an_abstention_or_another_text(
        self, library_view: SearchView
    ) -> None:
        cited = self.cited(library_view)
        said: Sequence[Feedback] = [
            Feedback(self.QUESTION, True, cited, "Bạn đọc được mượn mấy cuốn sách của thư viện?"),
            Feedback(self.QUESTION, helpful=True),
            Feedback(self.QUESTION, True, self.cited(library_view, document_sha256="0" * 64)),
            Feedback(self.QUESTION, True, self.cited(library_view, document_id="khác")),
        ]
        assert self.shown(library_view, *said) == []

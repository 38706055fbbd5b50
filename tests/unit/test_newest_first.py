"""Do the newest of sources that answer about alike come first, where the present state is asked for?"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from qa.answering.answerer import Answerer
from qa.answering.confidence import Shown
from qa.answering.precision_curve import UNMEASURED_CURVE
from qa.library.store import Library
from qa.questions.messages.question_signs import asks_now
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Ranked, RankingInput
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import Answers
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder

OLD = "Trưởng thôn Lục Dạ là ông Vi Văn Thìn."
NEW = "Trưởng thôn Lục Dạ là bà Lô Thị Nhàn."
UNDATED = "Trưởng thôn Lục Dạ là ông Kha Văn Tám."
ELSEWHERE = "Trưởng thôn Môn Sơn là ông Hà Văn Chín."


class EquallySure:
    """A `Confidence` that cannot tell the shown sentences apart."""

    curve = UNMEASURED_CURVE

    def __call__(self, ranking_input: RankingInput, ranked: Ranked, shown: Sequence[Shown]) -> list[float]:  # noqa: ARG002 - seam
        return [0.5] * len(shown)


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[[str], Answers]]:
    library = Library.open(tmp_path / "library")
    days = {"cu": (OLD, date(2020, 1, 1)), "moi": (NEW, date(2025, 1, 1)), "khac": (ELSEWHERE, date(2026, 1, 1))}
    raws = [raw_document(name, text, published_at=day) for name, (text, day) in days.items()]
    library.save(encoded_documents(raw_document("khong-ngay", UNDATED), *raws))
    engine = LocalSearchEngine(library, tmp_path / "index")
    answerer = Answerer(HashingEncoder(), engine, FusionRanker(), EquallySure(), threshold=0)

    def asked(question: str) -> Answers:
        reply = answerer.answer(question, 5)
        assert isinstance(reply, Answers)
        return reply

    yield asked
    library.close()


@pytest.mark.parametrize("question", ["Trưởng thôn Lục Dạ hiện nay là ai?", "Trưởng thôn Lục Dạ đương nhiệm là ai?"])
def test_of_those_that_answer_alike_the_newest_comes_first(ask: Callable[[str], Answers], question: str) -> None:
    found = ask(question).answers
    assert [one.text for one in found[:3]] == [NEW, OLD, UNDATED]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_what_is_about_another_is_not_raised_however_new(ask: Callable[[str], Answers]) -> None:
    assert ask("Trưởng thôn Lục Dạ hiện nay là ai?").answers[-1].text == ELSEWHERE


def test_the_order_stays_where_nothing_of_the_present_is_asked(ask: Callable[[str], Answers]) -> None:
    assert ask("Ông Vi Văn Thìn ở Lục Dạ là ai?").answers[0].text == OLD


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Giá vé mới nhất là bao nhiêu?", True),
        ("Bây giờ ai là trưởng thôn?", True),
        ("Ai hiện là trưởng thôn?", True),
        ("Ai phát hiện ra hang?", False),
        ("Hiện tượng ấy là gì?", False),
    ],
)
def test_the_present_is_recognised_by_its_words(question: str, *, now: bool) -> None:
    assert asks_now(question) is now

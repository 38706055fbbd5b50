"""Is each question of a message answered by itself?"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.answering.answerer import Answerer
from qa.answering.messages.message_answerer import MessageAnswerer
from qa.errors import QuestionError
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import Abstention, Answers, SmallTalkReply
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder

TOWN = (
    "Chợ Lục Dạ họp vào ngày rằm hằng tháng. Trưởng thôn Lục Dạ là bà Vi Thị Nhạn. Bà Vi Thị Nhạn sinh năm 1961 ở "
    "xã Môn Sơn. Bãi xe nằm sau đình làng."
)
LAW = (
    "LUẬT CHỢ\n\nĐiều 1. Giờ\n\n1. Chợ họp từ 5 giờ.\n\n2. Chợ nghỉ khi có bão.\n\nĐiều 2. Phí\n\nMột hàng 2.000 đồng."
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Callable[..., MessageAnswerer]]:
    library = Library.open(tmp_path / "library")
    library.save(encoded_documents(raw_document("thon", TOWN, title="Lục Dạ"), raw_document("luat", LAW)))
    yield lambda threshold=0: MessageAnswerer(
        Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "index"), FusionRanker(), threshold=threshold)
    )
    library.close()


@pytest.fixture
def answerer(made: Callable[..., MessageAnswerer]) -> MessageAnswerer:
    return made()


def _first(outcome: Answers | Abstention | SmallTalkReply) -> str:
    assert isinstance(outcome, Answers)
    return outcome.answers[0].text


def test_each_question_has_its_answers(answerer: MessageAnswerer) -> None:
    reply = answerer.answer("Chợ Lục Dạ họp ngày nào? Bãi xe nằm ở đâu?", 1)
    assert [part.question for part in reply.parts] == ["Chợ Lục Dạ họp ngày nào?", "Bãi xe nằm ở đâu?"]
    assert "ngày rằm" in _first(reply.parts[0].outcome)
    assert "sau đình" in _first(reply.parts[1].outcome)
    assert reply.first is reply.parts[0].outcome


def test_one_question_has_no_parts(answerer: MessageAnswerer) -> None:
    question = "Chợ Lục Dạ họp ngày nào?"
    reply = answerer.answer(question)
    assert reply.parts == ()
    assert reply.first == answerer.answerer.answer(question)


def test_a_literal_message_is_one_question(answerer: MessageAnswerer) -> None:
    assert answerer.answer("Chợ Lục Dạ họp ngày nào? Bãi xe nằm ở đâu?", literal=True).parts == ()


def test_clauses_are_looked_up_each(answerer: MessageAnswerer) -> None:
    reply = answerer.answer("Khoản 2 Điều 1 quy định gì? Điều 2 nói gì?")
    assert [_first(part.outcome) for part in reply.parts] == ["2. Chợ nghỉ khi có bão.", "Một hàng 2.000 đồng."]


def test_a_question_that_refers_to_the_one_before_is_its_follow_up(answerer: MessageAnswerer) -> None:
    second = answerer.answer("Trưởng thôn Lục Dạ là ai? Bà ấy sinh năm nào?").parts[1].outcome
    assert "Nhạn" in second.read_as
    assert "1961" in _first(second)


def test_the_first_question_that_is_answered_comes_first(made: Callable[..., MessageAnswerer]) -> None:
    """Nothing is confident enough but what is looked up."""
    strict = made(threshold=2)
    reply = strict.answer("Bãi xe nằm ở đâu? Điều 2 nói gì?")
    assert isinstance(reply.parts[0].outcome, Abstention)
    assert reply.first is reply.parts[1].outcome
    neither = strict.answer("Bãi xe nằm ở đâu? Chợ Lục Dạ họp ngày nào?")
    assert neither.first is neither.parts[0].outcome


def test_what_is_no_message_is_refused(answerer: MessageAnswerer) -> None:
    with pytest.raises(QuestionError):
        answerer.answer("?!")

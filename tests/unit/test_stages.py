"""Can every stage on the way of a question be measured and run alone?"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.answering.answerer import Answerer
from qa.answering.cite import cite_answers
from qa.answering.confidence import FUSION_CONFIDENCE
from qa.answering.decide import Decide
from qa.answering.rank import Rank
from qa.answering.retrieve import Embed, Read, search
from qa.answering.stages import AskedQuestion
from qa.answering.timings import Stage, StageClock, StageTimings
from qa.errors import QuestionError
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.retrieval.candidates import Filter
from qa.retrieval.search_engine import SearchEngine
from qa.types import Abstention, Answers
from tests.brute_force_engine import BruteForceEngine
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[SearchEngine]:
    library = Library.open(tmp_path)
    library.save(
        encoded_documents(
            raw_document("song", "Sông Hồng chảy qua Hà Nội. Sông dài 1.149 km.", title="Sông Hồng"),
            raw_document("hue", "Huế nằm bên sông Hương. Huế từng là kinh đô."),
        )
    )
    yield BruteForceEngine(library)
    library.close()


@pytest.fixture
def observed() -> list[StageTimings]:
    return []


@pytest.fixture
def answerer(engine: SearchEngine, observed: list[StageTimings]) -> Answerer:
    return Answerer(HashingEncoder(), engine, FusionRanker(), threshold=0, observe=observed.append)


ASKED = AskedQuestion("Sông Hồng dài bao nhiêu?", top_k=2, wanted=Filter(document_ids=frozenset({"song"})))


def test_stages_run_one_after_the_other_are_the_answerer(engine: SearchEngine, answerer: Answerer) -> None:
    """Over another engine than the local one, too."""
    interpreted = Read(engine)(ASKED)
    ranking = Rank(FusionRanker())(search(Embed(HashingEncoder())(interpreted)))
    answers = cite_answers(Decide(FUSION_CONFIDENCE, 0)(ranking))
    assert isinstance(answers, Answers)
    assert answers.answers[0].text == "Sông dài 1.149 km."
    assert answers == answerer.answer(ASKED.text, ASKED.top_k, ASKED.wanted)


@pytest.mark.parametrize("threshold", [0, 1.1])
def test_a_decision_can_be_taken_again_with_another_threshold(answerer: Answerer, threshold: float) -> None:
    ranking = answerer.rank(ASKED)
    decision = Decide(FUSION_CONFIDENCE, threshold)(ranking)
    assert decision.confident == (threshold == 0)
    assert isinstance(cite_answers(decision), Answers if decision.confident else Abstention)


def test_the_observer_gets_every_stage_of_a_question_once(answerer: Answerer, observed: list[StageTimings]) -> None:
    answerer.answer(ASKED.text)
    (timings,) = observed
    assert list(timings.milliseconds) == list(Stage)
    assert all(taken >= 0 for taken in timings.milliseconds.values())
    assert timings.total == sum(timings.milliseconds.values())


def test_what_is_not_run_is_not_measured(answerer: Answerer, observed: list[StageTimings]) -> None:
    answerer.answer("Xin chào")
    assert not observed
    answerer.select_answers(answerer.rank(ASKED))
    assert [list(timings.milliseconds) for timings in observed] == [list(Stage)[:4], list(Stage)[4:]]


def test_a_stage_that_fails_is_the_last_that_is_measured(answerer: Answerer, observed: list[StageTimings]) -> None:
    with pytest.raises(QuestionError):
        answerer.rank(AskedQuestion("?"))
    assert [list(timings.milliseconds) for timings in observed] == [[Stage.READ]]


def test_timings_are_one_line_of_the_debug_log(answerer: Answerer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "qa.answering.timings"):
        answerer.answer(ASKED.text)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "qa.answering.timings"]
    assert line.startswith("read ")
    assert line.endswith(" ms")
    assert ASKED.text not in line


def test_a_clock_gives_back_what_the_stage_made() -> None:
    clock = StageClock()
    assert clock.run(Stage.READ, str.upper, "a") == "A"
    assert list(clock.timings.milliseconds) == [Stage.READ]

"""When is an answer shown with the sentence beside it?"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import FloatArray
from qa.answering.answer_span import NEARLY
from qa.answering.answerer import Answerer
from qa.answering.confidence import Logistic
from qa.feedback.feedback_store import Cited, Feedback, FeedbackStore
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.ranking.ranker import Ranked, RankingInput
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import Answer, Answers, RawDocument, Source
from tests.fakes import HashingEncoder

SENTENCES = ["Cầu dài hai nghìn mét.", "Nó xây xong năm 1902.", "Người ta đi bộ qua đó.", "Sông ở dưới rất rộng."]
TEXT = " ".join(SENTENCES)


class GivenRanker:
    """Gives every sentence the score that is written down for it, and has looked at all."""

    def __init__(self, scores: dict[str, float]) -> None:
        self._scores = scores

    def rank(self, ranking_input: RankingInput) -> Ranked:
        texts = [sentence.text for sentence in ranking_input.view.sentences(ranking_input.candidates.positions)]
        scores: FloatArray = np.array([self._scores.get(text, -9.0) for text in texts], np.float32)
        return Ranked(scores, np.arange(len(texts)), {})


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "kho")
    Ingester(library, HashingEncoder()).ingest([RawDocument("cau", Source(title="Cầu"), TEXT)])
    yield library
    library.close()


def _answers(library: Library, folder: Path, scores: list[float], sentences: int = 2) -> tuple[Answer, ...]:
    ranker = GivenRanker(dict(zip(SENTENCES, scores, strict=True)))
    engine = LocalSearchEngine(library, folder / "indexes")
    reply = Answerer(HashingEncoder(), engine, ranker, Logistic(100, 0, 0), sentences=sentences).answer(
        "Cầu xây bao giờ?"
    )
    assert isinstance(reply, Answers)
    for answer in reply.answers:
        assert TEXT[answer.citation.start : answer.citation.end] == answer.text
        around = answer.citation.before + answer.text + answer.citation.after
        assert around in TEXT
    return reply.answers


@pytest.mark.parametrize(
    ("scores", "first"),
    [
        ([2.0, 2.0 + NEARLY / 2, 0.0, 0.0], " ".join(SENTENCES[:2])),
        ([0.0, 2.0, 2.0 - NEARLY / 2, 0.0], " ".join(SENTENCES[1:3])),
        ([1.8, 2.0, 1.9, 0.0], " ".join(SENTENCES[1:3])),
        ([2.0, 2.0 - 2 * NEARLY, 0.0, 0.0], SENTENCES[0]),
        ([2.0, 0.0, 1.9, 0.0], SENTENCES[0]),
    ],
)
def test_it_is_shown_with_the_better_neighbour_where_they_nearly_tie(
    library: Library, tmp_path: Path, scores: list[float], first: str
) -> None:
    answers = _answers(library, tmp_path, scores)
    assert answers[0].text == first
    assert all(answer.text not in first for answer in answers[1:])


def test_it_is_one_sentence_unless_more_are_wanted(library: Library, tmp_path: Path) -> None:
    answers = _answers(library, tmp_path, [2.0, 2.1, 0.0, 0.0], sentences=1)
    assert [answer.text for answer in answers[:2]] == [SENTENCES[1], SENTENCES[0]]


def test_two_sentences_can_be_judged(library: Library, tmp_path: Path) -> None:
    cited = _answers(library, tmp_path, [2.0, 2.1, 0.0, 0.0])[0].citation
    said = Cited(cited.document_id, cited.document_sha256, cited.start, cited.end)
    assert FeedbackStore(library.engine).keep(Feedback("Cầu xây bao giờ?", helpful=True, cited=said))

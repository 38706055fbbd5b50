"""How does a question become candidates?"""

from dataclasses import dataclass, field

import numpy as np

from embeddings.encoder import Encoder, FloatArray
from qa.answering.answer_cache import BoundedCache, version_of
from qa.answering.stages import AskedQuestion, EmbeddedQuestion, InterpretedQuestion, RetrievedCandidates
from qa.questions.follow_ups import Turn
from qa.questions.reading import ReadQuestion, as_typed, check_question, read_question
from qa.ranking.ranker import RankingInput
from qa.retrieval.search_engine import SearchEngine, SearchView

Readings = BoundedCache[tuple[str, tuple[Turn, ...], bool], ReadQuestion]


@dataclass(frozen=True, slots=True)
class Read:
    """Takes a view of the library, and reads the question by the models of its documents."""

    engine: SearchEngine
    readings: Readings = field(default_factory=BoundedCache)

    def __call__(self, asked: AskedQuestion) -> InterpretedQuestion:
        """The question as it was most likely meant.

        Raises:
            QuestionError: it is blank, too long or has no words.
        """
        check_question(asked.text)
        view = self.engine.view()
        key = asked.text, asked.turns, asked.literal
        question = self.readings.get(version_of(view), key, lambda: _read(asked, view))
        return InterpretedQuestion(asked, view, question)


def _read(asked: AskedQuestion, view: SearchView) -> ReadQuestion:
    if asked.literal:
        return as_typed(asked.text)
    return read_question(asked.text, view.corrector, asked.turns, view.long_forms)


@dataclass(frozen=True, slots=True)
class Embed:
    """Encodes the likely readings of the question."""

    encoder: Encoder

    def __call__(self, interpreted: InterpretedQuestion) -> EmbeddedQuestion:
        """The mean of the readings' vectors, weighted by probability, as a unit row."""
        encoded = interpreted.question.encoded
        vectors = self.encoder.embed_queries([reading.text for reading in encoded])
        mean = np.array([reading.probability for reading in encoded], np.float32) @ vectors
        unit: FloatArray = mean / np.linalg.norm(mean)
        return EmbeddedQuestion(interpreted, unit)


def search(embedded: EmbeddedQuestion) -> RetrievedCandidates:
    """The sentences worth ranking."""
    asked, view, question = embedded.interpreted.asked, embedded.interpreted.view, embedded.interpreted.question
    candidates = view.search(question, embedded.vector, asked.wanted)
    return RetrievedCandidates(asked, RankingInput(view, question, embedded.vector, candidates))

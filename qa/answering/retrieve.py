"""How does a question become candidates?"""

from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Encoder, FloatArray
from qa.answering.stages import AskedQuestion, EmbeddedQuestion, InterpretedQuestion, RetrievedCandidates
from qa.questions.reading import as_typed, check_question, read_question
from qa.ranking.ranker import RankingInput
from qa.retrieval.search_engine import SearchEngine


@dataclass(frozen=True, slots=True)
class Read:
    """Takes a view of the library, and reads the question by the models of its documents."""

    engine: SearchEngine

    def __call__(self, asked: AskedQuestion) -> InterpretedQuestion:
        """The question as it was most likely meant.

        Raises:
            QuestionError: it is blank, too long or has no words.
        """
        check_question(asked.text)
        view = self.engine.view()
        question = (
            as_typed(asked.text)
            if asked.literal
            else read_question(asked.text, view.corrector, asked.turns, view.long_forms)
        )
        return InterpretedQuestion(asked, view, question)


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

"""What orders the candidates of a question?"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.questions.reading import ReadQuestion
from qa.ranking.columns import Columns
from qa.retrieval.candidates import Candidates
from qa.retrieval.search_engine import SearchView


@dataclass(frozen=True)
class RankingInput:
    """A question, the candidates that could answer it, and the view that they are from. `vector` is the question's, a
    unit row.
    """

    view: SearchView
    question: ReadQuestion
    vector: FloatArray
    candidates: Candidates

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weight of each key that is looked up, among sentences. Ranking and confidence share it, since it takes a
        look at all postings of a key.
        """
        keys, times = self.question.looked_up
        return dict(zip(keys, self.view.key_weights(keys, times).tolist(), strict=True))

    @cached_property
    def own_weights(self) -> dict[str, float]:
        """The same of the question's own keys."""
        return {key: self.weights[key] for key in self.question.keys}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One score a candidate, (candidates,), higher is better; comparable within one question only.

    `shortlist` are the indexes of the candidates that were looked at closely, and `columns` the features of each of
    them; both are empty where a ranker does not look so closely.
    """

    scores: FloatArray
    shortlist: Positions
    columns: Columns


class Ranker(Protocol):
    """Anything that scores candidates against each other."""

    def rank(self, ranking_input: RankingInput) -> Ranked:
        """The score of each candidate."""
        ...

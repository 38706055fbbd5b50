"""What must a ranker be able to do?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """A question, its candidates, and the view that they come from. `vector` is the question's vector, a unit row."""

    view: SearchView
    question: ReadQuestion
    vector: FloatArray
    candidates: Candidates

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weight of each key of the search, among sentences. Ranking and confidence share it, since computing it
        reads all postings of a key.
        """
        keys, times = self.question.looked_up
        return dict(zip(keys, self.view.key_weights(keys, times).tolist(), strict=True))

    @cached_property
    def own_weights(self) -> dict[str, float]:
        """The weights of the question's own keys."""
        return {key: self.weights[key] for key in self.question.keys}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One score per candidate, (candidates,), higher is better; comparable within one question only.

    `shortlist` are the indexes of the candidates that were reranked by features, and `columns` their features; both are
    empty for a ranker without features. `spans` are the words that answer, for candidates of which a reader is sure of
    them: start and end in the sentence's characters, by index.
    """

    scores: FloatArray
    shortlist: Positions
    columns: Columns
    spans: Mapping[int, tuple[int, int]] = field(default_factory=dict)


class Ranker(Protocol):
    """Anything that scores candidates against each other."""

    def rank(self, ranking_input: RankingInput) -> Ranked:
        """The score of each candidate."""
        ...

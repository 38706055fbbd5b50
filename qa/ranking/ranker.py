"""What orders the candidates of a question?"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.questions.reading import ReadQuestion
from qa.ranking.columns import Columns
from qa.retrieval.candidates import Candidates
from qa.retrieval.snapshot import Snapshot


@dataclass(frozen=True)
class RankingInput:
    """A question, the candidates that could answer it, and where they stand. `vector` is the question's, a unit row."""

    snapshot: Snapshot
    question: ReadQuestion
    vector: FloatArray
    candidates: Candidates

    @cached_property
    def weights(self) -> dict[str, float]:
        """How telling each key is that is looked up, among sentences. To know it takes a look at all that hold the key,
        so ranking and confidence share it.
        """
        keys, times = self.question.looked_up
        return dict(zip(keys, self.snapshot.lexical.sentences.weights(keys, times).tolist(), strict=True))

    @cached_property
    def own_weights(self) -> dict[str, float]:
        """The same of the question's own keys."""
        return {key: self.weights[key] for key in self.question.keys}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One score a candidate, (candidates,), higher is better; comparable within one question only.

    `shortlist` are the places of the candidates that were looked at closely, and `columns` the evidence for each of
    them; both are empty where a ranker does not look so closely.
    """

    scores: FloatArray
    shortlist: Positions
    columns: Columns


class Ranker(Protocol):
    """Anything that scores candidates against each other."""

    def rank(self, ranking_input: RankingInput) -> Ranked:
        """What it says of each candidate."""
        ...

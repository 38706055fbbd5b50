"""What orders the candidates of a question?"""

from dataclasses import dataclass
from typing import Protocol

from embeddings.encoder import FloatArray
from qa.retrieval.candidates import Candidates
from qa.retrieval.snapshot import Snapshot
from qa.text.questions import ReadQuestion


@dataclass(frozen=True, slots=True)
class Contest:
    """A question, the candidates that could answer it, and where they stand. `vector` is the question's, a unit row."""

    snapshot: Snapshot
    question: ReadQuestion
    vector: FloatArray
    candidates: Candidates


class Ranker(Protocol):
    """Anything that scores candidates against each other."""

    def rank(self, contest: Contest) -> FloatArray:
        """One score a candidate, (candidates,), higher is better; comparable within one question only."""
        ...

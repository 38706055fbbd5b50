"""What says the same as a sentence, or prints the same as a document?"""

from dataclasses import dataclass

from embeddings.vector_index import Positions


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Positions of sentences, rising: `exact` have the same words, the sentence itself among them; `near` nearly so."""

    exact: Positions
    near: Positions


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A document that prints nearly the same. `likeness` estimates the share of common runs of words, 0 to 1."""

    document_id: str
    likeness: float

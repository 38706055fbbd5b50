"""Which duplicates does a sentence or a document have?"""

from dataclasses import dataclass

from embeddings.vector_index import Positions


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Positions of sentences, rising: `exact` have the same words, itself included; `near` nearly the same."""

    exact: Positions
    near: Positions


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A document that prints nearly the same text. `likeness` estimates the share of common runs of words, 0 to 1."""

    document_id: str
    likeness: float

"""What is known of the sentences that could answer?"""

from dataclasses import dataclass
from datetime import date

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents may answer. Bounds of dates are inclusive; a document without a date is outside any bound."""

    published_from: date | None = None
    published_to: date | None = None
    document_ids: frozenset[str] | None = None
    publishers: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Sentences worth ranking, as columns of equal length, in the order of their positions in the library.

    Each kind of evidence is there for the sentence and for its passage: cosines between -1 and 1, BM25 scores of
    0 or more. `lengths` are in code points.
    """

    positions: Positions
    sentence_cosines: FloatArray
    passage_cosines: FloatArray
    sentence_bm25: FloatArray
    passage_bm25: FloatArray
    lengths: FloatArray

    def __len__(self) -> int:
        return len(self.positions)

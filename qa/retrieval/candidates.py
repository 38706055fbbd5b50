"""Which sentences could answer, and how well did each match?"""

from dataclasses import dataclass
from datetime import date

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.library.read_models.document_head import DocumentHead

# From dense and from lexical search each; together about 120 candidates. The right sentence is among them for 99.6% of
# viquad1_dev's questions, and ranking 120 costs far less than encoding the question.
SENTENCES = 50
PASSAGES = 10

# BM25's parameters at their usual values (Robertson and Zaragoza 2009, section 3.3).
K1, B = 1.2, 0.75

# How many candidates may be copies of one sentence: enough that one of them is in a passage that matches.
COPIES = 3


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents may answer. Bounds of dates are inclusive; a document without a date is outside any bound."""

    published_from: date | None = None
    published_to: date | None = None
    document_ids: frozenset[str] | None = None
    publishers: frozenset[str] | None = None

    def admits(self, document: DocumentHead) -> bool:
        """Whether this document may answer."""
        day = document.source.published_at
        return (
            (self.published_from is None or (day is not None and day >= self.published_from))
            and (self.published_to is None or (day is not None and day <= self.published_to))
            and (self.document_ids is None or document.id in self.document_ids)
            and (self.publishers is None or document.source.publisher in self.publishers)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Sentences worth ranking, as columns of equal length, in the order of their positions, which rise.

    Every kind of score is there for the sentence and for its passage: cosines between -1 and 1, BM25 scores of 0 or
    more. `lengths` are in code points.
    """

    positions: Positions
    sentence_cosines: FloatArray
    passage_cosines: FloatArray
    sentence_bm25: FloatArray
    passage_bm25: FloatArray
    lengths: FloatArray

    def __len__(self) -> int:
        return len(self.positions)

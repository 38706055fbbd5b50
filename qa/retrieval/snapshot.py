"""What is searched: the segments of one generation, which never change once they are made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.segmented_index import SegmentedIndex
from embeddings.vector_index import Positions, VectorIndex
from qa.library.units import DocumentVersion, Units, joined
from qa.questions.abbreviations import LongForms
from qa.questions.correction import QuestionCorrector
from qa.retrieval.duplicates import nearly
from qa.retrieval.lexical import LexicalIndex
from qa.retrieval.segment import Segment


@dataclass(frozen=True, slots=True)
class LexicalIndexes:
    """BM25 over sentences and over passages."""

    sentences: LexicalIndex
    passages: LexicalIndex


@dataclass(frozen=True)
class Snapshot:
    """Units and indexes of one generation.

    Positions count through all segments. Documents that are gone since their segment was made still have theirs, and
    are passed over: `alive` tells of every passage whether its document is there.
    """

    generation: int
    model: str | None
    segments: tuple[Segment, ...]
    units: Units
    live: NDArray[np.bool_]
    sentence_vectors: VectorIndex
    passage_vectors: VectorIndex
    lexical: LexicalIndexes
    corrector: QuestionCorrector
    long_forms: LongForms

    @cached_property
    def first_sentences(self) -> NDArray[np.int64]:
        """Where each passage's sentences begin, and one more for the end of the last: (passages + 1,)."""
        return np.searchsorted(self.units.passage_of, np.arange(len(self.units.document_of) + 1))

    @cached_property
    def sentence_count(self) -> int:
        """How many sentences can be found."""
        return int(self.live[self.units.passage_of].sum())

    @cached_property
    def document_count(self) -> int:
        """How many documents can be found."""
        return len(np.unique(self.units.document_of[self.live]))

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """One number for every sentence: sentences of the same words have the same."""
        return np.concatenate([np.empty(0, np.uint64), *(segment.duplicates.hashes for segment in self.segments)])

    def duplicates(self, position: int) -> tuple[Positions, Positions]:
        """Where the sentence at this position stands word for word, itself among them, and where nearly so."""
        number = self.hashes[position]
        same = self._found([segment.duplicates.same(number) for segment in self.segments], self._first_sentence_of)
        same = same[self.live[self.units.passage_of[same]]]
        return same, self._nearly(position, same)

    def like(self, passage: int) -> Positions:
        """Passages that print nearly the same as this one, itself among them."""
        signature = self.signature(passage)
        passages = self._found(
            [segment.duplicates.like(signature) for segment in self.segments], self._first_passage_of
        )
        return passages[self.live[passages]]

    def _nearly(self, position: int, same: Positions) -> Positions:
        passages = self.like(int(self.units.passage_of[position]))
        first, is_nearly = self.first_sentences, nearly(self.units.text(position))
        # `same` alone may be long; of nearly the same there are as many as passages that print it.
        known = {position, *same.tolist()}
        return np.array(
            [
                place
                for passage in passages
                for place in range(first[passage], first[passage + 1])
                if place not in known and is_nearly(self.units.text(place))
            ],
            np.int64,
        )

    def signature(self, passage: int) -> NDArray[np.uint32]:
        """The MinHash of a passage, (PERMUTATIONS,)."""
        number = int(np.searchsorted(self._first_passage_of, passage, side="right")) - 1
        signature: NDArray[np.uint32] = self.segments[number].duplicates.signatures[
            passage - self._first_passage_of[number]
        ]
        return signature

    def _found(self, found: Sequence[Positions], firsts: NDArray[np.int64]) -> Positions:
        """Positions within each segment as positions among all."""
        parts = [places + first for places, first in zip(found, firsts, strict=True)]
        return np.concatenate([np.empty(0, np.int64), *parts])

    @cached_property
    def _first_sentence_of(self) -> NDArray[np.int64]:
        return _firsts([len(segment.units) for segment in self.segments])

    @cached_property
    def _first_passage_of(self) -> NDArray[np.int64]:
        return _firsts([len(segment.units.document_of) for segment in self.segments])


def snapshot_of(
    segments: Sequence[Segment], generation: int, model: str | None, versions: Collection[DocumentVersion]
) -> Snapshot:
    """The segments as one; of their documents only those of `versions` are there."""
    living = frozenset(versions)
    units = joined([segment.units for segment in segments])
    documents = np.array([document.version in living for document in units.documents], bool)
    alive = documents[units.document_of]
    sentences_alive = alive[units.passage_of]
    return Snapshot(
        generation,
        model,
        tuple(segments),
        units,
        alive,
        SegmentedIndex([segment.sentence_vectors for segment in segments], _unless_all(sentences_alive)),
        SegmentedIndex([segment.passage_vectors for segment in segments], _unless_all(alive)),
        LexicalIndexes(
            LexicalIndex([segment.postings.sentences for segment in segments], sentences_alive),
            LexicalIndex([segment.postings.passages for segment in segments], alive),
        ),
        QuestionCorrector.of([segment.syllables for segment in segments]),
        LongForms(one for segment in segments for one in segment.abbreviations),
    )


def _unless_all(alive: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    return None if alive.all() else alive


def _firsts(lengths: Sequence[int]) -> NDArray[np.int64]:
    return np.cumsum([0, *lengths])[:-1]

"""What is searched: the immutable segments of one generation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.indexes.segmented_index import SegmentedIndex
from embeddings.vector_index import Positions, VectorIndex
from qa.library.read_models.library_state import LibraryState
from qa.library.read_models.units import Units, joined
from qa.questions.abbreviations import LongForms
from qa.questions.correction import QuestionCorrector
from qa.retrieval.indexed_sentence import IndexedPassage
from qa.retrieval.local.article_index import ArticlesByNumber, articles_by_number
from qa.retrieval.local.duplicate_index import nearly_same
from qa.retrieval.local.lexical import LexicalIndex
from qa.retrieval.local.segment import Segment


@dataclass(frozen=True, slots=True)
class LexicalIndexes:
    """BM25 over sentences and over passages."""

    sentences: LexicalIndex
    passages: LexicalIndex


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Units and indexes of one generation.

    Positions run through all segments. Documents deleted since their segment was built still have positions, but are
    skipped: `live` is whether the document of each passage is in the library, (passages,).
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
        """The number of live sentences."""
        return int(self.live[self.units.passage_of].sum())

    @cached_property
    def document_numbers(self) -> NDArray[np.int32]:
        """The indexes of the live documents in `units.documents`, rising."""
        return np.unique(self.units.document_of[self.live])

    def document_number(self, document_id: str) -> int | None:
        """The index in `units.documents` of the live document with this id; None if there is none."""
        return self._number_of_id.get(document_id)

    def passages_of(self, document: int) -> tuple[int, int]:
        """The range of the passages of a document, given by its number; half-open."""
        first, end = np.searchsorted(self.units.document_of, [document, document + 1]).tolist()
        return first, end

    def positions_of(self, passage: int) -> Positions:
        """The positions of a passage's sentences."""
        return np.arange(self.first_sentences[passage], self.first_sentences[passage + 1])

    def passage(self, number: int) -> IndexedPassage:
        """A passage with all its data. Takes about 3 microseconds."""
        units = self.units
        first, end = self.first_sentences[number : number + 2].tolist()
        return IndexedPassage(
            document=units.documents[units.document_of[number]],
            number=number,
            first=first,
            start=int(units.passage_starts[number]),
            text=units.passage_texts[number],
            starts=tuple(units.starts[first:end].tolist()),
            ends=tuple(units.ends[first:end].tolist()),
            is_item=tuple(units.is_item[first:end].tolist()),
            headings=units.passage_headings[number],
            heading_starts=units.passage_heading_starts[number],
            margins=units.passage_margins[number],
            astral=int(units.passage_astral[number]),
        )

    @cached_property
    def articles(self) -> ArticlesByNumber:
        """The articles of the live documents by number."""
        return articles_by_number(self.units, self.document_numbers.tolist(), self.passages_of)

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """The hash of every sentence; sentences with the same words have the same hash."""
        return np.concatenate([np.empty(0, np.uint64), *(segment.duplicates.hashes for segment in self.segments)])

    def duplicates(self, position: int) -> tuple[Positions, Positions]:
        """The positions of exact duplicates of a sentence, itself included, and those of near duplicates."""
        number = self.hashes[position]
        same = self._found([segment.duplicates.same(number) for segment in self.segments], self._first_sentence_of)
        same = same[self.live[self.units.passage_of[same]]]
        return same, self._nearly(position, same)

    def like(self, passage: int) -> Positions:
        """The near duplicates of a passage, itself included."""
        signature = self.signature(passage)
        passages = self._found(
            [segment.duplicates.like(signature) for segment in self.segments], self._first_passage_of
        )
        return passages[self.live[passages]]

    def _nearly(self, position: int, same: Positions) -> Positions:
        passages = self.like(int(self.units.passage_of[position]))
        first, is_nearly_same = self.first_sentences, nearly_same(self.units.text(position))
        # There may be many exact duplicates; near ones are at most as many as the passages that hold them.
        known = {position, *same.tolist()}
        return np.array(
            [
                other
                for passage in passages
                for other in range(first[passage], first[passage + 1])
                if other not in known and is_nearly_same(self.units.text(other))
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
        parts = [positions + first for positions, first in zip(found, firsts, strict=True)]
        return np.concatenate([np.empty(0, np.int64), *parts])

    @cached_property
    def _number_of_id(self) -> Mapping[str, int]:
        return {self.units.documents[number].id: number for number in self.document_numbers.tolist()}

    @cached_property
    def _first_sentence_of(self) -> NDArray[np.int64]:
        return _firsts([len(segment.units) for segment in self.segments])

    @cached_property
    def _first_passage_of(self) -> NDArray[np.int64]:
        return _firsts([len(segment.units.document_of) for segment in self.segments])


def snapshot_of(segments: Sequence[Segment], state: LibraryState) -> Snapshot:
    """The snapshot of these segments; live are the documents of the library's state."""
    versions = frozenset(state.versions)
    units = joined([segment.units for segment in segments])
    documents = np.array([document.version in versions for document in units.documents], bool)
    live = documents[units.document_of]
    live_sentences = live[units.passage_of]
    return Snapshot(
        generation=state.generation,
        model=state.model,
        segments=tuple(segments),
        units=units,
        live=live,
        sentence_vectors=SegmentedIndex(
            [segment.sentence_vectors for segment in segments], _unless_all(live_sentences)
        ),
        passage_vectors=SegmentedIndex([segment.passage_vectors for segment in segments], _unless_all(live)),
        lexical=LexicalIndexes(
            LexicalIndex([segment.postings.sentences for segment in segments], live_sentences),
            LexicalIndex([segment.postings.passages for segment in segments], live),
        ),
        corrector=QuestionCorrector.of([segment.syllables for segment in segments]),
        long_forms=LongForms(one for segment in segments for one in segment.abbreviations),
    )


def _unless_all(live: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    return None if live.all() else live


def _firsts(lengths: Sequence[int]) -> NDArray[np.int64]:
    return np.cumsum([0, *lengths])[:-1]

"""Which sentences of the library are worth ranking for this question?

The dense side finds what is meant, the lexical side what is named, each among sentences and among passages; whatever
either side brings up is a candidate and gets the evidence of both.
"""

import threading
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions, VectorIndex
from qa.library.store import Library
from qa.library.units import DocumentHead, load_units, load_units_and_vectors
from qa.retrieval.candidates import Candidates, Filter
from qa.retrieval.index_cache import IndexCache
from qa.retrieval.snapshot import Snapshot, Words, build_snapshot
from qa.text.questions import ReadQuestion

# From each side; together about 120 candidates. The right sentence is among them for 99.6% of viquad1_dev's
# questions, and ranking 120 costs far less than encoding the question.
SENTENCES = 50
PASSAGES = 10


class SearchEngine(Protocol):
    """Anything that brings up candidates from one consistent generation of the library."""

    def snapshot(self) -> Snapshot:
        """What is searched now. Candidates are positions in it."""
        ...

    def candidates(
        self, snapshot: Snapshot, question: ReadQuestion, vector: FloatArray, wanted: Filter | None
    ) -> Candidates:
        """The sentences worth ranking; none where the library is empty or the filter lets nothing through."""
        ...


class LocalSearchEngine:
    """FAISS and BM25 in this process, over one library. Follows the library's generation whoever changes it."""

    def __init__(self, library: Library, cache_folder: Path) -> None:
        self._library = library
        self._cache = IndexCache(cache_folder)
        self._snapshot: Snapshot | None = None
        self._renewing = threading.Lock()

    def snapshot(self) -> Snapshot:
        """The indexes of the library's present generation.

        Whoever first notices a change builds them; others are served from the generation before until that is done.
        """
        current = self._snapshot
        if current is not None and current.generation == self._library.generation:
            return current
        if not self._renewing.acquire(blocking=current is None) and current is not None:
            return current
        try:
            if self._snapshot is None or self._snapshot.generation != self._library.generation:
                self._snapshot = self._renewed()
            return self._snapshot
        finally:
            self._renewing.release()

    def _renewed(self) -> Snapshot:
        identity = self._library.identity
        cached = self._cache.load(load_units(self._library), identity)
        if cached is not None:
            return cached
        snapshot = build_snapshot(*load_units_and_vectors(self._library))
        self._cache.save(snapshot, identity)
        return snapshot

    def candidates(
        self, snapshot: Snapshot, question: ReadQuestion, vector: FloatArray, wanted: Filter | None
    ) -> Candidates:
        """The best of each side, with all evidence for each."""
        if len(snapshot.units) == 0:
            # Not asked of the indexes: those of an empty library know no dimension that the question could have.
            nothing = np.empty(0, np.float32)
            return Candidates(np.empty(0, np.int64), nothing, nothing, nothing, nothing, nothing)
        sentence_bm25, passage_bm25 = _lexical(snapshot, question)
        allowed_passages = _allowed(snapshot, wanted)
        allowed_sentences = allowed_passages[snapshot.units.passage_of]
        sentences = [
            _nearest(snapshot.sentence_vectors, vector, SENTENCES, allowed_sentences),
            _highest(sentence_bm25, SENTENCES, allowed_sentences),
        ]
        passages = [
            _nearest(snapshot.passage_vectors, vector, PASSAGES, allowed_passages),
            _highest(passage_bm25, PASSAGES, allowed_passages),
        ]
        of_passages = [_sentences_of(snapshot, passage) for passage in np.concatenate(passages)]
        positions = np.unique(np.concatenate(sentences + of_passages))
        return _evidence(snapshot, positions, vector, sentence_bm25, passage_bm25)


def _lexical(snapshot: Snapshot, question: ReadQuestion) -> tuple[FloatArray, FloatArray]:
    """BM25 of all sentences and all passages, by the keys that the asker's typing supports."""
    words: Words = snapshot.exact if question.accented else snapshot.folded
    return words.sentences.scores(question.keys), words.passages.scores(question.keys)


def _evidence(
    snapshot: Snapshot, positions: Positions, vector: FloatArray, sentence_bm25: FloatArray, passage_bm25: FloatArray
) -> Candidates:
    units = snapshot.units
    passages = units.passage_of[positions].astype(np.int64)
    return Candidates(
        positions,
        snapshot.sentence_vectors.cosines(vector, positions),
        snapshot.passage_vectors.cosines(vector, passages),
        sentence_bm25[positions],
        passage_bm25[passages],
        (units.ends[positions] - units.starts[positions]).astype(np.float32),
    )


def _sentences_of(snapshot: Snapshot, passage: int) -> Positions:
    first = snapshot.first_sentences
    return np.arange(first[passage], first[passage + 1])


def _nearest(index: VectorIndex, vector: FloatArray, count: int, allowed: NDArray[np.bool_]) -> Positions:
    if allowed.all():
        return index.search(vector, count)[1]
    positions = np.flatnonzero(allowed)
    return positions[_top(index.cosines(vector, positions), count)]


def _highest(scores: FloatArray, count: int, allowed: NDArray[np.bool_]) -> Positions:
    positions = np.flatnonzero((scores > 0) & allowed)
    return positions[_top(scores[positions], count)]


def _top(scores: FloatArray, count: int) -> Positions:
    """Where the `count` highest stand, in no order."""
    if len(scores) <= count:
        return np.arange(len(scores))
    return np.argpartition(-scores, count)[:count]


def _allowed(snapshot: Snapshot, wanted: Filter | None) -> NDArray[np.bool_]:
    """For each passage whether its document may answer."""
    units = snapshot.units
    if wanted is None:
        return np.ones(len(units.document_of), bool)
    admitted = np.array([_admits(wanted, document) for document in units.documents], bool)
    return admitted[units.document_of]


def _admits(wanted: Filter, document: DocumentHead) -> bool:
    day = document.source.published_at
    return (
        (wanted.published_from is None or (day is not None and day >= wanted.published_from))
        and (wanted.published_to is None or (day is not None and day <= wanted.published_to))
        and (wanted.document_ids is None or document.id in wanted.document_ids)
        and (wanted.publishers is None or document.source.publisher in wanted.publishers)
    )

"""Which sentences of the library are worth ranking for this question?

The dense side finds what is meant, the lexical side what is named, each among sentences and among passages; whatever
either side brings up is a candidate and gets the evidence of both.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions, VectorIndex
from qa.errors import HoidapError, ModelError
from qa.library.library_state import load_versions
from qa.library.store import Library
from qa.library.units import DocumentHead
from qa.questions.reading import ReadQuestion
from qa.retrieval.candidates import Candidates, Filter
from qa.retrieval.compaction import Refreshed, refresh
from qa.retrieval.index_cache import IndexCache
from qa.retrieval.snapshot import Snapshot, snapshot_of

# From each side; together about 120 candidates. The right sentence is among them for 99.6% of viquad1_dev's
# questions, and ranking 120 costs far less than encoding the question.
SENTENCES = 50
PASSAGES = 10

# How many places the same sentence may take: enough that one of its passages has the evidence.
_PRINTED = 3

log = logging.getLogger(__name__)


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

    def __init__(self, library: Library, cache_folder: Path, on_build: Callable[[], None] = lambda: None) -> None:
        """`on_build` is called where the first snapshot has to wait for indexes that are not saved."""
        self._library = library
        self._on_build = on_build
        self._cache = IndexCache(cache_folder)
        self._snapshot: Snapshot | None = None
        self._refreshing = threading.Lock()
        self._compacting: threading.Thread | None = None

    def snapshot(self) -> Snapshot:
        """The indexes of the library's present generation.

        Whoever first notices a change indexes it; others are served from the generation before until that is done.

        Raises:
            ModelError: the library went over to another model while this program ran.
        """
        current = self._snapshot
        if current is not None and current.generation == self._library.generation:
            return current
        if not self._refreshing.acquire(blocking=current is None) and current is not None:
            return current
        try:
            if self._snapshot is None:
                self._snapshot = self._started()
            elif self._snapshot.generation != self._library.generation:
                self._snapshot = self._refreshed(self._snapshot)
            return self._snapshot
        finally:
            self._refreshing.release()

    def settle(self) -> None:
        """Waits until no segment is being made anew in the background."""
        if self._compacting is not None:
            self._compacting.join()

    def _started(self) -> Snapshot:
        """From what the last program left, as tidy as can be, for nobody is served meanwhile."""
        identity = self._library.identity
        versions = load_versions(self._library)
        saved = self._cache.load(identity, versions)
        if not {version for segment in saved for version in segment.versions}.issuperset(versions):
            self._on_build()
        refreshed = refresh(self._library, saved, at_once=None)
        if refreshed.segments != tuple(saved):
            self._cache.save(refreshed.segments, identity)
        return _picture(refreshed)

    def _refreshed(self, before: Snapshot) -> Snapshot:
        refreshed = refresh(self._library, before.segments)
        _check_model(before, refreshed)
        if refreshed.needs_compaction and (self._compacting is None or not self._compacting.is_alive()):
            self._compacting = threading.Thread(target=self._tidy, args=(before,), name="indexes", daemon=True)
            self._compacting.start()
        return _picture(refreshed)

    def _tidy(self, before: Snapshot) -> None:
        """Makes small segments into great ones beside those that are served from, and puts them in their place."""
        try:
            tidied = refresh(self._library, before.segments, at_once=None)
            self._cache.save(tidied.segments, self._library.identity)
            with self._refreshing:
                refreshed = refresh(self._library, tidied.segments)
                _check_model(before, refreshed)
                self._snapshot = _picture(refreshed)
        except HoidapError as error:  # whoever asks next meets it as well, and is told
            log.warning("The indexes could not be made anew: %s", error)

    def candidates(
        self, snapshot: Snapshot, question: ReadQuestion, vector: FloatArray, wanted: Filter | None
    ) -> Candidates:
        """The best of each side, with all evidence for each."""
        if snapshot.sentence_count == 0:
            # Not asked of the indexes: those of an empty library know no dimension that the question could have.
            nothing = np.empty(0, np.float32)
            return Candidates(np.empty(0, np.int64), nothing, nothing, nothing, nothing, nothing)
        sentence_bm25, passage_bm25 = _lexical(snapshot, question)
        passages_allowed = admitted(snapshot, wanted)
        sentences_allowed = passages_allowed[snapshot.units.passage_of]
        filtered = wanted is not None
        sentences = _of_each(
            snapshot.hashes,
            lambda count: np.concatenate(
                [
                    _nearest(snapshot.sentence_vectors, vector, count, sentences_allowed, filtered=filtered),
                    _highest(sentence_bm25, count, sentences_allowed),
                ]
            ),
        )
        passages = [
            _nearest(snapshot.passage_vectors, vector, PASSAGES, passages_allowed, filtered=filtered),
            _highest(passage_bm25, PASSAGES, passages_allowed),
        ]
        of_passages = [_sentences_of(snapshot, passage) for passage in np.concatenate(passages)]
        positions = np.unique(np.concatenate([sentences, *of_passages]))
        return _evidence(snapshot, positions, vector, sentence_bm25, passage_bm25)


def admitted(snapshot: Snapshot, wanted: Filter | None) -> NDArray[np.bool_]:
    """For each passage whether its document is there and may answer."""
    if wanted is None:
        return snapshot.live
    units = snapshot.units
    may = np.array([_admits(wanted, document) for document in units.documents], bool)
    allowed: NDArray[np.bool_] = snapshot.live & may[units.document_of]
    return allowed


def _picture(refreshed: Refreshed) -> Snapshot:
    present = refreshed.present
    return snapshot_of(refreshed.segments, present.generation, present.model, present.versions)


def _check_model(before: Snapshot, refreshed: Refreshed) -> None:
    if before.sentence_count and refreshed.present.model != before.model:
        raise ModelError(
            f"Kho tài liệu vừa được mã hoá lại bằng mô hình “{refreshed.present.model}”, còn chương trình này vẫn dùng "
            f"“{before.model}”. Hãy khởi động lại chương trình với mô hình mới."
        )


def _of_each(hashes: NDArray[np.uint64], found: Callable[[int], Positions]) -> Positions:
    """`SENTENCES` from each side; more where a few sentences that are printed many times would take all the places."""
    for count in (SENTENCES, 4 * SENTENCES, 16 * SENTENCES):
        positions = np.unique(found(count))
        if len(positions) < count or len(np.unique(hashes[positions])) * 2 >= SENTENCES:
            break
    order = np.argsort(hashes[positions], kind="stable")
    ordered = hashes[positions][order]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered, side="left")
    return positions[order[rank < _PRINTED]]


def _lexical(snapshot: Snapshot, question: ReadQuestion) -> tuple[FloatArray, FloatArray]:
    """BM25 of all sentences and all passages."""
    asked = question.looked_up
    return snapshot.lexical.sentences.scores(*asked), snapshot.lexical.passages.scores(*asked)


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


def _nearest(
    index: VectorIndex, vector: FloatArray, count: int, allowed: NDArray[np.bool_], *, filtered: bool
) -> Positions:
    if not filtered:
        return index.search(vector, count)[1]
    # A filter may let through little of what is nearest, so all that it lets through is compared.
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


def _admits(wanted: Filter, document: DocumentHead) -> bool:
    day = document.source.published_at
    return (
        (wanted.published_from is None or (day is not None and day >= wanted.published_from))
        and (wanted.published_to is None or (day is not None and day <= wanted.published_to))
        and (wanted.document_ids is None or document.id in wanted.document_ids)
        and (wanted.publishers is None or document.source.publisher in wanted.publishers)
    )

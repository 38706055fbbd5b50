"""Which sentences of a snapshot are worth ranking for this question?

Dense search finds similar meaning, lexical search shared words, each among sentences and among passages. Whatever
either finds is a candidate and gets the scores of both.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions, VectorIndex
from qa.questions.reading import ReadQuestion
from qa.retrieval.candidates import COPIES, PASSAGES, SENTENCES, Candidates, Filter
from qa.retrieval.local.snapshot import Snapshot


def admitted(snapshot: Snapshot, wanted: Filter) -> NDArray[np.bool_]:
    """Whether each passage's document is live and admitted by the filter, (passages,)."""
    units = snapshot.units
    admits = np.array([wanted.admits(document) for document in units.documents], bool)
    allowed: NDArray[np.bool_] = snapshot.live & admits[units.document_of]
    return allowed


def search(
    snapshot: Snapshot, question: ReadQuestion, vector: FloatArray, allowed: NDArray[np.bool_] | None = None
) -> Candidates:
    """The best by dense and by lexical search, with the scores of both. `allowed` is whether each passage may answer,
    (passages,); None if all live ones may.
    """
    if snapshot.sentence_count == 0:
        # The indexes of an empty library have no dimension to compare the question's with.
        return _no_candidates()
    sentence_bm25, passage_bm25 = _bm25(snapshot, question)
    filtered = allowed is not None
    passages_allowed = snapshot.live if allowed is None else allowed
    sentences_allowed = passages_allowed[snapshot.units.passage_of]
    sentences = _fewer_copies(
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
    of_passages = [snapshot.positions_of(passage) for passage in np.concatenate(passages).tolist()]
    positions = np.unique(np.concatenate([sentences, *of_passages]))
    return _candidates(snapshot, positions, vector, sentence_bm25, passage_bm25)


def _bm25(snapshot: Snapshot, question: ReadQuestion) -> tuple[FloatArray, FloatArray]:
    """The scores of all sentences and of all passages."""
    keys, times = question.looked_up
    return snapshot.lexical.sentences.scores(keys, times), snapshot.lexical.passages.scores(keys, times)


def _fewer_copies(hashes: NDArray[np.uint64], found: Callable[[int], Positions]) -> Positions:
    """The results of `SENTENCES` from each search, with at most `COPIES` copies of the same words; more are requested
    if copies of a few sentences would leave no room for others.
    """
    for count in (SENTENCES, 4 * SENTENCES, 16 * SENTENCES):
        positions = np.unique(found(count))
        if len(positions) < count or len(np.unique(hashes[positions])) * 2 >= SENTENCES:
            break
    order = np.argsort(hashes[positions], kind="stable")
    ordered = hashes[positions][order]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered, side="left")
    return positions[order[rank < COPIES]]


def _candidates(
    snapshot: Snapshot, positions: Positions, vector: FloatArray, sentence_bm25: FloatArray, passage_bm25: FloatArray
) -> Candidates:
    units = snapshot.units
    passages = units.passage_of[positions].astype(np.int64)
    return Candidates(
        positions=positions,
        sentence_cosines=snapshot.sentence_vectors.cosines(vector, positions),
        passage_cosines=snapshot.passage_vectors.cosines(vector, passages),
        sentence_bm25=sentence_bm25[positions],
        passage_bm25=passage_bm25[passages],
        lengths=(units.ends[positions] - units.starts[positions]).astype(np.float32),
    )


def _no_candidates() -> Candidates:
    nothing = np.empty(0, np.float32)
    return Candidates(
        positions=np.empty(0, np.int64),
        sentence_cosines=nothing,
        passage_cosines=nothing,
        sentence_bm25=nothing,
        passage_bm25=nothing,
        lengths=nothing,
    )


def _nearest(
    index: VectorIndex, vector: FloatArray, count: int, allowed: NDArray[np.bool_], *, filtered: bool
) -> Positions:
    if not filtered:
        return index.search(vector, count)[1]
    # A filter may admit little of what is nearest, so everything that it admits is compared.
    positions = np.flatnonzero(allowed)
    return positions[_top(index.cosines(vector, positions), count)]


def _highest(scores: FloatArray, count: int, allowed: NDArray[np.bool_]) -> Positions:
    positions = np.flatnonzero((scores > 0) & allowed)
    return positions[_top(scores[positions], count)]


def _top(scores: FloatArray, count: int) -> Positions:
    """The indexes of the `count` highest values, unordered."""
    if len(scores) <= count:
        return np.arange(len(scores))
    return np.argpartition(-scores, count)[:count]

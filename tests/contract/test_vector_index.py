"""Does every vector index find what comparing with every vector finds?"""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.errors import VectorIndexError
from embeddings.indexes import faiss_index
from embeddings.indexes.faiss_index import FaissIndex
from embeddings.indexes.segmented_index import SegmentedIndex
from tests.oracles import BruteForceIndex

DIMENSION = 24

Saved = type[BruteForceIndex] | type[FaissIndex]


class InParts(SegmentedIndex):
    """Three parts, of which one is small."""

    @classmethod
    def build(cls, vectors: NDArray[np.float16] | FloatArray) -> "InParts":
        parts = (vectors[:5], vectors[5 : len(vectors) // 2], vectors[max(5, len(vectors) // 2) :])
        return cls([FaissIndex.build(part) for part in parts])


Kind = Saved | type[InParts]


@pytest.fixture(params=["brute force", "flat", "rough copy", "in parts"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kind:
    if request.param == "in parts":
        return InParts
    return _saved(request.param, monkeypatch)


@pytest.fixture(params=["brute force", "flat", "rough copy"])
def saved(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Saved:
    return _saved(request.param, monkeypatch)


def _saved(name: str, monkeypatch: pytest.MonkeyPatch) -> Saved:
    if name == "brute force":
        return BruteForceIndex
    if name == "rough copy":
        monkeypatch.setattr(faiss_index, "EXACT_UP_TO", 100)
    return FaissIndex


def _unit(rows: FloatArray) -> FloatArray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def clustered() -> FloatArray:
    """2,000 unit vectors around 40 centres, as the sentences of 40 subjects would lie."""
    random = np.random.default_rng(7)
    centres = random.normal(size=(40, DIMENSION))
    rows = _unit(centres[random.integers(0, 40, 2_000)] + 0.4 * random.normal(size=(2_000, DIMENSION)))
    return rows.astype(np.float16).astype(np.float32)  # as the library keeps them


@pytest.fixture(scope="module")
def questions(clustered: FloatArray) -> FloatArray:
    random = np.random.default_rng(8)
    return _unit(clustered[random.integers(0, 2_000, 50)] + 0.05 * random.normal(size=(50, DIMENSION)))


def test_the_nearest_ten_are_those_of_the_oracle(kind: Kind, clustered: FloatArray, questions: FloatArray) -> None:
    index, oracle = kind.build(clustered), BruteForceIndex.build(clustered)
    recalls = []
    for question in questions:
        found = index.search(question, 10)[1]
        recalls.append(len(np.intersect1d(found, oracle.search(question, 10)[1])) / 10)
    assert np.mean(recalls) >= 0.9
    if kind is not FaissIndex or len(clustered) < faiss_index.EXACT_UP_TO:
        assert min(recalls) == 1


def test_results_come_nearest_first_each_once_with_their_exact_cosines(
    kind: Kind, clustered: FloatArray, questions: FloatArray
) -> None:
    index = kind.build(clustered)
    for question in questions:
        cosines, positions = index.search(question, 25)
        assert cosines.dtype == np.float32
        assert len(positions) == len(np.unique(positions)) == 25
        assert np.all(np.diff(cosines) <= 1e-6)
        np.testing.assert_allclose(cosines, clustered[positions] @ question, atol=1e-5)


def test_cosines_stand_in_the_order_asked_for(kind: Kind, clustered: FloatArray, questions: FloatArray) -> None:
    positions = np.random.default_rng(9).permutation(2_000)[:300].astype(np.int64)
    positions = np.concatenate([positions, positions[:3]])
    cosines = kind.build(clustered).cosines(questions[0], positions)
    np.testing.assert_allclose(cosines, clustered[positions] @ questions[0], atol=1e-5)


def test_no_positions_have_no_cosines(kind: Kind, clustered: FloatArray, questions: FloatArray) -> None:
    assert kind.build(clustered).cosines(questions[0], np.empty(0, np.int64)).shape == (0,)


def test_asking_for_more_than_there_are_gives_all_of_a_small_index(kind: Kind, clustered: FloatArray) -> None:
    index = kind.build(clustered[:7])
    cosines, positions = index.search(clustered[3], 100)
    assert len(index) == len(cosines) == 7
    assert positions[0] == 3
    assert sorted(positions) == list(range(7))


def test_all_of_a_great_index_may_be_asked_for(kind: Kind, clustered: FloatArray) -> None:
    index = kind.build(clustered)
    assert sorted(index.search(clustered[3], 5_000)[1]) == list(range(2_000))
    left = np.arange(2_000) != 3
    assert sorted(index.search(clustered[3], 2_000, left)[1]) == sorted(np.flatnonzero(left))


def test_vectors_of_an_odd_number_of_dimensions_are_found_as_well(
    saved: Saved, clustered: FloatArray, questions: FloatArray
) -> None:
    odd = _unit(clustered[:, :-1])
    index, oracle = saved.build(odd), BruteForceIndex.build(odd)
    for question in _unit(questions[:, :-1]):
        assert sorted(index.search(question, 10)[1]) == sorted(oracle.search(question, 10)[1])


@pytest.mark.parametrize("dimension", [0, DIMENSION])
def test_an_empty_index_finds_nothing(saved: Saved, clustered: FloatArray, dimension: int, tmp_path: Path) -> None:
    index = saved.build(np.empty((0, dimension), np.float16))
    index.save(tmp_path / "index")
    for empty in (index, saved.load(tmp_path / "index"), SegmentedIndex([]), SegmentedIndex([index, index])):
        cosines, positions = empty.search(clustered[0], 10)
        assert len(empty) == len(cosines) == len(positions) == 0
        assert empty.cosines(clustered[0], np.empty(0, np.int64)).shape == (0,)


def test_a_question_of_another_dimension_is_refused(kind: Kind, clustered: FloatArray) -> None:
    index = kind.build(clustered)
    longer = np.ones(DIMENSION + 1, np.float32)
    with pytest.raises(VectorIndexError, match="chiều"):
        index.search(longer, 3)
    with pytest.raises(VectorIndexError, match="chiều"):
        index.cosines(longer, np.array([1]))


def test_half_precision_is_taken_as_it_is(kind: Kind, clustered: FloatArray, questions: FloatArray) -> None:
    halves = clustered.astype(np.float16)
    cosines = kind.build(halves).cosines(questions[0], np.arange(2_000))
    np.testing.assert_allclose(cosines, halves.astype(np.float32) @ questions[0], atol=1e-5)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_only_those_that_are_admitted_are_found(
    kind: Kind, clustered: FloatArray, questions: FloatArray, share: float
) -> None:
    index, oracle = kind.build(clustered), BruteForceIndex.build(clustered)
    among = np.random.default_rng(10).random(2_000) < share
    recalls = []
    for question in questions:
        cosines, positions = index.search(question, 10, among)
        assert among[positions].all()
        assert len(positions) == 10
        assert np.all(np.diff(cosines) <= 1e-6)
        np.testing.assert_allclose(cosines, clustered[positions] @ question, atol=1e-5)
        recalls.append(len(np.intersect1d(positions, oracle.search(question, 10, among)[1])) / 10)
    assert np.mean(recalls) >= 0.9
    assert len(index.search(questions[0], 10, np.zeros(2_000, bool))[1]) == 0


def test_what_is_gone_is_found_no_more(clustered: FloatArray, questions: FloatArray) -> None:
    live = np.random.default_rng(11).random(2_000) < 0.8
    parts = [FaissIndex.build(clustered[:700]), FaissIndex.build(clustered[700:])]
    index, oracle = SegmentedIndex(parts, live), BruteForceIndex.build(clustered)
    admitted = np.random.default_rng(12).random(2_000) < 0.5
    for question in questions:
        for among in (None, admitted):
            allowed = live if among is None else live & among
            found, expected = index.search(question, 10, among), oracle.search(question, 10, allowed)
            assert sorted(found[1]) == sorted(expected[1])
            np.testing.assert_allclose(found[0], expected[0], atol=1e-5)


def test_a_saved_index_answers_as_before(
    saved: Saved, clustered: FloatArray, questions: FloatArray, tmp_path: Path
) -> None:
    index = saved.build(clustered)
    path = tmp_path / "chỉ mục"
    index.save(path)
    loaded = saved.load(path)
    assert len(loaded) == len(index)
    few, most = (np.random.default_rng(13).random(2_000) < share for share in (0.05, 0.95))
    for question in questions[:10]:
        for among in (None, few, most):
            found, found_again = index.search(question, 20, among), loaded.search(question, 20, among)
            for result, repeated in zip(found, found_again, strict=True):
                np.testing.assert_array_equal(result, repeated)
        np.testing.assert_array_equal(index.cosines(question, np.arange(50)), loaded.cosines(question, np.arange(50)))


def test_the_same_vectors_make_the_same_index(saved: Saved, clustered: FloatArray, tmp_path: Path) -> None:
    for name in ("one", "two"):
        saved.build(clustered).save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("kept", [0, 3, 40, 0.5, 0.99])
def test_a_file_cut_short_is_refused(saved: Saved, clustered: FloatArray, tmp_path: Path, kept: float) -> None:
    path = tmp_path / "index"
    saved.build(clustered).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole)) if 0 < kept < 1 else int(kept)])
    with pytest.raises(VectorIndexError):
        saved.load(path)


@pytest.mark.parametrize("seed", range(5))
def test_a_file_of_random_bytes_is_refused(saved: Saved, tmp_path: Path, seed: int) -> None:
    (tmp_path / "index").write_bytes(np.random.default_rng(seed).bytes(4_000))
    with pytest.raises(VectorIndexError):
        saved.load(tmp_path / "index")


def test_a_missing_file_is_refused_by_name(saved: Saved, tmp_path: Path) -> None:
    with pytest.raises(VectorIndexError, match="vắng"):
        saved.load(tmp_path / "vắng")

"""Do the trees that are read say what the library that fitted them says?"""

from pathlib import Path

import numpy as np
import pytest

from qa.learning.boosting import PARAMETERS, trees_of
from qa.ranking.trained import shipped_trees
from qa.ranking.trees import MOST_INNER, Trees


@pytest.fixture(scope="module")
def fitted() -> tuple[Trees, np.ndarray, np.ndarray]:
    """Trees over three columns, rows that they have not seen, and what LightGBM says of these."""
    lightgbm = pytest.importorskip("lightgbm")
    random = np.random.default_rng(1)
    rows = random.normal(size=(600, 3)).astype(np.float32)
    right = (rows[:, 0] + rows[:, 1] * rows[:, 2] > 1).astype(int)
    data = lightgbm.Dataset(rows, right, group=[20] * 30, feature_name=["covered", "cosine", "sign"])
    booster = lightgbm.train({**PARAMETERS, "min_data_in_leaf": 5, "seed": 1}, data, 25)
    unseen = random.normal(size=(200, 3)).astype(np.float32)
    return trees_of(booster.dump_model(), "model:1"), unseen, booster.predict(unseen)


def _columns(rows: np.ndarray) -> dict[str, np.ndarray]:
    return dict(zip(("covered", "cosine", "sign"), rows.T, strict=True))


def test_they_say_what_lightgbm_says(fitted: tuple[Trees, np.ndarray, np.ndarray]) -> None:
    trees, rows, said = fitted
    assert np.ptp(said) > 0.1
    np.testing.assert_allclose(trees(_columns(rows)), said, rtol=1e-5, atol=1e-6)


def test_columns_are_found_by_name_and_others_are_passed_over(fitted: tuple[Trees, np.ndarray, np.ndarray]) -> None:
    trees, rows, said = fitted
    columns = dict(reversed(_columns(rows).items())) | {"length": np.ones(len(rows), np.float32)}
    np.testing.assert_allclose(trees(columns), said, rtol=1e-5, atol=1e-6)


def test_a_missing_column_is_named(fitted: tuple[Trees, np.ndarray, np.ndarray]) -> None:
    trees, rows, _ = fitted
    columns = _columns(rows)
    del columns["cosine"]
    with pytest.raises(KeyError, match="cosine"):
        trees(columns)


def test_what_is_saved_is_read_again(fitted: tuple[Trees, np.ndarray, np.ndarray], tmp_path: Path) -> None:
    trees, rows, _ = fitted
    trees.save(tmp_path / "trees.npz")
    again = Trees.load(tmp_path / "trees.npz")
    assert (again.model, again.names, again.depth) == ("model:1", trees.names, trees.depth)
    np.testing.assert_array_equal(again(_columns(rows)), trees(_columns(rows)))
    again.save(tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == (tmp_path / "trees.npz").read_bytes()


def test_every_path_of_the_shipped_trees_ends_in_a_leaf() -> None:
    trees = shipped_trees()
    indices = np.arange(len(trees.lefts))
    assert (trees.lefts >= indices).all()  # a node leads on, never back
    assert (trees.rights >= indices).all()
    leaves = trees.lefts == indices
    assert (trees.rights[leaves] == indices[leaves]).all()
    assert (trees.values[~leaves] == 0).all()


def test_a_tree_that_asks_more_than_a_byte_can_answer_is_refused() -> None:
    count = MOST_INNER + 1
    indices = np.arange(2 * count + 1, dtype=np.int32)
    # Every node at an even index leads to a leaf after it, or to the next node.
    lefts, rights = np.minimum(indices + 1, indices.max()), np.minimum(indices + 2, indices.max())
    lefts[1::2], rights[1::2] = indices[1::2], indices[1::2]
    zeros = np.zeros(len(indices))
    trees = Trees(
        "model:1", ("covered",), count, np.zeros(1, np.int32), zeros.astype(np.int16), zeros, lefts, rights, zeros
    )
    with pytest.raises(ValueError, match=f"has {count} inner nodes, and at most {MOST_INNER}"):
        trees({"covered": np.zeros(3, np.float32)})

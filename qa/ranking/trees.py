"""How are boosted trees evaluated?

Gradient-boosted regression trees (Friedman 2001), trained by LightGBM (`scripts/train_ranker`) and only evaluated here:
a few arrays, without another library at run time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray

# The most inner nodes of a tree: the outcomes of all its comparisons fit into one byte.
MOST_INNER = 8

_COLUMNS = ("roots", "features", "thresholds", "lefts", "rights", "values")


@dataclass(frozen=True)
class Trees:
    """The nodes of all trees, one tree after another; immutable. `model` is the fingerprint of the encoder that they
    were trained with: cosines of another have another distribution.

    At a node, a feature `names[features[node]]` up to `thresholds[node]` leads to `lefts[node]`, a greater one to
    `rights[node]`; a leaf leads to itself and adds `values[node]`. `roots` are the first nodes of the trees, and
    `depth` steps lead to any leaf.
    """

    model: str
    names: tuple[str, ...]
    depth: int
    roots: NDArray[np.int32]
    features: NDArray[np.int16]
    thresholds: NDArray[np.float64]
    lefts: NDArray[np.int32]
    rights: NDArray[np.int32]
    values: NDArray[np.float64]

    @classmethod
    def load(cls, path: Path) -> "Trees":
        """Reads what `save` wrote."""
        with np.load(path) as kept:
            columns = {name: kept[name] for name in _COLUMNS}
            return cls(str(kept["model"]), tuple(str(kept["names"]).split()), int(kept["depth"]), **columns)

    def save(self, path: Path) -> None:
        """Writes them to one file; the same trees give the same bytes."""
        columns = {name: getattr(self, name) for name in _COLUMNS}
        model, names, depth = np.array(self.model), np.array(" ".join(self.names)), np.array(self.depth)
        np.savez_compressed(path, model=model, names=names, depth=depth, **columns)

    def __call__(self, ranking_features: Mapping[str, FloatArray]) -> FloatArray:
        """The sum over all trees for each row of the features. Columns that no tree uses are ignored.

        Raises:
            KeyError: a column is missing.
        """
        rows = np.stack([ranking_features[name] for name in self.names], axis=1)
        asked, thresholds, leaves = self._tables
        answers = np.packbits(rows[:, asked] <= thresholds, axis=2, bitorder="little")[:, :, 0]
        return np.asarray(leaves[np.arange(len(leaves)), answers].sum(axis=1), np.float32)

    @cached_property
    def _tables(self) -> tuple[NDArray[np.int16], NDArray[np.float64], NDArray[np.float64]]:
        """The features and thresholds of each tree's inner nodes, (trees, `MOST_INNER`), and the value of the leaf for
        every answer to all of them, (trees, 256): so that no tree is walked node by node (Lucchese et al. 2015 keep
        leaves as bits likewise).

        Raises:
            ValueError: a tree has more inner nodes.
        """
        nodes = np.arange(len(self.lefts))
        tree = np.searchsorted(self.roots, nodes, side="right") - 1
        inner = self.lefts != nodes
        counted = np.cumsum(inner) - inner
        order = np.where(inner, counted - counted[self.roots][tree], 0)
        if order.max(initial=0) >= MOST_INNER:
            raise ValueError(f"a tree has {order.max() + 1} inner nodes, and at most {MOST_INNER} are read")
        asked = np.zeros((len(self.roots), MOST_INNER), np.int16)
        thresholds = np.zeros((len(self.roots), MOST_INNER))
        asked[tree[inner], order[inner]] = self.features[inner]
        thresholds[tree[inner], order[inner]] = self.thresholds[inner]
        answers = np.arange(1 << MOST_INNER)
        reached = np.broadcast_to(self.roots[:, None], (len(self.roots), len(answers)))
        for _ in range(self.depth):
            left = answers >> order[reached] & 1 == 1
            reached = np.where(left, self.lefts[reached], self.rights[reached])
        return asked, thresholds, self.values[reached]

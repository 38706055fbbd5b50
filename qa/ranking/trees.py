"""What do the trees say that have learned which candidates are right?

Gradient-boosted regression trees (Friedman 2001), fitted by LightGBM when the program is made (`scripts/train_ranker`)
and only read here: a few arrays and no library that must be there at run time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray

_COLUMNS = ("roots", "features", "thresholds", "lefts", "rights", "values")


@dataclass(frozen=True)
class Trees:
    """All nodes of all trees behind one another; immutable. `model` is the fingerprint of the encoder that they have
    learned the cosines of: those of another are spread otherwise.

    At a node, evidence `names[features[node]]` up to `thresholds[node]` leads to `lefts[node]`, greater to
    `rights[node]`; a leaf leads to itself and adds `values[node]`. `roots` are where the trees begin, and `depth` steps
    lead to any leaf.
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

    def __call__(self, evidence: Mapping[str, FloatArray]) -> FloatArray:
        """The sum over all trees for each row of the evidence. Columns that no tree asks for may be there as well.

        Raises:
            KeyError: a column is missing.
        """
        rows = np.stack([evidence[name] for name in self.names], axis=1)
        places = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        lines = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            left = rows[lines, self.features[places]] <= self.thresholds[places]
            places = np.where(left, self.lefts[places], self.rights[places])
        return np.asarray(self.values[places].sum(axis=1), np.float32)

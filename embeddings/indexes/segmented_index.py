"""Which vectors are nearest, where vectors come and go?

Parts that never change stand one behind the other; deleted vectors are passed over until their part is rebuilt.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions, VectorIndex


class SegmentedIndex:
    """A `VectorIndex` over the vectors of all live parts. Positions count through all parts."""

    def __init__(self, parts: Sequence[VectorIndex], live: NDArray[np.bool_] | None = None) -> None:
        """`live` is a mask over all vectors, False for deleted ones; None where all are live."""
        self._parts = tuple(parts)
        self._borders = np.cumsum([0] + [len(part) for part in parts])
        self._live = live

    def __len__(self) -> int:
        return int(self._borders[-1])

    def search(
        self, query: FloatArray, count: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[FloatArray, Positions]:
        """The cosines and positions of the `count` nearest to one unit vector, nearest first."""
        allowed = self._live if among is None else among if self._live is None else self._live & among
        found = [
            self._within(number, query, count, None if allowed is None else allowed[first:last])
            for number, (first, last) in enumerate(zip(self._borders[:-1], self._borders[1:], strict=True))
        ]
        cosines = np.concatenate([np.empty(0, np.float32), *(one[0] for one in found)])
        positions = np.concatenate([np.empty(0, np.int64), *(one[1] for one in found)])
        best = np.argsort(-cosines, kind="stable")[:count]
        return cosines[best], positions[best]

    def cosines(self, query: FloatArray, positions: Positions) -> FloatArray:
        """The cosines of one unit vector with the vectors at `positions`, in their order."""
        cosines = np.empty(len(positions), np.float32)
        owners = np.searchsorted(self._borders, positions, side="right") - 1
        for number in np.unique(owners):
            mine = owners == number
            cosines[mine] = self._parts[number].cosines(query, positions[mine] - self._borders[number])
        return cosines

    def _within(
        self, number: int, query: FloatArray, count: int, among: NDArray[np.bool_] | None
    ) -> tuple[FloatArray, Positions]:
        """The same for one part."""
        whole = among is None or bool(among.all())
        cosines, positions = self._parts[number].search(query, count, None if whole else among)
        return cosines, positions + self._borders[number]

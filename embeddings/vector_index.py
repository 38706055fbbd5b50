"""What must an index of vectors be able to do?"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray

Positions = NDArray[np.int64]


class VectorIndex(Protocol):
    """Unit vectors by position, and the nearest of them by cosine. Built once, then only read; safe for threads."""

    def __len__(self) -> int:
        """How many vectors there are; their positions run from 0."""
        ...

    def search(
        self, query: FloatArray, count: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[FloatArray, Positions]:
        """The cosines and positions of the `count` nearest to one unit vector (dimension,), nearest first.

        Only of those that `among` (size,) admits; fewer where there are fewer. Raises VectorIndexError for a query of
        another dimension.
        """
        ...

    def cosines(self, query: FloatArray, positions: Positions) -> FloatArray:
        """The cosines of one unit vector (dimension,) with the vectors at `positions`, in their order."""
        ...

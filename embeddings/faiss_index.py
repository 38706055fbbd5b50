"""Which vectors are nearest, by FAISS?

Up to `EXACT_UP_TO` vectors the search is exhaustive. Above, an inverted file narrows it to the cells nearest to the
question; cosines of named positions stay exact in both.
"""

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.errors import VectorIndexError
from embeddings.vector_index import Positions

# 50,000 vectors of 384 floats are searched exhaustively in about 10 ms on two cores.
EXACT_UP_TO = 50_000

# Of about sqrt(n) * 4 cells; visiting this share keeps recall of the nearest 50 above 0.98 (`make bench` prints it).
CELLS_VISITED = 0.04

# k-means sees this many vectors a cell: more does not move the cells, and takes longer than the rest of the build.
TRAINING_VECTORS_PER_CELL = 40


class FaissIndex:
    """A `VectorIndex` held in memory by FAISS."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - FAISS ships no types
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float16] | FloatArray) -> "FaissIndex":
        """An index of the rows of `vectors`, (count, dimension), each of unit length."""
        rows = np.ascontiguousarray(vectors, np.float32)
        count, dimension = rows.shape
        index = faiss.IndexFlatIP(dimension) if count <= EXACT_UP_TO else _trained(rows)
        index.add(rows)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "FaissIndex":
        """Reads an index that `save` wrote.

        Raises:
            VectorIndexError: the file is missing, cut short or none of FAISS's.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise VectorIndexError(f"Không đọc được chỉ mục véc-tơ {path}.") from error

    def save(self, path: Path) -> None:
        """Writes the index to one file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, query: FloatArray, count: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[FloatArray, Positions]:
        """The cosines and positions of the `count` nearest to one unit vector, nearest first."""
        self._check(query)
        wanted = min(count, len(self))
        if wanted == 0:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        cosines, positions = self._index.search(query.reshape(1, -1), wanted, params=self._parameters(among))
        found = positions[0] >= 0
        return cosines[0][found], positions[0][found]

    def cosines(self, query: FloatArray, positions: Positions) -> FloatArray:
        """The cosines of one unit vector with the vectors at `positions`, in their order."""
        self._check(query)
        if len(positions) == 0:
            return np.empty(0, np.float32)
        vectors: FloatArray = self._index.reconstruct_batch(positions)
        return vectors @ query

    def _parameters(self, among: NDArray[np.bool_] | None) -> Any:  # noqa: ANN401 - FAISS ships no types
        if among is None:
            return None
        swig: Any = faiss  # its classes take other arguments than its C++ headers, from which its types are read
        selector = swig.IDSelectorBitmap(np.packbits(among, bitorder="little"))
        if isinstance(self._index, faiss.IndexIVF):
            return swig.SearchParametersIVF(sel=selector, nprobe=self._index.nprobe)
        return swig.SearchParameters(sel=selector)

    def _check(self, query: FloatArray) -> None:
        # Without vectors nobody knows their dimension: an empty library is asked before its first document comes.
        if len(self) and query.shape != (self._index.d,):
            raise VectorIndexError(f"Câu hỏi có {query.shape[-1]} chiều, chỉ mục có {self._index.d} chiều.")


def _trained(rows: FloatArray) -> Any:  # noqa: ANN401 - FAISS ships no types
    cells = int(4 * np.sqrt(len(rows)))
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(rows.shape[1]), rows.shape[1], cells, faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = 1  # the same vectors give the same cells
    index.cp.max_points_per_centroid = TRAINING_VECTORS_PER_CELL
    index.train(rows)
    index.nprobe = max(1, int(cells * CELLS_VISITED))
    index.make_direct_map()
    return index

"""Which vectors are nearest, by FAISS?

Up to `EXACT_UP_TO` vectors the search compares with all of them. Above, it compares with a rough copy of each, and
exactly with those few that this brings up; cosines of named positions are exact in both. Vectors are kept as float16,
as they come from the library, and a saved index is mapped into memory, not read: what nobody asks for takes none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.errors import VectorIndexError
from embeddings.vector_index import Positions

# 10,000 vectors of 384 numbers are all compared with in 0.2 ms.
EXACT_UP_TO = 10_000

# The rough copy has four bits for every two numbers (product quantisation, Jégou et al. 2011), of which a processor
# compares thirty-two at once (André et al. 2015): 96 bytes beside 1,536.
_NUMBERS_A_PIECE, _BITS_A_PIECE = 2, 4

# Rows that are float32 at a time while an index is built: 77 MB of 384 numbers each.
_ROWS_AT_ONCE = 50_000

# How many rows the rough copy learns from. FAISS takes 256 for each of 16 values of a piece, and chooses them itself.
_TRAINED_ON = 65_536

# How many times as many as wanted are compared exactly. Of the 50 sentences nearest to 800 of viquad1_dev's questions
# among 126,458 of an encyclopaedia 99.0% are found with 20, 96.2% with 10; of the nearest, all and 99.9%. That takes a
# tenth of the time of comparing with all. (An inverted file that visited 4% of its cells found 76% and 83%: titles
# stand in front of sentences, so articles make the cells, and a question about a part lies beside many.)
_COMPARED_EXACTLY = 20.0


class FaissIndex:
    """A `VectorIndex` held in memory by FAISS."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - FAISS ships no types
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float16] | FloatArray) -> "FaissIndex":
        """An index of the rows of `vectors`, (count, dimension), each of unit length, rounded to float16."""
        dimension = vectors.shape[1]
        exact = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        for rows in _in_blocks(vectors):
            exact.add(rows)
        if len(vectors) <= EXACT_UP_TO or dimension % _NUMBERS_A_PIECE:
            return cls(exact)
        return cls(_with_rough_copy(exact, vectors))

    @classmethod
    def load(cls, path: Path) -> "FaissIndex":
        """Maps an index that `save` wrote; the file must stay as it is, but may be unlinked.

        Raises:
            VectorIndexError: the file is missing, cut short or none of FAISS's.
        """
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
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
        if among is None or not isinstance(self._index, faiss.IndexRefine):
            return _found(self._index, query, wanted, among)
        # A rough copy cannot be filtered. Mostly few are deleted, and enough of twice as many are left.
        cosines, positions = _found(self._index, query, min(2 * wanted, len(self)))
        left = among[positions]
        if np.count_nonzero(left) >= wanted:
            return cosines[left][:wanted], positions[left][:wanted]
        return _found(self._index.refine_index, query, wanted, among)

    def cosines(self, query: FloatArray, positions: Positions) -> FloatArray:
        """The cosines of one unit vector with the vectors at `positions`, in their order."""
        self._check(query)
        if len(positions) == 0:
            return np.empty(0, np.float32)
        vectors: FloatArray = self._index.reconstruct_batch(positions)
        return vectors @ query

    def _check(self, query: FloatArray) -> None:
        # Without vectors nobody knows their dimension: an empty library is asked before its first document comes.
        if len(self) and query.shape != (self._index.d,):
            raise VectorIndexError(f"Câu hỏi có {query.shape[-1]} chiều, chỉ mục có {self._index.d} chiều.")


def _found(
    index: Any,  # noqa: ANN401 - FAISS ships no types
    query: FloatArray,
    wanted: int,
    among: NDArray[np.bool_] | None = None,
) -> tuple[FloatArray, Positions]:
    parameters = None
    if among is not None:
        swig: Any = faiss  # its classes take other arguments than its C++ headers, from which its types are read
        parameters = swig.SearchParameters(sel=swig.IDSelectorBitmap(np.packbits(among, bitorder="little")))
    with _one_thread():
        cosines, positions = index.search(query.reshape(1, -1), wanted, params=parameters)
    found = positions[0] >= 0
    return cosines[0][found], positions[0][found]


@contextmanager
def _one_thread() -> Iterator[None]:
    """One question is compared by the thread that asks it. With two, each waits for the other at the end: on two busy
    cores 10,000 vectors take 8 ms in place of 0.4 ms.
    """
    usual = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(usual)


def _with_rough_copy(exact: Any, vectors: NDArray[np.float16] | FloatArray) -> Any:  # noqa: ANN401 - FAISS ships no types
    # Less their mean, which most of what they have in common is: the bits encode what sets them apart. It moves the
    # product of a question with every vector by the same, and so nothing in their order.
    count, dimension = vectors.shape
    mean = (sum(rows.sum(axis=0, dtype=np.float64) for rows in _in_blocks(vectors)) / count).astype(np.float32)
    rough = faiss.IndexPQFastScan(dimension, dimension // _NUMBERS_A_PIECE, _BITS_A_PIECE, faiss.METRIC_INNER_PRODUCT)
    rough.train(vectors[:: -(-count // _TRAINED_ON)].astype(np.float32) - mean)
    for rows in _in_blocks(vectors):
        rough.add(rows - mean)
    index = faiss.IndexRefine(rough, exact)
    index.k_factor = _COMPARED_EXACTLY
    return index


def _in_blocks(vectors: NDArray[np.float16] | FloatArray) -> Iterator[FloatArray]:
    """The rows as float32, some at a time."""
    for first in range(0, len(vectors), _ROWS_AT_ONCE):
        yield np.ascontiguousarray(vectors[first : first + _ROWS_AT_ONCE], np.float32)

"""What is the right answer, computed in the plainest way?"""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.errors import VectorIndexError
from embeddings.vector_index import Positions


class BruteForceIndex:
    """A `VectorIndex` that compares with every vector."""

    def __init__(self, vectors: FloatArray) -> None:
        self._vectors = vectors

    @classmethod
    def build(cls, vectors: NDArray[np.float16] | FloatArray) -> "BruteForceIndex":
        return cls(np.asarray(vectors, np.float32))

    @classmethod
    def load(cls, path: Path) -> "BruteForceIndex":
        try:
            with path.open("rb") as stream:
                return cls(np.load(stream, allow_pickle=False))
        except (OSError, ValueError, EOFError) as error:
            raise VectorIndexError(f"Không đọc được chỉ mục véc-tơ {path}.") from error

    def save(self, path: Path) -> None:
        with path.open("wb") as stream:
            np.save(stream, self._vectors)

    def __len__(self) -> int:
        return len(self._vectors)

    def search(
        self, query: FloatArray, count: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[FloatArray, Positions]:
        positions = np.arange(len(self)) if among is None else np.flatnonzero(among)
        cosines = self.cosines(query, positions)
        order = np.argsort(-cosines, kind="stable")[:count]
        return cosines[order], positions[order]

    def cosines(self, query: FloatArray, positions: Positions) -> FloatArray:
        if len(self) == 0:
            return np.empty(0, np.float32)
        if query.shape != self._vectors.shape[1:]:
            raise VectorIndexError("Câu hỏi và chỉ mục không cùng số chiều.")
        cosines: FloatArray = np.array([np.dot(self._vectors[position], query) for position in positions], np.float32)
        return cosines


def bm25_scores(texts: Sequence[Sequence[str]], question: Sequence[str], k1: float, b: float) -> list[float]:
    """BM25 of every text in Lucene's form: idf * tf / (tf + k1 * (1 - b + b * length / mean length)), with
    idf = ln(1 + (N - df + 0.5) / (df + 0.5)); a word asked twice counts twice.
    """
    if not texts:
        return []
    mean = sum(map(len, texts)) / len(texts)
    return [sum(_bm25_term(texts, text, key, k1 * (1 - b + b * len(text) / (mean or 1))) for key in question)
            for text in texts]  # fmt: skip


def _bm25_term(texts: Sequence[Sequence[str]], text: Sequence[str], key: str, damping: float) -> float:
    having = sum(key in other for other in texts)
    occurrences = Counter(text)[key]
    return math.log(1 + (len(texts) - having + 0.5) / (having + 0.5)) * occurrences / (occurrences + damping)

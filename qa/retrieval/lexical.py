"""Which texts share the question's words, and how telling are those words?

BM25 (Robertson and Zaragoza 2009, in Lucene's form) over keys of syllables, by bm25s. Vietnamese syllables stand apart
in writing, so no word segmenter is needed; the index does not know which grade of key it holds.
"""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from embeddings.encoder import FloatArray

# The usual values (Robertson and Zaragoza 2009, section 3.3).
K1, B = 1.2, 0.75

# bm25s cannot hold an index without a single key; no word of a text ever becomes this one.
_NO_KEY = "\u0000"


class LexicalIndex:
    """BM25 scores of every text of a list, by position. Built once, then only read; safe for threads."""

    def __init__(self, index: bm25s.BM25, size: int) -> None:
        self._index = index
        self._size = size

    @classmethod
    def build(cls, texts: Sequence[list[str]]) -> "LexicalIndex":
        """An index of texts given as lists of keys."""
        index = bm25s.BM25(k1=K1, b=B)
        index.index(texts if any(texts) else [[_NO_KEY]], show_progress=False)
        return cls(index, len(texts))

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Reads an index of `size` texts that `save` wrote. Raises OSError or ValueError where that cannot be done."""
        return cls(bm25s.BM25.load(str(folder), load_vocab=True, show_progress=False), size)

    def save(self, folder: Path) -> None:
        """Writes the index into a folder."""
        self._index.save(str(folder), show_progress=False)

    def __len__(self) -> int:
        return self._size

    def scores(self, keys: Sequence[str]) -> FloatArray:
        """The score of every text, (size,), 0 or more; 0 where it shares no key with the question."""
        known = [key for key in keys if key in self._index.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        scores: FloatArray = self._index.get_scores(known)[: self._size]
        return scores

    def weights(self, keys: Sequence[str]) -> FloatArray:
        """How telling each key is: its inverse document frequency, 0 or more; that of an unseen key is the greatest."""
        counts = [self._frequency(key) for key in keys]
        rarity = [np.log(1 + (self._size - count + 0.5) / (count + 0.5)) for count in counts]
        return np.array(rarity, np.float32)

    def _frequency(self, key: str) -> int:
        token = self._index.vocab_dict.get(key)
        if token is None:
            return 0
        borders = self._index.scores["indptr"]
        return int(borders[token + 1] - borders[token])

"""Which texts share the question's words, and how much does each word weigh?

BM25 (Robertson and Zaragoza 2009, in Lucene's form) over keys of syllables. Vietnamese syllables are separated in
writing, so no word segmenter is needed; the index does not know which kind of key it holds. It is our own, because
documents are added and deleted: postings of unchanged documents are kept, and statistics of the whole library (document
frequencies, the average length) are computed for each question. So an index in parts scores like a rebuilt one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.retrieval.candidates import K1, B

# Between the keys in a file: no key holds a blank.
_BETWEEN = " "


@dataclass(frozen=True)
class Postings:
    """For each key the texts that hold it, and how often; immutable.

    Those of `keys[i]` are in `texts` and `counts` from `borders[i]` to `borders[i + 1]`, texts rising. `lengths` is the
    number of keys of each text.
    """

    keys: tuple[str, ...]
    borders: NDArray[np.int64]
    texts: NDArray[np.int32]
    counts: FloatArray
    lengths: FloatArray

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> "Postings":
        """The postings of texts given as lists of keys."""
        ids: dict[str, int] = {}
        found = np.array([ids.setdefault(key, len(ids)) for text in texts for key in text], np.int64)
        lengths = np.array([len(text) for text in texts], np.int64)
        owners = np.repeat(np.arange(len(texts)), lengths)
        size = max(len(texts), 1)
        pairs, counts = np.unique(found * size + owners, return_counts=True)
        borders = np.searchsorted(pairs // size, np.arange(len(ids) + 1))
        return cls(
            tuple(ids),
            borders.astype(np.int64),
            (pairs % size).astype(np.int32),
            counts.astype(np.float32),
            lengths.astype(np.float32),
        )

    @classmethod
    def load(cls, path: Path) -> "Postings":
        """Reads what `save` wrote. Raises OSError, ValueError or KeyError where that cannot be done."""
        with np.load(path) as kept:
            keys = tuple(str(kept["keys"]).split(_BETWEEN)) if str(kept["keys"]) else ()
            return cls(keys, kept["borders"], kept["texts"], kept["counts"], kept["lengths"])

    def save(self, path: Path) -> None:
        """Writes them to one file."""
        # One string, since an array of strings would give each the length of the longest.
        columns: dict[str, NDArray[Any]] = {
            "keys": np.array(_BETWEEN.join(self.keys)),
            "borders": self.borders,
            "texts": self.texts,
            "counts": self.counts,
            "lengths": self.lengths,
        }
        np.savez(path, **columns)  # type: ignore[arg-type]  # numpy takes the names of the columns for its own options

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.lengths)

    def of(self, key: str) -> slice:
        """The range of the postings of this key."""
        number = self._ids.get(key)
        return slice(0, 0) if number is None else slice(int(self.borders[number]), int(self.borders[number + 1]))

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.keys)}


class LexicalIndex:
    """BM25 scores of the texts of all parts, by position; deleted texts are left out of all statistics and score 0."""

    def __init__(self, parts: Sequence[Postings], live: NDArray[np.bool_] | None = None) -> None:
        """`live` is whether each text is still in the library, (texts,); None if all are."""
        self._parts = tuple(parts)
        self._borders = np.cumsum([0] + [len(part) for part in parts])
        all_live = np.ones(len(self), bool) if live is None else live
        in_parts = [all_live[first:last] for first, last in self._ranges()]
        lengths = [part.lengths[here] for part, here in zip(self._parts, in_parts, strict=True)]
        self._live = tuple(None if here.all() else here for here in in_parts)
        self._count = sum(map(len, lengths))
        average = sum(float(one.sum(dtype=np.float64)) for one in lengths) / max(self._count, 1)
        self._norms = tuple(
            (K1 * (1 - B + B * part.lengths / (average or 1))).astype(np.float32) for part in self._parts
        )

    def __len__(self) -> int:
        return int(self._borders[-1])

    def scores(self, keys: Sequence[str], times: Sequence[float] | None = None) -> FloatArray:
        """The score of every text, (size,), 0 or more; 0 where it shares no key with the question.

        `times` is how often each key is asked for, which need not be whole; once each where it is None.
        """
        scores = np.zeros(len(self), np.float32)
        for key, weight in zip(keys, self.weights(keys, times), strict=True):
            for (first, last), part, norms in zip(self._ranges(), self._parts, self._norms, strict=True):
                postings = part.of(key)
                texts, counts = part.texts[postings], part.counts[postings]
                scores[first:last][texts] += weight * counts / (counts + norms[texts])
        for (first, last), live in zip(self._ranges(), self._live, strict=True):
            if live is not None:
                scores[first:last][~live] = 0
        return scores

    def weights(self, keys: Sequence[str], times: Sequence[float] | None = None) -> FloatArray:
        """The inverse document frequency of each key, 0 or more, as often as it is asked for; that of an unseen key is
        the greatest.
        """
        counts = [self._frequency(key) for key in keys]
        rarity = [np.log(1 + (self._count - count + 0.5) / (count + 0.5)) for count in counts]
        weights = np.array(rarity, np.float32)
        return weights if times is None else weights * np.array(times, np.float32)

    def held(self, keys: Collection[str], positions: Positions) -> list[frozenset[str]]:
        """Which of these keys each of the texts at these positions holds."""
        found: list[set[str]] = [set() for _ in positions]
        for (first, last), part in zip(self._ranges(), self._parts, strict=True):
            inside = np.flatnonzero((positions >= first) & (positions < last))
            own = positions[inside] - first
            for key in keys:
                texts = part.texts[part.of(key)]
                there = np.searchsorted(texts, own, "left") < np.searchsorted(texts, own, "right")
                for index in inside[there].tolist():
                    found[index].add(key)
        return [frozenset(one) for one in found]

    def _frequency(self, key: str) -> int:
        """How many live texts hold the key."""
        frequency = 0
        for part, live in zip(self._parts, self._live, strict=True):
            postings = part.of(key)
            # A common word is in half of all texts: counting the live ones takes as long as scoring.
            frequency += postings.stop - postings.start if live is None else int(live[part.texts[postings]].sum())
        return frequency

    def _ranges(self) -> list[tuple[int, int]]:
        """From where to where the texts of each part stand among all."""
        return list(zip(self._borders[:-1].tolist(), self._borders[1:].tolist(), strict=True))

"""Which sentences are duplicates of each other?

Exact duplicates have the same keys, whatever the case, the signs and the Unicode form. Near duplicates share most of
their words and all of their numbers and negations, in passages that share most of their runs of three words, which
MinHash estimates (Broder 1997) and locality-sensitive hashing finds (Indyk and Motwani 1998).
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qa.text.keys import exact_keys

# Two copies of a paragraph, one of them with an extra clause, share about 0.7 of their runs of words: with these
# numbers 98 of 100 such pairs collide in a band, and 6 of 100 pairs that share 0.25.
PERMUTATIONS, BANDS = 64, 16
_ROWS = PERMUTATIONS // BANDS

# The length of the runs, in words: single words are shared by all texts on a subject.
_SHINGLE = 3

# The share of all their words that two sentences have in common. A sentence of twelve words may differ in one.
NEARLY = 0.8

_NEGATIONS = frozenset({"không", "chưa", "chẳng", "chả", "đừng", "chớ", "ngừng", "trừ", "cấm"})

Hashes = NDArray[np.uint64]
Signatures = NDArray[np.uint32]


def hashes_of(texts: Iterable[Sequence[str]]) -> Hashes:
    """A hash of every list of keys, (count,); 0 for an empty list."""
    numbers = [
        int.from_bytes(hashlib.blake2b(" ".join(keys).encode(), digest_size=8).digest(), "little") if keys else 0
        for keys in texts
    ]
    return np.array(numbers, np.uint64)


def signatures_of(texts: Sequence[Sequence[str]]) -> Signatures:
    """The MinHash of every list of keys, (count, PERMUTATIONS)."""
    # It brings scipy, a third of a second, which a start from saved indexes does not need.
    from datasketch import MinHash  # noqa: PLC0415 - see above

    made = MinHash.bulk([_shingles(keys) for keys in texts], num_perm=PERMUTATIONS)
    return np.array([one.hashvalues for one in made], np.uint32).reshape(len(texts), PERMUTATIONS)


def nearly_same(text: str) -> Callable[[str], bool]:
    """A predicate: whether another sentence is this one but for a word or a sign; never if a number or a negation
    differs.
    """
    own = exact_keys(text)
    own_words = set(own)

    def is_nearly_same(other: str) -> bool:
        keys = exact_keys(other)
        either = own_words.union(keys)
        # The cheap test first, which most sentences of a passage fail.
        shared = len(own_words.intersection(keys)) >= NEARLY * len(either)
        return bool(either) and shared and _distinguishing(own) == _distinguishing(keys)

    return is_nearly_same


@dataclass(frozen=True)
class DuplicateIndex:
    """The exact duplicates of sentences and the near duplicates of passages in one segment; immutable.

    `hashes` are those of the sentences, (sentences,), `signatures` those of the passages, (passages, PERMUTATIONS).
    """

    hashes: Hashes
    signatures: Signatures

    def same(self, number: np.uint64) -> NDArray[np.int64]:
        """Positions of the sentences with this hash, rising."""
        order, ordered = self._by_hash
        first, last = np.searchsorted(ordered, number, "left"), np.searchsorted(ordered, number, "right")
        return np.sort(order[first:last])

    def like(self, signature: Signatures) -> NDArray[np.int64]:
        """Positions of the passages that share a band with this signature, (PERMUTATIONS,), rising."""
        found = [
            order[np.searchsorted(ordered, number, "left") : np.searchsorted(ordered, number, "right")]
            for (order, ordered), number in zip(self._by_band, _bands(signature[None])[:, 0], strict=True)
        ]
        return np.unique(np.concatenate(found))

    @cached_property
    def _by_hash(self) -> tuple[NDArray[np.int64], Hashes]:
        return _ordered(self.hashes)

    @cached_property
    def _by_band(self) -> list[tuple[NDArray[np.int64], Hashes]]:
        return [_ordered(column) for column in _bands(self.signatures)]


def _ordered(numbers: Hashes) -> tuple[NDArray[np.int64], Hashes]:
    order = np.argsort(numbers, kind="stable")
    return order, numbers[order]


def _bands(signatures: Signatures) -> Hashes:
    """One number for every band of every signature, (BANDS, count)."""
    rows = signatures.astype(np.uint64).reshape(len(signatures), BANDS, _ROWS)
    numbers = np.zeros((len(signatures), BANDS), np.uint64)
    for row in range(_ROWS):
        # The multiplier of Knuth's multiplicative hashing for 64 bits; it wraps, as hashes do.
        numbers = (numbers ^ rows[:, :, row]) * np.uint64(0x9E3779B97F4A7C15)
    return np.ascontiguousarray(numbers.T)


def _shingles(keys: Sequence[str]) -> list[bytes]:
    runs = max(len(keys) - _SHINGLE + 1, 1)
    return [" ".join(keys[first : first + _SHINGLE]).encode() for first in range(runs)]


def _distinguishing(keys: Sequence[str]) -> list[str]:
    return sorted(key for key in keys if key in _NEGATIONS or any(map(str.isdigit, key)))

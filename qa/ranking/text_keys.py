"""Which keys does a text hold, as numbers?

So all candidates of a question are compared with it at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qa.text.keys import exact_key, matching_keys

# The sentences of some hundred questions, a kilobyte each: the same sentences of a library come up again and again.
_CACHE_SIZE = 1 << 14

# A sentence that begins with one of these refers to something named before.
_LEANING = frozenset(
    map(
        exact_key,
        ("ông", "bà", "anh", "cô", "nó", "họ", "chúng", "đó", "này", "đây", "điều", "việc", "cả", "hai", "cũng"),
    )
)

Numbers = NDArray[np.int64]


def numbers_of(keys: Iterable[str]) -> Numbers:
    """A number for each key, the same while the program runs. That two of 100,000 keys share one is as likely as 1 in
    3·10⁹.
    """
    return np.array([hash(key) for key in keys], np.int64)


@dataclass(frozen=True, slots=True)
class TextKeys:
    """The keys of a text in order, and how many different ones there are; without repetition its words with a capital
    but the first, and the keys that are numbers. `leans` says whether its first word refers to what went before.
    """

    keys: Numbers
    distinct: int
    names: Numbers
    digits: Numbers
    leans: bool


@lru_cache(_CACHE_SIZE)
def keys_of(text: str) -> TextKeys:
    """The keys of a text, cached for the next question."""
    keys = matching_keys(text)
    different = set(keys)
    names = {exact_key(word.strip('.,;:()"“”')) for word in text.split()[1:] if word[:1].isupper()}
    digits = [key for key in different if key[:1].isdecimal()]
    leans = bool(keys) and keys[0] in _LEANING
    return TextKeys(numbers_of(keys), len(different), numbers_of(names), numbers_of(digits), leans)


class KnownKeys:
    """Some keys, different from each other, that are looked for in texts."""

    def __init__(self, keys: Sequence[str]) -> None:
        numbers = numbers_of(keys)
        self._order = np.append(np.argsort(numbers), len(keys))
        self._ordered = np.append(np.sort(numbers), np.iinfo(np.int64).max)

    def indexes(self, numbers: Numbers) -> NDArray[np.int64]:
        """The index of each among the known keys; their count where it is none of them."""
        found = np.searchsorted(self._ordered[:-1], numbers)
        known = self._ordered[found] == numbers
        return np.where(known, self._order[found], len(self._order) - 1)


def rows_of(parts: Sequence[Numbers]) -> NDArray[np.int64]:
    """For each number of the parts, one behind the other, the index of its part."""
    return np.repeat(np.arange(len(parts)), [len(part) for part in parts])


def joined(parts: Sequence[Numbers]) -> Numbers:
    """All parts, one behind the other."""
    return np.concatenate([np.empty(0, np.int64), *parts])

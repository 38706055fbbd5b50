"""How often do syllables follow each other in these texts?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.text.keys import folded_key
from qa.text.lookalikes import composed

# Two stand-ins: one for every number, one for signs and for the beginning and the end of a text. What follows a comma
# says as much as what follows a word.
NUMBER, BORDER = "#", "|"

# The signs that are counted as borders.
SIGNS = r"[.,;:!?()\"“”–-]"

_TOKEN = re.compile(rf"(?P<word>[^\W\d_]+)|(?P<number>\d+)|{SIGNS}")

# Three ids of syllables in one number of 63 bits: two million syllables and foreign words.
SHIFT = 21
_LAST = (1 << SHIFT) - 1

# What an n-gram's count is lowered by in favour of those never seen (Ney, Essen and Kneser 1994). With 0.97 as many
# syllables are restored rightly.
DISCOUNT = 0.9

# Greater than any triple.
_NO_GRAM = np.iinfo(np.int64).max

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GramTable:
    """Columns of counts, each with one row more for what was never counted: an unknown token has the id behind all.

    `discounted…` are the counts less `DISCOUNT`. `freed` and `freed_of_pairs` are what is left of a token's or a
    pair's own count for followers that are in no pair or triple with it.
    """

    counts: Weights
    freed: Weights
    pairs: Numbers
    pair_counts: Weights
    discounted_pairs: Weights
    freed_of_pairs: Weights
    triples: Numbers
    discounted_triples: Weights

    def rows_of_pairs(self, pairs: Numbers) -> Numbers:
        """The row of each of these; the last row for those that were never counted."""
        return _rows(self.pairs, pairs)

    def is_known(self, rows: Numbers) -> NDArray[np.bool_]:
        """Whether there is a pair in each of these rows."""
        known: NDArray[np.bool_] = rows < len(self.pairs) - 1
        return known

    def rows_of_triples(self, triples: Numbers) -> Numbers:
        """The row of each of these; the last row for those that were never counted."""
        return _rows(self.triples, triples)


def tokens(text: str) -> list[str]:
    """The syllables of a text in lower case, its numbers and signs as stand-ins, a border at either end."""
    found = (
        token.group().casefold() if token.lastgroup == "word" else NUMBER if token.lastgroup else BORDER
        for token in _TOKEN.finditer(composed(text))
    )
    return [BORDER, *found, BORDER]


@dataclass(frozen=True)
class SyllableCounts:
    """Counts of tokens and of neighbouring twos and threes of them; immutable.

    `pairs` and `triples` are sorted; each is its tokens' ids behind one another, `SHIFT` bits each, the first
    foremost. `counts`, `pair_counts` and `triple_counts` go with `syllables`, `pairs` and `triples`.
    """

    syllables: tuple[str, ...]
    counts: Numbers
    pairs: Numbers
    pair_counts: Numbers
    triples: Numbers
    triple_counts: Numbers

    @classmethod
    def count(cls, texts: Iterable[str]) -> "SyllableCounts":
        """The counts of these texts. Nothing is counted across two lines or two texts."""
        ids: dict[str, int] = {}
        lines = (line for text in texts for line in text.splitlines() or [text])
        runs = [np.array([ids.setdefault(token, len(ids)) for token in tokens(line)], np.int64) for line in lines]
        twos = [(run[:-1] << SHIFT) + run[1:] for run in runs]
        threes = [(two[:-1] << SHIFT) + run[2:] for two, run in zip(twos, runs, strict=True)]
        counts = np.bincount(_joined(runs), minlength=len(ids))
        return cls(tuple(ids), counts, *counted(_joined(twos)), *counted(_joined(threes)))

    @classmethod
    def sum(cls, parts: Sequence["SyllableCounts"]) -> "SyllableCounts":
        """The counts of all parts together."""
        ids: dict[str, int] = {}
        numbers = [np.array([ids.setdefault(one, len(ids)) for one in part.syllables], np.int64) for part in parts]
        counts = np.zeros(len(ids), np.int64)
        for part, mine in zip(parts, numbers, strict=True):
            counts[mine] += part.counts
        both = list(zip(parts, numbers, strict=True))
        twos = _joined([renamed(part.pairs, mine, 2) for part, mine in both])
        threes = _joined([renamed(part.triples, mine, 3) for part, mine in both])
        return cls(
            tuple(ids),
            counts,
            *counted(twos, _joined([part.pair_counts for part in parts])),
            *counted(threes, _joined([part.triple_counts for part in parts])),
        )

    @cached_property
    def total(self) -> int:
        """How many tokens were counted."""
        return int(self.counts.sum())

    @cached_property
    def ids(self) -> dict[str, int]:
        """The number of each token."""
        return {syllable: number for number, syllable in enumerate(self.syllables)}

    def forms(self, folded: str) -> list[str]:
        """The syllables that are written so without their accents."""
        return self._by_folded.get(folded, [])

    @cached_property
    def table(self) -> "GramTable":
        """The same counts, to look many up at once."""
        pairs, triples = self.pair_counts - DISCOUNT, self.triple_counts - DISCOUNT
        kept = np.bincount(self.pairs >> SHIFT, weights=pairs, minlength=len(self.syllables))
        beginnings = np.searchsorted(self.pairs, self.triples >> SHIFT)
        kept_pairs = np.bincount(beginnings, weights=triples, minlength=len(pairs))
        return GramTable(
            _and(self.counts.astype(np.float64), 0.0),
            _and(np.maximum(self.counts - kept, 0.0), 0.0),
            _and(self.pairs, _NO_GRAM),
            _and(self.pair_counts.astype(np.float64), 0.0),
            _and(pairs, 0.0),
            _and(np.maximum(self.pair_counts - kept_pairs, 0.0), 0.0),
            _and(self.triples, _NO_GRAM),
            _and(triples, 0.0),
        )

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        by_folded: dict[str, list[str]] = defaultdict(list)
        for syllable in self.syllables:
            by_folded[folded_key(syllable)].append(syllable)
        return dict(by_folded)


def _and(column: NDArray[Any], last: float) -> NDArray[Any]:
    return np.append(column, np.array(last, column.dtype))


def _rows(ordered: Numbers, wanted: Numbers) -> Numbers:
    rows = ordered.searchsorted(wanted)
    found: Numbers = np.where(ordered[rows] == wanted, rows, len(ordered) - 1)
    return found


def _joined(runs: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.empty(0, np.int64), *runs])


def counted(grams: Numbers, weights: Numbers | None = None) -> tuple[Numbers, Numbers]:
    """The different ones among these, sorted, and how often each is there, or the sum of its weights."""
    if weights is None:
        return np.unique(grams, return_counts=True)
    different, inverse = np.unique(grams, return_inverse=True)
    return different, np.bincount(inverse, weights=weights, minlength=len(different)).astype(np.int64)


def ids_in(grams: Numbers, length: int) -> list[Numbers]:
    """The ids of the tokens of pairs (`length` 2) or triples (3): those of the first tokens, then of the second…"""
    return [(grams >> index * SHIFT) & _LAST for index in reversed(range(length))]


def renamed(grams: Numbers, names: Numbers, length: int) -> Numbers:
    """Pairs or triples with other ids: `names[old]` is the new one."""
    new = np.zeros(len(grams), np.int64)
    for ids in ids_in(grams, length):
        new = (new << SHIFT) + names[ids]
    return new

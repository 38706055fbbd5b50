"""Which forms of neighbouring syllables are there to combine?

Columns of forms, one for each position of a sequence, laid out flat, so that everything about all pairs and triples of
neighbouring forms is computed at once and not column by column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qa.language_model.syllable_counts import Numbers


@dataclass(frozen=True)
class Lattice:
    """Forms are numbered through all columns: those of column `c` from `borders[c]` to `borders[c + 1]`.

    Pairs of neighbours and triples are numbered in the order of their forms, the first form slowest. So those behind
    one form, or behind one pair, stand in a row.
    """

    borders: Numbers

    @classmethod
    def of(cls, sizes: Sequence[int]) -> "Lattice":
        """The lattice of columns of so many forms each, at least one."""
        return cls(np.cumsum([0, *sizes]))

    @cached_property
    def sizes(self) -> Numbers:
        """How many forms each column has."""
        return np.diff(self.borders)

    @cached_property
    def _followers(self) -> Numbers:
        """How many forms may follow each form; none the last ones."""
        return np.repeat(np.append(self.sizes[1:], 0), self.sizes)

    @cached_property
    def first_pairs(self) -> Numbers:
        """Where the pairs of each form begin."""
        return np.cumsum(self._followers) - self._followers

    @cached_property
    def lefts(self) -> Numbers:
        """The first form of each pair."""
        return np.repeat(np.arange(len(self._followers)), self._followers)

    @cached_property
    def rights(self) -> Numbers:
        """The second form of each pair."""
        behind = np.repeat(np.append(self.borders[1:-1], 0), self.sizes)
        return np.arange(len(self.lefts)) + (behind - self.first_pairs)[self.lefts]

    @cached_property
    def pair_borders(self) -> Numbers:
        """Where the pairs that begin in each column begin, and where the last end."""
        return np.cumsum(np.append(0, self.sizes[:-1] * self.sizes[1:]))

    @cached_property
    def _triples_of_pairs(self) -> Numbers:
        return self._followers[self.rights]

    @cached_property
    def openings(self) -> Numbers:
        """The pair that each triple begins with."""
        return np.repeat(np.arange(len(self.rights)), self._triples_of_pairs)

    @cached_property
    def endings(self) -> Numbers:
        """The pair that each triple ends with."""
        first = np.cumsum(self._triples_of_pairs) - self._triples_of_pairs
        return np.arange(len(self.openings)) + (self.first_pairs[self.rights] - first)[self.openings]

    @cached_property
    def triple_borders(self) -> Numbers:
        """Where the triples that begin in each column begin, and where the last end."""
        return np.cumsum(np.append(0, self.sizes[:-2] * self.sizes[1:-1] * self.sizes[2:]))

    def only(self, forms: Numbers) -> tuple["Lattice", Numbers]:
        """The lattice of some forms, given rising and some of every column, and which pairs of this one it has."""
        fewer = Lattice(np.searchsorted(forms, self.borders))
        first = self.first_pairs[forms] - np.repeat(np.append(self.borders[1:-1], 0), fewer.sizes)
        return fewer, first[fewer.lefts] + forms[fewer.rights]

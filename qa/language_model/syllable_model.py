"""Which sequence of syllables is likeliest?

A trigram model by absolute discounting (Ney, Essen and Kneser 1994): triples fall back on pairs and these on single
syllables. The counts of several collections are added up when a question is asked, so a library may change without
anything being counted again. Pairs alone decide first which forms are worth looking at (coarse to fine, Charniak and
others 2006); triples are looked up for those only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.language_model.lattice import Lattice
from qa.language_model.syllable_counts import BORDER, SHIFT, GramTable, Numbers, SyllableCounts, Weights

# A form that is by so much less likely than another at its position, by the pairs around it, is not looked at further.
_UNLIKELY = 1e-4

# How many unfinished sequences are kept. With 32 as many syllables are right, with 8 0.1 point fewer.
BEAM = 16

# A share for syllables and followers never seen anywhere, in counts.
_UNSEEN = 0.5
_NEW_FOLLOWERS = 5.0

# Questions share most of their syllables: the forms of so many are cached.
_CACHE_SIZE = 1 << 12

# Probabilities along a sequence are brought back to 1 before they become too small for a float.
_SMALL = 1e-100


@dataclass(frozen=True, slots=True)
class Column:
    """What may stand at one position of a sequence. `costs` are added to the negative logarithm of the probability."""

    forms: tuple[str, ...]
    costs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sequenced:
    """One choice from each column, by its index in the column, and its probability among those that were found."""

    choices: tuple[int, ...]
    probability: float


class SyllableModel:
    """Counts of several collections as one model. Each collection has a weight: how often it is counted."""

    def __init__(self, parts: Sequence[tuple[SyllableCounts, float]]) -> None:
        self._parts = [_Part(counts, counts.table, weight) for counts, weight in parts if counts.total]
        self._total = sum(part.counts.total * part.weight for part in self._parts) + 1
        self._numbers = lru_cache(_CACHE_SIZE)(self._looked_up)

    def frequency(self, syllable: str) -> float:
        """How often a syllable is counted in all."""
        frequency = 0.0
        for part in self._parts:  # a plain loop: it is asked of hundreds of slips that are no word
            number = part.counts.ids.get(syllable)
            if number is not None:
                frequency += part.weight * float(part.counts.counts[number])
        return frequency

    def forms(self, folded: str) -> list[str]:
        """The syllables of any collection that are written so without their accents."""
        return list(dict.fromkeys(form for part in self._parts for form in part.counts.forms(folded)))

    def likeliest(self, columns: Sequence[Column], count: int = 1) -> list[Sequenced]:
        """Up to `count` sequences, the likeliest first."""
        begun = [Column((BORDER,), (0.0,)), *columns]
        numbers = np.concatenate([self._numbers(column.forms) for column in begun], axis=1)
        costs = np.concatenate([column.costs for column in begun])
        whole = Lattice.of([len(column.forms) for column in begun])
        pairs = self._pairs(whole, numbers)
        forms = _promising(whole, pairs.paired, np.exp(-costs))
        lattice, kept = whole.only(forms)
        steps = self._steps(lattice, numbers[:, forms], pairs.only(kept), costs[forms])
        first = whole.borders[1:-1]
        return [
            Sequenced(tuple((forms[lattice.borders[1:-1] + choices] - first).tolist()), odds)
            for choices, odds in _best(steps, count)
        ]

    def _looked_up(self, forms: tuple[str, ...]) -> Numbers:
        """The ids of forms in every part: (parts, forms); unknown ones have the id behind all."""
        ids = [[part.counts.ids.get(form, len(part.counts.syllables)) for form in forms] for part in self._parts]
        return np.array(ids, np.int64).reshape(len(self._parts), len(forms))

    def _pairs(self, lattice: Lattice, numbers: Numbers) -> "_Pairs":
        """What is known of all pairs of neighbours; `numbers` as `_looked_up` has them."""
        lefts, rights = lattice.lefts, lattice.rights
        singles, freed_of_singles = np.full(numbers.shape[1], _UNSEEN), np.full(numbers.shape[1], _NEW_FOLLOWERS)
        twos, counts, freed = (
            np.zeros(len(lefts)),
            np.full(len(lefts), _NEW_FOLLOWERS),
            np.full(len(lefts), _NEW_FOLLOWERS),
        )
        rows = np.empty((len(self._parts), len(lefts)), np.int64)
        for row, (part, ids) in enumerate(zip(self._parts, numbers, strict=True)):
            table, weight = part.table, part.weight
            rows[row] = found = table.rows_of_pairs((ids[lefts] << SHIFT) + ids[rights])
            singles += weight * table.counts[ids]
            freed_of_singles += weight * table.freed[ids]
            twos += weight * table.discounted_pairs[found]
            counts += weight * table.pair_counts[found]
            freed += weight * table.freed_of_pairs[found]
        followers = singles - _UNSEEN + _NEW_FOLLOWERS
        paired = (twos + freed_of_singles[lefts] * (singles / self._total)[rights]) / followers[lefts]
        return _Pairs(paired, counts, freed, rows)

    def _steps(self, lattice: Lattice, numbers: Numbers, pairs: "_Pairs", costs: Weights) -> list[Weights]:
        """The logarithm of how likely each form is behind two others, less its cost: (forms, forms, forms) for every
        three columns, and (1, 1, forms) for the first two.
        """
        openings, endings = lattice.openings, lattice.endings
        threes = np.zeros(len(openings))
        for part, ids, rows in zip(self._parts, numbers, pairs.rows, strict=True):
            # A triple is known only where both of its pairs are.
            known = part.table.is_known(rows)
            there = np.flatnonzero(known[openings] & known[endings])
            first, second, third = (
                lattice.lefts[openings[there]],
                lattice.rights[openings[there]],
                lattice.rights[endings[there]],
            )
            grams = (((ids[first] << SHIFT) + ids[second]) << SHIFT) + ids[third]
            threes[there] += part.weight * part.table.discounted_triples[part.table.rows_of_triples(grams)]
        behind = np.log((threes + pairs.freed[openings] * pairs.paired[endings]) / pairs.counts[openings])
        behind -= costs[lattice.rights[endings]]
        sizes, borders = lattice.sizes.tolist(), lattice.triple_borders.tolist()
        steps = [(np.log(pairs.paired[: sizes[1]]) - costs[1 : 1 + sizes[1]]).reshape(1, 1, -1)]
        for column, (start, end) in enumerate(pairwise(borders)):
            steps.append(behind[start:end].reshape(sizes[column : column + 3]))
        return steps


@dataclass(frozen=True, slots=True)
class _Part:
    """The counts of one collection, and how often each is counted."""

    counts: SyllableCounts
    table: GramTable
    weight: float


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What is known of pairs of forms: the probability of the second behind the first by pairs alone, the pair's count
    and freed count as the context of what follows, and its row in the table of every part: (parts, pairs).
    """

    paired: Weights
    counts: Weights
    freed: Weights
    rows: Numbers

    def only(self, kept: Numbers) -> "_Pairs":
        """Some of them."""
        return _Pairs(self.paired[kept], self.counts[kept], self.freed[kept], self.rows[:, kept])


def _promising(lattice: Lattice, paired: Weights, odds: Weights) -> Numbers:
    """The forms that what stands before and behind them does not speak against (forward and backward, Baum 1972)."""
    sizes, borders, edges = lattice.sizes.tolist(), lattice.borders.tolist(), lattice.pair_borders.tolist()
    matrices = [
        paired[start:end].reshape(rows, columns)
        for start, end, rows, columns in zip(edges, edges[1:], sizes, sizes[1:], strict=False)
    ]
    matrices = [
        matrix * odds[start:end] for matrix, start, end in zip(matrices, borders[1:-1], borders[2:], strict=True)
    ]
    forward, backward = [np.ones(1)], [np.ones(sizes[-1])]
    for matrix in matrices:
        forward.append(_scaled(forward[-1] @ matrix))
    for matrix in reversed(matrices):
        backward.append(_scaled(matrix @ backward[-1]))
    likely = np.concatenate(forward) * np.concatenate(backward[::-1])
    best = np.maximum.reduceat(likely, lattice.borders[:-1])
    return np.flatnonzero(likely >= _UNLIKELY * np.repeat(best, lattice.sizes))


def _scaled(odds: Weights) -> Weights:
    return odds / odds.max() if odds.item(0) < _SMALL else odds


def _best(steps: Sequence[Weights], count: int) -> Iterator[tuple[Numbers, float]]:
    """Up to `count` sequences by a beam, the likeliest first, with their probabilities among all that it holds."""
    scores, first, last = np.zeros(1), np.zeros(1, np.intp), np.zeros(1, np.intp)
    came: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []
    for step in steps:
        further = scores[:, None] + step[first, last]
        flat = further.ravel()
        best = np.argpartition(-flat, BEAM)[:BEAM] if len(flat) > BEAM else np.arange(len(flat))
        rows, chosen = np.divmod(best, further.shape[1])
        scores, first, last = flat[best], last[rows], chosen
        came.append((rows, chosen))
    odds = np.exp(scores - scores.max())
    odds /= odds.sum()
    for end in np.argsort(-scores, kind="stable")[:count]:
        yield _traced(came, int(end)), float(odds[end])


def _traced(came: Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]], end: int) -> Numbers:
    choices = np.empty(len(came), np.int64)
    for step in reversed(range(len(came))):
        rows, chosen = came[step]
        choices[step], end = chosen[end], rows[end]
    return choices

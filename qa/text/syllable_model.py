"""Which sequence of syllables is likeliest?

A trigram model by absolute discounting (Ney, Essen and Kneser 1994): triples fall back on pairs and these on single
syllables. The counts of several collections are added up when a question is asked, so a library may change without
anything being counted again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.text.syllable_counts import BORDER, SHIFT, GramTable, Numbers, SyllableCounts, Weights

# How many unfinished sequences are kept. With 32 as many syllables are right, with 8 0.1 point fewer.
BEAM = 16

# A share for syllables and followers never seen anywhere, in counts.
_UNSEEN = 0.5
_NEW_FOLLOWERS = 5.0
_NEVER_SEEN = np.array([_UNSEEN, _NEW_FOLLOWERS, 0.0, _NEW_FOLLOWERS, _NEW_FOLLOWERS])  # singles, then cells


@dataclass(frozen=True, slots=True)
class Column:
    """What may stand at one place of a sequence. `costs` are added to the negative logarithm of the probability."""

    forms: Sequence[str]
    costs: Sequence[float]


@dataclass(frozen=True, slots=True)
class Sequenced:
    """One choice from each column, by its place in the column, and its probability among those that were found."""

    choices: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class _Part:
    counts: SyllableCounts
    table: GramTable
    weight: float


class SyllableModel:
    """Counts of several collections as one model. Each collection has a weight: how often it is counted."""

    def __init__(self, parts: Sequence[tuple[SyllableCounts, float]]) -> None:
        self._parts = [_Part(counts, counts.table, weight) for counts, weight in parts if counts.total]
        self._total = sum(part.counts.total * part.weight for part in self._parts) + 1

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
        steps = self._steps([Column((BORDER,), (0.0,)), *columns])
        scores, choices = np.zeros(1), np.zeros((1, 1), np.intp)
        before: _Step | None = None
        for step in steps:
            probabilities = self._probabilities(before, step, choices)
            further = scores[:, None] + np.log(probabilities) - step.costs
            flat = further.ravel()
            best = np.argpartition(-flat, BEAM)[:BEAM] if len(flat) > BEAM else np.arange(len(flat))
            rows, chosen = np.divmod(best, further.shape[1])
            before = step
            scores, choices = flat[best], np.concatenate([choices[rows], chosen[:, None]], axis=1)
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        order = np.argsort(-scores, kind="stable")[:count]
        return [Sequenced(tuple(choices[one, 1:].tolist()), float(odds[one])) for one in order]

    def _probabilities(self, before: "_Step | None", step: "_Step", choices: NDArray[np.intp]) -> Weights:
        """How likely each form is behind each unfinished sequence: (sequences, forms)."""
        last = choices[:, -1]
        paired = step.paired[last]
        if before is None:
            return paired
        first = choices[:, -2]
        threes = np.zeros(paired.shape)
        for part, pairs, ids in zip(self._parts, before.pairs, step.ids, strict=True):
            triples = (pairs[first, last][:, None] << SHIFT) + ids
            threes += part.weight * part.table.discounted_triples[part.table.places_of_triples(triples)]
        free, every = before.freed[first, last], before.counts[first, last]
        together: Weights = (threes + free[:, None] * paired) / every[:, None]
        return together

    def _steps(self, columns: Sequence[Column]) -> list["_Step"]:
        """What is known of every two neighbouring columns."""
        borders = np.cumsum([0, *(len(column.forms) for column in columns)])
        found = [_look_up(part, columns, borders) for part in self._parts]
        singles, freed = _NEVER_SEEN[:2, None] + sum(one.singles for one in found)
        cells = _NEVER_SEEN[2:, None] + sum(one.cells for one in found)
        steps, first = [], 0
        for place, (start, middle, end) in enumerate(zip(borders, borders[1:], borders[2:], strict=False)):
            before, behind = slice(start, middle), slice(middle, end)
            last = first + (middle - start) * (end - middle)
            twos, counts, freed_of_pairs = cells[:, first:last].reshape(3, middle - start, end - middle)
            followers = singles[before] - _UNSEEN + _NEW_FOLLOWERS
            paired = (twos + freed[before][:, None] * singles[behind] / self._total) / followers[:, None]
            ids, pairs = [one.ids[place + 1] for one in found], [one.pairs[place] for one in found]
            steps.append(_Step(ids, pairs, paired, counts, freed_of_pairs, np.array(columns[place + 1].costs)))
            first = last
        return steps


@dataclass(frozen=True, slots=True)
class _Found:
    """What one part knows of the forms of all columns: their ids by column, the pairs of every two neighbouring ones.

    `singles` are counts and freed counts of all forms behind one another; `cells` discounted counts, counts and freed
    counts of all pairs behind one another.
    """

    ids: Sequence[Numbers]
    pairs: Sequence[Numbers]
    singles: Weights
    cells: Weights


def _look_up(part: _Part, columns: Sequence[Column], borders: Numbers) -> _Found:
    """All pairs at once: a look-up for every column would take twice the time."""
    table, unknown = part.table, len(part.counts.syllables)
    numbers = np.array([part.counts.ids.get(form, unknown) for column in columns for form in column.forms], np.int64)
    ids = [numbers[first:last] for first, last in pairwise(borders)]
    pairs = [(one[:, None] << SHIFT) + other for one, other in pairwise(ids)]
    places = table.places_of_pairs(np.concatenate([np.empty(0, np.int64), *map(np.ravel, pairs)]))
    singles = np.stack([table.counts[numbers], table.freed[numbers]])
    cells = np.stack([table.discounted_pairs[places], table.pair_counts[places], table.freed_of_pairs[places]])
    return _Found(ids, pairs, part.weight * singles, part.weight * cells)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one column to the next: matrices of (forms before, forms), `ids` and `pairs` for each part.

    `paired` is the probability by pairs; `counts` and `freed` are those of each pair, as the context of what follows.
    """

    ids: Sequence[Numbers]
    pairs: Sequence[Numbers]
    paired: Weights
    counts: Weights
    freed: Weights
    costs: Weights

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

from qa.text.syllable_counts import BORDER, SHIFT, Numbers, SyllableCounts, Weights

# How many unfinished sequences are kept. With 32 as many syllables are right, with 8 0.1 point fewer.
BEAM = 16

# A share for syllables and followers never seen anywhere, in counts.
_UNSEEN = 0.5
_NEW_FOLLOWERS = 5.0


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


class SyllableModel:
    """Counts of several collections as one model. Each collection has a weight: how often it is counted."""

    def __init__(self, parts: Sequence[tuple[SyllableCounts, float]]) -> None:
        self._parts = [(counts, weight) for counts, weight in parts if counts.total]
        self._known = [(counts.ids, counts.counts, weight) for counts, weight in self._parts]
        self._total = sum(counts.total * weight for counts, weight in self._parts) + 1

    def frequency(self, syllable: str) -> float:
        """How often a syllable is counted in all."""
        frequency = 0.0
        for ids, counts, weight in self._known:  # a plain loop: it is asked of hundreds of slips that are no word
            number = ids.get(syllable)
            if number is not None:
                frequency += weight * float(counts[number])
        return frequency

    def forms(self, folded: str) -> list[str]:
        """The syllables of any collection that are written so without their accents."""
        return list(dict.fromkeys(form for counts, _ in self._parts for form in counts.forms(folded)))

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
        for (counts, weight), pairs, ids in zip(self._parts, before.pairs, step.ids, strict=True):
            triples = (pairs[first, last][:, None] << SHIFT) + ids
            threes += weight * counts.table.discounted_triples[counts.table.places_of_triples(triples)]
        free, every = before.freed[first, last], before.counts[first, last]
        together: Weights = (threes + free[:, None] * paired) / every[:, None]
        return together

    def _steps(self, columns: Sequence[Column]) -> list["_Step"]:
        """All that is known of every two neighbouring columns, looked up at once.

        `starts` tells where a column's forms begin among all, `grid` where the cells of a column and the next do.
        """
        sizes = np.array([len(column.forms) for column in columns])
        starts = np.concatenate([[0], np.cumsum(sizes)])
        grid = np.concatenate([[0], np.cumsum(sizes[:-1] * sizes[1:])])
        single, freed = np.full(starts[-1], _UNSEEN), np.full(starts[-1], _NEW_FOLLOWERS)
        twos, every, free = np.zeros(grid[-1]), np.full(grid[-1], _NEW_FOLLOWERS), np.full(grid[-1], _NEW_FOLLOWERS)
        of_parts = []
        for counts, weight in self._parts:
            table, unknown = counts.table, len(counts.syllables)
            ids = np.array([counts.ids.get(form, unknown) for column in columns for form in column.forms], np.int64)
            own = [ids[first:last] for first, last in pairwise(starts)]
            pairs = [(one[:, None] << SHIFT) + other for one, other in pairwise(own)]
            places = table.places_of_pairs(np.concatenate([np.empty(0, np.int64), *map(np.ravel, pairs)]))
            single += weight * table.counts[ids]
            freed += weight * table.freed[ids]
            twos += weight * table.discounted_pairs[places]
            every += weight * table.pair_counts[places]
            free += weight * table.freed_of_pairs[places]
            of_parts.append((own, pairs))
        steps = []
        for place in range(len(columns) - 1):
            before, behind = (slice(starts[one], starts[one + 1]) for one in (place, place + 1))
            cells, shape = slice(grid[place], grid[place + 1]), (sizes[place], sizes[place + 1])
            alone = single[behind] / self._total
            followers = single[before] - _UNSEEN + _NEW_FOLLOWERS
            paired = (twos[cells].reshape(shape) + freed[before][:, None] * alone) / followers[:, None]
            steps.append(
                _Step(
                    [own[place + 1] for own, _ in of_parts],
                    [pairs[place] for _, pairs in of_parts],
                    paired,
                    every[cells].reshape(shape),
                    free[cells].reshape(shape),
                    np.array(columns[place + 1].costs),
                )
            )
        return steps


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

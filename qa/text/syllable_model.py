"""Which sequence of syllables is likeliest?

A trigram model by absolute discounting (Ney, Essen and Kneser 1994): triples fall back on pairs and these on single
syllables. The counts of several collections are added up when a question is asked, so a library may change without
anything being counted again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Part:
    counts: SyllableCounts
    weight: float


class SyllableModel:
    """Counts of several collections as one model. Each collection has a weight: how often it is counted."""

    def __init__(self, parts: Sequence[tuple[SyllableCounts, float]]) -> None:
        self._parts = [_Part(counts, weight) for counts, weight in parts if counts.total]
        self._total = sum(part.counts.total * part.weight for part in self._parts) + 1

    def frequency(self, syllable: str) -> float:
        """How often a syllable is counted in all."""
        return sum(part.counts.of(syllable) * part.weight for part in self._parts)

    def forms(self, folded: str) -> list[str]:
        """The syllables of any collection that are written so without their accents."""
        return list(dict.fromkeys(form for part in self._parts for form in part.counts.forms(folded)))

    def likeliest(self, columns: Sequence[Column], count: int = 1) -> list[Sequenced]:
        """Up to `count` sequences, the likeliest first."""
        beam = _Beam.empty([part.counts.ids.get(BORDER, -1) for part in self._parts])
        for column in columns:
            beam = self._further(beam, column)
        order = np.argsort(-beam.scores, kind="stable")[:count]
        odds = np.exp(beam.scores - beam.scores.max())
        probabilities = odds / odds.sum()
        return [Sequenced(tuple(beam.choices[one].tolist()), float(probabilities[one])) for one in order]

    def _further(self, beam: "_Beam", column: Column) -> "_Beam":
        ids = [_ids(part.counts, column.forms) for part in self._parts]
        scores = beam.scores[:, None] + np.log(self._probabilities(beam, ids)) - np.array(column.costs)
        flat = scores.ravel()
        best = np.argpartition(-flat, BEAM)[:BEAM] if len(flat) > BEAM else np.arange(len(flat))
        rows, chosen = np.divmod(best, len(column.forms))
        return _Beam(
            flat[best],
            np.column_stack([beam.choices[rows], chosen]),
            [last[rows] for last in beam.last],
            [own[chosen] for own in ids],
        )

    def _probabilities(self, beam: "_Beam", ids: Sequence[Numbers]) -> Weights:
        """(sequences of the beam, forms)."""
        shape = len(beam.scores), len(ids[0]) if ids else 1
        single = np.full(shape[1], _UNSEEN)
        twos, threes = np.zeros(shape), np.zeros(shape)
        all_one, free_one, all_two, free_two = (np.full(shape[0], _NEW_FOLLOWERS) for _ in range(4))
        for part, before, last, own in zip(self._parts, beam.before, beam.last, ids, strict=True):
            counts, weight = part.counts, part.weight
            single += weight * _at(counts.counts, own)
            all_one += weight * _at(counts.counts, last)
            free_one += weight * _at(counts.freed, last)
            pairs = _behind(last[:, None], own)
            twos += weight * _at(counts.discounted_pairs, _find(counts.pairs, pairs))
            places = _find(counts.pairs, _behind(before, last))
            all_two += weight * _at(counts.pair_counts, places)
            free_two += weight * _at(counts.freed_of_pairs, places)
            triples = np.where(pairs < 0, -1, _behind(np.where(places < 0, -1, _behind(before, last))[:, None], own))
            threes += weight * _at(counts.discounted_triples, _find(counts.triples, triples))
        alone = single / self._total
        paired = (twos + free_one[:, None] * alone) / all_one[:, None]
        together: Weights = (threes + free_two[:, None] * paired) / all_two[:, None]
        return together


@dataclass(frozen=True, slots=True)
class _Beam:
    """Unfinished sequences: the log-probability of each, its choices, and its last two syllables' ids in each part."""

    scores: Weights
    choices: NDArray[np.intp]
    before: Sequence[Numbers]
    last: Sequence[Numbers]

    @classmethod
    def empty(cls, borders: Sequence[int]) -> "_Beam":
        starts = [np.array([border]) for border in borders]
        return cls(np.zeros(1), np.empty((1, 0), np.intp), [np.array([-1]) for _ in borders], starts)


def _ids(counts: SyllableCounts, forms: Sequence[str]) -> Numbers:
    return np.array([counts.ids.get(form, -1) for form in forms], np.int64)


def _behind(before: Numbers, syllable: Numbers) -> Numbers:
    """The pair or triple of both; -1 where either is unknown."""
    gram: Numbers = np.where((before < 0) | (syllable < 0), -1, (before << SHIFT) + syllable)
    return gram


def _find(ordered: Numbers, wanted: Numbers) -> Numbers:
    """Where these stand; -1 where they do not."""
    if not len(ordered):
        return np.full(wanted.shape, -1)
    places = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    found: Numbers = np.where(ordered[places] == wanted, places, -1)
    return found


def _at(values: NDArray[np.int64] | Weights, places: Numbers) -> Weights:
    """The values at these places, 0 at -1."""
    if not len(values):
        return np.zeros(places.shape)
    taken: Weights = np.where(places < 0, 0.0, values[places])
    return taken

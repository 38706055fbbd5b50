"""How is a ranking scored, and how are many summed up?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

# How deep MRR and nDCG look: a page of results.
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Where the right results of one question stand in its ranking, counted from 0 and rising, and how many right ones
    there are to be found at all.
    """

    ranks: tuple[int, ...]
    total: int

    @property
    def first(self) -> int | None:
        """The rank of the first right result; None where none was found."""
        return self.ranks[0] if self.ranks else None


class RankMeasures(NamedTuple):
    """Of one question, or means over those that have an answer; each between 0 and 1."""

    hit_at_1: float
    hit_at_5: float
    mrr_at_10: float
    ndcg_at_10: float


def score(found: Found) -> RankMeasures:
    """The measures of one question."""
    rank = found.first
    if rank is None:
        return RankMeasures(0.0, 0.0, 0.0, 0.0)
    reciprocal = 1 / (rank + 1) if rank < DEPTH else 0.0
    return RankMeasures(float(rank < 1), float(rank < 5), reciprocal, ndcg(found))


def ndcg(found: Found, depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of binary relevance (Järvelin and Kekäläinen 2002), as trec_eval's
    `ndcg_cut` and ranx have it: a right result at rank r, from 0, gains 1 / log2(r + 2), given as a share of what the
    ideal order of all right ones would gain. 0 where there is nothing to be found.
    """
    ideal = sum(1 / log2(rank + 2) for rank in range(min(found.total, depth)))
    return sum(1 / log2(rank + 2) for rank in found.ranks if rank < depth) / ideal if ideal else 0.0


def scores(found: Sequence[Found]) -> FloatArray:
    """The measures of every question: (questions, measures), in the order of `RankMeasures`."""
    return np.array([score(one) for one in found], np.float64).reshape(len(found), len(RankMeasures._fields))


def mean_scores(of_questions: FloatArray) -> RankMeasures:
    """Means over the questions; 0 for none."""
    return RankMeasures(*of_questions.mean(axis=0).tolist()) if len(of_questions) else score(Found((), 0))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of `values` that at least `share` of them do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

"""How is a list of hits summed up?"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RankMeasures:
    """Shares between 0 and 1 over the questions that have an answer."""

    hit_at_1: float
    hit_at_5: float
    mrr_at_10: float


def rank_measures(first_right: Sequence[int | None]) -> RankMeasures:
    """From the rank of each question's first right result, counted from 0; None where none was right."""
    total = len(first_right) or 1
    ranks = [rank for rank in first_right if rank is not None]
    return RankMeasures(
        sum(rank < 1 for rank in ranks) / total,
        sum(rank < 5 for rank in ranks) / total,
        sum(1 / (rank + 1) for rank in ranks if rank < 10) / total,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of `values` that at least `share` of them do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

"""Where was it most wrong?"""

from collections.abc import Sequence

from qa.evaluation.outcomes import Outcome


def worst_misses(outcomes: Sequence[Outcome], most: int) -> list[Outcome]:
    """Up to `most` questions whose first sentence is wrong: the surest first, and of equally sure ones those whose
    right sentence stands deepest, not found at all before any.

    A question without an answer is missed where it was answered.
    """
    missed = [one for one in outcomes if not one.correct and (one.answerable or not one.abstained)]
    return sorted(missed, key=_worst_first)[:most]


def _worst_first(outcome: Outcome) -> tuple[float, float]:
    rank = outcome.sentences.first
    return -outcome.confidence, float("-inf") if rank is None else -rank

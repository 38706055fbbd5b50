"""Does one threshold keep its promise on every kind of questions?"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.evaluation.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The figures of the questions of one file, as shares; None where there is nothing to take a share of.

    `hit_at_1` of those with an answer; `right_answered` of those whose first sentence is right, which were answered;
    `precision` of those that were answered, which rightly; `refused` of those without an answer, which were not.
    """

    kind: str
    questions: int
    hit_at_1: float | None
    right_answered: float | None
    precision: float | None
    refused: float | None


def kind_figures(kind: str, outcomes: Sequence[Outcome]) -> KindFigures:
    """The figures of all outcomes of one kind."""
    right = [one for one in outcomes if one.correct]
    return KindFigures(
        kind,
        len(outcomes),
        hit_at_1=_share([one.correct for one in outcomes if one.answerable]),
        right_answered=_share([not one.abstained for one in right]),
        precision=_share([one.correct for one in outcomes if not one.abstained]),
        refused=_share([one.abstained for one in outcomes if not one.answerable]),
    )


def least_precise(kinds: Sequence[KindFigures]) -> KindFigures | None:
    """The kind on which the fewest of the answers are right; None where nothing was answered."""
    answered = [(one.precision, index) for index, one in enumerate(kinds) if one.precision is not None]
    return kinds[min(answered)[1]] if answered else None


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None

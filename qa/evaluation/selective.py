"""If only the surest were answered, how many would be wrong?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# What a table shows of the curve.
COVERAGES = tuple(tenth / 10 for tenth in range(1, 11))


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """With this threshold the share `coverage` of the questions is answered, and the share `risk` of these wrongly."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The risk–coverage curve (El-Yaniv and Wiener 2010): a point for every threshold that makes a difference, coverage
    rising to 1. `aurc` is the area below it (Geifman and El-Yaniv 2017): the mean risk over all coverages, 0 the best.
    """

    points: tuple[CoveragePoint, ...]
    aurc: float

    def at(self, coverage: float) -> CoveragePoint | None:
        """The point of the highest threshold that answers at least this share; None where nothing was asked."""
        return next((point for point in self.points if point.coverage >= coverage - 1e-9), None)


def risk_coverage(confidences: Sequence[float], correct: Sequence[bool]) -> RiskCoverage:
    """Of the first sentences' confidences and whether each was right; one for a question without an answer never is.

    Equal confidences are answered together, for no threshold parts them.
    """
    if not confidences:
        return RiskCoverage((), 0.0)
    claimed = np.asarray(confidences, np.float64)
    order = np.argsort(-claimed, kind="stable")
    ordered, wrong = claimed[order], ~np.asarray(correct, bool)[order]
    counts = np.arange(1, len(claimed) + 1)
    last = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True))
    risks = np.cumsum(wrong)[last] / counts[last]
    columns = ordered[last].tolist(), (counts[last] / len(claimed)).tolist(), risks.tolist()
    points = tuple(CoveragePoint(*one) for one in zip(*columns, strict=True))
    return RiskCoverage(points, float(risks @ np.diff(counts[last], prepend=0)) / len(claimed))

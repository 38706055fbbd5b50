"""Which confidence threshold reaches a target precision?"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

# The default target. On viquad1_dev, which is unseen, it refuses 93% of off-topic questions, withholds 7 of 100 right
# answers, and 77 of 100 given answers are right; 0.85 refuses 97% and withholds 17.
TARGET_PRECISION = 0.8


@dataclass(frozen=True, slots=True)
class PrecisionCurve:
    """If only first answers with a confidence of at least `thresholds[i]` are given, a share of `precisions[i]` of them
    is right. Both rise, and are between 0 and 1.
    """

    precisions: tuple[float, ...]
    thresholds: tuple[float, ...]

    @classmethod
    def load(cls, path: Path) -> "PrecisionCurve":
        """Reads what `save` wrote."""
        kept = json.loads(path.read_text("utf-8"))
        return cls(tuple(kept["precisions"]), tuple(kept["thresholds"]))

    @classmethod
    def strictest(cls, curves: Sequence["PrecisionCurve"]) -> "PrecisionCurve":
        """The highest of the thresholds at each precision, of those curves that reach it: so that the precision holds
        for every kind of questions and not for a mean of kinds. At least one curve.
        """
        steps = sorted({step for curve in curves for step in curve.precisions})
        highest = (max(curve.threshold(step) for curve in curves if curve.highest >= step) for step in steps)
        return cls(tuple(steps), tuple(accumulate(highest, max)))

    def save(self, path: Path) -> None:
        """Writes it to one file."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @property
    def highest(self) -> float:
        """The highest precision of any threshold."""
        return self.precisions[-1]

    def threshold(self, precision: float) -> float:
        """The lowest threshold that reaches this precision, by linear interpolation.

        Raises:
            ValueError: the precision is above `highest`.
        """
        if precision > self.highest:
            raise ValueError(f"no threshold reaches a precision of {precision}, the highest is {self.highest}")
        return float(np.interp(precision, self.precisions, self.thresholds))


# For a confidence without a measured curve, taken as calibrated: of answers with a probability of at least 0.7, a share
# of at least 0.7 is right.
UNMEASURED_CURVE = PrecisionCurve((0.0, 1.0), (0.0, 1.0))

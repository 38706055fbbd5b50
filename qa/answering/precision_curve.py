"""How confident must an answer be, if so many of those given are to be right?"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

# Where nothing else is set. On viquad1_dev, which nothing has learned from, it refuses 93% of questions
# on other subjects, withholds 7 of 100 right answers, and 77 of 100 given are right; 0.85 refuses 97% and withholds 17.
TARGET_PRECISION = 0.8


@dataclass(frozen=True, slots=True)
class PrecisionCurve:
    """Where only first answers with a confidence of `thresholds[i]` or more are given, `precisions[i]` of them are
    right; both rise, and are shares from 0 to 1.
    """

    precisions: tuple[float, ...]
    thresholds: tuple[float, ...]

    @classmethod
    def load(cls, path: Path) -> "PrecisionCurve":
        """Reads what `save` wrote."""
        kept = json.loads(path.read_text("utf-8"))
        return cls(tuple(kept["precisions"]), tuple(kept["thresholds"]))

    def save(self, path: Path) -> None:
        """Writes it to one file."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @property
    def highest(self) -> float:
        """The greatest precision that any threshold reaches."""
        return self.precisions[-1]

    def threshold(self, precision: float) -> float:
        """The least that reaches this precision, between two of the curve by the line between them.

        Raises:
            ValueError: it is beyond `highest`.
        """
        if precision > self.highest:
            raise ValueError(f"no threshold reaches a precision of {precision}, the highest is {self.highest}")
        return float(np.interp(precision, self.precisions, self.thresholds))


# Of a calibrated confidence that nobody has measured: of answers with a probability of 0.7 or more, 0.7 are right at
# least.
UNMEASURED_CURVE = PrecisionCurve((0.0, 1.0), (0.0, 1.0))

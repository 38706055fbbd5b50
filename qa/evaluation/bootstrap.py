"""How far would a mean over questions move if other questions of the kind had been asked?"""

from dataclasses import dataclass

import numpy as np

from qa.evaluation.measures import FloatArray

LEVEL = 0.95

# Efron and Tibshirani 1993 ask for 1,000 and more; twice as many moves an end by under a tenth of the interval's width.
RESAMPLES = 2_000

# The same questions have the same interval every time.
SEED = 20_221_106

# At once: with 10,000 questions and four measures about 30 MB.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float


def intervals(of_questions: FloatArray) -> tuple[Interval, ...]:
    """The 95% percentile interval (Efron 1979) for the mean of each column of (questions, columns).

    All columns are resampled by the same questions. A mean over fewer than two questions says nothing about its spread,
    and is its own interval.
    """
    if len(of_questions) < 2:
        return tuple(Interval(mean, mean) for mean in of_questions.sum(axis=0).tolist())
    from scipy.stats import bootstrap  # noqa: PLC0415 - takes a second, which `--help` need not wait for

    drawn = bootstrap(
        (of_questions.T,),
        np.mean,
        axis=-1,
        vectorized=True,
        method="percentile",
        confidence_level=LEVEL,
        n_resamples=RESAMPLES,
        batch=_BATCH,
        rng=SEED,
    ).confidence_interval
    return tuple(Interval(low, high) for low, high in zip(drawn.low.tolist(), drawn.high.tolist(), strict=True))

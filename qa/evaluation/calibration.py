"""Do confidences mean what they say: is a sentence given with 0.7 right seven times of ten?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.evaluation.bootstrap import LEVEL, RESAMPLES, SEED, Interval
from qa.evaluation.measures import FloatArray

# Guo et al. 2017, and most who report an ECE since: figures of other widths cannot be compared.
BINS = 15
_EDGES = np.linspace(0, 1, BINS + 1)

# Draws at once: with 10,000 questions 8 MB.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers with a confidence from `low` to `high`: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well confidences are calibrated, over all questions; errors from 0, the best, to 1.

    `bins` are those of equal width with something in them, rising. `ece` is the expected calibration error over them,
    `adaptive_ece` the same over as many bins of equal count (Nguyen and O'Connor 2015), which an empty region of
    confidences does not distort. `brier` is the mean squared error (Brier 1950).

    `ece_if_true` is where `ece` would lie, 95 times of 100, if every confidence were the true probability: over few
    questions far from 0, for in each bin some are right by luck.
    """

    bins: tuple[Bin, ...]
    ece: float
    adaptive_ece: float
    brier: float
    ece_if_true: Interval


def calibration(confidences: Sequence[float], correct: Sequence[bool]) -> Calibration:
    """Of the first sentences' confidences, from 0 to 1, and whether each was right."""
    claimed, right = np.asarray(confidences, np.float64), np.asarray(correct, np.float64)
    bins = _equal_widths(claimed, right)
    order = np.argsort(claimed, kind="stable")
    parts = [part for part in np.array_split(order, BINS) if len(part)]
    even = tuple(_bin(claimed[part].min(), claimed[part].max(), claimed[part], right[part]) for part in parts)
    brier = float(np.mean((claimed - right) ** 2)) if len(claimed) else 0.0
    return Calibration(bins, expected_error(bins), expected_error(even), brier, _error_if_true(claimed))


def expected_error(bins: Sequence[Bin]) -> float:
    """The mean distance of accuracy from confidence, each bin as heavy as what is in it (Naeini et al. 2015)."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.accuracy - one.confidence) for one in bins) / total if total else 0.0


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """How likely a positive has a higher score than a negative, ties counting half; None without one of each."""
    if len(set(positive)) < 2:
        return None
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415 - takes a second, which `--help` need not wait for

    return float(roc_auc_score(positive, scores))


def _error_if_true(confidences: FloatArray) -> Interval:
    """The expected calibration error where chance decides by the confidences themselves which answers are right
    (consistency resampling, Bröcker and Smith 2007).
    """
    if not len(confidences):
        return Interval(0, 0)
    random, membership = np.random.default_rng(SEED), np.eye(BINS)[_bin_numbers(confidences)]
    errors = []
    for _ in range(RESAMPLES // _BATCH):
        right = random.random((_BATCH, len(confidences))) < confidences
        errors.append(np.abs((right - confidences) @ membership).sum(axis=1) / len(confidences))
    low, high = np.quantile(np.concatenate(errors), [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    return Interval(low, high)


def _bin_numbers(confidences: FloatArray) -> NDArray[np.int64]:
    """The bin of each among those of equal width, which hold their upper edge, and the first its lower one too."""
    return np.clip(np.searchsorted(_EDGES, confidences, side="left") - 1, 0, BINS - 1)


def _equal_widths(confidences: FloatArray, right: FloatArray) -> tuple[Bin, ...]:
    numbers = _bin_numbers(confidences)
    return tuple(
        _bin(_EDGES[number], _EDGES[number + 1], confidences[numbers == number], right[numbers == number])
        for number in np.unique(numbers)
    )


def _bin(low: float, high: float, confidences: FloatArray, right: FloatArray) -> Bin:
    return Bin(float(low), float(high), len(confidences), float(confidences.mean()), float(right.mean()))

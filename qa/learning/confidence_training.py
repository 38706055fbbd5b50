"""How does a confidence learn how often answers are right?"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from qa.answering.confidence import margins
from qa.answering.precision_curve import UNMEASURED_CURVE, PrecisionCurve
from qa.answering.trained_confidence import ON_TOPIC_ODDS, TrainedConfidence, confidence_features
from qa.learning.boosting import fit_probability, stacked
from qa.learning.training_examples import TrainingExample, folds
from qa.ranking.columns import Columns
from qa.ranking.trees import Trees

# The second and third answers are shown as well, and trusted by the same trees. Learned from the first alone, these
# gave the second of viquad1_dev 0.34 where 0.13 of them are right.
SHOWN = 3

# More learn the 3,400 questions by heart: 400 and 250 rounds move no figure for the better.
SUBJECT_ROUNDS, ANSWER_ROUNDS = 200, 150

# Where nineteen of twenty are right, that share is known to 2.5 points among so many, and to 4 among a hundred.
FEWEST = 300

# A lesson, and the score of each of its candidates.
Scored = tuple[TrainingExample, FloatArray]


def fit_confidence(
    ours: Sequence[Scored], theirs: Sequence[Scored], model: str, seed: int, count: int
) -> TrainedConfidence:
    """The confidence that is right as often as it says of the first by the scores of `ours`, which must be out of fold;
    `theirs` are questions that a library says nothing about, about as many. Its curve is out of `count` folds. `model`
    and `seed` as in `fit`.
    """
    told, strange = _out_of_fold(ours, theirs, model, seed, count)
    curve = fit_curve(told, [bool(example.right[scores.argmax()]) for example, scores in ours], strange)
    subject, answer = _trees(ours, theirs, model, seed)
    return TrainedConfidence(subject, answer, curve)


def fit_curve(ours: Sequence[float], right: Sequence[bool], theirs: Sequence[float]) -> PrecisionCurve:
    """The curve, in steps of a hundredth, over confidences of first answers: `ours` to what the documents speak of, and
    whether each is `right`; `theirs` to what they do not, of which it counts one for each `ON_TOPIC_ODDS` of ours.
    """
    thresholds = np.unique([0.0, *ours])
    told = _reaching(ours, thresholds)
    hits = _reaching([one for one, is_right in zip(ours, right, strict=True) if is_right], thresholds)
    strange = _reaching(theirs, thresholds) * (len(ours) / ON_TOPIC_ODDS / max(len(theirs), 1))
    precisions = np.where(told >= min(FEWEST, len(ours)), hits / np.maximum(told + strange, 1), 0)
    steps = [step / 100 for step in range(int(100 * precisions[0]) + 1, int(100 * precisions.max()) + 1)]
    least = [round(float(thresholds[np.argmax(precisions >= step)]), 4) for step in steps]
    return PrecisionCurve((round(float(precisions[0]), 4), *steps), (0.0, *least))


def _reaching(confidences: Sequence[float], thresholds: FloatArray) -> NDArray[np.int64]:
    """How many of the confidences reach each threshold."""
    return len(confidences) - np.searchsorted(np.sort(confidences), thresholds, side="left")


def _out_of_fold(
    ours: Sequence[Scored], theirs: Sequence[Scored], model: str, seed: int, count: int
) -> tuple[list[float], list[float]]:
    """The confidence in the first answer to each, by trees that have seen no lesson on its topic, or not this one of
    the strange.
    """
    told, strange = np.zeros(len(ours)), np.zeros(len(theirs))
    strange_folds = np.array_split(np.random.default_rng(seed).permutation(len(theirs)), count)
    for part, off_topic_part in zip(folds([example for example, _ in ours], count, seed), strange_folds, strict=True):
        subject, answer = _trees(_without(ours, part), _without(theirs, off_topic_part), model, seed)
        unseen = TrainedConfidence(subject, answer, UNMEASURED_CURVE)
        told[part] = [float(unseen.of(one)[0]) for one in _signs([ours[place] for place in part], 1)]
        strange[off_topic_part] = [
            float(unseen.of(one)[0]) for one in _signs([theirs[place] for place in off_topic_part], 1)
        ]
    return told.tolist(), strange.tolist()


def _without(scored: Sequence[Scored], places: NDArray[np.int64]) -> list[Scored]:
    return [scored[place] for place in np.setdiff1d(np.arange(len(scored)), places)]


def _trees(ours: Sequence[Scored], theirs: Sequence[Scored], model: str, seed: int) -> tuple[Trees, Trees]:
    """Those of the subject and those of the answer."""
    asked, strange = list(_signs(ours, 1)), list(_signs(theirs, 1))
    spoken_of = np.repeat([True, False], [len(asked), len(strange)])
    subject = fit_probability(stacked([*asked, *strange]), spoken_of, model, SUBJECT_ROUNDS, seed)
    right = np.concatenate([example.right[_best(scores, SHOWN)] for example, scores in ours])
    return subject, fit_probability(stacked(list(_signs(ours, SHOWN))), right, model, ANSWER_ROUNDS, seed)


def _signs(scored: Sequence[Scored], count: int) -> Iterator[Columns]:
    """The signs of the best of each lesson, as many as `count`."""
    for example, scores in scored:
        best = _best(scores, count + 1)  # one more, for by how much the first is ahead
        yield confidence_features(example.columns, best[:count], margins(scores[best].tolist())[:count])


def _best(scores: FloatArray, count: int) -> list[int]:
    best: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return best

"""How does a confidence learn how often answers are right?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

# The second and third answers are shown as well, and get their confidence from the same trees. Learned from the first
# alone, these gave the second of viquad1_dev 0.34 where 0.13 of them are right.
SHOWN = 3

# More overfit the 3,400 questions: 400 and 250 rounds move no figure for the better.
SUBJECT_ROUNDS, ANSWER_ROUNDS = 200, 150

# Where nineteen of twenty are right, that share is known to 2.5 points among so many, and to 4 among a hundred.
FEWEST = 300

# An example, and the score of each of its candidates.
Scored = tuple[TrainingExample, FloatArray]


@dataclass(frozen=True, slots=True)
class FittedConfidence:
    """The trees of the subject and of the answer; and the confidence in the first answer to each question, by trees
    that have not seen it.
    """

    subject: Trees
    answer: Trees
    on_topic: list[float]
    off_topic: list[float]


def fit_confidence(
    on_topic: Sequence[Scored], off_topic: Sequence[Scored], *, model: str, seed: int, count: int
) -> FittedConfidence:
    """The confidence that is right as often as it says of the first by the scores of `on_topic`, which must be out of
    fold; `off_topic` are questions whose answers a library does not hold, about as many. `count` folds; `model` and
    `seed` as in `fit`.
    """
    on_topic_confidences, off_topic_confidences = _out_of_fold(on_topic, off_topic, model, seed, count)
    return FittedConfidence(*_trees(on_topic, off_topic, model, seed), on_topic_confidences, off_topic_confidences)


def is_first_right(scored: Scored) -> bool:
    """Whether the candidate with the highest score is right."""
    example, scores = scored
    return bool(example.right[scores.argmax()])


def fit_curve(on_topic: Sequence[float], right: Sequence[bool], off_topic: Sequence[float]) -> PrecisionCurve:
    """The curve, in steps of a hundredth, over confidences of first answers: `on_topic` to questions whose subject the
    documents hold, and whether each is `right`; `off_topic` to others, of which it counts one for each `ON_TOPIC_ODDS`
    of the former.
    """
    thresholds = np.unique([0.0, *on_topic])
    answered = _reaching(on_topic, thresholds)
    hits = _reaching([one for one, is_right in zip(on_topic, right, strict=True) if is_right], thresholds)
    astray = _reaching(off_topic, thresholds) * (len(on_topic) / ON_TOPIC_ODDS / max(len(off_topic), 1))
    precisions = np.where(answered >= min(FEWEST, len(on_topic)), hits / np.maximum(answered + astray, 1), 0)
    steps = [step / 100 for step in range(int(100 * precisions[0]) + 1, int(100 * precisions.max()) + 1)]
    least = [round(float(thresholds[np.argmax(precisions >= step)]), 4) for step in steps]
    return PrecisionCurve((round(float(precisions[0]), 4), *steps), (0.0, *least))


def _reaching(confidences: Sequence[float], thresholds: FloatArray) -> NDArray[np.int64]:
    """How many of the confidences reach each threshold."""
    return len(confidences) - np.searchsorted(np.sort(confidences), thresholds, side="left")


def _out_of_fold(
    on_topic: Sequence[Scored], off_topic: Sequence[Scored], model: str, seed: int, count: int
) -> tuple[list[float], list[float]]:
    """The confidence in the first answer to each, by trees that have seen no example on its topic, or not this
    off-topic one.
    """
    on_topic_confidences, off_topic_confidences = np.zeros(len(on_topic)), np.zeros(len(off_topic))
    on_topic_folds = folds([example for example, _ in on_topic], count, seed)
    off_topic_folds = np.array_split(np.random.default_rng(seed).permutation(len(off_topic)), count)
    for part, off_topic_part in zip(on_topic_folds, off_topic_folds, strict=True):
        subject, answer = _trees(_without(on_topic, part), _without(off_topic, off_topic_part), model, seed)
        unseen = TrainedConfidence(subject, answer, UNMEASURED_CURVE)
        on_topic_confidences[part] = _of_first(unseen, on_topic, part)
        off_topic_confidences[off_topic_part] = _of_first(unseen, off_topic, off_topic_part)
    return on_topic_confidences.tolist(), off_topic_confidences.tolist()


def _of_first(confidence: TrainedConfidence, scored: Sequence[Scored], part: NDArray[np.int64]) -> list[float]:
    """The confidence in the first answer to each of a part."""
    return [float(confidence.of(features)[0]) for features in _features([scored[index] for index in part], 1)]


def _without(scored: Sequence[Scored], part: NDArray[np.int64]) -> list[Scored]:
    return [scored[index] for index in np.setdiff1d(np.arange(len(scored)), part)]


def _trees(on_topic: Sequence[Scored], off_topic: Sequence[Scored], model: str, seed: int) -> tuple[Trees, Trees]:
    """Those of the subject and those of the answer."""
    first_on, first_off = list(_features(on_topic, 1)), list(_features(off_topic, 1))
    is_on_topic = np.repeat([True, False], [len(first_on), len(first_off)])
    subject = fit_probability(stacked([*first_on, *first_off]), is_on_topic, model, SUBJECT_ROUNDS, seed)
    right = np.concatenate([example.right[_best(scores, SHOWN)] for example, scores in on_topic])
    return subject, fit_probability(stacked(list(_features(on_topic, SHOWN))), right, model, ANSWER_ROUNDS, seed)


def _features(scored: Sequence[Scored], count: int) -> Iterator[Columns]:
    """The features of the best of each example, as many as `count`."""
    for example, scores in scored:
        best = _best(scores, count + 1)  # one more, for by how much the first is ahead
        yield confidence_features(example.columns, best[:count], margins(scores[best].tolist())[:count])


def _best(scores: FloatArray, count: int) -> list[int]:
    best: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return best

"""How does a confidence learn how often answers are right?"""

from collections.abc import Iterator, Sequence

import numpy as np

from embeddings.encoder import FloatArray
from qa.answering.confidence import margins
from qa.answering.trained_confidence import TrainedConfidence, signs
from qa.learning.boosting import fit_probability, stacked
from qa.learning.lessons import Lesson
from qa.ranking.columns import Columns

# The second and third answers are shown as well, and trusted by the same trees. Learned from the first alone, these
# gave the second of viquad1_dev 0.34 where 0.13 of them are right.
SHOWN = 3

# More learn the 3,400 questions by heart: 400 and 250 rounds move no figure for the better.
SUBJECT_ROUNDS, ANSWER_ROUNDS = 200, 150

# A lesson, and the score of each of its candidates.
Scored = tuple[Lesson, FloatArray]


def fit_confidence(ours: Sequence[Scored], theirs: Sequence[Scored], model: str, seed: int) -> TrainedConfidence:
    """The confidence that is right as often as it says of the first by the scores of `ours`, which must be out of fold;
    `theirs` are questions that a library says nothing about, about as many. `model` and `seed` as in `fit`.
    """
    asked, strange = list(_signs(ours, 1)), list(_signs(theirs, 1))
    spoken_of = np.repeat([True, False], [len(asked), len(strange)])
    subject = fit_probability(stacked([*asked, *strange]), spoken_of, model, SUBJECT_ROUNDS, seed)
    right = np.concatenate([lesson.right[_best(scores, SHOWN)] for lesson, scores in ours])
    answer = fit_probability(stacked(list(_signs(ours, SHOWN))), right, model, ANSWER_ROUNDS, seed)
    return TrainedConfidence(subject, answer)


def _signs(scored: Sequence[Scored], count: int) -> Iterator[Columns]:
    """The signs of the best of each lesson, as many as `count`."""
    for lesson, scores in scored:
        best = _best(scores, count + 1)  # one more, for by how much the first is ahead
        yield signs(lesson.columns, best[:count], margins(scores[best].tolist())[:count])


def _best(scores: FloatArray, count: int) -> list[int]:
    best: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return best

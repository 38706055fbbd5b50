"""How does a confidence learn how often first answers are right?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from qa.answering.confidence import Confidence
from qa.learning.lessons import Lesson

# Questions on other subjects are easy to make in any number; a library gets some, and mostly others.
OFF_TOPIC_WEIGHT = 0.25


def fit_confidence(
    lessons: Sequence[Lesson],
    scores: Sequence[FloatArray],
    strangers: Sequence[Lesson],
    their_scores: Sequence[FloatArray],
) -> Confidence:
    """The confidence that is right as often as it says, of the first by `scores` in each lesson; those of `strangers`,
    questions that the library does not answer, are never right.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - half a second, for who fits only

    rows = np.concatenate([signs_of_first(lessons, scores), signs_of_first(strangers, their_scores)])
    right = [bool(lesson.right[score.argmax()]) for lesson, score in zip(lessons, scores, strict=True)]
    weights = np.repeat([1.0, OFF_TOPIC_WEIGHT], [len(lessons), len(strangers)])
    # C is the inverse of a penalty that a thousand questions on four numbers do not need.
    fitted = LogisticRegression(C=1e4, max_iter=1_000).fit(rows, [*right, *[False] * len(strangers)], weights)
    cosine, coverage, margin = fitted.coef_[0].tolist()
    return Confidence(float(fitted.intercept_[0]), cosine, coverage, margin)


def signs_of_first(lessons: Sequence[Lesson], scores: Sequence[FloatArray]) -> NDArray[np.float64]:
    """The signs of the first of each lesson: (lessons, 3), in the order of `Signs`."""
    rows = []
    for lesson, score in zip(lessons, scores, strict=True):
        best, *others = np.argsort(-score, kind="stable")[:2].tolist()
        margin = float(score[best] - score[others[0]]) if others else 0.0
        rows.append([float(lesson.columns[name][best]) for name in ("sentence_cosine", "covered_titled")] + [margin])
    return np.array(rows)

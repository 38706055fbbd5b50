"""What is there to learn from one question?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.answering.answerer import Answerer
from qa.evaluation.outcomes import RightSentences
from qa.evaluation.question_file import GoldQuestion
from qa.ranking.columns import Columns
from qa.ranking.features import evidence
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Contest
from qa.ranking.trained import shortlisted


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question's shortlist: `positions` in the library, the evidence for each, and which of them are `right`. `topic`
    is the title of the article that was asked about; all lessons on one article go to the same fold.
    """

    topic: str
    positions: Positions
    columns: Columns
    right: NDArray[np.bool_]


def lessons(answerer: Answerer, questions: Sequence[GoldQuestion]) -> Iterator[Lesson]:
    """The lessons of the questions that have an answer, in order, from a library that holds their contexts."""
    known = None
    for gold in questions:
        contest = answerer.contest(gold.question)
        if known is None or known.snapshot is not contest.snapshot:
            known = RightSentences(contest.snapshot)
        right = known.of(gold)
        if right:
            yield _lesson(contest, contest.snapshot.units.document(right[0]).heading, right)


def off_topic(answerer: Answerer, questions: Sequence[GoldQuestion]) -> list[Lesson]:
    """The lessons of questions that a library knows nothing about."""
    return [_lesson(answerer.contest(gold.question), "", ()) for gold in questions]


def _lesson(contest: Contest, topic: str, right: Sequence[int]) -> Lesson:
    fused = FusionRanker().scores(contest.candidates)
    choices, _ = shortlisted(fused)
    positions = contest.candidates.positions[choices]
    return Lesson(topic, positions, evidence(contest, choices, fused), np.isin(positions, right))


def hit_at_1(all_lessons: Sequence[Lesson], scores: Sequence[FloatArray]) -> float:
    """The share of lessons in which a right sentence has the highest score."""
    right = [bool(lesson.right[score.argmax()]) for lesson, score in zip(all_lessons, scores, strict=True)]
    return float(np.mean(right))


def folds(all_lessons: Sequence[Lesson], count: int, seed: int) -> list[NDArray[np.int64]]:
    """The places of the lessons in `count` parts of about the same number of topics; no topic is in two."""
    topics = sorted({lesson.topic for lesson in all_lessons})
    order = np.random.default_rng(seed).permutation(len(topics))
    part = {topics[topic]: place % count for place, topic in enumerate(order.tolist())}
    parts = np.array([part[lesson.topic] for lesson in all_lessons])
    return [np.flatnonzero(parts == number) for number in range(count)]

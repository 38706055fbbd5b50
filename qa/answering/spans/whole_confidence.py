"""How likely is each answer right, if some are more than a sentence?

At most one sentence is the best answer, so that the probability of a whole is the sum of those of its sentences.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qa.answering.confidence import Confidence, Shown, margins
from qa.answering.spans.answer_slice import AnswerSlice
from qa.answering.spans.distinct_answers import DistinctAnswer
from qa.answering.stages import Ranking
from qa.retrieval.indexed_sentence import IndexedSentence

# How many sentences that ranked best are added up: beyond them, many that are all improbable would add up too.
_ADDED = 8

# Of a sum; the probabilities of the sentences are estimates that need not add up to 1.
_MOST = 0.95


def confidences_of(
    ranking: Ranking, found: Sequence[DistinctAnswer], count: int, confidence: Confidence, threshold: float
) -> tuple[Sequence[DistinctAnswer], list[float]]:
    """The first `count` answers of `found`, which may have one more, and their confidences.

    If the first does not reach the threshold, a whole that does is shown instead: the list around it, or another of the
    answers, which then comes first.
    """
    # One more than is shown, for by how much the first is ahead.
    ahead = margins([ranking.scores[one.rank] for one in found])
    found = list(found[:count])
    if not found:
        return found, []
    others = [rank for rank in range(min(_ADDED, len(ranking.order))) if all(rank != one.rank for one in found)]
    behind = [ranking.scores[rank] - ranking.scores[found[0].rank] for rank in others]
    shown = [
        Shown(ranking.order[rank], margin)
        for rank, margin in zip([*(one.rank for one in found), *others], [*ahead[: len(found)], *behind], strict=True)
    ]
    probabilities = confidence(ranking.ranking_input, ranking.ranked, shown)
    fetched = ranking.view.sentences(np.array(list(map(ranking.position, others)), np.int64))
    sentences = [*(one.best for one in found), *fetched]
    each = list(zip(sentences, probabilities, strict=True))
    first = found[0].slice
    if first.around is not None and probabilities[0] < threshold <= _sum_of(first.around, each, probabilities[0]):
        found[0] = replace(found[0], slice=first.around)
    own = zip(found, probabilities, strict=False)
    confidences = [_sum_of(one.slice, each, probability) for one, probability in own]
    first_whole = next(
        (index for index, one in enumerate(found) if one.slice.is_whole and confidences[index] >= threshold), 0
    )
    if confidences[0] < threshold:
        found.insert(0, found.pop(first_whole))
        confidences.insert(0, confidences.pop(first_whole))
    return found, confidences


def _sum_of(shown: AnswerSlice, each: Sequence[tuple[IndexedSentence, float]], own: float) -> float:
    """The probability of an answer, whose best sentence has the probability `own`."""
    if not shown.is_asked_for:
        return own
    total = sum(probability for sentence, probability in each if shown.covers(sentence))
    return max(own, min(total, _MOST))

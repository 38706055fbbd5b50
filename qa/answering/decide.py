"""Which sentences are shown as answers, and is the first confident enough to be given?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from qa.answering.answer_span import answer_span
from qa.answering.confidence import Confidence
from qa.answering.deduplication import deduplicated
from qa.answering.recency.newest_first import newest_first
from qa.answering.spans.answer_slice import AnswerSlice
from qa.answering.spans.asked_for import AskedFor
from qa.answering.spans.distinct_answers import DistinctAnswer, distinct_answers
from qa.answering.spans.whole_confidence import confidences_of
from qa.answering.stages import ChosenAnswer, Decision, Ranking
from qa.questions.messages.question_signs import asks_now

# Below this confidence a near sentence is not worth showing. Where 1,359 questions of viquad1_dev and
# uit_seminar_wiki, and half as many on other subjects (of xquad_vi), got no answer, 1 in 100 of those below was right
# and 2 in 100 stood in the right passage (of 2,014), from here on 18 and 33 (of 317). So 88 of 100 questions on other
# subjects show none; of 72 others among whose three the right sentence was, 56 still show it (with 0.05: 78 and 64).
NEAREST_FROM = 0.1


@dataclass(frozen=True, slots=True)
class Decide:
    """Takes the best of a ranking, without duplicates, each with its confidence. If `sentences` is 2, the first may
    include an adjacent sentence. If none is confident enough, those below `nearest_from` are left out.
    """

    confidence: Confidence
    threshold: float
    sentences: int = 1
    nearest_from: float = NEAREST_FROM

    def __call__(self, ranking: Ranking) -> Decision:
        """Up to `top_k` answers, and whether the confidence in the first reaches the threshold."""
        top_k = ranking.asked.top_k
        distinct = list(islice(_distinct(ranking), top_k + 1))
        found, confidences = confidences_of(ranking, distinct, top_k, self.confidence, self.threshold)
        chosen = tuple(self._chosen(ranking, found, confidences))
        confident = bool(chosen) and chosen[0].confidence >= self.threshold
        if asks_now(ranking.question.text):
            chosen = newest_first(chosen, ranking)
        if not confident:
            chosen = tuple(one for one in chosen if one.confidence >= self.nearest_from)
        return Decision(ranking, chosen, confident, tuple(one.best for one in found))

    def _chosen(
        self, ranking: Ranking, found: Sequence[DistinctAnswer], confidences: Sequence[float]
    ) -> Iterator[ChosenAnswer]:
        """The first answer with its adjacent sentence, which is then not an answer of its own."""
        first: AnswerSlice | None = None
        # Scores fall, also where a whole answer has come before a sentence with a higher one.
        scores = list(accumulate([ranking.scores[one.rank] for one in reversed(found)], max))[::-1]
        for one, score, confidence in zip(found, scores, confidences, strict=True):
            if first is not None and one.best in first:
                continue
            shown = one.slice if first is not None else self._with_neighbour(ranking, one)
            first = first or shown
            span = ranking.ranked.spans.get(ranking.order[one.rank]) if _is_ranked(ranking, one) else None
            yield ChosenAnswer(shown, one.others, score, confidence, one.best, span)

    def _with_neighbour(self, ranking: Ranking, one: DistinctAnswer) -> AnswerSlice:
        """The first answer. A duplicate of the top-ranked sentence, or more than a sentence, is shown alone."""
        is_sentence = not one.slice.is_whole and one.slice.first == one.slice.last
        if self.sentences == 1 or not _is_ranked(ranking, one) or not is_sentence:
            return one.slice
        shortlist = frozenset(ranking.ranked.shortlist.tolist())
        scores = {
            ranking.position(other): ranking.scores[other]
            for other, choice in enumerate(ranking.order)
            if choice in shortlist
        }
        first, last = answer_span(ranking.view, one.best, scores)
        return replace(one.slice, first=first, last=last)


def _is_ranked(ranking: Ranking, one: DistinctAnswer) -> bool:
    """Whether it is the sentence that was ranked, and not a duplicate of it."""
    return one.best.position == ranking.position(one.rank)


def _distinct(ranking: Ranking) -> Iterator[DistinctAnswer]:
    """The answers of a ranking, each as long as it must be."""
    positions = list(map(ranking.position, range(len(ranking.order))))
    groups = deduplicated(ranking.view, positions, ranking.asked.wanted)
    asked = AskedFor(ranking.question)
    return distinct_answers(ranking.view, ((rank, positions[rank], group) for rank, group in groups), asked)

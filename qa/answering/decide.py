"""Which sentences are shown as answers, and is the first confident enough to be given?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.answering.answer_span import answer_span
from qa.answering.confidence import Confidence, Shown, margins
from qa.answering.deduplication import DuplicateGroup, deduplicated
from qa.answering.stages import ChosenAnswer, Decision, Ranking

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
        positions = (ranking.position(rank) for rank in range(len(ranking.order)))
        groups = list(islice(deduplicated(ranking.view, positions, ranking.asked.wanted), top_k + 1))
        # One more than is shown, for by how much the first is ahead.
        ahead = margins([ranking.scores[rank] for rank, _ in groups])
        groups = groups[:top_k]
        shown = [Shown(ranking.order[rank], margin) for (rank, _), margin in zip(groups, ahead, strict=False)]
        confidences = self.confidence(ranking.ranking_input, ranking.ranked, shown)
        chosen = tuple(self._chosen(ranking, groups, confidences))
        confident = bool(chosen) and chosen[0].confidence >= self.threshold
        if not confident:
            chosen = tuple(one for one in chosen if one.confidence >= self.nearest_from)
        return Decision(ranking, chosen, confident, tuple(group.best for _, group in groups))

    def _chosen(
        self, ranking: Ranking, groups: Sequence[tuple[int, DuplicateGroup]], confidences: Sequence[float]
    ) -> Iterator[ChosenAnswer]:
        """The first answer with its adjacent sentence, which is then not an answer of its own."""
        shown = range(0)
        for (rank, group), confidence in zip(groups, confidences, strict=True):
            if group.best in shown:
                continue
            first, last = (group.best, group.best) if shown else self._span(ranking, rank, group)
            shown = shown or range(first, last + 1)
            span = ranking.ranked.spans.get(ranking.order[rank]) if group.best == ranking.position(rank) else None
            yield ChosenAnswer(first, last, group.others, ranking.scores[rank], confidence, group.best, span)

    def _span(self, ranking: Ranking, rank: int, group: DuplicateGroup) -> tuple[int, int]:
        """The first and last position of the first answer. A duplicate of the top-ranked sentence is shown alone."""
        if self.sentences == 1 or ranking.position(rank) != group.best:
            return group.best, group.best
        shortlist = frozenset(ranking.ranked.shortlist.tolist())
        scores = {
            ranking.position(other): ranking.scores[other]
            for other, choice in enumerate(ranking.order)
            if choice in shortlist
        }
        return answer_span(ranking.view, group.best, scores)

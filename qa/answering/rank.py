"""How are the candidates ranked?"""

from dataclasses import dataclass

from qa.answering.stages import Ranking, RetrievedCandidates
from qa.ranking.follow_up_adjustment import follow_up_adjustment
from qa.ranking.ranker import Ranker


@dataclass(frozen=True, slots=True)
class Rank:
    """Scores the candidates, adjusts the scores if the question is a follow-up, and orders them."""

    ranker: Ranker

    def __call__(self, retrieved: RetrievedCandidates) -> Ranking:
        """All candidates, the best first. Equal scores are in the order of the library, so that the same question gets
        the same answer.
        """
        asked, ranking_input = retrieved.asked, retrieved.ranking_input
        ranked = self.ranker.rank(ranking_input)
        adjustment = follow_up_adjustment(ranking_input, asked.turns[-1]) if ranking_input.question.is_follow_up else 0
        scores = (ranked.scores + adjustment).tolist()
        numbers = [
            document.version.number for document in ranking_input.view.documents(ranking_input.candidates.positions)
        ]
        order = sorted(range(len(scores)), key=lambda choice: (-scores[choice], numbers[choice]))
        return Ranking(asked, ranking_input, ranked, tuple(order), tuple(scores[choice] for choice in order))

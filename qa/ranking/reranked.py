"""Which candidate answers best, by a model that reads question and sentence together?"""

import numpy as np

from embeddings.reranker import Reranker
from embeddings.vector_index import Positions
from qa.ranking.ranker import Ranked, Ranker, RankingInput

# The right sentence is among so many of the trained ranker's best for 97.7% of viquad1_dev's questions; each further
# one takes time.
REREAD = 20


class RerankedRanker:
    """A first ranker selects, and a reranker orders the best of its ranking (Nogueira and Cho 2019)."""

    def __init__(self, first: Ranker, reranker: Reranker) -> None:
        self._first = first
        self._reranker = reranker

    def rank(self, ranking_input: RankingInput) -> Ranked:
        """The reranker's scores for the best by the first ranker; all others rank below, in its order."""
        ranked = self._first.rank(ranking_input)
        order = np.argsort(-ranked.scores, kind="stable")
        reread, others = order[:REREAD], order[REREAD:]
        if len(reread) == 0:
            return ranked
        scores = np.empty_like(ranked.scores)
        scores[reread] = self._reranker.scores(ranking_input.question.text, _texts(ranking_input, reread))
        scores[others] = scores[reread].min() - 1 + ranked.scores[others] - ranked.scores[reread[-1]]
        return Ranked(scores, np.empty(0, np.int64), {})  # the features of the first say nothing of these scores


def _texts(ranking_input: RankingInput, choices: Positions) -> list[str]:
    """The sentences with the document's title and the nearest heading in front, as for the encoder."""
    sentences = ranking_input.view.sentences(ranking_input.candidates.positions[choices])
    return [sentence.titled_text.strip() for sentence in sentences]

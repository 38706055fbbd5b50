"""Which candidate answers best, by a model trained on questions with known answers?"""

from functools import cache
from pathlib import Path

import numpy as np

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.ranking.features import ranking_features
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Ranked, RankingInput
from qa.ranking.trees import Trees

# The right sentence is among so many of the best by fusion for 99% of viquad1_dev's questions; more would take time.
SHORTLIST = 50

PATH = Path(__file__).with_name("trees.npz")


@cache
def shipped_trees() -> Trees:
    """The trees that come with the program."""
    return Trees.load(PATH)


class TrainedRanker:
    """Fusion selects a shortlist, and trees rerank it by all features (LambdaMART, Burges 2010)."""

    def __init__(self, trees: Trees | None = None) -> None:
        self._fusion = FusionRanker()
        self._trees = trees or shipped_trees()

    def rank(self, ranking_input: RankingInput) -> Ranked:
        """The trees' scores for the shortlist; all others rank below, in the order of fusion."""
        fused = self._fusion.scores(ranking_input.candidates)
        shortlist, others = shortlisted(fused)
        if len(shortlist) == 0:
            return Ranked(fused, shortlist, {})
        columns = ranking_features(ranking_input, shortlist, fused)
        scores = np.empty_like(fused)
        scores[shortlist] = self._trees(columns)
        scores[others] = scores[shortlist].min() - 1 + fused[others] - fused[shortlist[-1]]
        return Ranked(scores, shortlist, columns)


def shortlisted(fused: FloatArray) -> tuple[Positions, Positions]:
    """The indexes of the best by fusion, the best first, and of all others."""
    best = np.argsort(-fused, kind="stable")
    return best[:SHORTLIST], best[SHORTLIST:]

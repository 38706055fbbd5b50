"""What did the search find in each candidate, compared with the others and with its neighbours?"""

import numpy as np

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.ranking.columns import Columns, below_best, ranks
from qa.ranking.fusion import standardised
from qa.ranking.ranker import RankingInput
from qa.retrieval.neighbours import neighbours

# What the cosine of a sentence that is not there counts as, below the best: as little as hardly any has.
_NO_NEIGHBOUR = -0.3


def search_features(ranking_input: RankingInput, choices: Positions, fused: FloatArray) -> Columns:
    """Scores of either side and of both, each as it is, below the best one, in deviations, and by rank. `fused` are
    those of the choices.
    """
    candidates = ranking_input.candidates
    # By the most that a text could reach, so that long questions compare with short ones.
    most = sum(ranking_input.weights.values()) or 1.0
    kinds = {
        "sentence_cosine": candidates.sentence_cosines[choices],
        "passage_cosine": candidates.passage_cosines[choices],
        "sentence_bm25": candidates.sentence_bm25[choices] / most,
        "passage_bm25": candidates.passage_bm25[choices] / most,
        "fused": fused,
    }
    columns = dict(kinds)
    for name, values in kinds.items():
        columns[f"{name}_below"] = below_best(values)
        columns[f"{name}_spread"] = standardised(values)
        columns[f"{name}_rank"] = ranks(values)
    return columns | _beside(ranking_input, candidates.positions[choices], kinds["sentence_cosine"])


def _beside(ranking_input: RankingInput, positions: Positions, own: FloatArray) -> Columns:
    """The cosines of the sentences before and behind in the same passage, below the best candidate and each candidate's
    own above them.
    """
    columns: Columns = {}
    for name, places in zip(("before", "behind"), neighbours(ranking_input.snapshot.units, positions), strict=True):
        there = places >= 0
        cosines = ranking_input.snapshot.sentence_vectors.cosines(ranking_input.vector, np.maximum(places, 0))
        columns[f"cosine_{name}"] = np.where(there, cosines - own.max(), _NO_NEIGHBOUR).astype(np.float32)
        columns[f"cosine_over_{name}"] = np.where(there, own - cosines, 0).astype(np.float32)
    return columns

"""What did the search find in each candidate, compared with the others and with its neighbours?"""

from collections.abc import Sequence

import numpy as np

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.ranking.columns import Columns, below_best, ranks
from qa.ranking.fusion import standardised
from qa.ranking.ranker import RankingInput
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.search_engine import NO_SENTENCE

# The value for a missing neighbour, as a cosine below the best: lower than nearly all.
_NO_NEIGHBOUR = -0.3


def search_features(
    ranking_input: RankingInput, choices: Positions, sentences: Sequence[IndexedSentence], fused: FloatArray
) -> Columns:
    """The dense, lexical and fused scores, each as it is, relative to the best, standardised, and as a rank. `choices`
    are indexes of candidates, `sentences` and `fused` their sentences and fused scores.
    """
    candidates = ranking_input.candidates
    # Divided by the highest possible score, so that long questions compare with short ones.
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
    return columns | _neighbour_features(ranking_input, sentences, kinds["sentence_cosine"])


def _neighbour_features(ranking_input: RankingInput, sentences: Sequence[IndexedSentence], own: FloatArray) -> Columns:
    """The cosines of the sentences before and after in the same passage, relative to the best candidate, and the
    candidate's own relative to theirs.
    """
    columns: Columns = {}
    positions = np.array([sentence.position for sentence in sentences])
    index = np.array([sentence.index for sentence in sentences])
    last = np.array([len(sentence.passage) - 1 for sentence in sentences])
    for name, there, step in (("before", index > 0, -1), ("behind", index < last, 1)):
        cosines = ranking_input.view.cosines(ranking_input.vector, np.where(there, positions + step, NO_SENTENCE))
        columns[f"cosine_{name}"] = np.where(there, cosines - own.max(), _NO_NEIGHBOUR).astype(np.float32)
        columns[f"cosine_over_{name}"] = np.where(there, own - cosines, 0).astype(np.float32)
    return columns

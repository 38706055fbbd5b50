"""Which features does a candidate have for ranking?

Most are relative: to the best candidate, to the question's own words, to the other sentences of the passage. So a
ranker trained on some subjects works on others, and does not depend on the size of the library.
"""

import numpy as np

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.questions.answer_types import AnswerType
from qa.ranking.columns import Columns, below_best, over_others_of
from qa.ranking.fusion import standardised
from qa.ranking.lexical_features import lexical_features
from qa.ranking.position_features import position_features
from qa.ranking.ranker import RankingInput
from qa.ranking.search_features import search_features

_TYPES = tuple(AnswerType)

# Features that are also compared with the other candidates, and with those of the same passage.
_COMPARED = ("covered", "covered_titled", "pairs", "covered_passage", "precision")
_COMPARED_IN_PASSAGE = ("sentence_cosine", "sentence_bm25", "covered", "pairs")


def ranking_features(ranking_input: RankingInput, choices: Positions, fused: FloatArray) -> Columns:
    """Named columns with one value for each of `choices`, which are indexes of candidates, at least one. `fused` are
    the scores of all candidates by fusion.
    """
    sentences = ranking_input.view.sentences(ranking_input.candidates.positions[choices])
    passages = np.array([sentence.passage.number for sentence in sentences])
    columns = search_features(ranking_input, choices, sentences, fused[choices])
    columns |= lexical_features(ranking_input, sentences)
    columns |= position_features(sentences)
    for name in _COMPARED_IN_PASSAGE:
        columns[f"{name}_over_passage"] = over_others_of(passages, columns[name])
    for name in _COMPARED:
        columns[f"{name}_spread"] = standardised(columns[name])
        columns[f"{name}_below"] = below_best(columns[name])
    columns["asks"] = np.full(len(sentences), _TYPES.index(ranking_input.question.asks), np.float32)
    columns["asked_keys"] = np.full(len(sentences), len(ranking_input.question.keys), np.float32)
    return columns

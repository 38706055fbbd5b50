"""Does each model get the ranking that was made for it?"""

import pytest

from api.wiring import ranking_over
from embeddings.encoder import Encoder
from qa.answering.confidence import FUSED
from qa.answering.trained_confidence import TrainedConfidence
from qa.ranking.fusion import FusionRanker
from qa.ranking.trained import TrainedRanker


@pytest.mark.model
def test_the_built_in_model_is_the_one_that_the_trees_have_learned_from(encoder: Encoder) -> None:
    ranker, confidence = ranking_over(encoder.fingerprint)
    assert isinstance(ranker, TrainedRanker)
    assert isinstance(confidence, TrainedConfidence)


def test_over_another_model_fusion_ranks() -> None:
    ranker, confidence = ranking_over("sentence-transformers:another")
    assert isinstance(ranker, FusionRanker)
    assert confidence == FUSED

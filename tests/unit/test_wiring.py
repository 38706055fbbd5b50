"""Does each model get the ranking that was made for it, and answer only with enough confidence?"""

from pathlib import Path

import pytest
from fakes import HashingEncoder

from api.settings import Settings, SettingsError
from api.wiring import Services, ranking_over
from embeddings.encoder import Encoder
from qa.answering.confidence import FUSION_CONFIDENCE
from qa.answering.precision_curve import TARGET_PRECISION, PrecisionCurve
from qa.answering.trained_confidence import FOLDER, TrainedConfidence
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
    assert confidence == FUSION_CONFIDENCE


def _services(data: Path, **settings: float) -> Services:
    return Services(Settings(data=data, **settings), load_encoder=HashingEncoder)


def test_the_threshold_is_the_one_that_reaches_the_precision_wanted(tmp_path: Path) -> None:
    assert _services(tmp_path).threshold == FUSION_CONFIDENCE.curve.threshold(TARGET_PRECISION)
    assert _services(tmp_path, target_precision=0.7).threshold == 0.149


def test_a_threshold_that_is_set_comes_before_the_precision(tmp_path: Path) -> None:
    assert _services(tmp_path, threshold=0.0, target_precision=0.99).threshold == 0


def test_a_precision_that_is_out_of_reach_is_refused_by_its_variable(tmp_path: Path) -> None:
    services = _services(tmp_path, target_precision=0.99)
    with pytest.raises(SettingsError, match=r"^HOIDAP_TARGET_PRECISION: với mô hình này nhiều nhất là 0\.90"):
        _ = services.answerer


def test_the_curve_of_the_trees_is_read_as_it_was_saved(tmp_path: Path) -> None:
    curve = PrecisionCurve.load(FOLDER / "precision_curve.json")
    curve.save(tmp_path / "curve.json")
    assert (tmp_path / "curve.json").read_bytes() == (FOLDER / "precision_curve.json").read_bytes()
    assert curve.highest >= 0.9

"""Does the confidence see what the ranker saw, and learn how often answers are right?"""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from qa.answering import trained_confidence
from qa.answering.confidence import Shown
from qa.answering.trained_confidence import TrainedConfidence, confidence_features, shipped_confidence
from qa.learning.boosting import fit_probability
from qa.passage_reading import reading_confidence
from qa.ranking.columns import Columns
from qa.ranking.ranker import Ranked, RankingInput
from qa.ranking.trained import shipped_trees


def _columns(count: int, seed: int = 1) -> Columns:
    """Features of a shortlist, as a ranker would give them."""
    random = np.random.default_rng(seed)
    names = {*shipped_trees().names, "sentence_cosine", "passage_cosine", "covered_titled", "covered_passage"}
    return {name: random.uniform(0, 1, count).astype(np.float32) for name in sorted(names)}


@pytest.fixture
def ranked() -> Ranked:
    """Of ten candidates those at positions 7, 2 and 5 were looked at."""
    return Ranked(np.zeros(10, np.float32), np.array([7, 2, 5]), _columns(3))


def _confidences(ranked: Ranked, *shown: Shown) -> list[float]:
    ranking_input: RankingInput = None  # type: ignore[assignment]  # this confidence looks at nothing but the features
    return shipped_confidence()(ranking_input, ranked, shown)


def test_what_was_not_looked_at_is_not_trusted(ranked: Ranked) -> None:
    first, stranger = _confidences(ranked, Shown(2, 1.0), Shown(9, -1.0))
    assert first > 0
    assert stranger == 0
    assert _confidences(ranked, Shown(9, 0.0)) == [0.0]
    assert _confidences(ranked) == []


def test_each_confidence_comes_from_its_own_features(ranked: Ranked) -> None:
    shown = [Shown(5, 0.5), Shown(7, -0.5), Shown(2, -0.7)]
    expected = shipped_confidence().of(confidence_features(ranked.columns, [2, 0, 1], [0.5, -0.5, -0.7]))
    assert _confidences(ranked, *shown) == pytest.approx(expected.tolist())


def test_the_second_is_trusted_no_more_than_the_subject_of_the_first(ranked: Ranked) -> None:
    confidence = shipped_confidence()
    rows = confidence_features(ranked.columns, [1, 0], [0.5, -0.5])
    certain = dataclasses.replace(confidence.answer, values=np.full_like(confidence.answer.values, 100.0))
    subject = TrainedConfidence(confidence.subject, certain, confidence.curve).of(rows)[0]
    assert confidence.of(rows)[1] <= subject + 1e-6


def test_the_features_are_of_the_best_candidate_and_the_shown_one() -> None:
    columns = _columns(4)
    rows = confidence_features(columns, [3], [0.2])
    assert rows["sentence_cosine"][0] == columns["sentence_cosine"][3]
    assert rows["best_sentence_cosine"][0] == columns["sentence_cosine"].max()
    assert rows["margin"][0] == np.float32(0.2)


def test_trees_learn_a_probability() -> None:
    """Of rows with a sign between 0 and 1 that are right as often as the sign says."""
    pytest.importorskip("lightgbm")
    random = np.random.default_rng(3)
    sign = random.uniform(0, 1, 4_000).astype(np.float32)
    columns: Columns = {"margin": sign, "noise": random.normal(size=4_000).astype(np.float32)}
    trees = fit_probability(columns, random.uniform(0, 1, 4_000) < sign, "model:1", 300, 1)
    rows: Columns = {"margin": np.array([0.1, 0.5, 0.9], np.float32), "noise": np.zeros(3, np.float32)}
    probabilities = 1 / (1 + np.exp(-trees(rows)))
    np.testing.assert_allclose(probabilities, [0.1, 0.5, 0.9], atol=0.08)


@pytest.mark.parametrize("folder", [trained_confidence.FOLDER, reading_confidence.FOLDER], ids=["unread", "read"])
def test_what_is_saved_is_what_was_loaded(tmp_path: Path, folder: Path) -> None:
    TrainedConfidence.load(folder).save(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()

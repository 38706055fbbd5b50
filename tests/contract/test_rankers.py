"""What holds of every ranker, whatever it has learned?"""

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest

from qa.answering.answerer import Answerer
from qa.answering.stages import AskedQuestion
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.passage_reading.reading_ranker import ReadingRanker
from qa.ranking.features import ranking_features
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Ranker, RankingInput
from qa.ranking.reranked import REREAD, RerankedRanker
from qa.ranking.trained import SHORTLIST, TrainedRanker
from qa.retrieval.candidates import Candidates
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import RawDocument, Source
from tests.fakes import HashingEncoder, OverlapReader, OverlapReranker

QUESTION = "Ai ký hiệp định hợp tác với Lào năm 1977?"
TEXTS = [
    "Hiệp định hợp tác với Lào được ký năm 1977. Ông Nguyễn Văn Nam đã ký. Lễ ký diễn ra tại Viêng Chăn.",
    "Năm 1977 có nhiều mưa. Hai nước hợp tác về giáo dục, y tế và giao thông.",
    *(f"Đoàn thứ {number} đến Lào. Họ ký {number} văn bản hợp tác. Sau đó họ về nước." for number in range(30)),
]


@pytest.fixture(scope="module")
def ranking_input(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RankingInput]:
    folder = tmp_path_factory.mktemp("thi")
    library = Library.open(folder)
    documents = [RawDocument(f"d{number}", Source(title="Tin"), text) for number, text in enumerate(TEXTS)]
    Ingester(library, HashingEncoder()).ingest(documents)
    yield Answerer(HashingEncoder(), LocalSearchEngine(library, folder / "indexes"), FusionRanker()).ranking_input(
        AskedQuestion(QUESTION)
    )
    library.close()


def _reranked() -> Ranker:
    return RerankedRanker(FusionRanker(), OverlapReranker())


def _reading_where_unsure() -> Ranker:
    return ReadingRanker(TrainedRanker(), OverlapReader())


def _reading() -> Ranker:
    return ReadingRanker(TrainedRanker(), OverlapReader(), mode="always")


@pytest.fixture(params=[FusionRanker, TrainedRanker, _reranked, _reading, _reading_where_unsure])
def ranker(request: pytest.FixtureRequest) -> Ranker:
    made: Ranker = request.param()
    return made


def _some(ranking_input: RankingInput, positions: list[int]) -> RankingInput:
    """The input with some of the candidates only, in the order given."""
    candidates = ranking_input.candidates
    columns = {field.name: getattr(candidates, field.name)[positions] for field in dataclasses.fields(candidates)}
    return dataclasses.replace(ranking_input, candidates=Candidates(**columns))


def test_there_is_one_finite_score_a_candidate(ranker: Ranker, ranking_input: RankingInput) -> None:
    assert len(ranking_input.candidates) > SHORTLIST  # so that some are not on the shortlist
    scores = ranker.rank(ranking_input).scores
    assert scores.shape == (len(ranking_input.candidates),)
    assert np.isfinite(scores).all()


def test_nobody_is_ranked_where_nobody_stands(ranker: Ranker, ranking_input: RankingInput) -> None:
    assert ranker.rank(_some(ranking_input, [])).scores.shape == (0,)


def test_one_alone_is_ranked(ranker: Ranker, ranking_input: RankingInput) -> None:
    assert np.isfinite(ranker.rank(_some(ranking_input, [3])).scores).all()


def test_the_same_input_has_the_same_scores(ranker: Ranker, ranking_input: RankingInput) -> None:
    np.testing.assert_array_equal(ranker.rank(ranking_input).scores, ranker.rank(ranking_input).scores)


def test_the_sentence_that_says_it_all_is_first(ranker: Ranker, ranking_input: RankingInput) -> None:
    best = int(ranking_input.candidates.positions[ranker.rank(ranking_input).scores.argmax()])
    (sentence,) = ranking_input.view.sentences(np.array([best]))
    assert sentence.text == "Hiệp định hợp tác với Lào được ký năm 1977."


def test_who_is_not_on_the_shortlist_stands_below_it_in_the_order_of_fusion(ranking_input: RankingInput) -> None:
    fused, scores = FusionRanker().rank(ranking_input).scores, TrainedRanker().rank(ranking_input).scores
    order = np.argsort(-fused, kind="stable")
    listed, others = order[:SHORTLIST], order[SHORTLIST:]
    assert scores[others].max() < scores[listed].min()
    assert (np.diff(scores[others]) <= 0).all()


def test_a_reranker_orders_what_was_found_first_and_leaves_the_others_behind(ranking_input: RankingInput) -> None:
    fused, scores = FusionRanker().rank(ranking_input).scores, _reranked().rank(ranking_input).scores
    order = np.argsort(-fused, kind="stable")
    assert scores[order[REREAD:]].max() < scores[order[:REREAD]].min()
    assert (np.diff(scores[order[REREAD:]]) <= 0).all()
    sentences = ranking_input.view.sentences(ranking_input.candidates.positions[order[:REREAD]])
    texts = [f"{sentence.passage.context} {sentence.text}" for sentence in sentences]
    np.testing.assert_array_equal(scores[order[:REREAD]], OverlapReranker().scores(ranking_input.question.text, texts))


def test_features_are_what_they_are_called(ranking_input: RankingInput) -> None:
    sentences = ranking_input.view.sentences(ranking_input.candidates.positions)
    columns = ranking_features(
        ranking_input, np.arange(len(sentences)), FusionRanker().scores(ranking_input.candidates)
    )
    assert {len(column) for column in columns.values()} == {len(sentences)}
    assert all(np.isfinite(column).all() for column in columns.values())
    at = {sentence.text: index for index, sentence in enumerate(sentences)}
    whole, name = at["Hiệp định hợp tác với Lào được ký năm 1977."], at["Ông Nguyễn Văn Nam đã ký."]
    assert columns["covered"][whole] > columns["covered"][name]
    assert columns["covered_before"][name] == columns["covered"][whole]
    assert (columns["sign"][name], columns["sign"][whole], columns["sign_before"][name]) == (1, 0, 0)
    assert (columns["leans"][name], columns["place"][name], columns["places_left"][name]) == (1, 1, 1)
    assert columns["covered_titled"].max() <= 1

"""Does the ranking depend on the scores alone?"""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from qa.ranking.fusion import FusionRanker, FusionWeights
from qa.retrieval.candidates import Candidates

# Hundredths, so that the deviation of a column is either nothing or far above what floats leave.
hundredths = st.integers(-100, 100).map(lambda number: number / 100)


@st.composite
def candidates(draw: st.DrawFn) -> Candidates:
    count = draw(st.integers(0, 12))
    column = arrays.arrays(np.float32, count, elements=st.floats(-1, 1, width=32).map(lambda one: round(one, 2)))
    lengths = arrays.arrays(np.float32, count, elements=st.integers(1, 900).map(float))
    return Candidates(
        positions=np.arange(count),
        sentence_cosines=draw(column),
        passage_cosines=draw(column),
        sentence_bm25=draw(column),
        passage_bm25=draw(column),
        lengths=draw(lengths),
    )


COLUMNS = ("sentence_cosines", "passage_cosines", "sentence_bm25", "passage_bm25")


def _changed(candidates: Candidates, **columns: np.ndarray) -> Candidates:
    same = {name: getattr(candidates, name) for name in ("positions", *COLUMNS, "lengths")}
    return Candidates(**(same | columns))


def _close(one: np.ndarray, other: np.ndarray) -> None:
    np.testing.assert_allclose(one, other, atol=2e-3)


@given(candidates(), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(given_: Candidates, random: object) -> None:
    order = list(range(len(given_)))
    random.shuffle(order)  # type: ignore[attr-defined]
    columns = {name: getattr(given_, name)[order] for name in (*COLUMNS, "lengths")}
    _close(FusionRanker().scores(_changed(given_, **columns)), FusionRanker().scores(given_)[order])


@given(candidates(), st.sampled_from(COLUMNS), hundredths, st.sampled_from([0.5, 2, 10]))
def test_neither_zero_nor_unit_of_a_score_matters(given_: Candidates, name: str, shift: float, scale: float) -> None:
    column = (getattr(given_, name) * scale + shift).astype(np.float32)
    _close(FusionRanker().scores(_changed(given_, **{name: column})), FusionRanker().scores(given_))


@given(candidates(), st.sampled_from(COLUMNS), hundredths)
def test_a_score_that_is_the_same_for_all_changes_nothing(given_: Candidates, name: str, value: float) -> None:
    constant = _changed(given_, **{name: np.full(len(given_), value, np.float32)})
    weight = {"sentence_cosines": "sentence_cosine", "passage_cosines": "passage_cosine"}.get(name, name)
    without = FusionRanker(FusionWeights(**{weight: 0.0}))
    _close(FusionRanker().scores(constant), without.scores(given_))


@given(candidates(), st.data())
def test_a_higher_score_never_lowers_the_rank(given_: Candidates, data: st.DataObject) -> None:
    assume(len(given_) > 1)
    one, other = data.draw(st.permutations(range(len(given_))))[:2]
    columns = {name: getattr(given_, name).copy() for name in (*COLUMNS, "lengths")}
    for column in columns.values():
        column[one] = max(column[one], column[other])
    scores = FusionRanker().scores(_changed(given_, **columns))
    assert scores[one] >= scores[other] - 1e-5


@given(candidates())
def test_there_is_one_number_for_each(given_: Candidates) -> None:
    scores = FusionRanker().scores(given_)
    assert scores.shape == (len(given_),)
    assert np.isfinite(scores).all()

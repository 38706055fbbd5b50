"""Are hits summed up as the field defines it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.measures import percentile, rank_measures


def test_hits_and_reciprocal_ranks_by_hand() -> None:
    measures = rank_measures([0, 1, 4, 5, 9, 10, None, 0])
    assert measures.hit_at_1 == 2 / 8
    assert measures.hit_at_5 == 4 / 8
    assert measures.mrr_at_10 == pytest.approx((1 + 1 / 2 + 1 / 5 + 1 / 6 + 1 / 10 + 1) / 8)


def test_no_questions_have_no_hits() -> None:
    assert rank_measures([]) == rank_measures([None])
    assert percentile([], 0.5) == 0


@given(st.lists(st.none() | st.integers(0, 30), min_size=1))
def test_a_deeper_look_never_finds_less(ranks: list[int | None]) -> None:
    measures = rank_measures(ranks)
    assert 0 <= measures.hit_at_1 <= measures.hit_at_5 <= 1
    assert measures.hit_at_1 <= measures.mrr_at_10 <= 1


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values_and_rises_with_its_share(values: list[float], share: float) -> None:
    assert percentile(values, share) in values
    assert percentile(values, 0) == min(values)
    assert percentile(values, 1) == max(values)
    assert percentile([3, 1, 2], 0.5) == 2

"""Are hits summed up as the field defines it?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.measures import Found, mean_scores, percentile, score, scores


def test_hits_and_reciprocal_ranks_by_hand() -> None:
    firsts = [0, 1, 4, 5, 9, 10, None, 0]
    measures = mean_scores(scores([Found(() if rank is None else (rank,), 1) for rank in firsts]))
    assert measures.hit_at_1 == 2 / 8
    assert measures.hit_at_5 == 4 / 8
    assert measures.mrr_at_10 == pytest.approx((1 + 1 / 2 + 1 / 5 + 1 / 6 + 1 / 10 + 1) / 8)


def test_ndcg_by_hand() -> None:
    """Two of three right ones are found, at ranks two and four."""
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    assert score(Found((1, 3), 3)).ndcg_at_10 == pytest.approx(gained / (1 + 1 / math.log2(3) + 1 / 2))


def test_no_questions_have_no_hits() -> None:
    assert mean_scores(scores([])) == mean_scores(scores([Found((), 1)])) == (0, 0, 0, 0)
    assert percentile([], 0.5) == 0


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values_and_rises_with_its_share(values: list[float], share: float) -> None:
    assert percentile(values, share) in values
    assert percentile(values, 0) == min(values)
    assert percentile(values, 1) == max(values)
    assert percentile([3, 1, 2], 0.5) == 2

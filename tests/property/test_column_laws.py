"""Do columns compare values as they say, whatever the values?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa.ranking.columns import below_best, over_others_of, ranks

VALUES = st.lists(st.integers(-50, 50).map(lambda one: one / 10), min_size=1, max_size=12)


@given(VALUES)
def test_the_best_is_below_nothing(values: list[float]) -> None:
    below = below_best(np.array(values, np.float32))
    assert below.max() == 0
    assert len(below) == len(values)


@given(VALUES)
def test_ranks_count_those_that_stand_before(values: list[float]) -> None:
    for position, rank in enumerate(ranks(np.array(values, np.float32)).tolist()):
        before = sum(one > values[position] for one in values) + values[:position].count(values[position])
        assert rank == before


@given(VALUES, st.data())
def test_each_is_compared_with_the_best_other_of_its_group(values: list[float], data: st.DataObject) -> None:
    groups = data.draw(st.lists(st.integers(0, 3), min_size=len(values), max_size=len(values)))
    over = over_others_of(np.array(groups), np.array(values, np.float32))
    for position, (group, value) in enumerate(zip(groups, values, strict=True)):
        others = [values[one] for one in range(len(values)) if one != position and groups[one] == group]
        wanted = value - max(others) if others else 0.1
        assert abs(over[position] - wanted) < 1e-5

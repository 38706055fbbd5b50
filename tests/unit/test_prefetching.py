"""Is the next one made while this one is worked on, and nothing lost where that fails?"""

import threading
from collections.abc import Iterator

import pytest

from qa.ingesting.prefetching import prefetched


def test_the_same_items_come_in_their_order() -> None:
    assert list(prefetched(range(100))) == list(range(100))
    assert list(prefetched([None, None])) == [None, None]
    assert list(prefetched([])) == []


def test_the_next_is_made_while_this_one_is_worked_on_and_no_more() -> None:
    made = [threading.Event() for _ in range(3)]

    def items() -> Iterator[int]:
        for number, event in enumerate(made):
            event.set()
            yield number

    taken = prefetched(items())
    assert next(taken) == 0
    assert made[1].wait(10)  # while the first is worked on
    assert not made[2].is_set()
    assert list(taken) == [1, 2]


def test_what_comes_before_a_failure_is_not_lost() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("gone")

    taken = prefetched(items())
    assert next(taken) == 1
    with pytest.raises(ValueError, match="gone"):
        next(taken)


def test_who_stops_early_leaves_no_thread() -> None:
    before = threading.active_count()
    taken = prefetched(iter(range(1_000)))
    next(taken)
    taken.close()  # type: ignore[attr-defined]  # it is a generator
    assert threading.active_count() == before

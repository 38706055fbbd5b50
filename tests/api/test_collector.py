"""Is what is loaded kept from the collector, and everything else not?"""

import gc
import weakref
from collections.abc import Iterator

import pytest

from api.http.collector import sparing_what_is_loaded


class Node:
    """One half of a cycle with itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_made_within_is_frozen_as_it_comes_and_at_the_end() -> None:
    before = gc.get_freeze_count()
    with sparing_what_is_loaded():
        made = [[number] for number in range(100_000)]
        while_loading = gc.get_freeze_count()
    assert while_loading - before > len(made) // 2
    assert not {id(one) for one in gc.get_objects()} & {id(one) for one in made}


def test_garbage_within_and_afterwards_is_collected() -> None:
    with sparing_what_is_loaded():
        within = weakref.ref(Node())
    assert within() is None
    afterwards = weakref.ref(Node())
    gc.collect()
    assert afterwards() is None


def test_it_ends_with_the_block_even_where_loading_fails() -> None:
    before = list(gc.callbacks)
    with pytest.raises(ZeroDivisionError), sparing_what_is_loaded():
        raise ZeroDivisionError
    assert gc.callbacks == before

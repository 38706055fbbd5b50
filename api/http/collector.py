"""How is Python's garbage collector kept from examining objects that stay loaded anyway?"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sparing_what_is_loaded() -> Iterator[None]:
    """What is made within the block is not examined by the collector again.

    Libraries and model are 500,000 objects. Examining them again and again made a start a second and a half longer and
    stopped all threads for 0.3 seconds at a time; requests that make many objects, as one that brings 10,000 citations
    does, took twice as long. Cyclic garbage that outlives a collection within the block stays, so do nothing but
    loading in it.
    """
    gc.callbacks.append(_freeze)
    try:
        yield
    finally:
        gc.callbacks.remove(_freeze)
        gc.collect()
        gc.freeze()


def _freeze(phase: str, info: dict[str, int]) -> None:
    # What has outlived one collection only is often garbage by the next.
    if phase == "stop" and info["generation"] > 0:
        gc.freeze()

"""How is the next batch read while this one is encoded?

The encoder computes without the interpreter's lock, so reading and cleaning cost no time of their own beside it.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def prefetched(items: Iterable[Item]) -> Iterator[Item]:
    """The same items; in another thread, the next is made as soon as one is taken, and never more than one.

    What making an item raises is raised in its place. Whoever stops early waits for the one that is being made.
    """
    iterator = iter(items)

    def following() -> tuple[Item, ...]:
        """The next one, or none at the end: StopIteration may not leave another thread."""
        return tuple(islice(iterator, 1))

    with ThreadPoolExecutor(1, thread_name_prefix="reading") as pool:
        future = pool.submit(following)
        while taken := future.result():
            future = pool.submit(following)
            yield from taken

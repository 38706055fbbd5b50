"""Which answer was given to the same question before?

An answer is a function of the library, of how the question is read and of what is asked for beside it; so one that is
kept under all of these is never stale. Two ways of typing that are read alike share it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from qa.answering.stages import InterpretedQuestion
from qa.retrieval.search_engine import SearchView

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Version = tuple[int, object]

# An answer with its citations takes about 10 kB.
CACHE_SIZE = 1_000


class BoundedCache(Generic[Key, Value]):
    """The `size` values used last, all of one version of the library. Safe for threads; what two ask for at once may be
    made twice.
    """

    def __init__(self, size: int = CACHE_SIZE) -> None:
        """Of `size` 0 it keeps nothing."""
        self._size = size
        self._version: Version | None = None
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, version: Version, key: Key, make: Callable[[], Value]) -> Value:
        """The value kept under `key`; where there is none, `make` makes it. What it raises is raised and not kept."""
        with self._lock:
            if self._version != version:
                self._version = version
                self._values.clear()
            elif key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            if self._version == version:
                self._values[key] = value
                if len(self._values) > self._size:
                    self._values.popitem(last=False)
        return value


def version_of(view: SearchView) -> Version:
    """What the view's answers depend on: its generation, and what reads questions, which changes when the words of
    deleted documents are forgotten.
    """
    return view.generation, view.corrector


def answer_key(interpreted: InterpretedQuestion) -> tuple[object, ...]:
    """All that an answer of one `Answerer` depends on beside the view."""
    asked = interpreted.asked
    return interpreted.question, asked.top_k, asked.wanted, asked.turns

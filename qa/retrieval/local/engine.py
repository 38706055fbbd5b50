"""FAISS and BM25 in this process as a search engine."""

from collections.abc import Callable
from pathlib import Path

from qa.library.store import Library
from qa.retrieval.local.compaction import AT_ONCE
from qa.retrieval.local.live_index import LiveIndex
from qa.retrieval.local.view import LocalView


class LocalSearchEngine:
    """A `SearchEngine` over one library. It follows changes by any process."""

    def __init__(
        self,
        library: Library,
        cache_folder: Path,
        on_build: Callable[[], None] = lambda: None,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        """Indexes are kept in `cache_folder` for the next start; `on_build` and `at_once` as in `LiveIndex`."""
        self._index = LiveIndex(library, cache_folder, on_build, at_once=at_once)

    def view(self) -> LocalView:
        """The library's current generation, or the one before while another caller waits for it to be indexed.

        Raises:
            ModelError: the library was changed to another model while this program ran.
        """
        return LocalView(self._index.snapshot())

    def settle(self) -> None:
        """Waits until no segment is being compacted in the background."""
        self._index.settle()

"""Which indexes are searched now, and how do they follow the library?"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from qa.errors import HoidapError, ModelError
from qa.library.read_models.library_state import load_versions
from qa.library.store import Library
from qa.retrieval.local.compaction import AT_ONCE, Refreshed, refresh
from qa.retrieval.local.index_cache import IndexCache
from qa.retrieval.local.snapshot import Snapshot, snapshot_of

log = logging.getLogger(__name__)


class LiveIndex:
    """The snapshot of the library's current generation, whichever process changes it. Thread-safe."""

    def __init__(
        self,
        library: Library,
        cache_folder: Path,
        on_build: Callable[[], None] = lambda: None,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        """`on_build` is called if the first snapshot needs indexes that are not saved. At most `at_once` sentences are
        indexed while a question waits; the rest is left to the background.
        """
        self._library = library
        self._on_build = on_build
        self._cache = IndexCache(cache_folder)
        self._at_once = at_once
        self._snapshot: Snapshot | None = None
        self._refreshing = threading.Lock()
        self._compacting: threading.Thread | None = None

    def snapshot(self) -> Snapshot:
        """The indexes of the library's current generation.

        The first caller after a change indexes it; until then others get the generation before.

        Raises:
            ModelError: the library was changed to another model while this program ran.
        """
        current = self._snapshot
        if current is not None and current.generation == self._library.generation:
            return current
        if not self._refreshing.acquire(blocking=current is None) and current is not None:
            return current
        try:
            if self._snapshot is None:
                self._snapshot = self._started()
            elif self._snapshot.generation != self._library.generation:
                self._snapshot = self._refreshed(self._snapshot)
            return self._snapshot
        finally:
            self._refreshing.release()

    def settle(self) -> None:
        """Waits until no segment is being compacted in the background."""
        if self._compacting is not None:
            self._compacting.join()

    def _started(self) -> Snapshot:
        """From the saved indexes, fully compacted, since no question is waiting yet."""
        identity = self._library.identity
        versions = load_versions(self._library)
        saved = self._cache.load(identity, versions)
        if not {version for segment in saved for version in segment.versions}.issuperset(versions):
            self._on_build()
        refreshed = refresh(self._library, saved, at_once=None)
        if refreshed.segments != tuple(saved):
            self._cache.save(refreshed.segments, identity)
        return _snapshot(refreshed)

    def _refreshed(self, before: Snapshot) -> Snapshot:
        refreshed = refresh(self._library, before.segments, at_once=self._at_once)
        _check_model(before, refreshed)
        if refreshed.needs_compaction and not self._is_compacting():
            self._compacting = threading.Thread(target=self._compact, args=(before,), name="indexes", daemon=True)
            self._compacting.start()
        return _snapshot(refreshed)

    def _is_compacting(self) -> bool:
        return self._compacting is not None and self._compacting.is_alive()

    def _compact(self, before: Snapshot) -> None:
        """Merges small segments beside the live ones, and replaces them with the result."""
        try:
            compacted = refresh(self._library, before.segments, at_once=None)
            self._cache.save(compacted.segments, self._library.identity)
            with self._refreshing:
                refreshed = refresh(self._library, compacted.segments, at_once=self._at_once)
                _check_model(before, refreshed)
                self._snapshot = _snapshot(refreshed)
        except HoidapError as error:  # the next question meets it as well, and says so
            log.warning("The indexes could not be compacted: %s", error)


def _snapshot(refreshed: Refreshed) -> Snapshot:
    return snapshot_of(refreshed.segments, refreshed.state)


def _check_model(before: Snapshot, refreshed: Refreshed) -> None:
    if before.sentence_count and refreshed.state.model != before.model:
        raise ModelError(
            f"Kho tài liệu vừa được mã hoá lại bằng mô hình “{refreshed.state.model}”, còn chương trình này vẫn dùng "
            f"“{before.model}”. Hãy khởi động lại chương trình với mô hình mới."
        )

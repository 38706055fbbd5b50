"""Is everything ready to answer?

The server listens at once; model and indexes come in a thread of their own. Whoever asks meanwhile waits a while, as
one waits for a slow answer, and holds no thread while waiting.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from api.wiring import Services
from qa.errors import HoidapError
from qa.reading import read_path

# In seconds. A start takes about five, fifteen where the model is made first; the page gives up after 30.
PATIENCE = 25.0

log = logging.getLogger(__name__)


class NotReadyError(HoidapError):
    """Asked too early: the model or the indexes are not there yet."""


class _StoppedError(Exception):
    """The server ends before it was ready."""


class Startup:
    """The way of one server from listening to answering."""

    def __init__(
        self,
        services: Services,
        seed: Path | None = None,
        on_failure: Callable[[], None] = lambda: None,
        on_loaded: Callable[[], None] = lambda: None,
    ) -> None:
        """`seed` is taken into an empty library first. `on_failure` is called where it will never be ready, `on_loaded`
        once all is there that lives as long as the process.
        """
        self._services = services
        self._seed = seed
        self._on_failure = on_failure
        self._on_loaded = on_loaded
        self._preparing: asyncio.Future[None] | None = None
        self._on_ready: Callable[[], None] = lambda: None
        self._stopping = False

    def begin(self, on_ready: Callable[[], None] = lambda: None) -> None:
        """Starts preparing; to be called inside the server's event loop, in which `on_ready` is called at its end."""
        self._on_ready = on_ready
        self._preparing = asyncio.get_running_loop().run_in_executor(None, self._prepare)
        self._preparing.add_done_callback(self._ended)

    async def end(self) -> None:
        """Stops preparing where it still goes on, and waits for that."""
        self._stopping = True
        if self._preparing is not None:
            await asyncio.wait([self._preparing])

    async def prepared(self) -> None:
        """Returns once it is ready.

        Raises:
            NotReadyError: that takes longer than anyone would wait.
            HoidapError: what kept it from becoming ready.
        """
        if self._preparing is None:
            raise _not_ready()
        try:
            await asyncio.wait_for(asyncio.shield(self._preparing), PATIENCE)
        except TimeoutError as error:
            raise _not_ready() from error

    def check(self) -> None:
        """Returns if it is ready.

        Raises:
            NotReadyError: not yet.
            HoidapError: what kept it from becoming ready.
        """
        if self._preparing is None or not self._preparing.done():
            raise _not_ready()
        self._preparing.result()

    def failure(self) -> BaseException | None:
        """What kept it from becoming ready; None where nothing did, or it was told to stop."""
        if self._preparing is None or not self._preparing.done():
            return None
        error = self._preparing.exception()
        return None if isinstance(error, _StoppedError) else error

    def _ended(self, _: asyncio.Future[None]) -> None:
        if self.failure() is not None:
            self._on_failure()
        elif not self._stopping:
            self._on_ready()

    def _prepare(self) -> None:
        services = self._services
        if self._seed is not None and not services.library.summaries():
            found = read_path(
                self._seed, services.settings.reading_limits
            )  # before the model: a mistyped path is told at once
            report = services.ingester.ingest(found, progress=lambda _done, _of: self._heed())
            for refused in report.rejected:
                log.warning("%s: %s", refused.where, refused.reason)
        self._heed()
        services.answerer.answer("Đã sẵn sàng chưa?")  # loads all there is; the first question costs three times more
        self._on_loaded()

    def _heed(self) -> None:
        if self._stopping:
            raise _StoppedError


def _not_ready() -> NotReadyError:
    return NotReadyError("Hỏi Đáp đang khởi động: mô hình và chỉ mục chưa nạp xong. Xin thử lại sau vài giây.")

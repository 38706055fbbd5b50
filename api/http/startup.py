"""Is the service ready to answer?

The server listens at once; a thread of its own loads the model and the indexes. A request that comes meanwhile waits
as for a slow answer, and holds no thread while waiting.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from api.messages.rejections import link_out, skipped_summary
from api.start_stages import Stage
from api.wiring import Services
from qa.errors import HoidapError
from qa.reading import Skipped, read_path

# In seconds. A start takes five to ten, fifteen where the model is made first; the page gives up after 30.
PATIENCE = 25.0

log = logging.getLogger(__name__)


class NotReadyError(HoidapError):
    """The model or the indexes are not loaded yet."""


class _StoppedError(Exception):
    """The server stops before it was ready."""


class Startup:
    """The way of one server from listening to answering."""

    def __init__(
        self,
        services: Services,
        seed: Path | None = None,
        *,
        on_failure: Callable[[], None] = lambda: None,
        loading: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`seed` is taken into an empty library first. `on_failure` is called where it will never be ready. All that
        lives as long as the process is loaded within `loading`.
        """
        self._services = services
        self._seed = seed
        self._on_failure = on_failure
        self._loading = loading
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
            raise self._not_ready()
        try:
            await asyncio.wait_for(asyncio.shield(self._preparing), PATIENCE)
        except TimeoutError as error:
            raise self._not_ready() from error

    def check(self) -> None:
        """Returns if it is ready.

        Raises:
            NotReadyError: not yet.
            HoidapError: what kept it from becoming ready.
        """
        if self._preparing is None or not self._preparing.done():
            raise self._not_ready()
        self._preparing.result()

    def failure(self) -> BaseException | None:
        """What kept it from becoming ready; None where nothing did, or it was stopped."""
        if self._preparing is None or not self._preparing.done():
            return None
        error = self._preparing.exception()
        return None if isinstance(error, _StoppedError) else error

    def _ended(self, _: asyncio.Future[None]) -> None:
        if self.failure() is not None:
            self._on_failure()
        elif not self._stopping:
            self._services.stages.enter(Stage.READY)
            self._on_ready()

    def _prepare(self) -> None:
        self._read_seed()
        self._load_model()
        self._load_indexes()

    def _read_seed(self) -> None:
        services, stages = self._services, self._services.stages
        if self._seed is None or services.library.summaries():
            return
        # Before the model: a mistyped path is reported at once.
        found = read_path(self._seed, services.settings.reading_limits, on_skipped=_log_skipped)
        self._load_model()

        def count(done: int, of: int) -> None:
            self._check_stopping()
            stages.count(done, of)

        with stages.during(Stage.READING_SEED):
            report = services.ingester.ingest(found, progress=count)
        for refused in report.rejected:
            log.warning("%s: %s", refused.where, refused.reason)

    def _load_model(self) -> None:
        with self._loading():
            self._services.encoder  # noqa: B018 - made and loaded when it is first asked for
        self._check_stopping()

    def _load_indexes(self) -> None:
        with self._loading():
            answerer = self._services.answerer
            with self._services.stages.during(Stage.LOADING_INDEXES):
                answerer.answer("Đã sẵn sàng chưa?")  # the first question costs three times more than the next

    def _check_stopping(self) -> None:
        if self._stopping:
            raise _StoppedError

    def _not_ready(self) -> NotReadyError:
        step = self._services.stages.step
        doing = str(step) if step else "nạp mô hình và chỉ mục"
        return NotReadyError(f"Hỏi Đáp đang khởi động: {doing}. Xin thử lại sau vài giây.")


def _log_skipped(skipped: Skipped) -> None:
    if summary := skipped_summary(skipped.unread):
        log.warning("%s", summary)
    for path in skipped.outside:
        log.warning("%s", link_out(str(path)))

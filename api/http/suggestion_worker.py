"""When are the suggested questions found? Once the service can answer, and again after every change of the library."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter

from api.wiring import Services
from qa.errors import HoidapError
from qa.suggesting.helpful_questions import helpful_questions
from qa.suggesting.suggested_questions import suggested_questions

# In seconds: how soon a change of the library is noticed, whoever made it.
POLL = 5.0

# How many times as long as it worked it rests, since a library may change all the time: a tenth of a core at most.
REST = 10

# In seconds: after a failure; what keeps the library from being read seldom ends sooner.
PAUSE = 60.0

# In seconds: how long a request waits before the first are found, which takes two to five.
PATIENCE = 10.0

# How many of the newest feedback are read.
_FEEDBACK = 1_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suggested:
    """Questions that the library of this generation answers; none before any were looked for."""

    questions: tuple[str, ...] = ()
    generation: int = 0


class _StoppedError(Exception):
    """The server stops."""


class SuggestionWorker:
    """The thread of a server that finds them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._latest = Suggested()
        self._made = asyncio.Event()
        self._stopping = Event()
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Starts the thread; to be called inside the server's event loop, when the service can answer."""
        if self._stopping.is_set():
            return
        loop = asyncio.get_running_loop()
        self._thread = Thread(target=self._run, args=(loop,), name="suggestions", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stops the thread and waits for that: no longer than one question takes."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    async def latest(self) -> Suggested:
        """The questions found last, which after a change may be those of the generation before. Waits only before the
        first are found, for `PATIENCE` at most.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._made.wait(), PATIENCE)
        return self._latest

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        made: int | None = None
        rest = 0.0
        while not self._stopping.wait(rest):
            rest = POLL
            try:
                if self._services.library.generation == made:
                    continue
                began = perf_counter()
                self._latest = self._found()
                made = self._latest.generation
                loop.call_soon_threadsafe(self._made.set)
                rest = max(POLL, REST * (perf_counter() - began))
            except _StoppedError:
                return
            except HoidapError as error:
                log.warning("Questions to suggest are looked for again later: %s", error)
                rest = PAUSE
            except Exception:
                log.exception("Unforeseen, while looking for questions to suggest")
                rest = PAUSE

    def _found(self) -> Suggested:
        services = self._services
        view = services.engine.view()
        helpful = helpful_questions(services.feedback.latest(_FEEDBACK), view)
        questions = suggested_questions(services.answerer, view, helpful, self._check_stopping)
        return Suggested(questions, view.generation)

    def _check_stopping(self) -> None:
        if self._stopping.is_set():
            raise _StoppedError

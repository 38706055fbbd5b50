"""How are accepted jobs processed?

By one thread of one process per data folder, which holds a file lock. The operating system releases such a lock however
the process ends, so the next process continues at once; a lease in the database would have to expire first, and would
depend on clocks. (SQLite is bound to one machine as well.)
"""

import logging
from pathlib import Path
from threading import Event, Thread

from filelock import FileLock, Timeout

from qa.errors import HoidapError
from qa.ingesting.ingester import BATCH_CHARACTERS, BATCH_DOCUMENTS, Ingester, IngestReport
from qa.ingesting.uploads import documents_of
from qa.jobs.job_store import Counts, JobItem, JobStore, Sent
from qa.reading import ReadingLimits
from qa.types import Rejected

LOCK_NAME = "jobs.lock"

# In seconds: how soon a job is noticed that another process accepted, or left when it died.
POLL = 1.0

# In seconds: a reason why the library cannot be written, such as a full disk, is not over sooner.
PAUSE = 10.0

# After so many processes died with it, a file is taken for the cause.
MOST_ATTEMPTS = 5

log = logging.getLogger(__name__)


class _StoppedError(Exception):
    """Stopped in the middle of a group."""


class JobRunner:
    """A thread that ingests the items of a queue, group by group, from `start` to `stop`."""

    def __init__(self, store: JobStore, ingester: Ingester, limits: ReadingLimits, folder: Path) -> None:
        """`folder` is the data folder, which holds the lock."""
        self._store = store
        self._ingester = ingester
        self._limits = limits
        self._lock = FileLock(folder / LOCK_NAME, thread_local=False)
        self._wake = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Starts the thread; unfinished items come first."""
        self._thread.start()

    def wake(self) -> None:
        """Call this after a job was accepted."""
        self._wake.set()

    def stop(self) -> None:
        """Stops the thread and waits for it. Items in progress are put back; what was saved of them stays."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def run_group(self) -> bool:
        """Ingests the next group; False if nothing is waiting.

        Raises:
            HoidapError: the library cannot be written; the group waits.
        """
        group = self._store.take(BATCH_DOCUMENTS, BATCH_CHARACTERS)
        if not group:
            return False
        try:
            report = self._taken(group)
        except (HoidapError, _StoppedError):
            self._store.give_back(group)
            raise
        except Exception:
            # An unforeseen error. A single item is refused for it; those of a group are tried one by one next time.
            log.exception("Unforeseen, in the items %s of a job", [item.sent.name for item in group])
            if len(group) == 1:
                self._store.finish(group, Counts(), [_refused(group[0].sent)])
            return True
        self._store.finish(group, counts_of(report), report.rejected, report.readings)
        return True

    def _taken(self, group: list[JobItem]) -> IngestReport:
        if group[0].attempts >= MOST_ATTEMPTS:
            return IngestReport(rejected=[_refused(group[0].sent)])
        found = documents_of((item.sent for item in group), self._limits)
        return self._ingester.ingest(
            found,
            progress=lambda _done, _of: self._check_stopping(),
            on_saved=lambda so_far: self._record(group[0].job, so_far),
        )

    def _record(self, job: int, so_far: IngestReport) -> None:
        self._store.progress(job, counts_of(so_far))
        self._check_stopping()

    def _check_stopping(self) -> None:
        """Called after each batch of the encoder, so that `stop` waits for no more than one."""
        if self._stopping.is_set():
            raise _StoppedError

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with self._lock.acquire(blocking=False):
                    self._work()
            except Timeout:  # another process works
                self._rest(POLL)
            except _StoppedError:
                return
            except (HoidapError, OSError) as error:
                log.warning("Jobs wait: %s", error)
                self._rest(PAUSE)

    def _work(self) -> None:
        while not self._stopping.is_set():
            if not self.run_group():
                self._rest(POLL)

    def _rest(self, seconds: float) -> None:
        self._wake.wait(seconds)
        self._wake.clear()


def counts_of(report: IngestReport) -> Counts:
    """The numbers of a report."""
    return Counts(len(report.added), len(report.replaced), len(report.unchanged), report.sentences)


def _refused(sent: Sent) -> Rejected:
    return Rejected(sent.origin or sent.name, "có lỗi bất ngờ khi nạp; xem nhật ký của máy chủ")

"""Is every accepted job worked through, by one runner at a time, whatever is in it?"""

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from embeddings.encoder import FloatArray, Progress, no_progress
from qa.errors import LibraryError
from qa.ingesting.ingester import Ingester
from qa.jobs import job_runner
from qa.jobs.job_runner import MOST_ATTEMPTS, JobRunner
from qa.jobs.job_store import Job, JobState, JobStore, Sent
from qa.library.store import Library
from qa.reading import ReadingLimits
from tests.fakes import HashingEncoder

GOOD = "Hà Nội là thủ đô của nước Việt Nam. Thành phố nằm bên bờ sông Hồng."


class Scripted(HashingEncoder):
    """Does something before each text is encoded."""

    def __init__(self, before: Callable[[], None]) -> None:
        super().__init__()
        self.before = before

    def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
        self.before()
        return super().embed_passages(texts, progress)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path)
    yield library
    library.close()


def runner_of(library: Library, folder: Path, before: Callable[[], None] = lambda: None) -> JobRunner:
    ingester = Ingester(library, Scripted(before))
    return JobRunner(JobStore(library.engine), ingester, ReadingLimits(), folder)


def sent(*names: str) -> list[Sent]:
    return [Sent(name, f"{GOOD} Đây là tài liệu {name}.".encode()) for name in names]


def wait_for(store: JobStore, job: Job) -> Job:
    while not (job := store.job(job.id)).finished_at:
        pass
    return job


def test_groups_are_taken_in_until_nothing_waits(library: Library, tmp_path: Path) -> None:
    store, runner = JobStore(library.engine), runner_of(library, tmp_path)
    jobs = [store.accept([*sent("a.txt", "b.txt"), Sent("c.txt", b" ")]), store.accept(sent("a.txt"))]
    assert [runner.run_group() for _ in range(3)] == [True, True, False]
    first, second = (store.job(job.id) for job in jobs)
    assert (first.state, first.done, first.counts.added, first.counts.sentences) == (JobState.DONE, 3, 2, 6)
    assert [one.where for one in first.rejected] == ["c.txt"]
    assert (second.state, second.counts.unchanged) == (JobState.DONE, 1)


def test_what_breaks_it_is_tried_alone_and_refused_and_the_others_are_kept(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    encoder: list[HashingEncoder] = []

    class Choking(HashingEncoder):
        def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
            if any("hỏng.txt" in text for text in texts):
                raise ZeroDivisionError("choked")
            return super().embed_passages(texts, progress)

    encoder.append(Choking())
    store = JobStore(library.engine)
    runner = JobRunner(store, Ingester(library, encoder[0]), ReadingLimits(), tmp_path)
    job = store.accept(sent("a.txt", "hỏng.txt", "b.txt"))
    while runner.run_group():
        pass
    job = store.job(job.id)
    assert (job.state, job.counts.added) == (JobState.DONE, 2)
    assert [(one.where, one.reason) for one in job.rejected] == [
        ("hỏng.txt", "có lỗi bất ngờ khi nạp; xem nhật ký của máy chủ")
    ]
    assert "ZeroDivisionError: choked" in caplog.text


def test_what_ended_the_process_again_and_again_is_refused_without_another_try(
    library: Library, tmp_path: Path
) -> None:
    store = JobStore(library.engine)
    job = store.accept(sent("a.txt"))
    for _ in range(MOST_ATTEMPTS):
        store.take(1, 1)  # and the process was gone
    runner = runner_of(library, tmp_path, before=lambda: pytest.fail("tried"))
    assert runner.run_group()
    assert store.job(job.id).state == JobState.FAILED


def test_while_the_library_cannot_be_written_the_job_waits(library: Library, tmp_path: Path) -> None:
    def refuse() -> None:
        raise LibraryError("đĩa đã đầy")

    store = JobStore(library.engine)
    job = store.accept(sent("a.txt"))
    with pytest.raises(LibraryError):
        runner_of(library, tmp_path, before=refuse).run_group()
    assert store.job(job.id).done == 0
    (item,) = store.take(1, 1)
    assert item.attempts == 0


class TestThread:
    def test_works_when_woken_and_ends_on_request(self, library: Library, tmp_path: Path) -> None:
        store, runner = JobStore(library.engine), runner_of(library, tmp_path)
        runner.start()
        for name in ("a.txt", "b.txt"):
            job = store.accept(sent(name))
            runner.wake()
            assert wait_for(store, job).counts.added == 1
        runner.stop()
        job = store.accept(sent("c.txt"))
        assert store.job(job.id).state == JobState.QUEUED

    def test_stops_in_the_middle_of_a_group_and_another_goes_on(self, library: Library, tmp_path: Path) -> None:
        store = JobStore(library.engine)
        job = store.accept(sent("a.txt"))

        def stop() -> None:
            runner._stopping.set()  # as `stop` does, which would wait for this very thread

        runner = runner_of(library, tmp_path, before=stop)
        runner.start()
        runner._thread.join()
        assert store.job(job.id).done == 0
        assert library.summaries() == []
        other = runner_of(library, tmp_path)
        other.start()
        assert wait_for(store, job).counts.added == 1
        other.stop()

    def test_waits_while_another_works_on_the_same_folder(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(job_runner, "POLL", 0.01)
        store = JobStore(library.engine)
        first, second = runner_of(library, tmp_path), runner_of(library, tmp_path, before=lambda: pytest.fail("worked"))
        with first._lock:
            second.start()
            job = store.accept(sent("a.txt"))
            second.wake()
            while first.run_group():
                pass
            assert store.job(job.id).counts.added == 1
        second.stop()

    def test_goes_on_after_the_library_could_not_be_written(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(job_runner, "PAUSE", 0.01)
        failures = [LibraryError("đĩa đã đầy")]

        def refuse_once() -> None:
            if failures:
                raise failures.pop()

        store = JobStore(library.engine)
        job = store.accept(sent("a.txt"))
        runner = runner_of(library, tmp_path, before=refuse_once)
        with caplog.at_level(logging.WARNING):
            runner.start()
            assert wait_for(store, job).counts.added == 1
        runner.stop()
        assert "đĩa đã đầy" in caplog.text

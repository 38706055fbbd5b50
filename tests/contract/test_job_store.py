"""Does the queue of jobs keep what it accepted, until it is done and no longer?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qa.errors import LibraryError, UnknownJobError
from qa.jobs import job_store as jobs_module
from qa.jobs.job_store import Counts, Job, JobState, JobStore, Sent
from qa.library.store import Library
from qa.library.tables.job_tables import job_items
from qa.types import Cause, Rejected, Source

SOURCE = Source("Tiêu đề", "Báo Mẫu", "https://bao.example/1", date(2022, 6, 2), "Lê Thị Mẫu")
FIRST = Sent("a.txt", b"\xff\x00mot", "a", SOURCE)
SECOND = Sent("b.txt", b"hai")
BAD = Rejected("c.png", "không đọc được", Cause.UNSUPPORTED)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path)
    yield library
    library.close()


@pytest.fixture
def store(library: Library) -> JobStore:
    return JobStore(library.engine)


def progress_of(job: Job) -> tuple[JobState, int, int, Counts]:
    return job.state, job.items, job.done, job.counts


def test_what_was_accepted_comes_back_as_it_was_sent_even_to_another_process(store: JobStore, tmp_path: Path) -> None:
    job = store.accept([FIRST, SECOND], [BAD])
    other = Library.open(tmp_path)
    elsewhere = JobStore(other.engine)
    assert elsewhere.job(job.id) == job
    assert progress_of(job) == (JobState.QUEUED, 3, 1, Counts())
    assert job.rejected == (BAD,)
    assert job.finished_at is None
    assert [item.sent for item in elsewhere.take(10, 1_000)] == [FIRST, SECOND]
    other.close()


def test_a_job_ends_with_its_last_item_and_its_bytes_are_let_go(store: JobStore, library: Library) -> None:
    job = store.accept([FIRST, SECOND])
    for number, state in ((1, JobState.RUNNING), (2, JobState.DONE)):
        (item,) = store.take(1, 1_000)
        store.finish([item], Counts(added=1, sentences=3), [])
        assert progress_of(store.job(job.id)) == (state, 2, number, Counts(added=number, sentences=3 * number))
    finished = store.job(job.id)
    assert finished.finished_at is not None
    assert finished.finished_at >= finished.created_at
    assert store.take(1, 1_000) == []
    with library.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(job_items)) == 0


def test_a_job_of_which_nothing_was_kept_has_failed(store: JobStore) -> None:
    assert store.accept([], [BAD]).state == JobState.FAILED
    job = store.accept([FIRST])
    store.finish(store.take(1, 1), Counts(), [BAD])
    assert store.job(job.id).state == JobState.FAILED
    assert store.accept([]).state == JobState.DONE


def test_progress_is_reported_and_forgotten_when_the_job_breaks_off(store: JobStore) -> None:
    job = store.accept([FIRST])
    store.finish(store.take(1, 1), Counts(added=1), [])
    job = store.accept([FIRST, SECOND])
    (item,) = store.take(1, 1)
    store.progress(item.job, Counts(replaced=5))
    assert store.job(job.id).counts == Counts(replaced=5)
    (again,) = store.take(1, 1)
    assert again.number == item.number
    assert store.job(job.id).counts == Counts()
    store.progress(item.job, Counts(replaced=5))
    store.finish([again], Counts(replaced=6), [])
    assert store.job(job.id).counts == Counts(replaced=6)


class TestTaking:
    def test_is_in_order_and_bounded_and_of_one_job(self, store: JobStore) -> None:
        store.accept([Sent(f"{number}", b"x" * 10) for number in range(5)])
        store.accept([SECOND])
        names = []
        for items, size in ((2, 1_000), (10, 25), (10, 1_000), (10, 1_000)):
            group = store.take(items, size)
            names.append([item.sent.name for item in group])
            store.finish(group, Counts(unchanged=1), [])
        assert names == [["0", "1"], ["2", "3"], ["4"], ["b.txt"]]

    def test_gives_at_least_one_however_large(self, store: JobStore) -> None:
        store.accept([Sent("lớn", b"x" * 100), SECOND])
        assert [item.sent.name for item in store.take(10, 5)] == ["lớn"]

    def test_counts_what_was_begun_and_gives_it_alone_the_next_time(self, store: JobStore) -> None:
        store.accept([FIRST, SECOND])
        assert [item.attempts for item in store.take(10, 1_000)] == [0, 0]
        (alone,) = store.take(10, 1_000)
        assert (alone.sent, alone.attempts) == (FIRST, 1)
        store.give_back([alone])
        assert [item.attempts for item in store.take(10, 1_000)] == [1]


def test_a_batch_that_breaks_off_while_it_is_accepted_is_not_there(store: JobStore) -> None:
    def sent() -> Iterator[Sent]:
        yield FIRST
        raise LibraryError("đĩa đầy")

    with pytest.raises(LibraryError):
        store.accept(sent())
    assert store.latest(10) == []
    assert store.take(10, 1_000) == []


def test_the_latest_come_first_and_old_ones_are_forgotten(store: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "KEPT", 3)
    waiting = store.accept([FIRST]).id
    finished = [store.accept([], [BAD]).id for _ in range(6)]
    assert [job.id for job in store.latest(2)] == [finished[5], finished[4]]
    assert [job.id for job in store.latest(100)] == [*finished[:2:-1], waiting]
    with pytest.raises(UnknownJobError, match=finished[0]):
        store.job(finished[0])


def test_reasons_are_counted_all_and_shown_as_many_as_can_be_read(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "SHOWN_REJECTIONS", 2)
    job = store.accept([], [BAD] * 5)
    assert (job.refused, len(job.rejected)) == (5, 2)

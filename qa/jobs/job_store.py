"""Which uploads were accepted for later, and how far are they?

A durable queue in the library's database. Once `accept` has returned, the job survives the process; once `finish` has,
an item is done. In between, an item may be ingested again, since ingesting a document twice changes nothing.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, RowMapping, Select, delete, func, insert, select, update

from qa.errors import UnknownJobError
from qa.ingesting.reading_report import ReadingReport
from qa.library.database import reading, writing
from qa.library.document_rows import notes_of
from qa.library.tables.job_tables import job_items, job_rejections, jobs
from qa.types import Cause, Rejected, Source

# So many finished jobs are kept: ten days of one every quarter of an hour.
KEPT = 1_000

# Refusals listed for one job: a file of JSON lines may hold a hundred thousand bad ones, and nobody reads more.
SHOWN_REJECTIONS = 1_000
SHOWN_READINGS = 1_000


class JobState(StrEnum):
    """The state of a job. FAILED: everything was refused."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sent:
    """The bytes of one file as they were sent.

    `origin` is that of the document; None if it follows from the name, or from each line of JSON lines. `source` is the
    given source.
    """

    name: str
    data: bytes
    origin: str | None = None
    source: Source = field(default_factory=Source)


@dataclass(frozen=True, slots=True)
class JobItem:
    """A `Sent` on the queue. `attempts` counts the runs that began with it before this one."""

    number: int
    job: int
    sent: Sent
    attempts: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Documents of each outcome, and the new sentences."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    sentences: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The current state of a job. `counts` includes items in progress; `rejected` are the first 1,000 of `refused`,
    `readings` are about the first 1,000 documents with notes.
    """

    id: str
    state: JobState
    created_at: datetime
    finished_at: datetime | None
    items: int
    done: int
    counts: Counts
    refused: int
    rejected: tuple[Rejected, ...]
    readings: tuple[ReadingReport, ...] = ()


class JobStore:
    """The jobs of one library. Safe for several threads and processes; only one of them may process jobs at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def accept(self, sent: Iterable[Sent], rejected: Sequence[Rejected] = ()) -> Job:
        """Stores a job in one transaction. `rejected` was refused already and is listed with the rest.

        `sent` is iterated within the transaction, so that only one file at a time need be in memory.
        """
        name = uuid4().hex
        now = _now()
        row = {"id": name, "state": JobState.QUEUED, "created_at": now, "items": 0} | asdict(Counts())
        with writing(self._engine) as connection:
            number = connection.execute(insert(jobs).values(row).returning(jobs.c.number)).scalar_one()
            items = 0
            for one in sent:
                connection.execute(insert(job_items).values(_item_row(number, one)))
                items += 1
            connection.execute(update(jobs).where(jobs.c.number == number).values(items=items + len(rejected)))
            _refuse(connection, number, rejected)
            _end_if_done(connection, number)
            _forget_old(connection)
        return self.job(name)

    def job(self, job_id: str) -> Job:
        """One job.

        Raises:
            UnknownJobError: there is none with this id, or it was finished long ago.
        """
        with reading(self._engine) as connection:
            row = connection.execute(_jobs().where(jobs.c.id == job_id)).mappings().first()
            if row is None:
                raise UnknownJobError(f"Không có công việc nào mang mã “{job_id}”.")
            return _job(row, _rejections(connection, row["number"]))

    def latest(self, count: int) -> list[Job]:
        """The newest jobs first, without their reasons."""
        with reading(self._engine) as connection:
            rows = connection.execute(_jobs().order_by(jobs.c.number.desc()).limit(count)).mappings()
            return [_job(row, ()) for row in rows]

    def take(self, items: int, size: int) -> list[JobItem]:
        """The next items of the oldest unfinished job: at least one if there is any, at most `items` with `size` bytes
        together. An attempt is counted for each, and they are returned again until they are finished.
        """
        with writing(self._engine) as connection:
            first = connection.execute(select(job_items.c.job, job_items.c.number).order_by(job_items.c.number)).first()
            if first is None:
                return []
            chosen = _chosen(connection, first.job, items, size)
            connection.execute(
                update(job_items).where(job_items.c.number.in_(chosen)).values(attempts=job_items.c.attempts + 1)
            )
            connection.execute(
                update(jobs).where(jobs.c.number == first.job).values(state=JobState.RUNNING, underway=None)
            )
            query = select(job_items).where(job_items.c.number.in_(chosen)).order_by(job_items.c.number)
            return [_item(row) for row in connection.execute(query).mappings()]

    def progress(self, job: int, counts: Counts) -> None:
        """Records the progress of the items in work."""
        with writing(self._engine) as connection:
            connection.execute(update(jobs).where(jobs.c.number == job).values(underway=json.dumps(asdict(counts))))

    def finish(
        self,
        items: Sequence[JobItem],
        counts: Counts,
        rejected: Sequence[Rejected],
        readings: Sequence[ReadingReport] = (),
    ) -> None:
        """Removes items of one job from the queue, and adds up their results."""
        with writing(self._engine) as connection:
            job = items[0].job
            connection.execute(delete(job_items).where(job_items.c.number.in_([item.number for item in items])))
            more = {name: jobs.c[name] + count for name, count in asdict(counts).items()}
            connection.execute(update(jobs).where(jobs.c.number == job).values(underway=None, **more))
            _refuse(connection, job, rejected)
            _add_readings(connection, job, readings)
            _end_if_done(connection, job)

    def give_back(self, items: Sequence[JobItem]) -> None:
        """Puts items back that were interrupted on purpose, which is no failed attempt."""
        with writing(self._engine) as connection:
            numbers = [item.number for item in items]
            connection.execute(
                update(job_items).where(job_items.c.number.in_(numbers)).values(attempts=job_items.c.attempts - 1)
            )


def _chosen(connection: Connection, job: int, items: int, size: int) -> list[int]:
    query = select(job_items.c.number, job_items.c.size, job_items.c.attempts).where(job_items.c.job == job)
    chosen: list[int] = []
    room = size
    for row in connection.execute(query.order_by(job_items.c.number).limit(items)):
        # An item that was begun before and not finished goes alone, so that it harms no other.
        if chosen and (row.size > room or row.attempts):
            break
        chosen.append(row.number)
        room -= row.size
        if row.attempts:
            break
    return chosen


def _end_if_done(connection: Connection, job: int) -> None:
    if connection.scalar(select(func.count()).where(job_items.c.job == job)):
        return
    row = connection.execute(select(jobs).where(jobs.c.number == job)).mappings().one()
    kept = row["added"] + row["replaced"] + row["unchanged"]
    state = JobState.DONE if kept or not row["items"] else JobState.FAILED
    connection.execute(update(jobs).where(jobs.c.number == job).values(state=state, finished_at=_now()))


def _forget_old(connection: Connection) -> None:
    finished = select(jobs.c.number).where(jobs.c.finished_at.is_not(None)).order_by(jobs.c.number.desc())
    connection.execute(delete(jobs).where(jobs.c.number.in_(finished.offset(KEPT).limit(KEPT))))


def _refuse(connection: Connection, job: int, rejected: Sequence[Rejected]) -> None:
    rows = [{"job": job, "where": one.where, "reason": one.reason, "cause": one.cause} for one in rejected]
    if rows:
        connection.execute(insert(job_rejections), rows)


def _add_readings(connection: Connection, job: int, readings: Sequence[ReadingReport]) -> None:
    if readings:
        kept = json.loads(connection.scalar(select(jobs.c.readings).where(jobs.c.number == job)) or "[]")
        more = [[one.document_id, list(map(astuple, one.notes))] for one in readings]
        values = {"readings": json.dumps((kept + more)[:SHOWN_READINGS], ensure_ascii=False)}
        connection.execute(update(jobs).where(jobs.c.number == job).values(values))


def _readings(stored: str | None) -> tuple[ReadingReport, ...]:
    return tuple(ReadingReport(document_id, notes_of(notes)) for document_id, notes in json.loads(stored or "[]"))


def _rejections(connection: Connection, job: int) -> tuple[Rejected, ...]:
    query = select(job_rejections).where(job_rejections.c.job == job).order_by(job_rejections.c.number)
    rows = connection.execute(query.limit(SHOWN_REJECTIONS)).mappings()
    return tuple(Rejected(row["where"], row["reason"], Cause(row["cause"])) for row in rows)


def _jobs() -> Select[Any]:
    waiting = select(func.count()).where(job_items.c.job == jobs.c.number).scalar_subquery()
    refused = select(func.count()).where(job_rejections.c.job == jobs.c.number).scalar_subquery()
    return select(*jobs.c, waiting.label("waiting"), refused.label("refused"))


def _job(row: RowMapping, rejected: tuple[Rejected, ...]) -> Job:
    underway = json.loads(row["underway"] or "{}")
    counts = Counts(**{name: row[name] + underway.get(name, 0) for name in asdict(Counts())})
    return Job(
        id=row["id"],
        state=JobState(row["state"]),
        created_at=row["created_at"].replace(tzinfo=UTC),
        finished_at=row["finished_at"] and row["finished_at"].replace(tzinfo=UTC),
        items=row["items"],
        done=row["items"] - row["waiting"],
        counts=counts,
        refused=row["refused"],
        rejected=rejected,
        readings=_readings(row["readings"]),
    )


def _item_row(job: int, sent: Sent) -> dict[str, object]:
    source = {name: str(value) for name, value in asdict(sent.source).items() if value is not None}
    return {
        "job": job,
        "name": sent.name,
        "origin": sent.origin,
        "source": json.dumps(source),
        "data": sent.data,
        "size": len(sent.data),
        "attempts": 0,
    }


def _item(row: RowMapping) -> JobItem:
    source = json.loads(row["source"])
    day = source.pop("published_at", None)
    read = Source(**source, published_at=date.fromisoformat(day) if day else None)
    sent = Sent(row["name"], row["data"], row["origin"], read)
    return JobItem(number=row["number"], job=row["job"], sent=sent, attempts=row["attempts"] - 1)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)

"""What does a library of one size cost: a start, a question, memory, disk?"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from api.wiring import INDEXES
from qa.answering.timings import Stage
from qa.library.store import DATABASE_NAME
from tests.bench.asking import Latencies, latencies, seconds_to_first_answer
from tests.bench.corpus import Question
from tests.bench.serving import served


@dataclass(frozen=True, slots=True)
class Measured:
    """One size. Seconds from the start of the process to the first answer, with indexes made anew and with saved ones;
    latencies by number of clients; megabytes in memory once all was asked; bytes a sentence beside its text; the
    median milliseconds of each stage.
    """

    sentences: int
    first_start: float
    cold_start: float
    latencies: dict[int, Latencies]
    resident_megabytes: float
    disk_bytes: float
    stages: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """For the plots: percentiles in place of all latencies."""
        asked = {
            clients: {"a_second": one.a_second} | {f"p{share}": one.percentile(share) for share in (50, 95, 99)}
            for clients, one in self.latencies.items()
        }
        return {name: value for name, value in asdict(self).items() if name != "latencies"} | {"asked": asked}


def measured(data: Path, questions: Sequence[Question], clients: Sequence[int], **settings: str) -> Measured:
    """Asks a server over this data folder all questions once for each number of clients."""
    with served(data, **settings) as server:
        first_start = seconds_to_first_answer(server, questions[0].text)
    with served(data, **settings) as server:
        cold_start = seconds_to_first_answer(server, questions[0].text)
        latencies(server, questions[:20], 1)
        asked = {count: latencies(server, questions, count) for count in clients}
        resident = server.resident_megabytes()
    with served(data, **settings, log_level="debug") as server:
        latencies(server, questions, 1)
        stages = server.stages()
    sentences, own_bytes = _texts(data / DATABASE_NAME)
    return Measured(
        sentences,
        first_start,
        cold_start,
        asked,
        resident,
        (_stored_bytes(data) - own_bytes) / max(sentences, 1),
        {stage: median(one[stage] for one in stages if stage in one) for stage in Stage},
    )


def _texts(database: Path) -> tuple[int, int]:
    """How many sentences a library has, and the bytes of its documents' texts and files."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (sentences,) = connection.execute("SELECT count(*) FROM sentences").fetchone()
        (texts,) = connection.execute("SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM documents").fetchone()
        (files,) = connection.execute("SELECT coalesce(sum(length(data)), 0) FROM files").fetchone()
    return sentences, texts + files


def _stored_bytes(data: Path) -> int:
    """Of the database and the indexes; the model is the same whatever the size."""
    indexes = (path for path in (data / INDEXES).rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in (data / DATABASE_NAME, *indexes))

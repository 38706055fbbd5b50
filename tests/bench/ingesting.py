"""How many sentences a second does `hoidap ingest` take in, and how much memory does that need?"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.library.store import Library
from qa.types import RawDocument
from tests.bench.corpus import ROOT
from tests.bench.serving import environment, status_megabytes


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What one run of the program took: sentences, seconds from start to end and of loading alone, megabytes."""

    sentences: int
    seconds: float
    loading: float
    peak_megabytes: float

    @property
    def a_second(self) -> float:
        """Sentences a second, less the time that loading the model takes."""
        return self.sentences / max(self.seconds - self.loading, 1e-9)


def ingestion(documents: Sequence[RawDocument], model: Path, **settings: str) -> Ingestion:
    """Of these documents, as one file of JSON lines, into a library of their own; the model is made already."""
    with tempfile.TemporaryDirectory() as folder:
        lines, empty = Path(folder) / "documents.jsonl", Path(folder) / "empty.jsonl"
        lines.write_text("".join(_line(one) for one in documents), encoding="utf-8")
        empty.write_text(_line(documents[0]), encoding="utf-8")
        loading, _ = _run(empty, Path(folder) / "loading", model, settings)
        seconds, peak = _run(lines, Path(folder) / "data", model, settings)
        library = Library.open(Path(folder) / "data")
        sentences = sum(summary.sentences for summary in library.summaries())
        library.close()
    return Ingestion(sentences, seconds, loading, peak)


def _run(path: Path, data: Path, model: Path, settings: dict[str, str]) -> tuple[float, float]:
    """Seconds, and the most memory that it held, in megabytes."""
    data.mkdir()
    (data / "model").symlink_to(model.resolve())
    began = time.perf_counter()
    command = [sys.executable, "-m", "api", "ingest", "--data", str(data), str(path)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(**settings), stderr=subprocess.DEVNULL) as process:
        peak = 0.0
        # Until it has ended and before it is reaped: its status is there as long as nobody waits for it.
        while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            peak = max(peak, _peak_megabytes(process.pid))
            time.sleep(0.02)
    assert process.returncode == 0, f"{command} ended with {process.returncode}"
    return time.perf_counter() - began, peak


def _peak_megabytes(process: int) -> float:
    try:
        return status_megabytes(process, "VmHWM")
    except IndexError:  # it is ending, and has no memory any more
        return 0.0


def _line(one: RawDocument) -> str:
    return json.dumps({"_id": one.origin, "title": one.source.title, "text": one.text}, ensure_ascii=False) + "\n"

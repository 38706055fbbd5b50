"""How long does the real server take to start, and how much memory does it hold?

`python -m api serve` in a process of its own, with the environment of a user who set only what is measured.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from qa.answering.timings import Stage
from tests.bench.corpus import ROOT

_ADDRESS = re.compile(r"http://[^\s/]+:\d+")
_STAGE = re.compile(rf"\b({'|'.join(Stage)}) (\d+\.\d)")

# In seconds: longer than indexes of a million sentences take to build.
_PATIENCE = 3_600.0


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs: its address, its process, the file that it logs to, and when it was started."""

    host: str
    port: int
    process: int
    log: Path
    started: float

    def resident_megabytes(self) -> float:
        """What it holds in memory now."""
        return status_megabytes(self.process, "VmRSS")

    def stages(self) -> list[dict[str, float]]:
        """Milliseconds of each stage of every question so far, in order; only of a server that was asked to log."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [
            {stage: float(taken) for stage, taken in _STAGE.findall(line)} for line in lines if "qa.answering" in line
        ]


def status_megabytes(process: int, field: str) -> float:
    """A size in megabytes that the kernel tells of a process."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(rf"{field}:\s+(\d+)", status)[0]) / 1_000


def environment(**settings: str) -> dict[str, str]:
    """This program's environment with these settings and no others of the service."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOIDAP_")}
    return kept | {f"HOIDAP_{name.upper()}": value for name, value in settings.items()}


@contextmanager
def served(data: Path, **settings: str) -> Iterator[Server]:
    """A server over this data folder until the end of the block, from when it listens on."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as stream:
            started = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, "-m", "api", "serve", "--port", "0", "--data", str(data)],
                cwd=ROOT,
                env=environment(**settings),
                stdout=stream,
                stderr=stream,
            )
        try:
            address = urlsplit(_announced(log, process))
            assert address.hostname
            assert address.port
            yield Server(address.hostname, address.port, process.pid, log, started)
        finally:
            process.terminate()
            process.wait()


def _announced(log: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.perf_counter() + _PATIENCE
    while time.perf_counter() < until and process.poll() is None:
        if found := _ADDRESS.search(log.read_text(encoding="utf-8", errors="replace")):
            return found[0]
        time.sleep(0.01)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")

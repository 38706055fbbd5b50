"""What do the tests of the web room and the command line share?"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fastapi.testclient import TestClient
from seeded_service import ROOT, SEEDS, services_at

import api.wiring
from api.cli import main
from api.http.app import create_app
from qa.ingesting.ingester import Ingester
from qa.reading import read_path
from tests.fakes import HashingEncoder


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine at hand sets for its own hoidap is nothing to the tests."""
    for name in [name for name in os.environ if name.startswith("HOIDAP_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True, scope="session")
def under_a_name_of_this_machine() -> Iterator[None]:
    """Clients that tests make address the service by a name that it answers to, unless they say otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        addressed = partialmethod(TestClient.__init__, base_url="http://127.0.0.1:8000")
        patch.setattr(TestClient, "__init__", addressed)
        yield


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped documents; to be read only."""
    services = services_at(tmp_path_factory.mktemp("seeded"))
    report = Ingester(services.library, services.encoder).ingest(read_path(SEEDS))
    assert report.rejected == []
    services.close()
    return services.settings.data


@pytest.fixture(scope="session")
def client(seeded: Path) -> Iterator[TestClient]:
    """Answers whatever comes nearest."""
    services = services_at(seeded, threshold=0.0)
    with TestClient(create_app(services)) as ready:
        yield ready
    services.close()


@pytest.fixture(scope="session")
def doubter(seeded: Path) -> Iterator[TestClient]:
    """Answers nothing: no confidence reaches its threshold."""
    services = services_at(seeded, threshold=1.0)
    with TestClient(create_app(services)) as ready:
        yield ready
    services.close()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Types a command in an empty folder. A stand-in replaces the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api.wiring, "ensure_builtin_model", lambda folder, *_: folder)
    monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: HashingEncoder())

    def typed(*arguments: str) -> Result:
        result = CliRunner().invoke(main, arguments)
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert "Traceback" not in result.output
        return result

    return typed


@pytest.fixture
def start_process(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `python -m api`, or another module, in an empty folder, with the given arguments and environment."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, module: str = "api", **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()

"""Which description are clients generated from, and which server do they ask?"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.running_service import running_service

HERE = Path(__file__).parent


@pytest.fixture(autouse=True, scope="session")
def plain_environment() -> Iterator[None]:
    """What the machine at hand sets for its own hoidap is nothing to the tests."""
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("HOIDAP_")]:
            environment.delenv(name)
        yield


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_service(tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture(scope="session")
def description(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the server gives out as /openapi.json."""
    path = tmp_path_factory.mktemp("description") / "openapi.json"
    path.write_bytes(httpx2.get(f"{address}/openapi.json", trust_env=False).content)
    return path


@pytest.fixture(scope="session")
def operation_ids(description: Path) -> set[str]:
    paths: dict[str, Any] = json.loads(description.read_text("utf-8"))["paths"]
    return {operation["operationId"] for path in paths.values() for operation in path.values()}


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """The folder of the programs that `package.json` names, installed as its lock says."""
    if not (shutil.which("node") and (npm := shutil.which("npm"))):
        pytest.skip("no node and npm found: the TypeScript client is not generated")
    modules, lock = HERE / "node_modules", (HERE / "package-lock.json").read_text("utf-8")
    stamp = modules / ".installed"  # without it, npm would have to be asked each time, and the network with it
    if not (stamp.exists() and stamp.read_text("utf-8") == lock):
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)
        stamp.write_text(lock, "utf-8")
    return modules / ".bin"

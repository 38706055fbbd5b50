"""Do TypeScript types that are generated from /openapi.json compile, alone and under code that uses them?"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
LOCK: dict[str, Any] = json.loads((HERE / "package-lock.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def generated(description: Path, node_tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the types. The generator says of each file that it is done, and anything else is a warning."""
    path = tmp_path_factory.mktemp("typescript") / "hoidap.d.ts"
    ended = subprocess.run(
        [node_tools / "openapi-typescript", description, "-o", path], check=False, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr
    assert [line for line in (ended.stdout + ended.stderr).splitlines() if line and line[0] not in "✨🚀"] == []
    return path


def test_every_operation_is_there(generated: Path, operation_ids: set[str]) -> None:
    assert set(re.findall(r': operations\["(\w+)"\]', generated.read_text("utf-8"))) == operation_ids


def test_code_that_uses_the_types_compiles(generated: Path, node_tools: Path) -> None:
    usage = shutil.copy(HERE / "usage.ts", generated.parent)
    command = [node_tools / "tsc", "--noEmit", "--strict", "--noUncheckedIndexedAccess", "--target", "es2022", usage]
    ended = subprocess.run([*command, generated], check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


def test_the_lock_pins_each_package_by_its_hash_and_names_no_registry() -> None:
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name

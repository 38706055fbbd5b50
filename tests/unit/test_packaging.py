"""Is what gets installed what pyproject.toml asks for?"""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from setuptools import find_packages

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
NOT_LOCKED = {"torch"}  # scripts/install brings its CPU build first


def locked(lock: str) -> dict[str, Requirement]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def declared(*, dev: bool) -> dict[str, Requirement]:
    lines = PROJECT["dependencies"] + (PROJECT["optional-dependencies"]["dev"] if dev else [])
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, lines)}


@pytest.mark.parametrize(("lock", "dev"), [("requirements.lock", False), ("requirements-dev.lock", True)])
def test_every_dependency_is_locked_at_a_version_that_it_allows(lock: str, dev: bool) -> None:
    have, want = locked(lock), declared(dev=dev)
    assert {name for name in want if name not in have} == NOT_LOCKED
    for name in want.keys() & have.keys():
        (pin,) = have[name].specifier
        assert pin.operator == "=="
        assert want[name].specifier.contains(pin.version), f"{lock}: {have[name]} is not {want[name]}"


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_can_bring_cuda(lock: str) -> None:
    assert [name for name in locked(lock) if re.match(r"torch|triton|nvidia|cuda", name)] == []


def test_the_tests_run_on_the_versions_that_are_served() -> None:
    runtime, dev = (locked(lock) for lock in LOCKS)
    assert {name: dev.get(name) for name in runtime} == runtime


def test_the_build_backend_is_locked_as_no_build_isolation_wants_it() -> None:
    assert "setuptools" in locked("requirements.lock")


def test_a_user_does_not_get_the_tools_of_the_tests() -> None:
    assert {"pytest", "mypy", "playwright"}.isdisjoint(locked("requirements.lock"))


def test_migrations_are_part_of_the_package() -> None:
    # Alembic finds them by their folder and not by an import, so nothing else would miss them.
    include = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]["find"][
        "include"
    ]
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "qa" / "library" / "migrations").rglob("*.py")}
    assert {".".join(folder.parts) for folder in folders} <= set(find_packages(str(ROOT), include=include))


def test_the_installed_package_is_this_version() -> None:
    try:
        installed = version(PROJECT["name"])
    except PackageNotFoundError:
        pytest.skip("hoidap is not installed here")
    assert installed == PROJECT["version"]


def test_the_licence_is_the_whole_standard_text() -> None:
    text = (ROOT / PROJECT["license-files"][0]).read_text("utf-8")
    assert PROJECT["license"] == "Apache-2.0"
    assert re.search(r"Apache License\s+Version 2\.0, January 2004", text)
    assert "END OF TERMS AND CONDITIONS" in text
    assert "Copyright [yyyy] [name of copyright owner]" in text


def test_the_makefile_explains_each_target_that_is_for_users() -> None:
    explained = re.findall(r"^([a-z]+):.*## \S", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)
    assert set(explained) == {"help", "serve", "test", "check", "bench", "lock", "clean"}

"""Do the example programs work against a running service?"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, page, shell_lines
from tests.running_service import SEEDS, running_service

PROGRAMS = sorted((ROOT / "examples").glob("*.py"))
ON_TOPIC = "Quân đội nhân dân Lào được thành lập ngày nào?"


@pytest.fixture(autouse=True, scope="module")
def plain_environment() -> Iterator[None]:
    """What the machine at hand sets for its own hoidap is nothing to the tests."""
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("HOIDAP_")]:
            environment.delenv(name)
        yield


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, plain_environment: None) -> Iterator[str]:  # noqa: ARG001 - first
    with running_service(tmp_path_factory.mktemp("data")) as address:
        yield address


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "NO_PROXY": "127.0.0.1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-W", "error", ROOT / "examples" / program, *arguments]
    return subprocess.run(command, env=variables, check=False, capture_output=True, text=True, encoding="utf-8")


def test_ask_prints_sentences_of_the_documents_with_their_sources(address: str) -> None:
    ended = run("ask.py", ON_TOPIC, "--service", address)
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    texts = "".join(path.read_text("utf-8") for path in SEEDS.iterdir())
    quoted = [line[1:-1] for line in lines if line.startswith("“")]
    assert quoted
    assert all(sentence in texts for sentence in quoted)
    assert sum(f"{address}/sources/" in line for line in lines) == len(quoted)


def test_ask_answers_a_greeting(address: str) -> None:
    ended = run("ask.py", "Xin chào!", "--service", f"{address}/")
    assert ended.returncode == 0
    assert len(ended.stdout.splitlines()) == 1


def test_ask_says_that_nothing_answers(tmp_path: Path) -> None:
    with running_service(tmp_path, threshold=1.0) as address:
        ended = run("ask.py", ON_TOPIC, "--service", address)
    assert ended.returncode == 0
    first, *nearest = ended.stdout.splitlines()
    assert first == "Tài liệu không nói về điều này."
    assert not nearest or nearest[0] == "Những câu gần nhất, không phải câu trả lời:"


@pytest.mark.parametrize(("program", "given"), [("ask.py", " "), ("verify.py", " ")])
def test_what_is_refused_is_shown(program: str, given: str, address: str) -> None:
    ended = run(program, given, "--service", address)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.strip()


def test_verify_finds_a_sentence_and_says_where(address: str) -> None:
    ended = run("verify.py", "Năm Đoàn kết hữu nghị Việt Nam - Lào", "--service", address)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("exact: ")
    assert f"{address}/sources/" in ended.stdout


def test_verify_fails_for_words_that_stand_nowhere(address: str) -> None:
    ended = run("verify.py", "Năm Đoàn kết hữu nghị Việt Nam - Bồ Đào Nha", "--service", address)
    assert ended.returncode == 1
    assert ended.stdout.startswith("missing: ")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_only_the_standard_library_is_needed(program: Path) -> None:
    tree = ast.parse(program.read_text("utf-8"))
    modules = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names


def test_the_page_of_the_examples_shows_how_to_run_each() -> None:
    shown = {line.split()[1] for line in shell_lines(page("examples/README.md")) if line.startswith("python3 ")}
    assert shown == {f"examples/{program.name}" for program in PROGRAMS}

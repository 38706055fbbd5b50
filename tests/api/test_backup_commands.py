"""Do the documented commands back up a live service and restore one that answers the same?"""

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from click.testing import Result
from test_processes import announced_address

from tests.docs.pages import blocks, page, section

Start = Callable[..., subprocess.Popen[str]]
Run = Callable[..., Result]

PROGRAM = "tests.api.hashing_program"
QUESTION = {"question": "Sông nào chảy qua Hà Nội?"}


def shown_commands() -> list[list[str]]:
    (commands,) = blocks(section(page("docs/documents.md"), "Back up and restore"), "sh")
    return [shlex.split(line, comments=True)[1:] for line in commands.splitlines()]


def answers(address: str) -> object:
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
        reply = client.post("/v1/ask", json=QUESTION).json()
        return reply["answers"], reply["generation"]


def test_a_live_service_is_backed_up_and_another_answers_the_same(start_process: Start, run: Run) -> None:
    server = start_process("serve", "--port", "0", "--data", "data", module=PROGRAM, HOIDAP_THRESHOLD="0")
    address = announced_address(server)
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
        for name, text in {"sông": "Sông Hồng chảy qua Hà Nội.", "hồ": "Hồ Tây rộng."}.items():
            assert client.post("/v1/documents", json={"id": name, "text": text}).status_code == 201
    for command in shown_commands():
        result = run(*command)
        assert result.exit_code == 0, result.output
    assert result.stdout == "2 tài liệu, 2 câu: tất cả khớp.\n"
    other = start_process("serve", "--port", "0", "--data", "kho-moi", module=PROGRAM, HOIDAP_THRESHOLD="0")
    assert answers(announced_address(other)) == answers(address)


def test_a_missing_library_is_not_backed_up_and_a_missing_file_not_restored(run: Run, tmp_path: Path) -> None:
    result = run("backup", "kho.zip", "--data", "nham")
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert result.stderr.startswith("Chưa có kho tài liệu nào trong thư mục nham.")
    result = run("restore", "kho.zip", "--data", "kho")
    assert result.exit_code == 1
    assert result.stderr.startswith("kho.zip: không đọc được bản sao lưu")


@pytest.mark.parametrize("target", ["không-có/kho.zip", "kho/library.db"])
def test_a_backup_that_cannot_be_written_is_named(run: Run, tmp_path: Path, target: str) -> None:
    (tmp_path / "bài.txt").write_text("Sông Hồng chảy qua Hà Nội.", "utf-8")
    run("ingest", "bài.txt", "--data", "kho")
    result = run("backup", target, "--data", "kho")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{target}: ")
    assert run("verify", "--data", "kho").exit_code == 0

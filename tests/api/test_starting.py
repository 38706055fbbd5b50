"""Does a start say what is being done, to whoever started it and to whoever asks too early?"""

import os
import pty
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from seeded_service import ROOT, SEEDS
from test_processes import announced_address

from api.start_stages import Stage, Stages, Step

Start = Callable[..., subprocess.Popen[str]]

PROGRAM = "tests.api.hashing_program"
SEED = ("--seed", str(SEEDS))


def wait_until_ready(address: str) -> None:
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
        while client.get("/readyz").status_code == 503:
            pass


def test_elsewhere_than_at_a_terminal_each_stage_is_a_line(start_process: Start) -> None:
    lines = []
    for _ in range(2):
        server = start_process("serve", "--port", "0", *SEED, module=PROGRAM)
        wait_until_ready(announced_address(server))
        server.send_signal(signal.SIGTERM)
        output, errors = server.communicate()
        assert (server.returncode, output) == (0, "")
        lines.append(errors.splitlines())
    first = ["Nạp mô hình…", "Nạp tài liệu ban đầu…", "Nạp chỉ mục…", "Lập chỉ mục…", "Sẵn sàng trả lời."]
    assert lines == [first, ["Nạp mô hình…", "Nạp chỉ mục…", "Sẵn sàng trả lời."]]


def at_a_terminal(folder: Path, *arguments: str, until: str) -> str:
    """The output of a program, up to the words after which it is stopped."""
    terminal, its_end = pty.openpty()
    termios.tcsetwinsize(its_end, (24, 100))
    process = subprocess.Popen(
        [sys.executable, "-m", PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        stdout=its_end,
        stderr=its_end,
    )
    os.close(its_end)
    shown = b""
    try:
        while until not in (text := shown.decode("utf-8", "replace")):
            shown += os.read(terminal, 4096)
        return text
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        os.close(terminal)


def left_by(shown: str) -> list[str]:
    """The lines that a terminal has at the end: of each, what stands behind its last carriage return."""
    return [line.rpartition("\r")[2] for line in shown.replace("\r\n", "\n").split("\n")]


def test_at_a_terminal_stages_are_bars_and_clocks_and_stay(tmp_path: Path) -> None:
    shown = at_a_terminal(tmp_path, "serve", "--port", "0", *SEED, until="Sẵn sàng trả lời.")
    assert re.search(r"Nạp mô hình… \d\d:\d\d", shown)
    assert re.search(r"Nạp tài liệu ban đầu: 100%\|█+\| (\d+)/\1 ", shown)
    assert "Hỏi Đáp đang phục vụ tại http://127.0.0.1:" in shown
    for stage in ("Nạp mô hình…", "Nạp tài liệu ban đầu:", "Lập chỉ mục…"):
        assert sum(line.startswith(stage) for line in left_by(shown)) == 1


def test_a_command_at_a_terminal_shows_what_it_loads_and_takes_it_back(tmp_path: Path) -> None:
    (tmp_path / "bai.txt").write_text("Đoàn sang thăm vào tháng 6.", "utf-8")
    shown = at_a_terminal(tmp_path, "ingest", "bai.txt", until="Câu mới: 1.")
    assert re.search(r"Nạp mô hình… \d\d:\d\d", shown)
    assert not any(line.startswith("Nạp mô hình") for line in left_by(shown))


class TestStages:
    def test_steps_follow_each_other_and_end(self) -> None:
        steps: list[Step | None] = []
        stages = Stages(steps.append)
        stages.count(1, 2)  # of no stage
        with stages.during(Stage.READING_SEED):
            stages.count(1, 2)
            assert stages.step == Step(Stage.READING_SEED, 1, 2)
        stages.leave()
        assert steps == [Step(Stage.READING_SEED), Step(Stage.READING_SEED, 1, 2), None]

    def test_one_ends_where_its_work_fails(self) -> None:
        stages = Stages()
        with pytest.raises(ZeroDivisionError), stages.during(Stage.LOADING_MODEL):
            raise ZeroDivisionError
        assert stages.step is None

    def test_what_is_counted_is_said(self) -> None:
        assert str(Step(Stage.LOADING_MODEL)) == "nạp mô hình"
        assert str(Step(Stage.READING_SEED, 32, 229)) == "nạp tài liệu ban đầu (32/229)"

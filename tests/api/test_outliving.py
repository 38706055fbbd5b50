"""What of a job, and of a followed folder, outlives the process?"""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from test_processes import announced_address

from qa.library.store import Library
from qa.library.verification import verify_library

Start = Callable[..., subprocess.Popen[str]]
PROGRAM = "tests.api.hashing_program"

# Far more than one group: each file is a third of one.
FILES = 30
SENTENCE = "Đây là câu thứ {} của tài liệu thứ {}, dài vừa đủ để thành một câu như trong một bài báo. "


def text(number: int) -> str:
    return "\n".join(SENTENCE.format(line, number) for line in range(1_000))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Callable[[], Library]]:
    """Opens the library of the processes under test."""
    opened: list[Library] = []

    def open_it() -> Library:
        opened.append(Library.open(tmp_path / "data"))
        return opened[-1]

    yield open_it
    for one in opened:
        one.close()


def client_of(server: subprocess.Popen[str]) -> httpx2.Client:
    return httpx2.Client(base_url=announced_address(server), timeout=60, trust_env=False)


def wait_until(client: httpx2.Client, location: str, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    while True:
        job: dict[str, Any] = client.get(location).json()
        if reached(job):
            return job


def test_a_job_goes_on_after_kill_9_until_all_of_it_is_there(
    start_process: Start, library: Callable[[], Library]
) -> None:
    server = start_process("serve", "--port", "0", module=PROGRAM)
    with client_of(server) as client:
        batch = [("files", (f"{number}.txt", text(number).encode())) for number in range(FILES)]
        accepted = client.post("/v1/documents", files=batch)
        assert accepted.status_code == 202
        location = accepted.headers["Location"]
        before = wait_until(client, location, lambda job: job["done"] > 0)
    server.kill()
    server.wait()
    assert before["state"] == "running"
    assert before["done"] < FILES

    server = start_process("serve", "--port", "0", module=PROGRAM)
    with client_of(server) as client:
        after = wait_until(client, location, lambda job: job["finished_at"] is not None)
    server.send_signal(signal.SIGTERM)
    assert server.communicate() == ("", "Nạp mô hình…\nNạp chỉ mục…\nLập chỉ mục…\nSẵn sàng trả lời.\n")
    assert (after["state"], after["done"], after["rejected"]) == ("done", FILES, [])
    assert after["added"] + after["unchanged"] == FILES  # what was kept and not yet marked is met again, unchanged
    assert before["done"] <= after["added"]
    kept = library()
    assert sorted(summary.id for summary in kept.summaries()) == sorted(f"{number}.txt" for number in range(FILES))
    assert [fault for one in verify_library(kept) for fault in one.faults] == []


def test_a_server_that_is_stopped_leaves_its_job_to_the_next(start_process: Start) -> None:
    servers = [start_process("serve", "--port", "0", module=PROGRAM) for _ in range(2)]
    with client_of(servers[0]) as first, client_of(servers[1]) as second:
        batch = [("files", (f"{number}.txt", text(number).encode())) for number in range(FILES // 2)]
        location = first.post("/v1/documents?background=true", files=batch).headers["Location"]
        wait_until(second, location, lambda job: job["done"] > 0)
        servers[0].send_signal(signal.SIGTERM)
        assert servers[0].wait() == 0
        job = wait_until(second, location, lambda job: job["finished_at"] is not None)
    assert (job["state"], job["added"] + job["unchanged"]) == ("done", FILES // 2)


def write(path: Path, words: str) -> None:
    """A file that is there whole, or not at all."""
    hidden = path.with_name(f".{path.name}")
    hidden.write_text(words, "utf-8")
    hidden.replace(path)


class TestWatch:
    @pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
    def test_it_follows_until_it_is_stopped(self, start_process: Start, tmp_path: Path, ending: signal.Signals) -> None:
        folder = tmp_path / "tài liệu"
        folder.mkdir()
        (folder / "a.txt").write_text("Hà Nội là thủ đô của nước Việt Nam.", "utf-8")
        process = start_process("ingest", "--watch", str(folder), module=PROGRAM, PYTHONUNBUFFERED="1")
        assert process.stdout is not None
        output = [process.stdout.readline() for _ in range(2)]
        assert output[0] == "Tài liệu: thêm 1, thay 0, giữ nguyên 0, từ chối 0. Câu mới: 1.\n"
        assert output[1] == f"Đang theo dõi {folder.resolve()}. Nhấn Ctrl-C để dừng.\n"
        write(folder / "b.txt", "Huế nằm bên bờ sông Hương.")
        assert process.stdout.readline().startswith("Thêm: b-")
        write(folder / "a.txt", "Đà Nẵng nằm bên bờ sông Hàn.")
        assert process.stdout.readline().startswith("Thay: a-")
        (folder / "b.txt").rename(tmp_path / "b.txt")
        assert process.stdout.readline().startswith("Xoá: b-")
        process.send_signal(ending)
        assert process.communicate() == ("", "")
        assert process.returncode == 0

        (folder / "a.txt").unlink()
        again = start_process("ingest", "--watch", str(folder), module=PROGRAM, PYTHONUNBUFFERED="1")
        assert again.stdout is not None
        assert [again.stdout.readline() for _ in range(2)][1].startswith("Xoá: a-")

    def test_it_names_what_it_passes_over_once_at_first_and_then_to_whoever_asks(
        self, start_process: Start, tmp_path: Path
    ) -> None:
        folder = tmp_path / "tài liệu"
        folder.mkdir()
        (folder / "a.txt").write_text("Hà Nội là thủ đô của nước Việt Nam.", "utf-8")
        (folder / "bảng.abc").write_text("1,2", "utf-8")
        process = start_process(
            *("ingest", "--watch", str(folder), "--data", str(folder / "kho")),
            module=PROGRAM,
            PYTHONUNBUFFERED="1",
            HOIDAP_LOG_LEVEL="info",
        )
        assert process.stdout is not None
        assert process.stderr is not None
        assert [process.stdout.readline() for _ in range(2)][1].startswith("Đang theo dõi ")
        write(folder / "thêm.xyz", "3")
        lines = [process.stderr.readline()]
        while not lines[-1].endswith("thêm.xyz\n"):
            lines.append(process.stderr.readline())
        named = [line for line in lines if "Bỏ qua" in line]
        assert named[0] == "Bỏ qua 1 tệp không đọc được: .abc (1)\n"
        assert [line.partition(" INFO ")[2] for line in named[1:]] == [
            f"api.cli.watch: Bỏ qua tệp không đọc được: {folder.resolve() / 'thêm.xyz'}\n"
        ]
        process.send_signal(signal.SIGTERM)
        process.communicate()
        assert process.returncode == 0

    def test_it_follows_one_folder(self, start_process: Start, tmp_path: Path) -> None:
        process = start_process("ingest", "--watch", str(tmp_path / "khong-co"), module=PROGRAM)
        output, errors = process.communicate()
        assert (process.returncode, output) == (1, "")
        assert errors.endswith("--watch cần đúng một thư mục đang có.\n")

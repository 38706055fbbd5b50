"""Is the database file alone the whole library once the program has ended as it should?"""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest
from click.testing import Result
from test_processes import announced_address

import api.cli.watch
from api.cli import COMMANDS
from qa.library import checkpoint
from qa.library.store import DATABASE_NAME, Library
from qa.library.verification import verify_library
from tests.documents import encoded_document
from tests.fakes import HashingEncoder

Start = Callable[..., subprocess.Popen[str]]
Run = Callable[..., Result]

PROGRAM = "tests.api.hashing_program"
TEXTS = {"hn": "Hà Nội là thủ đô của nước Việt Nam.", "hue": "Huế nằm bên bờ sông Hương."}


def log_is_empty(data: Path) -> bool:
    log = data / f"{DATABASE_NAME}-wal"
    return not log.exists() or log.stat().st_size == 0


def texts_in_the_file_alone(data: Path, folder: Path) -> dict[str, str]:
    folder.mkdir()
    shutil.copy(data / DATABASE_NAME, folder)
    with closing(Library.open(folder)) as copy:
        assert not [fault for one in verify_library(copy) for fault in one.faults]
        return {one.id: copy.document(one.id).text for one in copy.summaries()}


class TestServer:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_leaves_its_library_in_one_file(self, start_process: Start, tmp_path: Path, number: signal.Signals) -> None:
        server = start_process("serve", "--port", "0", module=PROGRAM)
        with httpx2.Client(base_url=announced_address(server), timeout=60, trust_env=False) as client:
            documents = [{"id": name, "text": text} for name, text in TEXTS.items()]
            assert client.post("/v1/documents", json={"documents": documents}).status_code == 201
            assert client.post("/v1/feedback", json={"question": "Ai?", "helpful": True}).status_code == 201
        server.send_signal(number)
        assert server.wait() == 0
        assert log_is_empty(tmp_path / "data")
        assert texts_in_the_file_alone(tmp_path / "data", tmp_path / "copy") == TEXTS

    def test_leaves_it_so_beside_another_that_goes_on(self, start_process: Start, tmp_path: Path) -> None:
        first, second = (start_process("serve", "--port", "0", module=PROGRAM) for _ in range(2))
        addresses = [announced_address(first), announced_address(second)]
        with httpx2.Client(base_url=addresses[0], timeout=60, trust_env=False) as client:
            for name, text in TEXTS.items():
                assert client.put(f"/v1/documents/{name}", json={"text": text}).status_code == 201
        with httpx2.Client(base_url=addresses[1], timeout=60, trust_env=False) as client:
            assert len(client.get("/v1/documents").json()["documents"]) == len(TEXTS)
            first.send_signal(signal.SIGTERM)
            assert first.wait() == 0
            assert texts_in_the_file_alone(tmp_path / "data", tmp_path / "copy") == TEXTS
            assert len(client.get("/v1/documents").json()["documents"]) == len(TEXTS)

    def test_one_that_cannot_start_leaves_it_so_too(self, start_process: Start, tmp_path: Path) -> None:
        server = start_process("serve", "--port", "0", "--seed", "khong-co", module=PROGRAM)
        server.communicate()
        assert server.returncode == 1
        assert log_is_empty(tmp_path / "data")
        assert texts_in_the_file_alone(tmp_path / "data", tmp_path / "copy") == {}


# Every command, and some that are refused once the library is open.
TYPED = (
    ["ask", "Ai sang thăm?"],
    ["backup", "kho.zip"],
    ["documents"],
    ["feedback"],
    ["feedback", "latest"],
    ["feedback", "export", "-"],
    ["ingest", "bai.txt"],
    ["reindex"],
    ["remove", "cũ"],
    ["remove", "khong-co"],
    ["verify"],
)
# The first is tested above, the second has a library of its own, the third lets nobody else write meanwhile.
ELSEWHERE = {"serve", "evaluate", "restore"}


class TestCommands:
    @pytest.fixture
    def beside(self, tmp_path: Path) -> Iterator[Path]:
        """A data folder with something in the log, which another program has open: SQLite itself leaves it there."""
        (tmp_path / "bai.txt").write_text("Đoàn sang thăm vào tháng 6. Chuyến thăm kéo dài bốn ngày.", "utf-8")
        with closing(Library.open(tmp_path / "kho")) as other:
            other.save([encoded_document("cũ", "Bài cũ còn nguyên.")])
            assert not log_is_empty(other.folder)
            yield other.folder

    def test_all_are_here(self) -> None:
        assert {name for name, *_ in TYPED} == set(COMMANDS) - ELSEWHERE

    @pytest.mark.parametrize("typed", TYPED, ids=" ".join)
    def test_each_leaves_the_library_in_one_file(self, run: Run, beside: Path, typed: list[str]) -> None:
        run(*typed, "--data", str(beside))
        assert log_is_empty(beside)

    def test_an_interruption_does_too(self, run: Run, beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(HashingEncoder, "embed_passages", interrupt)
        assert run("ingest", "bai.txt", "--data", str(beside)).exit_code == 130
        assert log_is_empty(beside)


def test_a_folder_that_is_followed_comes_into_the_file_now_and_then(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tin").mkdir()
    (tmp_path / "tin" / "a.txt").write_text(TEXTS["hn"], "utf-8")
    found: list[str] = []

    def watch(*_: object, **__: object) -> Iterator[set[object]]:
        yield set()  # upon which the folder is taken in
        while not log_is_empty(tmp_path / "kho"):
            pass
        found.extend(texts_in_the_file_alone(tmp_path / "kho", tmp_path / "copy").values())
        raise KeyboardInterrupt

    monkeypatch.setattr(signal, "signal", lambda *_: None)  # the tests' own handlers stay
    monkeypatch.setattr(api.cli.watch, "watch", watch)
    monkeypatch.setattr(checkpoint, "INTERVAL", 0.01)
    assert run("ingest", "--watch", "tin", "--data", "kho").exit_code == 0
    assert found == [TEXTS["hn"]]


def test_a_folder_that_is_followed_is_left_in_one_file(start_process: Start, tmp_path: Path) -> None:
    folder = tmp_path / "tin"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS["hn"], "utf-8")
    process = start_process("ingest", "--watch", str(folder), module=PROGRAM, PYTHONUNBUFFERED="1")
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)][1].startswith("Đang theo dõi")
    process.send_signal(signal.SIGTERM)
    assert process.wait() == 0
    assert log_is_empty(tmp_path / "data")
    assert list(texts_in_the_file_alone(tmp_path / "data", tmp_path / "copy").values()) == [TEXTS["hn"]]

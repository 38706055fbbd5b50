"""Does the program do as a process what it does in the tests' own?"""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from seeded_service import ROOT, SEEDS

Start = Callable[..., subprocess.Popen[str]]

WEIGHTY = (
    "torch",
    "sentence_transformers",
    "faiss",
    "datasketch",
    "sqlalchemy",
    "fastapi",
    "pydantic",
    "trafilatura",
    "numpy",
)
LOADED = """
import sys
from api.cli import main
try:
    main({arguments})
except SystemExit as ended:
    print(ended.code, *(name for name in {names} if name in sys.modules), file=sys.stderr)
"""


def announced_address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    line = server.stdout.readline()
    prefix = "Hỏi Đáp đang phục vụ tại "
    assert line.startswith(prefix), (line, server.stderr and server.stderr.read())
    return line.removeprefix(prefix).strip()


def loaded_by(*arguments: str) -> list[str]:
    code = LOADED.format(arguments=list(arguments), names=WEIGHTY)
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return ended.stderr.split()


def test_help_loads_nothing_weighty_and_the_keeping_of_documents_no_model(seeded: Path) -> None:
    assert loaded_by("--help") == ["0"]
    code, *loaded = loaded_by("documents", "--data", str(seeded))
    assert code == "0"
    assert "sqlalchemy" in loaded
    assert not {"torch", "sentence_transformers", "fastapi"} & set(loaded)


def test_documents_of_a_library_are_listed(start_process: Start, seeded: Path) -> None:
    output, errors = start_process("documents", "--data", str(seeded)).communicate()
    assert errors == ""
    assert output.splitlines()[-1].startswith("10 tài liệu, ")


def test_help_makes_no_folder_and_a_bad_setting_is_reported(start_process: Start, tmp_path: Path) -> None:
    helped = start_process("--help")
    helped.communicate()
    refused = start_process("documents", HOIDAP_PORT="x")
    assert refused.communicate() == ("", "HOIDAP_PORT: phải là một số nguyên.\n")
    assert (helped.returncode, refused.returncode) == (0, 1)
    assert list(tmp_path.iterdir()) == []


class TestServe:
    def test_a_taken_port_is_reported(self, start_process: Start) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            server = start_process("serve", "--port", str(port))
            output, errors = server.communicate()
        assert (server.returncode, output) == (1, "")
        assert errors.startswith(f"Không phục vụ được tại 127.0.0.1: cổng {port} đang được một chương trình khác dùng")
        assert len(errors.splitlines()) == 1

    def test_a_host_that_is_not_ours_is_reported(self, start_process: Start) -> None:
        server = start_process("serve", "--host", "192.0.2.1", "--port", "0")
        assert server.communicate()[1].startswith("Không phục vụ được tại 192.0.2.1: ")
        assert server.returncode == 1

    def test_a_model_that_is_not_there_ends_it_with_the_reason(self, start_process: Start) -> None:
        server = start_process("serve", "--port", "0", HOIDAP_MODEL="/khong/co/mo/hinh")
        errors = server.communicate()[1]
        assert server.returncode == 1
        assert errors.splitlines()[-1].startswith("Không có thư mục mô hình /khong/co/mo/hinh.")
        assert "Traceback" not in errors

    def test_a_seed_that_is_not_there_ends_it_with_the_reason(self, start_process: Start) -> None:
        server = start_process("serve", "--port", "0", "--seed", "khong-co", HOIDAP_MODEL="/khong/co/mo/hinh")
        errors = server.communicate()[1]
        assert (server.returncode, errors) == (1, "khong-co: không có tệp hay thư mục này\n")

    def test_a_seed_says_which_of_its_files_are_passed_over(self, start_process: Start, tmp_path: Path) -> None:
        (tmp_path / "gieo").mkdir()
        (tmp_path / "gieo" / "bài.txt").write_text("Hội làng mở vào tháng Giêng.", "utf-8")
        (tmp_path / "gieo" / "bảng.abc").write_text("1,2", "utf-8")
        (tmp_path / "gieo" / ".ẩn").write_text("1", "utf-8")
        server = start_process("serve", "--port", "0", "--seed", "gieo", module="tests.api.hashing_program")
        announced_address(server)
        assert server.stderr is not None
        summary = " WARNING api.http.startup: Bỏ qua 1 tệp không đọc được: .abc (1)\n"
        assert next(filter(lambda line: line.endswith(summary), server.stderr))
        server.send_signal(signal.SIGTERM)
        server.communicate()
        assert server.returncode == 0

    @pytest.mark.model
    @pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
    def test_it_answers_from_the_seeds_and_ends_when_stopped(
        self, start_process: Start, builtin_model: Path, tmp_path: Path, ending: signal.Signals
    ) -> None:
        server = start_process("serve", "--port", "0", "--seed", str(SEEDS), HOIDAP_MODEL=str(builtin_model))
        address = announced_address(server)
        with httpx2.Client(base_url=address, timeout=60, trust_env=False) as browser:
            assert browser.get("/healthz").json() == {"status": "ok"}
            assert "<title>Hỏi Đáp</title>" in browser.get("/").text
            question = {"question": "Ông Nguyễn Trường Thắng giữ chức vụ gì?"}
            while (asked := browser.post("/v1/ask", json=question)).status_code == 503:
                assert asked.json()["detail"].startswith("Hỏi Đáp đang khởi động")  # on a busy machine
            assert asked.json()["answers"] + asked.json()["nearest"]
            assert browser.get("/readyz").json()["documents"] == len(list(SEEDS.iterdir()))
        server.send_signal(ending)
        output, errors = server.communicate()
        assert (server.returncode, output) == (0, "")
        assert errors.splitlines()[-1] == "Sẵn sàng trả lời."
        assert all(line.endswith("…") for line in errors.splitlines()[:-1])  # stages, and no warning
        assert {path.name for path in tmp_path.iterdir()} == {"data"}

    @pytest.mark.model
    def test_the_built_in_model_is_served_without_torch(self, start_process: Start, builtin_model: Path) -> None:
        module, folder = "tests.api.module_listing_program", str(builtin_model)
        server = start_process("serve", "--port", "0", "--seed", str(SEEDS), module=module, HOIDAP_MODEL=folder)
        with httpx2.Client(base_url=announced_address(server), timeout=60, trust_env=False) as browser:
            while browser.post("/v1/ask", json={"question": "Ai?"}).status_code == 503:
                pass  # it is starting
        server.send_signal(signal.SIGTERM)
        loaded = set(server.communicate()[1].split())
        assert {"onnxruntime", "tokenizers", "faiss"} <= loaded
        assert not {"torch", "transformers", "sentence_transformers", "onnx"} & loaded

    @pytest.mark.model
    def test_it_ends_when_stopped_even_while_it_starts(self, start_process: Start, builtin_model: Path) -> None:
        server = start_process("serve", "--port", "0", "--seed", str(SEEDS), HOIDAP_MODEL=str(builtin_model))
        announced_address(server)
        server.send_signal(signal.SIGTERM)
        output, errors = server.communicate()
        assert (server.returncode, output) == (0, "")
        assert all(line.endswith("…") for line in errors.splitlines())  # stages, and no warning

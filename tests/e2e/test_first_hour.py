"""Does the first hour with one's own documents go without a stumble, from `hoidap ingest` to a generated client?"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from chat_page import ChatPage
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.browser, pytest.mark.model]

HANDBOOK = """# Nội quy thư viện phường Bến Đá

## Ai được mượn sách về nhà?

Bạn đọc có thẻ của thư viện phường Bến Đá được mượn ba cuốn sách về nhà trong hai tuần.

## Làm mất sách thì phải bồi thường thế nào?

Bạn đọc làm mất sách phải bồi thường gấp đôi giá bìa của cuốn sách bị mất.

## Thư viện mở cửa vào những giờ nào?

Thư viện phường Bến Đá mở cửa từ 7 giờ đến 19 giờ hằng ngày, trừ ngày Quốc khánh.
"""
NEWS = "Phường Bến Đá sắp xây thêm một phòng đọc cho thiếu nhi\n"
ASKED = "Làm mất sách thì phải bồi thường thế nào?"
ANSWER = "Bạn đọc làm mất sách phải bồi thường gấp đôi giá bìa của cuốn sách bị mất."

# What a developer types into a file beside the generated package.
PROGRAM = """
import sys
from hoi_dap_client import Client
from hoi_dap_client.api.questions import ask_question
from hoi_dap_client.models import AskRequest

with Client(sys.argv[1], raise_on_unexpected_status=True, httpx_args={"trust_env": False}) as client:
    print(ask_question.sync(client=client, body=AskRequest(question=sys.argv[2])).answers[0].text)
"""


@pytest.fixture(scope="module")
def environment(builtin_model: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The program's own settings are the usual ones; an empty data folder, and the built-in model as it is made."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HOIDAP_")}
    data = tmp_path_factory.mktemp("data")
    (data / "model").symlink_to(builtin_model)
    return own | {"HOIDAP_DATA": str(data), "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def ingested(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What `hoidap ingest -v` says of a folder of three files, of which one is of a kind that is not read."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "noi-quy.md").write_text(HANDBOOK, "utf-8")
    (folder / "tin.txt").write_text(NEWS, "utf-8")
    (folder / "danh-sach.xyz").write_text("1,2,3", "utf-8")
    command = [sys.executable, "-m", "api", "ingest", "-v", str(folder)]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def address(environment: dict[str, str], ingested: subprocess.CompletedProcess[str]) -> Iterator[str]:
    """Where `hoidap serve` serves what was ingested."""
    assert ingested.returncode == 0
    command = [sys.executable, "-m", "api", "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
            assert client.get("/healthz").status_code == 200  # at once, whatever is still being loaded
            while client.post("/v1/ask", json={"question": ASKED}).status_code == 503:
                pass
        yield address
        server.send_signal(signal.SIGTERM)
    assert server.returncode == 0


def test_what_a_folder_holds_besides_is_named(ingested: subprocess.CompletedProcess[str]) -> None:
    assert "Bỏ qua 1 tệp không đọc được: .xyz (1)" in ingested.stderr
    assert "danh-sach.xyz" in ingested.stderr
    assert "Từ chối" not in ingested.stderr  # the one line of news, which ends without a full stop, is content


def test_a_suggestion_of_the_library_is_asked_and_answered(open_chat: Callable[..., ChatPage], address: str) -> None:
    chat = open_chat(address)
    headings = [line.removeprefix("## ") for line in HANDBOOK.splitlines() if line.startswith("## ")]
    assert set(chat.suggestions.all_inner_texts()) <= set(headings)
    chat.suggestions.filter(has_text=ASKED).click()
    expect(chat.best).to_be_visible()
    assert ANSWER in chat.answers()[0]


def test_a_generated_client_gets_the_same_answer(address: str, tmp_path: Path) -> None:
    tools = str(Path(sys.executable).parent)  # the generator calls ruff
    paths = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    description = tmp_path / "openapi.json"
    description.write_bytes(httpx2.get(f"{address}/openapi.json", trust_env=False).content)
    generate = [f"{tools}/openapi-python-client", "generate", "--path", str(description), "--fail-on-warning"]
    subprocess.run(generate, cwd=tmp_path, env={**os.environ, **paths}, check=True, capture_output=True)
    program = tmp_path / "hoi-dap-client" / "ask.py"
    program.write_text(PROGRAM, "utf-8")
    asked = subprocess.run(
        [sys.executable, str(program), address, ASKED], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert asked.stdout == f"{ANSWER}\n"

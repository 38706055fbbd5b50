"""Does a reader who opens the page get an answer out of the shipped documents, and hear where there is none?"""

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


@pytest.fixture(scope="module")
def address(builtin_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the program serves the shipped documents, as `make serve` starts it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HOIDAP_")}
    own |= {"HOIDAP_MODEL": str(builtin_model), "HOIDAP_DATA": str(tmp_path_factory.mktemp("data"))}
    command = [sys.executable, "-m", "api", "serve", "--port", "0", "--seed", "seeds/documents"]
    with subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stdout is not None
        served_at = server.stdout.readline().split()[-1]
        wait_until_ready(served_at)
        yield served_at
        server.send_signal(signal.SIGTERM)
    assert server.returncode == 0


def wait_until_ready(address: str) -> None:
    """Asks until the model is loaded and the page has something to suggest; the server holds what comes too early back
    for some time itself.
    """
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
        while client.post("/v1/ask", json={"question": "Đã sẵn sàng chưa?"}).status_code == 503:
            pass
        while not client.get("/v1/suggestions").json()["suggestions"]:
            pass


def test_a_question_is_answered_with_its_source_and_another_is_not(
    open_chat: Callable[..., ChatPage], address: str
) -> None:
    chat = open_chat(address)
    chat.ask("Năm 2022 được lãnh đạo hai nước xác định là năm gì?")
    expect(chat.best).to_be_visible()
    assert "Năm Đoàn kết hữu nghị Việt Nam - Lào" in chat.answers()[0]
    expect(chat.best.locator("cite .title").first).to_have_text(
        "Lễ đón và hội đàm sáng 2/6 giữa hai Tổng Tham mưu trưởng Việt Nam, Lào"
    )

    chat.ask("Công thức nấu phở bò ngon nhất là gì?")
    expect(chat.abstention).to_be_visible()
    expect(chat.nearest).to_have_count(0)  # nothing in them is anywhere near

    chat.ask("Việt Nam tặng Lào quà gì?")
    expect(chat.abstention).to_be_visible()
    expect(chat.nearest.first).to_be_visible()


def test_the_page_begins_with_questions_that_are_answered(open_chat: Callable[..., ChatPage], address: str) -> None:
    chat = open_chat(address)
    suggested = chat.suggestions.first.inner_text()
    chat.suggestions.first.click()
    chat.wait_for_reply()
    assert chat.questions() == [suggested]
    expect(chat.best.locator(".confidence")).not_to_contain_text("Chưa chắc")

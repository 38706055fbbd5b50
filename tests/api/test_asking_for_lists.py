"""Is a whole answer one slice of its document, in the JSON, on its source page and at the terminal?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from seeded_service import services_at

from api.http.app import create_app
from qa.ingesting.ingester import Ingester
from qa.reading import read_path
from tests.page_reader import read_page

TEXT = """Nội quy xưởng mộc Hòa Bình

Thợ mới vào xưởng phải nộp những giấy tờ sau:

- Đơn xin học nghề có chữ ký của cha mẹ;
- Giấy khám sức khỏe 😀 trong sáu tháng;
- Bản sao sổ hộ khẩu.

Xưởng mở cửa từ bảy giờ sáng.

Hỏi: Làm gãy lưỡi cưa thì phải đền bao nhiêu?
Đáp: Không phải đền. Thợ báo cho tổ trưởng để thay.
"""
LIST = "Thợ mới vào xưởng phải nộp những giấy tờ sau?"
PAIR = "Làm gãy lưỡi cưa thì phải đền bao nhiêu?"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one document."""
    folder = tmp_path_factory.mktemp("workshop")
    (folder / "noi-quy.txt").write_text(TEXT, "utf-8")
    services = services_at(folder / "data")
    assert Ingester(services.library, services.encoder).ingest(read_path(folder / "noi-quy.txt")).rejected == []
    services.close()
    return services.settings.data


@pytest.fixture(scope="module")
def asked(workshop: Path) -> Iterator[TestClient]:
    services = services_at(workshop)
    with TestClient(create_app(services)) as ready:
        yield ready
    services.close()


def first(client: TestClient, question: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/v1/ask", json={"question": question}).json()["answers"][0]
    return answer


def test_a_list_is_one_slice_from_its_lead_in_to_its_last_item(asked: TestClient) -> None:
    answer = first(asked, LIST)
    cited = answer["citation"]
    text = asked.get(f"/v1/documents/{cited['document_id']}").json()["text"]
    assert answer["text"] == text[cited["start"] : cited["end"]]
    assert answer["text"].startswith("Thợ mới vào xưởng")
    assert answer["text"].endswith("sổ hộ khẩu.")
    units = text.encode("utf-16-le")
    assert units[2 * cited["start_utf16"] : 2 * cited["end_utf16"]].decode("utf-16-le") == answer["text"]
    assert cited["context"]["before"] + answer["text"] + cited["context"]["after"] in text
    assert (answer["introduction"], answer["more_items"]) == (None, 0)


def test_an_answer_of_the_document_comes_with_its_question(asked: TestClient) -> None:
    answer = first(asked, PAIR)
    text = asked.get(f"/v1/documents/{answer['citation']['document_id']}").json()["text"]
    assert answer["text"] == "Đáp: Không phải đền. Thợ báo cho tổ trưởng để thay."
    above = answer["introduction"]
    assert above["kind"] == "question"
    assert text[above["start"] : above["end"]] == above["text"] == "Hỏi: Làm gãy lưỡi cưa thì phải đền bao nhiêu?"


@pytest.mark.parametrize("question", [LIST, PAIR])
def test_it_is_verified_marked_and_judged_like_a_sentence(asked: TestClient, question: str) -> None:
    answer = first(asked, question)
    cited = answer["citation"]
    claim = {name: cited[name] for name in ("document_id", "document_sha256", "selectors")}
    (result,) = asked.post("/v1/verify", json={"citations": [claim]}).json()["results"]
    assert (result["status"], result["reason"]) == ("exact", "at_place")
    page = read_page(asked.get("/" + cited["source_link"]).text)
    assert " ".join(mark.text for mark in page.named("mark")).split() == answer["text"].split()
    said = {name: cited[name] for name in ("document_id", "document_sha256", "start", "end")}
    assert asked.post("/v1/feedback", json={"question": question, "helpful": True, "citation": said}).is_success


def test_the_terminal_shows_the_items_on_lines_of_their_own(
    run: Callable[..., Result], workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
    lines = run("ask", LIST, "--top", "1", "--data", str(workshop)).stdout.splitlines()
    assert lines[:4] == [
        "1. Thợ mới vào xưởng phải nộp những giấy tờ sau:",
        "   - Đơn xin học nghề có chữ ký của cha mẹ;",
        "   - Giấy khám sức khỏe 😀 trong sáu tháng;",
        "   - Bản sao sổ hộ khẩu.",
    ]
    lines = run("ask", PAIR, "--top", "1", "--data", str(workshop)).stdout.splitlines()
    assert lines[:2] == [
        "1. Hỏi: Làm gãy lưỡi cưa thì phải đền bao nhiêu?",
        "   Đáp: Không phải đền. Thợ báo cho tổ trưởng để thay.",
    ]

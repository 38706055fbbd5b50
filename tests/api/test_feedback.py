"""Can whoever asked say what an answer was worth, and does that come out as questions to measure by?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from seeded_service import SEEDS, services_at

from api.http.app import create_app
from api.http.security import LARGEST_BODY
from api.schemas.feedback import LONGEST_NOTE
from api.settings import Settings
from api.wiring import Services
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.reading import read_path
from tests.fakes import HashingEncoder

Run = Callable[..., Result]
QUESTION = "Năm 2022 có gì đặc biệt?"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A data folder with the shipped documents."""
    services = services_at(tmp_path / "kho")
    Ingester(services.library, services.encoder).ingest(read_path(SEEDS))
    services.close()
    return services.settings.data


@pytest.fixture
def judge(kept: Path) -> Iterator[TestClient]:
    services = services_at(kept)
    with TestClient(create_app(services)) as ready:
        yield ready
    services.close()


def praise(judge: TestClient, **more: object) -> dict[str, Any]:
    """Feedback on the first answer to the question, as a page would send it."""
    reply = judge.post("/v1/ask", json={"question": QUESTION}).json()
    cited = reply["answers"][0]["citation"]
    citation = {name: cited[name] for name in ("document_id", "document_sha256", "start", "end")}
    shown = {"question": QUESTION, "read_as": reply["read_as"], "generation": reply["generation"]}
    return shown | {"helpful": True, "citation": citation} | more


def test_it_is_kept_and_named(judge: TestClient, kept: Path, run: Run) -> None:
    sent = praise(judge, note="Đúng điều tôi cần.\x1b[31m")
    reply = judge.post("/v1/feedback", json=sent)
    assert reply.status_code == 201
    assert list(reply.json()) == ["id"]
    assert judge.post("/v1/feedback", json={"question": "Giá vàng?", "helpful": False}).status_code == 201
    assert run("feedback", "--data", str(kept)).stdout.splitlines() == [
        "Câu trả lời: 1 có ích, 0 không.",
        "Lời đáp rằng tài liệu không nói: 0 đúng, 1 không.",
        "Lời ghi thêm: 1.",
    ]
    newest, *older = run("feedback", "latest", "--data", str(kept)).stdout.splitlines()
    assert newest.endswith(" UTC · không có ích · Giá vàng?")
    citation = sent["citation"]
    assert older[0] == "   Tài liệu không nói về điều này."
    assert older[1].endswith(f" UTC · có ích · {QUESTION}")
    assert older[2] == f"   [{citation['start']}, {citation['end']}) · {citation['document_id']}"
    assert older[3] == "   Ghi thêm: Đúng điều tôi cần. [31m"  # no terminal obeys it
    assert len(run("feedback", "latest", "--top", "1", "--data", str(kept)).stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("wrong", "status", "message"),
    [
        ({"citation": {"document_id": "khác"}}, 404, "citation.document_id: không có tài liệu nào mang mã “khác”"),
        ({"citation": {"document_sha256": "0" * 64}}, 409, "citation.document_sha256: văn bản của tài liệu này đã"),
        ({"citation": {"document_sha256": "0"}}, 422, "citation.document_sha256: phải là SHA-256 viết bằng 64 chữ số"),
        ({"citation": {"end": 10**6}}, 422, "citation.start, citation.end: không có câu nào"),
        ({"citation": {"start": 0}}, 422, "citation.start, citation.end: không có câu nào"),
        ({"citation": {"start": -1}}, 422, "citation.start: phải từ 0"),
        ({"citation": {"start": 10**30}}, 422, "citation.start: nhiều nhất"),
        ({"citation": {"end": "9"}}, 422, "citation.end: phải là một số nguyên"),
        ({"citation": {"text": "Câu bịa."}}, 422, "citation.text: không có trường nào tên như vậy"),
        ({"helpful": "có"}, 422, "helpful: phải là true hoặc false"),
        ({"helpful": None}, 422, "helpful: phải là true hoặc false"),
        ({"question": " "}, 422, "question: câu hỏi đang trống"),
        ({"question": "a" * 2001}, 422, "question: câu hỏi dài quá"),
        ({"question": "Ai \ud800?"}, 422, "question: có ký tự Unicode bị hỏng"),
        ({"note": "a" * (LONGEST_NOTE + 1)}, 422, "note: có nhiều nhất 1000 ký tự"),
        ({"note": "\ud800"}, 422, "note: có ký tự Unicode bị hỏng"),
        ({"read_as": ""}, 422, "read_as: phải có ít nhất 1 ký tự"),
        ({"generation": 99}, 422, "generation: kho tài liệu mới đến thế hệ 1"),
        ({"email": "a@b.vn"}, 422, "email: không có trường nào tên như vậy"),
    ],
)
def test_what_is_not_so_is_refused_by_its_field(  # noqa: PLR0917 - fixtures and cases
    judge: TestClient, kept: Path, run: Run, wrong: dict[str, Any], status: int, message: str
) -> None:
    sent = praise(judge)
    sent |= wrong | ({"citation": sent["citation"] | wrong["citation"]} if "citation" in wrong else {})
    reply = judge.post("/v1/feedback", content=json.dumps(sent), headers={"Content-Type": "application/json"})
    assert (reply.status_code, list(reply.json())) == (status, ["detail"])
    assert reply.json()["detail"].startswith(message)
    assert run("feedback", "--data", str(kept)).stdout.startswith("Câu trả lời: 0 có ích, 0 không.")


def test_what_is_missing_is_named_and_what_is_too_large_refused(judge: TestClient) -> None:
    assert judge.post("/v1/feedback", json={}).json()["detail"].startswith("question: thiếu trường bắt buộc")
    large = judge.post("/v1/feedback", json=praise(judge, note="a" * LARGEST_BODY))
    assert large.status_code == 413


def test_who_may_ask_may_judge_without_a_key(kept: Path) -> None:
    settings = Settings(data=kept, threshold=0.0, api_key="một-khoá-thật-dài", host="0.0.0.0")  # noqa: S104 - not served
    services = Services(settings, load_encoder=HashingEncoder)
    with TestClient(create_app(services)) as ready:
        assert ready.post("/v1/feedback", json=praise(ready)).status_code == 201
    services.close()


def test_it_is_exported_as_a_file_that_an_evaluation_reads(
    judge: TestClient, kept: Path, run: Run, tmp_path: Path
) -> None:
    sent = praise(judge)
    blame = sent | {"question": "Ai?", "read_as": "Ai?", "helpful": False}
    for one in (sent, {"question": "Giá vàng?", "helpful": True}, blame):
        assert judge.post("/v1/feedback", json=one).status_code == 201
    exported = run("feedback", "export", "hỏi.json", "--data", str(kept))
    assert (exported.exit_code, exported.stdout) == (0, "")
    assert exported.stderr == (
        "Đã xuất 2 câu hỏi: 1 có câu trả lời, 1 không. Bỏ qua 1 không có ích, nên không cho biết câu nào đúng.\n"
    )
    written = (tmp_path / "hỏi.json").read_text("utf-8")
    assert run("--data", str(kept), "feedback", "export", "-").stdout == written
    measured = json.loads(run("evaluate", "hỏi.json", "--json", "--data", str(kept)).stdout)
    assert (measured["questions"], measured["answerable"]) == (2, 1)
    assert measured["sentence"]["mrr@10"] > 0  # the cited sentence is one of the contexts'


def test_where_nothing_can_be_exported_no_file_is_written(kept: Path, run: Run, tmp_path: Path) -> None:
    refused = run("feedback", "export", "hỏi.json", "--data", str(kept))
    assert (refused.exit_code, refused.stderr) == (1, "Chưa có nhận xét nào thành câu hỏi mẫu được.\n")
    assert not (tmp_path / "hỏi.json").exists()


@pytest.mark.parametrize("command", [["feedback"], ["feedback", "latest"], ["feedback", "export", "-"]])
def test_a_folder_without_a_library_is_reported_and_not_made(run: Run, tmp_path: Path, command: list[str]) -> None:
    result = run(*command, "--data", "nhầm")
    assert result.exit_code == 1
    assert result.stderr.startswith("Chưa có kho tài liệu nào trong thư mục nhầm.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["export", "latest"])
def test_every_help_is_vietnamese(run: Run, command: str) -> None:
    output = run("feedback", command, "--help").stdout
    assert output.startswith(f"Cách dùng: hoidap feedback {command} [TUỲ CHỌN]")
    assert "Options" not in output


def test_a_file_that_cannot_be_written_is_named(judge: TestClient, kept: Path, run: Run) -> None:
    judge.post("/v1/feedback", json=praise(judge))
    refused = run("feedback", "export", "không-có/hỏi.json", "--data", str(kept))
    assert (refused.exit_code, refused.stderr.split(":")[0]) == (1, "Không ghi được tệp không-có/hỏi.json")


def test_no_word_of_it_reaches_the_library(judge: TestClient, kept: Path) -> None:
    before = judge.get("/v1/documents").json()
    judge.post("/v1/feedback", json=praise(judge))
    assert judge.get("/v1/documents").json() == before
    library = Library.open(kept)
    assert library.generation == before["generation"]
    library.close()

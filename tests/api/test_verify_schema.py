"""Is every citation judged by its characters, and every bad request refused by its field?"""

import json
import unicodedata
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.schemas.verify import MOST_CITATIONS, VerifyReply

QUESTION = "Năm 2022 được lãnh đạo hai nước xác định là năm gì?"
SHA = "0" * 64


def verified(client: TestClient, *citations: dict[str, Any]) -> list[dict[str, Any]]:
    response = client.post("/v1/verify", json={"citations": citations})
    assert response.status_code == 200, response.text
    VerifyReply.model_validate_json(response.content)
    results: list[dict[str, Any]] = response.json()["results"]
    assert len(results) == len(citations)
    return results


@pytest.fixture(scope="module")
def answers(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post("/v1/ask", json={"question": QUESTION, "top_k": 20}).json()["answers"]
    return found


def slim(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: answer["citation"][name] for name in ("document_id", "document_sha256", "selectors")}


def test_whatever_was_answered_is_exact_however_it_is_brought(
    client: TestClient, answers: list[dict[str, Any]]
) -> None:
    for answer in answers:
        cited = answer["citation"]
        old = {name: value for name, value in cited.items() if name not in ("selectors", "start_utf16", "end_utf16")}
        ways = [answer, cited, slim(answer), cited | {"text": answer["text"]}, old | {"text": answer["text"]}]
        for result in verified(client, *ways):
            assert (result["status"], result["reason"]) == ("exact", "at_place")
            assert result["citation"] == cited
            assert result["also_in"] == []
            assert result["nearest"] is None


def test_a_typed_quotation_is_found_with_its_locator(client: TestClient, answers: list[dict[str, Any]]) -> None:
    cited = answers[0]["citation"]
    part = answers[0]["text"][3:30]
    alone, within = verified(client, {"quote": part}, {"quote": part, "document_id": cited["document_id"]})
    assert (within["status"], within["reason"]) == ("exact", "in_text")
    assert within["citation"]["start"] == cited["start"] + 3
    assert within["citation"]["place"] == cited["place"]
    assert alone["status"] == "exact"
    offsets = [(one["document_id"], one["start"]) for one in (alone["citation"], *alone["also_in"])]
    assert (cited["document_id"], cited["start"] + 3) in offsets


def test_what_is_not_there_is_not_exact(client: TestClient, answers: list[dict[str, Any]]) -> None:
    # What comes nearest is a sentence, and not a whole answer.
    alone = next(one for one in answers if not one["introduction"])
    cited, text = alone["citation"], alone["text"]
    position, quote = cited["selectors"]
    edited = slim(alone) | {"selectors": [position, quote | {"exact": text[:-2] + "ż."}]}
    results = verified(
        client,
        edited,
        edited | {"document_sha256": SHA},
        slim(alone) | {"document_sha256": SHA},
        slim(alone) | {"document_id": "khong-co"},
        slim(alone) | {"selectors": [position | {"start": 0, "end": len(text)}, quote]},
        {"quote": text, "document_id": "khong-co"},
        {"quote": text.replace(" ", "  ")},
        {"quote": unicodedata.normalize("NFD", text), "document_id": cited["document_id"]},
        {"quote": "Chuyện này không ai kể bao giờ xyz."},
    )
    verdicts = [(result["status"], result["reason"]) for result in results]
    assert verdicts == [
        ("missing", "not_in_document"),
        ("changed", "edited"),
        ("moved", "other_edition"),
        ("missing", "no_document"),
        ("moved", "elsewhere"),
        ("missing", "no_document"),
        ("changed", "other_form"),
        ("changed", "other_form"),
        ("missing", "nowhere"),
    ]
    for result in results:
        assert (result["citation"] is not None) == (result["status"] in ("exact", "moved"))
        assert result["message"].endswith(".")
    for result in (results[0], results[1], results[7]):
        assert result["nearest"]["text"] == text
        assert result["nearest"]["citation"] == cited


def test_the_reply_counts_and_names_its_generation(client: TestClient, answers: list[dict[str, Any]]) -> None:
    reply = client.post("/v1/verify", json={"citations": [answers[0], {"quote": "không có xyz"}]}).json()
    assert list(reply) == ["results", "counts", "generation", "took_ms"]
    assert reply["counts"] == {"exact": 1, "moved": 0, "changed": 0, "missing": 1}
    assert reply["generation"] == client.get("/readyz").json()["generation"]


POSITION = {"type": "TextPositionSelector", "start": 1, "end": 3}
QUOTE = {"type": "TextQuoteSelector", "exact": "ab"}
CITED = {"document_id": "d", "document_sha256": SHA, "selectors": [POSITION, QUOTE]}

CASES: list[tuple[object, str]] = [
    ({}, "citations: thiếu trường bắt buộc"),
    ({"citations": []}, "citations: phải có ít nhất 1 mục"),
    ({"citations": "x"}, "citations: phải là một danh sách"),
    ({"citations": ["x"]}, "citations[0]: phải là một đối tượng JSON"),
    ({"citations": [{"quote": "a"}] * (MOST_CITATIONS + 1)}, "citations: có nhiều nhất 10000 mục"),
    ({"citations": [{"quote": "a"}], "more": 1}, "more: không có trường nào"),
    ({"citations": [{}]}, "citations[0]: thiếu lời được trích"),
    ({"citations": [{"quote": ""}]}, "citations[0].quote: phải có ít nhất một chữ"),
    ({"citations": [{"quote": " \n"}]}, "citations[0].quote: phải có ít nhất một chữ"),
    ({"citations": [{"quote": 5}]}, "citations[0].quote: phải là một chuỗi"),
    ({"citations": [{"quote": "a\ud800"}]}, "citations[0].quote: có ký tự Unicode bị hỏng"),
    ({"citations": [{"quote": "a", "document_id": "\udfff"}]}, "citations[0].document_id: có ký tự Unicode bị hỏng"),
    ({"citations": [{"quote": "a"}, {"quote": "a", "page_": 1}]}, "citations[1].page_: không có trường nào"),
    ({"citations": [{"quote": "a", "text": "b"}]}, "citations[0]: quote, text và exact"),
    ({"citations": [{"quote": "a", "document_sha256": SHA}]}, "citations[0]: thiếu document_id"),
    ({"citations": [CITED | {"document_sha256": "abc"}]}, "citations[0].document_sha256: phải là SHA-256"),
    ({"citations": [CITED | {"document_sha256": SHA.replace("0", "A")}]}, "citations[0].document_sha256: phải là"),
    ({"citations": [CITED | {"selectors": []}]}, "citations[0].selectors: phải có ít nhất 1 mục"),
    ({"citations": [CITED | {"selectors": [POSITION, POSITION]}]}, "citations[0]: selectors có hai bộ chọn cùng loại"),
    ({"citations": [CITED | {"selectors": [POSITION]}]}, "citations[0]: thiếu lời được trích"),
    ({"citations": [CITED | {"selectors": [{"type": "CssSelector"}]}]}, "citations[0].selectors[0]: trường 'type'"),
    ({"citations": [CITED | {"selectors": [{"start": 1}]}]}, "citations[0].selectors[0]: thiếu trường 'type'"),
    ({"citations": [CITED | {"start": 5, "end": 7}]}, "citations[0]: start và end khác với TextPositionSelector"),
    ({"citations": [{"text": "a", "document_id": "d", "start": 5}]}, "citations[0]: start và end phải đi cùng nhau"),
    ({"citations": [{"text": "a", "document_id": "d", "start": 5, "end": 5}]}, "citations[0]: start phải nhỏ hơn end"),
    ({"citations": [{"text": "a", "document_id": "d", "start": 7, "end": 5}]}, "citations[0]: start phải nhỏ hơn end"),
    ({"citations": [{"text": "a", "document_id": "d", "start": -1, "end": 5}]}, "citations[0].start: phải từ 0"),
    ({"citations": [{"text": "a", "document_id": "d", "start": 1, "end": 10**30}]}, "citations[0].end: nhiều nhất"),
    ({"citations": [{"text": "a", "document_id": "d", "start": "1", "end": 2}]}, "citations[0].start: phải là một số"),
    ({"citations": [{"text": "a", "citation": CITED}]}, "citations[0]: quote, text và exact"),
    ({"citations": [{"text": "ab", "document_id": "d", "citation": CITED}]}, "citations[0]: có citation thì"),
    (
        {"citations": [{"text": "ab", "citation": {"selectors": [POSITION]}}]},
        "citations[0].citation: thiếu document_id",
    ),
]


@pytest.mark.parametrize(("body", "message"), CASES, ids=[message for _, message in CASES])
def test_a_bad_request_is_refused_by_field(client: TestClient, body: object, message: str) -> None:
    response = client.post(
        "/v1/verify", content=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 422, response.text
    assert response.json()["detail"].startswith(message)


@pytest.mark.parametrize("position", [{"start": -1, "end": 2}, {"start": 5, "end": 2}, {"start": 2, "end": 2}])
def test_offsets_of_a_selector_are_checked_too(client: TestClient, position: dict[str, int]) -> None:
    body = {"citations": [CITED | {"selectors": [POSITION | position, QUOTE]}]}
    response = client.post("/v1/verify", json=body)
    assert response.status_code == 422
    assert response.json()["detail"].startswith("citations[0]")


def test_an_offset_beyond_the_end_is_no_error_and_not_exact(client: TestClient, answers: list[dict[str, Any]]) -> None:
    cited = answers[0]["citation"]
    far = {"type": "TextPositionSelector", "start": 10**9, "end": 10**9 + len(answers[0]["text"])}
    (result,) = verified(client, slim(answers[0]) | {"selectors": [far, cited["selectors"][1]]})
    assert result["status"] == "moved"
    assert result["citation"]["start"] == cited["start"]


def test_ten_thousand_whole_answers_can_be_sent_at_once(client: TestClient, answers: list[dict[str, Any]]) -> None:
    many = [answers[number % len(answers)] for number in range(MOST_CITATIONS)]
    assert len(json.dumps(many)) > 1_000_000
    assert {result["status"] for result in verified(client, *many)} == {"exact"}


def test_a_body_beyond_the_limit_is_refused_by_its_size(client: TestClient) -> None:
    response = client.post("/v1/verify", content=b"{}", headers={"Content-Length": "40000001"})
    assert response.status_code == 413
    assert (
        response.json()["detail"] == "Thân yêu cầu quá lớn: nhiều nhất 40 MB; giới hạn này đặt bằng HOIDAP_MAX_JSON_MB."
    )

"""Is whatever cannot be asked refused in one Vietnamese sentence that names the field?"""

import json
import re

import pytest
from fastapi.testclient import TestClient

VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]")

DEEP = "[" * 100_000

CASES = [
    ({"question": ""}, "question: câu hỏi đang trống"),
    ({"question": " \n\t\u3000"}, "question: câu hỏi đang trống"),
    ({"question": "à " * 50_000}, "question: câu hỏi dài quá 2.000 ký tự"),
    ({"question": "😀🎉"}, "question: câu hỏi không có chữ hay số nào"),
    ({"question": "?!…"}, "question: câu hỏi không có chữ hay số nào"),
    ({}, "question: thiếu trường bắt buộc"),
    ({"question": 5}, "question: phải là một chuỗi"),
    ({"question": None}, "question: phải là một chuỗi"),
    ({"question": ["Ai?"]}, "question: phải là một chuỗi"),
    ({"question": "Ai?", "top_k": 0}, "top_k: phải từ 1 trở lên"),
    ({"question": "Ai?", "top_k": -(10**30)}, "top_k: phải từ 1 trở lên"),
    ({"question": "Ai?", "top_k": 21}, "top_k: nhiều nhất là 20"),
    ({"question": "Ai?", "top_k": 10**30}, "top_k: nhiều nhất là 20"),
    ({"question": "Ai?", "top_k": "3"}, "top_k: phải là một số nguyên"),
    ({"question": "Ai?", "top_k": 2.5}, "top_k: phải là một số nguyên"),
    ({"question": "Ai?", "top_k": True}, "top_k: phải là một số nguyên"),
    ({"question": "Ai?", "top_k": None}, "top_k: phải là một số nguyên"),
    ({"question": "Ai?", "k": 3}, "k: không có trường nào tên như vậy"),
    ({"question": "Ai?", "filter": "x"}, "filter: phải là một đối tượng JSON"),
    ({"question": "Ai?", "filter": {"publisher": "x"}}, "filter.publisher: không có trường nào"),
    ({"question": "Ai?", "filter": {"publishers": "x"}}, "filter.publishers: phải là một danh sách"),
    ({"question": "Ai?", "filter": {"publishers": []}}, "filter.publishers: phải có ít nhất 1 mục"),
    ({"question": "Ai?", "filter": {"publishers": ["x", 1]}}, "filter.publishers[1]: phải là một chuỗi"),
    ({"question": "Ai?", "filter": {"document_ids": ["x"] * 1001}}, "filter.document_ids: có nhiều nhất 1000 mục"),
    ({"question": "Ai?", "filter": {"published_from": "hôm qua"}}, "filter.published_from: phải là một ngày có thật"),
    ({"question": "Ai?", "filter": {"published_from": "2022-02-30"}}, "filter.published_from: phải là một ngày"),
    ({"question": "Ai?", "filter": {"published_to": 1654128000}}, "filter.published_to: phải là một ngày"),
    ({"question": "Ai?", "filter": {"published_to": "2022-06-02T00:00"}}, "filter.published_to: phải là một ngày"),
    (
        {"question": "Ai?", "filter": {"published_from": "2023-01-01", "published_to": "2022-01-01"}},
        "filter: published_from phải trước hoặc bằng published_to",
    ),
    ({"question": "Ai \ud800?"}, "question: có ký tự Unicode bị hỏng"),
    ({"question": "Ai?", "\ud800": 1}, "thân yêu cầu có ký tự Unicode bị hỏng"),
    (["Ai?"], "thân yêu cầu phải là một đối tượng JSON"),
    ("Ai?", "thân yêu cầu phải là một đối tượng JSON"),
    (None, "thân yêu cầu"),
]


def refused(client: TestClient, body: bytes, status: int, content_type: str = "application/json") -> str:
    response = client.post("/v1/ask", content=body, headers={"Content-Type": content_type})
    assert response.status_code == status, response.text
    assert list(response.json()) == ["detail"]
    detail: str = response.json()["detail"]
    assert VIETNAMESE.search(detail)
    assert "\n" not in detail
    assert len(detail) < 700
    return detail


@pytest.mark.parametrize(("body", "message"), CASES, ids=lambda case: json.dumps(case)[:60])
def test_a_bad_request_is_refused_by_field(client: TestClient, body: object, message: str) -> None:
    assert refused(client, json.dumps(body).encode(), 422).startswith(message)


@pytest.mark.parametrize("field", ["x" * 100_000, "\u202e", "<b>", "a.b\n"])
def test_a_field_that_is_none_of_ours_does_not_fill_the_reply(client: TestClient, field: str) -> None:
    response = client.post("/v1/ask", json={"question": "Ai?", field: 1})
    assert response.status_code == 422
    assert len(response.json()["detail"]) < 200


def test_several_mistakes_are_named_at_once_but_not_all_of_a_thousand(client: TestClient) -> None:
    assert refused(client, b'{"top_k": 0}', 422) == "question: thiếu trường bắt buộc này; top_k: phải từ 1 trở lên."
    many = {"question": "Ai?"} | {f"x{number}": 1 for number in range(1000)}
    assert refused(client, json.dumps(many).encode(), 422).endswith("; và 995 lỗi nữa.")


@pytest.mark.parametrize("body", [b"", b"{", b'{"question": "Ai?"', b"{'question': 'Ai?'}", b'{"question": "Ai?"} x'])
def test_broken_json_is_refused_as_such(client: TestClient, body: bytes) -> None:
    assert refused(client, body, 422).startswith("thân yêu cầu")


@pytest.mark.parametrize("body", [b'{"question": "\xff"}', DEEP.encode()])
def test_what_cannot_be_read_at_all_is_refused(client: TestClient, body: bytes) -> None:
    assert refused(client, body, 400) == "Không đọc được thân yêu cầu: cần một đối tượng JSON viết bằng UTF-8."


def test_json_that_does_not_say_so_is_refused(client: TestClient) -> None:
    assert "Content-Type: application/json" in refused(client, b'{"question": "Ai?"}', 422, "text/plain")


class TestLargeBody:
    def test_is_refused_by_what_it_says_of_itself(self, client: TestClient) -> None:
        body = json.dumps({"question": "a" * 2_000_000}).encode()
        assert refused(client, body, 413) == "Thân yêu cầu quá lớn: nhiều nhất 1 MB."

    def test_is_refused_where_it_comes_in_pieces_that_say_nothing(self, client: TestClient) -> None:
        pieces = (b" " * 100_000 for _ in range(20))
        response = client.post("/v1/ask", content=pieces, headers={"Content-Type": "application/json"})
        assert response.status_code == 413

    def test_just_within_the_limit_is_judged_by_its_words(self, client: TestClient) -> None:
        body = json.dumps({"question": "a" * 999_980}).encode()
        assert len(body) <= 1_000_000
        assert refused(client, body, 422).startswith("question: câu hỏi dài quá")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/widget/nothing.js", 404),
        ("GET", "/widget/../app.py", 404),
        ("GET", "/widget/%2e%2e/app.py", 404),
        ("GET", "/v1/ask", 405),
        ("DELETE", "/v1/documents", 405),
        ("GET", "/redoc", 404),
    ],
)
def test_what_is_not_there_is_refused_in_the_same_form(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert VIETNAMESE.search(response.json()["detail"])


def test_a_document_that_is_not_there_is_named(client: TestClient) -> None:
    for document_id in ("khong-co", "a/b", "..", "đ"):
        response = client.get(f"/v1/documents/{document_id.replace('..', '%2e%2e')}")
        assert response.status_code == 404
        assert response.json() == {"detail": f"Không có tài liệu nào mang mã “{document_id}”."}

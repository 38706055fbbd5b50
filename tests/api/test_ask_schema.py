"""Is what /v1/ask answers what its description promises, to the character?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient
from seeded_service import services_at

from api.cli.ask import _lines
from api.http.app import create_app
from api.schemas.ask import AskReply
from qa.answering.decide import NEAREST_FROM
from qa.answering.messages.message_answerer import MessageReply
from qa.ingesting.ingester import Ingester
from qa.types import Answer, Answers, Citation, Quote, RawDocument, Source

QUESTION = "Năm 2022 được lãnh đạo hai nước xác định là năm gì?"


def ask(client: TestClient, question: str = QUESTION, **more: object) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    reply: dict[str, Any] = response.json()
    return reply


def document_of(client: TestClient, answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/v1/documents/{answer['citation']['document_id']}").json()
    return found


def test_a_reply_has_every_field_and_no_other(client: TestClient) -> None:
    reply = ask(client)
    assert list(reply) == [
        "question",
        "read_as",
        "kind",
        "message",
        "abstained",
        "answers",
        "nearest",
        "suggestions",
        "parts",
        "generation",
        "took_ms",
    ]
    answer = reply["answers"][0]
    assert list(answer) == [
        "text",
        "score",
        "confidence",
        "citation",
        "also_in",
        "highlights",
        "introduction",
        "more_items",
    ]
    source = ["document_id", "title", "publisher", "url", "published_at", "author"]
    locators = ["headings", "clause", "page", "place", "start", "end", "start_utf16", "end_utf16", "document_sha256"]
    ways = ["selectors", "source_link", "text_fragment", "context"]
    assert list(answer["citation"]) == source + locators + ways
    assert list(answer["citation"]["context"]) == ["before", "after"]


def test_a_citation_describes_its_source_as_its_document_does(client: TestClient) -> None:
    for answer in ask(client, top_k=20)["answers"]:
        document, cited = document_of(client, answer), answer["citation"]
        for field in ("title", "publisher", "url", "published_at", "author"):
            assert cited[field] == document[field]
        assert cited["document_sha256"] == document["sha256"]


def test_an_answer_and_its_context_are_slices_of_its_document(client: TestClient) -> None:
    answers = ask(client, top_k=20)["answers"]
    assert len(answers) == 20
    assert any(answer["citation"]["context"]["before"] for answer in answers)
    assert any(answer["citation"]["context"]["after"] for answer in answers)
    for answer in answers:
        text, cited = document_of(client, answer)["text"], answer["citation"]
        start, end = cited["start"], cited["end"]
        before, after = cited["context"]["before"], cited["context"]["after"]
        assert text[start:end] == answer["text"] != ""
        assert text[start - len(before) : end + len(after)] == before + answer["text"] + after


def test_the_locator_and_the_other_sources_are_in_the_json_and_at_the_command_line() -> None:
    law = Source("Luật Mẫu", "Quốc hội", None, date(2019, 11, 20), "Ban soạn thảo")
    offsets = (10, 20, "0" * 64, "", "", Quote("Một câu.", "", ""), 11)
    first = Citation("luat", "Luật Mẫu", law, *offsets, ("Chương VII", "Điều 105. Giờ làm việc"), "2", 3)
    again = Citation("sach", "Sách luật", Source(publisher="Nhà in"), *offsets, page=7)
    outcome = Answers("Ai?", (Answer("Một câu.", 1.0, 0.9, first, (again,)), Answer("Câu khác.", 0.5, 0.8, again)), 1)
    reply = AskReply.of("Ai?", MessageReply(outcome), 1.0)
    answer = reply.model_dump(mode="json")["answers"][0]
    shown = {name: answer["citation"][name] for name in ("author", "headings", "clause", "page", "place")}
    assert shown == {
        "author": "Ban soạn thảo",
        "headings": ["Chương VII", "Điều 105. Giờ làm việc"],
        "clause": "2",
        "page": 3,
        "place": "Điều 105, khoản 2, trang 3",
    }
    assert [other["document_id"] for other in answer["also_in"]] == ["sach"]
    assert list(_lines(reply)) == [
        "1. Một câu.",
        "   Luật Mẫu · Điều 105, khoản 2, trang 3 · Quốc hội · 20/11/2019 · [10, 20) · luat",
        "   Cũng có trong: Sách luật, trang 7, Nhà in, sach",
        "2. Câu khác.",
        "   Sách luật · trang 7 · Nhà in · [10, 20) · sach",
    ]


def test_answers_are_best_first_different_and_sure_by_a_probability(client: TestClient) -> None:
    answers = ask(client, top_k=20)["answers"]
    scores = [answer["score"] for answer in answers]
    assert scores == sorted(scores, reverse=True)
    assert len({answer["text"] for answer in answers}) == 20
    assert all(0 <= answer["confidence"] <= 1 for answer in answers)


def test_the_same_question_gets_the_same_answer(client: TestClient) -> None:
    first, second = ask(client), ask(client)
    assert first.pop("took_ms") > 0
    assert second.pop("took_ms") > 0
    assert first == second


def test_the_question_comes_back_as_asked_and_as_read(client: TestClient) -> None:
    reply = ask(client, "  Ai   dẫn đầu\nđoàn? ")
    assert reply["question"] == "  Ai   dẫn đầu\nđoàn? "
    assert reply["read_as"] == "Ai dẫn đầu đoàn?"


def test_three_answers_are_usual_and_one_to_twenty_may_be_had(client: TestClient) -> None:
    assert len(ask(client)["answers"]) == 3
    assert [len(ask(client, top_k=count)["answers"]) for count in (1, 2, 20)] == [1, 2, 20]


def test_an_abstention_shows_the_nearest_and_not_as_answers(client: TestClient, doubter: TestClient) -> None:
    sentence = "Đó là năm hai nước mừng hai ngày kỷ niệm lớn."
    answered, abstention = ask(client, sentence), ask(doubter, sentence)
    near = [answer for answer in answered["answers"] if answer["confidence"] >= NEAREST_FROM]
    assert (answered["abstained"], answered["nearest"]) == (False, [])
    assert (abstention["abstained"], abstention["answers"]) == (True, [])
    assert abstention["nearest"] == near
    assert 0 < len(near) < len(answered["answers"])


def test_where_nothing_came_near_nothing_is_shown(client: TestClient, doubter: TestClient) -> None:
    assert max(answer["confidence"] for answer in ask(client)["answers"]) < NEAREST_FROM
    untold = ask(doubter)
    assert (untold["abstained"], untold["answers"], untold["nearest"]) == (True, [], [])


@pytest.mark.parametrize(
    "question", ["a" * 2000, "1", "ư", "Ａi？", "câu hỏi\u0000", "<script>alert(1)</script>", "😀 ai"]
)
def test_odd_questions_are_answered(client: TestClient, question: str) -> None:
    assert ask(client, question)["question"] == question


class TestFilter:
    def test_of_documents(self, client: TestClient) -> None:
        ids = [document["id"] for document in client.get("/v1/documents").json()["documents"]]
        answers = ask(client, top_k=20, filter={"document_ids": [ids[3], ids[0]]})["answers"]
        assert {answer["citation"]["document_id"] for answer in answers} == {ids[0], ids[3]}

    def test_of_publishers(self, client: TestClient) -> None:
        publisher = "Hỏi Đáp biên soạn theo Thời Đại"
        answers = ask(client, top_k=20, filter={"publishers": [publisher]})["answers"]
        assert {answer["citation"]["publisher"] for answer in answers} == {publisher}

    def test_of_days_takes_in_both_ends_and_leaves_out_what_has_no_date(self, client: TestClient) -> None:
        bounds = {"published_from": "2022-06-02", "published_to": "2025-11-21"}
        answers = ask(client, top_k=20, filter=bounds)["answers"]
        assert {answer["citation"]["published_at"] for answer in answers} == {"2022-06-02", "2025-11-21"}

    def test_an_empty_filter_changes_nothing(self, client: TestClient) -> None:
        assert ask(client, filter={})["answers"] == ask(client, filter=None)["answers"] == ask(client)["answers"]

    def test_that_lets_nothing_through_ends_in_an_abstention(self, client: TestClient) -> None:
        reply = ask(client, filter={"publishers": ["Không có báo này"]})
        assert (reply["abstained"], reply["answers"], reply["nearest"]) == (True, [], [])


def test_a_change_by_another_process_is_answered_from(tmp_path: Path) -> None:
    services, elsewhere = services_at(tmp_path), services_at(tmp_path)
    with TestClient(create_app(services)) as client:
        before = ask(client)
        text = "Năm 2022 được lãnh đạo hai nước xác định là năm đoàn kết. Đây là câu thứ hai của tài liệu này."
        source = Source("Năm đoàn kết", "Báo Thử", "https://bao.example/1", date(2022, 1, 1))
        Ingester(elsewhere.library, HashingEncoder()).ingest([RawDocument("d1", source, text)])
        after = ask(client)
    assert (before["abstained"], before["nearest"]) == (True, [])
    assert after["generation"] > before["generation"]
    assert after["answers"][0]["text"] == "Năm 2022 được lãnh đạo hai nước xác định là năm đoàn kết."
    cited = after["answers"][0]["citation"]
    assert (cited["document_id"], cited["title"], cited["publisher"]) == ("d1", "Năm đoàn kết", "Báo Thử")
    assert (cited["url"], cited["published_at"]) == ("https://bao.example/1", "2022-01-01")
    services.close()
    elsewhere.close()


def test_kind_distinguishes_answer_abstention_and_small_talk(client: TestClient) -> None:
    assert ask(client)["kind"] == "answer"
    greeted = ask(client, "chào bạn")
    assert (greeted["kind"], greeted["answers"], greeted["nearest"], greeted["abstained"]) == (
        "small_talk",
        [],
        [],
        False,
    )
    assert "tài liệu" in greeted["message"]


def test_a_literal_question_is_read_as_it_was_typed(client: TestClient) -> None:
    typed = "nam 2022 duoc xac dinh la nam gi"
    assert ask(client, typed)["read_as"] != typed
    assert ask(client, typed, literal=True)["read_as"] == typed


def test_a_follow_up_is_read_with_the_question_before_it(client: TestClient) -> None:
    before = [{"question": "Quân đội nhân dân Lào được thành lập ngày nào?"}]
    assert ask(client, "o dau", history=before)["read_as"] == "Quân đội nhân dân Lào được thành lập ở đâu?"
    assert ask(client, QUESTION, history=before) | {"took_ms": 0} == ask(client) | {"took_ms": 0}
    assert client.post("/v1/ask", json={"question": QUESTION, "history": before * 6}).status_code == 422


def test_a_turn_names_the_documents_that_were_cited(client: TestClient) -> None:
    reply = ask(client)
    turn = {"question": QUESTION, "answer": reply["answers"][0]["text"]}
    cited = [answer["citation"]["document_id"] for answer in reply["answers"]]
    for before in (turn, turn | {"document_ids": []}, turn | {"document_ids": cited}):
        assert ask(client, "Khi nào?", history=[before])["read_as"].endswith("khi nào?")


@pytest.mark.parametrize(
    "wrong",
    [{"document_ids": "d1"}, {"document_ids": [1]}, {"document_ids": None}, {"document_ids": ["d"] * 21}, {"ids": []}],
)
def test_a_turn_is_taken_strictly(client: TestClient, wrong: dict[str, Any]) -> None:
    reply = client.post("/v1/ask", json={"question": QUESTION, "history": [{"question": QUESTION} | wrong]})
    assert reply.status_code == 422
    assert reply.json()["detail"].startswith(f"history[0].{next(iter(wrong))}")

"""Do many who ask at once wait for their turn, and what do those get who ask the same again?"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient
from seeded_service import services_at

import api.http.routes.ask
from api.http.app import create_app
from api.http.routes.ask import AT_ONCE
from api.schemas.ask import AskReply
from embeddings.encoder import FloatArray


class Crowded(HashingEncoder):
    """Each question waits until as many are here as may be at once, or for a moment, and the most are counted."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._full = threading.Event()
        self.now = self.most = 0

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now >= AT_ONCE:
                self._full.set()
        self._full.wait(timeout=5)
        with self._lock:
            self.now -= 1
        return super().embed_queries(texts)


def asked(client: TestClient, question: str) -> dict[str, object]:
    reply = client.post("/v1/ask", json={"question": question})
    assert reply.status_code == 200
    return dict(reply.json())


def test_as_many_are_answered_at_once_as_there_is_room_for_and_all_are_answered(seeded: Path) -> None:
    services = services_at(seeded, threshold=0.0)
    crowded = Crowded()
    services.encoder = crowded  # type: ignore[misc]
    questions = [f"Ông Thắng giữ chức vụ gì năm {1900 + number}?" for number in range(4 * AT_ONCE)]
    with TestClient(create_app(services)) as client, ThreadPoolExecutor(len(questions)) as crowd:
        asked(client, "Đã sẵn sàng chưa?")
        crowded.most = 0
        replies = list(crowd.map(lambda question: asked(client, question), questions))
    services.close()
    assert [reply["question"] for reply in replies] == questions
    assert crowded.most == AT_ONCE


def test_who_comes_when_many_wait_is_told_so_and_the_others_are_answered(
    seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.http.routes.ask, "MOST_WAITING", 2)
    services = services_at(seeded, threshold=0.0)
    services.encoder = Crowded()  # type: ignore[misc]
    questions = [f"Ông Thắng giữ chức vụ gì năm {1900 + number}?" for number in range(AT_ONCE + 12)]
    with TestClient(create_app(services)) as client, ThreadPoolExecutor(len(questions)) as crowd:
        asked(client, "Đã sẵn sàng chưa?")
        replies = list(crowd.map(lambda question: client.post("/v1/ask", json={"question": question}), questions))
        refused = [reply for reply in replies if reply.status_code == 429]
        assert {reply.status_code for reply in replies} == {200, 429}
        assert all(int(reply.headers["Retry-After"]) > 0 and list(reply.json()) == ["detail"] for reply in refused)
        assert asked(client, "Ông Thắng là ai?")
    services.close()


def test_the_same_question_is_encoded_once_and_answered_alike(seeded: Path) -> None:
    services = services_at(seeded, threshold=0.0)
    encoder = services.encoder
    assert isinstance(encoder, HashingEncoder)
    with TestClient(create_app(services)) as client:
        first = asked(client, "Ông Thắng giữ chức vụ gì?")
        encoder.asked.clear()
        again = asked(client, "Ông Thắng giữ chức vụ gì?")
        spaced = asked(client, " Ông Thắng giữ  chức vụ gì?")
        taken = [text for text in encoder.asked if "chức vụ gì" in text]  # the suggestions ask as well
    services.close()
    assert taken == []
    differing = {"took_ms", "question"}
    assert {name for name in AskReply.model_fields if first[name] != again[name]} <= {"took_ms"}
    assert {name for name in AskReply.model_fields if first[name] != spaced[name]} <= differing
    assert spaced["question"] == " Ông Thắng giữ  chức vụ gì?"

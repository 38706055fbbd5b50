"""Is whoever opens the page offered questions about these documents, and are they those of the library as it is?"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient

import api.http.suggestion_worker as module
from api.http.app import create_app
from api.http.suggestion_worker import SuggestionWorker
from api.settings import Settings
from api.wiring import Services
from qa.answering.confidence import Logistic
from qa.errors import LibraryError
from qa.feedback.feedback_store import Cited, Feedback
from qa.ranking.fusion import FusionRanker
from tests.documents import encoded_document

OPENING = encoded_document(
    "quán.md", "## Quán nước mở cửa lúc mấy giờ?\n\nQuán nước mở cửa lúc bảy giờ sáng.", title="Nội quy quán nước"
)
CLOSING = encoded_document(
    "vườn.md", "## Vườn hoa đóng cửa lúc mấy giờ?\n\nVườn hoa đóng cửa lúc chín giờ tối.", title="Nội quy vườn hoa"
)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A service that is sure of all that it finds, over one document."""
    found = Services(Settings(data=tmp_path), load_encoder=HashingEncoder)
    found.__dict__["ranking"] = (FusionRanker(), Logistic(100, 0, 0))
    found.library.bind_model(HashingEncoder().fingerprint)
    found.library.save([OPENING])
    yield found
    found.close()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is seen at once, and a failure is soon over."""
    monkeypatch.setattr(module, "POLL", 0.01)
    monkeypatch.setattr(module, "PAUSE", 0.01)


async def _until(worker: SuggestionWorker, generation: int) -> module.Suggested:
    while (found := await worker.latest()).generation != generation:
        await asyncio.sleep(0.01)
    return found


def test_they_are_found_without_being_asked_for_and_come_with_their_generation(services: Services) -> None:
    with TestClient(create_app(services)) as client:
        reply = client.get("/v1/suggestions")
        assert (reply.status_code, reply.json()) == (
            200,
            {"suggestions": ["Quán nước mở cửa lúc mấy giờ?"], "generation": services.library.generation},
        )
        for question in reply.json()["suggestions"]:
            assert client.post("/v1/ask", json={"question": question}).json()["kind"] == "answer"


def test_a_request_asks_nothing(services: Services) -> None:
    with TestClient(create_app(services)) as client:
        client.get("/v1/suggestions")
        encoder = services.encoder
        assert isinstance(encoder, HashingEncoder)
        before = list(encoder.asked)
        assert client.get("/v1/suggestions").json() == client.get("/v1/suggestions").json()
        assert encoder.asked == before


def test_where_nothing_is_sure_there_are_none(services: Services) -> None:
    services.__dict__["ranking"] = (FusionRanker(), Logistic(-100, 0, 0))
    with TestClient(create_app(services)) as client:
        assert client.get("/v1/suggestions").json()["suggestions"] == []


def test_before_the_service_is_ready_it_says_so(services: Services) -> None:
    assert TestClient(create_app(services)).get("/v1/suggestions").status_code == 503


def test_they_follow_the_library_whoever_changes_it(services: Services, tmp_path: Path) -> None:
    async def follow() -> list[tuple[str, ...]]:
        worker = SuggestionWorker(services)
        worker.begin()
        found = [await worker.latest()]
        elsewhere = Services(Settings(data=tmp_path), load_encoder=HashingEncoder)
        for change in (
            lambda: elsewhere.library.save([CLOSING]),
            lambda: elsewhere.library.remove(OPENING.document.id),
        ):
            change()
            found.append(await _until(worker, elsewhere.library.generation))
        elsewhere.close()
        await asyncio.to_thread(worker.end)
        return [one.questions for one in found]

    first, both, last = asyncio.run(follow())
    assert first == ("Quán nước mở cửa lúc mấy giờ?",)
    assert set(both) == {"Quán nước mở cửa lúc mấy giờ?", "Vườn hoa đóng cửa lúc mấy giờ?"}
    assert last == ("Vườn hoa đóng cửa lúc mấy giờ?",)


def test_a_failure_is_logged_and_the_last_list_stays_until_it_is_over(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="api.http.suggestion_worker")
    failures: list[Exception] = [LibraryError("Đĩa hỏng."), RuntimeError("lạ")]

    def failing(count: int, read: Callable[[int], object] = services.feedback.latest) -> object:
        if services.library.generation > 1 and failures:
            raise failures.pop()
        return read(count)

    async def follow() -> tuple[module.Suggested, module.Suggested]:
        worker = SuggestionWorker(services)
        worker.begin()
        first = await worker.latest()
        monkeypatch.setattr(services.feedback, "latest", failing)
        services.library.save([CLOSING])
        while failures:
            assert await worker.latest() == first
            await asyncio.sleep(0.01)
        last = await _until(worker, services.library.generation)
        await asyncio.to_thread(worker.end)
        return first, last

    first, last = asyncio.run(follow())
    assert len(first.questions) < len(last.questions)
    assert any("Đĩa hỏng." in record.getMessage() for record in caplog.records)
    assert any(record.exc_info for record in caplog.records)


def test_it_stops_on_request_and_does_not_begin_after_that(services: Services) -> None:
    async def stopped() -> None:
        worker = SuggestionWorker(services)
        worker.begin()
        await asyncio.to_thread(worker.end)
        worker.begin()

    others = set(enumerate_threads())
    asyncio.run(stopped())
    assert "suggestions" not in {thread.name for thread in set(enumerate_threads()) - others}


def test_what_readers_found_helpful_is_suggested_too(services: Services) -> None:
    document, (sentence,) = OPENING.document, OPENING.passages[0].sentences
    cited = Cited(document.id, document.sha256, sentence.start, sentence.end)
    services.feedback.keep(Feedback("Lúc mấy giờ sáng quán mở?", True, cited))
    with TestClient(create_app(services)) as client:
        assert client.get("/v1/suggestions").json()["suggestions"][0] == "Lúc mấy giờ sáng quán mở?"

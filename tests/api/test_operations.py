"""Does the service report its state: up, ready, failed, and unforeseen errors?"""

import logging
import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient
from seeded_service import SEEDS, services_at

import api.http.startup
from api.http.app import create_app
from api.http.background import BackgroundWork
from api.http.errors import STATUSES, status_of
from api.http.startup import Startup
from api.settings import Settings
from api.wiring import Services
from embeddings.encoder import Encoder, FloatArray, Progress, no_progress
from qa.errors import HoidapError, LibraryError, ModelError, UnreadableError
from qa.library.store import DATABASE_NAME


def test_it_reports_that_it_lives_and_what_it_answers_from(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    client.post("/v1/ask", json={"question": "Ai?"})  # waits until it is ready
    listed = client.get("/v1/documents").json()
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {
        "status": "ready",
        "documents": len(listed["documents"]),
        "sentences": sum(document["sentences"] for document in listed["documents"]),
        "generation": listed["generation"],
    }


@contextmanager
def still_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TestClient, threading.Event]]:
    """A service whose model loads until the event is set, asked by somebody who does not wait for it."""
    monkeypatch.setattr(api.http.startup, "PATIENCE", 0.01)
    loaded = threading.Event()

    def load() -> Encoder:
        loaded.wait()
        return HashingEncoder()

    services = Services(Settings(data=tmp_path), load_encoder=load)
    with TestClient(create_app(services), base_url="http://localhost") as client:
        try:
            yield client, loaded
        finally:
            loaded.set()
    services.close()


class TestStart:
    def test_while_the_model_loads_it_lives_and_is_not_ready(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with still_loading(tmp_path, monkeypatch) as (client, loaded):
            assert client.get("/healthz").status_code == 200
            for early in (client.get("/readyz"), client.post("/v1/ask", json={"question": "Ai?"})):
                assert early.status_code == 503
                assert early.headers["Retry-After"] == "5"
                assert early.json()["detail"] == "Hỏi Đáp đang khởi động: nạp mô hình. Xin thử lại sau vài giây."
            loaded.set()
            monkeypatch.setattr(api.http.startup, "PATIENCE", 60)
            assert client.post("/v1/ask", json={"question": "Ai?"}).status_code == 200
            assert client.get("/readyz").status_code == 200

    def test_what_is_sent_while_the_model_loads_waits_or_becomes_a_job(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = {"id": "hn", "text": "Hà Nội là thủ đô của nước Việt Nam."}
        with still_loading(tmp_path, monkeypatch) as (client, loaded):
            assert client.post("/v1/documents", json=text).status_code == 503
            accepted = client.post("/v1/documents?background=true", json=text)
            assert accepted.status_code == 202
            assert client.delete("/v1/documents/x").status_code == 404
            loaded.set()
            while not client.get(accepted.headers["Location"]).json()["finished_at"]:
                pass
            assert client.get("/v1/documents/hn").status_code == 200

    def test_background_work_does_not_begin_after_the_end(self, tmp_path: Path) -> None:
        services = services_at(tmp_path)
        background = BackgroundWork(services)
        background.end()
        background.begin()
        background.wake()
        background.end()
        assert not {"job_runner", "checkpointer"} & set(services.__dict__)
        services.close()

    def test_an_empty_library_is_seeded_and_another_is_not(self, tmp_path: Path) -> None:
        documents = []
        for seed in (SEEDS / "so-tay-hoi-va-dap.md", SEEDS):
            services = services_at(tmp_path)
            with TestClient(create_app(services, Startup(services, seed))) as client:
                client.post("/v1/ask", json={"question": "Ai?"})
                documents.append(client.get("/readyz").json()["documents"])
            services.close()
        assert documents == [1, 1]

    def test_what_keeps_it_from_starting_is_reported(self, tmp_path: Path) -> None:
        failed: list[str] = []

        def load() -> Encoder:
            raise ModelError("Mô hình hỏng.")

        services = Services(Settings(data=tmp_path), load_encoder=load)
        startup = Startup(services, on_failure=lambda: failed.append("told"))
        with TestClient(create_app(services, startup)) as client:
            asked = client.post("/v1/ask", json={"question": "Ai?"})
            assert (asked.status_code, asked.json()) == (503, {"detail": "Mô hình hỏng."})
            assert client.get("/readyz").json() == {"detail": "Mô hình hỏng."}
        services.close()
        assert failed == ["told"]
        assert str(startup.failure()) == "Mô hình hỏng."

    def test_vectors_of_another_model_are_not_asked(self, seeded: Path) -> None:
        services = Services(Settings(data=seeded), load_encoder=lambda: HashingEncoder("fake:other"))
        with TestClient(create_app(services)) as client:
            asked = client.post("/v1/ask", json={"question": "Ai?"})
        services.close()
        assert asked.status_code == 503
        assert "được lập với mô hình “hashing:64”, không phải “fake:other”" in asked.json()["detail"]

    def test_how_much_of_the_seed_is_encoded_is_said_to_whoever_asks(self, tmp_path: Path) -> None:
        encoding, asked = threading.Event(), threading.Event()

        class Slow(HashingEncoder):
            def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
                progress(1, len(texts))
                encoding.set()
                asked.wait()
                return super().embed_passages(texts, progress)

        services = Services(Settings(data=tmp_path), load_encoder=Slow)
        seed = SEEDS / "so-tay-hoi-va-dap.md"
        with TestClient(create_app(services, Startup(services, seed))) as client:
            encoding.wait()
            detail = client.get("/readyz").json()["detail"]
            asked.set()
        services.close()
        assert re.fullmatch(
            r"Hỏi Đáp đang khởi động: nạp tài liệu ban đầu \(1/\d+\)\. Xin thử lại sau vài giây\.", detail
        )

    def test_when_stopped_it_does_not_go_on_seeding(self, tmp_path: Path) -> None:
        encoding, ended = threading.Event(), threading.Event()
        services = services_at(tmp_path)

        class Slow(HashingEncoder):
            def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
                encoding.set()
                ended.wait()
                return super().embed_passages(texts, progress)

        services.__dict__["encoder"] = Slow()
        startup = Startup(services, SEEDS, on_failure=lambda: pytest.fail("stopping is no failure"))
        end = startup.end

        async def ending() -> None:
            startup._stopping = True
            ended.set()
            await end()

        startup.end = ending  # type: ignore[method-assign]  # to open the gate between the two steps
        with TestClient(create_app(services, startup)):
            encoding.wait()
        assert startup.failure() is None
        assert services.library.summaries() == []
        services.close()


def test_a_library_that_broke_is_reported_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    services = services_at(tmp_path)
    with TestClient(create_app(services)) as client:
        assert client.get("/v1/documents").status_code == 200
        with sqlite3.connect(tmp_path / DATABASE_NAME) as connection:
            connection.execute("DROP TABLE facts")
        connection.close()
        response = client.get("/v1/documents")
    services.close()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.json()["detail"].startswith("Kho tài liệu")
    assert any(record.levelno == logging.ERROR and record.exc_info for record in caplog.records)


def test_what_nobody_foresaw_is_logged_and_not_shown(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("qa.library.store.Library.summaries", break_down)
    response = client.get("/v1/documents")
    assert response.status_code == 500
    assert list(response.json()) == ["detail"]
    assert response.json()["detail"].startswith("Có lỗi bất ngờ")
    assert "secret" not in response.text
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "ZeroDivisionError: secret" in caplog.text
    assert "Traceback" in caplog.text


def test_every_named_error_has_its_status() -> None:
    def below(kind: type[HoidapError]) -> set[type[HoidapError]]:
        return {kind} | {found for child in kind.__subclasses__() for found in below(child)}

    # What stops the command line before anyone listens never comes to a caller.
    never_asked = {"HoidapError", "SettingsError", "AddressError"}
    kinds = {kind for kind in below(HoidapError) if kind.__module__.split(".")[0] in ("api", "qa", "embeddings")}
    assert {kind.__name__ for kind in kinds if status_of(kind("x")) == 500} <= never_asked
    assert status_of(UnreadableError("x")) == 422
    assert status_of(LibraryError("x")) == 503
    assert set(STATUSES) <= kinds


def test_the_tree_of_errors_is_drawn_whole() -> None:
    import qa.errors  # noqa: PLC0415 - its docstring is what is under test

    drawn = qa.errors.__doc__ or ""
    for kind in STATUSES:
        assert kind.__name__ in drawn
    assert "SettingsError" in drawn
    assert "AddressError" in drawn

"""Does the API describe documents as the library holds them?"""

import hashlib
from datetime import datetime
from pathlib import Path

from fastapi.testclient import TestClient
from seeded_service import SEEDS, services_at

from api.http.app import create_app
from qa.ingesting.ingester import Ingester
from qa.types import RawDocument, Source, SpanKind


def test_the_list_has_every_document_with_every_field(client: TestClient) -> None:
    body = client.get("/v1/documents").json()
    assert list(body) == ["documents", "generation"]
    assert body["generation"] == 1
    assert len(body["documents"]) == len(list(SEEDS.iterdir()))
    source = ["id", "title", "publisher", "url", "published_at", "author"]
    meta = [*source, "sha256", "characters", "sentences", "added_at"]
    for document in body["documents"]:
        assert list(document) == meta
        assert document["sentences"] > 0
        assert datetime.fromisoformat(document["added_at"]).tzinfo is not None


def test_a_document_is_shown_as_in_the_list_with_its_text_and_spans(client: TestClient) -> None:
    for entry in client.get("/v1/documents").json()["documents"]:
        document = client.get(f"/v1/documents/{entry['id']}").json()
        text, spans = document.pop("text"), document.pop("spans")
        assert entry["id"] not in {near["document_id"] for near in document.pop("near_duplicates")}
        assert all(note["count"] >= len(note["examples"]) > 0 for note in document.pop("notes"))
        assert document == {name: value for name, value in entry.items() if name not in ("sentences", "added_at")}
        assert document["characters"] == len(text)
        assert document["sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert {span["kind"] for span in spans} <= {kind.value for kind in SpanKind}
        borders = [border for span in spans for border in (span["start"], span["end"])]
        assert borders == sorted(borders)
        assert borders[-1] <= len(text)
        assert any(span["kind"] == "body" for span in spans)


def test_a_document_names_those_that_print_the_same(tmp_path: Path) -> None:
    services = services_at(tmp_path)
    text = " ".join(f"Đoàn thứ {number} sang thăm trong {number} ngày." for number in range(20))
    raws = [RawDocument("d1", Source(), text), RawDocument("d2", Source(title="In lại"), text)]
    Ingester(services.library, services.encoder).ingest([*raws, RawDocument("d3", Source(), "Cầu mới bắc qua suối.")])
    with TestClient(create_app(services)) as client:
        found = {name: client.get(f"/v1/documents/{name}").json()["near_duplicates"] for name in ("d1", "d2", "d3")}
    services.close()
    assert found == {
        "d1": [{"document_id": "d2", "likeness": 1.0}],
        "d2": [{"document_id": "d1", "likeness": 1.0}],
        "d3": [],
    }


def test_a_document_without_a_title_goes_by_its_opening_words(tmp_path: Path) -> None:
    services = services_at(tmp_path)
    text = "\n\n" + "Đoàn đại biểu sang thăm theo lời mời của nước bạn và làm việc trong bốn ngày liền. " * 20
    Ingester(services.library, services.encoder).ingest([RawDocument("d1", Source(), text)])
    with TestClient(create_app(services)) as client:
        (entry,) = client.get("/v1/documents").json()["documents"]
        document = client.get("/v1/documents/d1").json()
        asked = client.post("/v1/ask", json={"question": "Đoàn đại biểu sang thăm theo lời mời của ai?"}).json()
    services.close()
    assert entry["title"] == document["title"] == asked["answers"][0]["citation"]["title"]
    assert document["title"].startswith("Đoàn đại biểu sang thăm theo lời mời")
    assert document["title"].endswith("…")

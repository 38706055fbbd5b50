"""Does the service, as it is shipped, answer the questions that it is shipped with?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seeded_service import ROOT, SEEDS

from api.http.app import create_app
from api.settings import Settings
from api.wiring import Services
from embeddings.encoder import Encoder
from qa.reading import read_path
from qa.suggesting.suggested_questions import LEAST_CONFIDENCE

FLOORS = ROOT / "tests" / "quality" / "floors.json"

pytestmark = pytest.mark.model


@dataclass(frozen=True)
class Asked:
    question: str
    right: frozenset[str]
    reply: dict[str, Any]

    @property
    def hit(self) -> bool:
        """Whether the first sentence shown is right, as an answer or as the nearest."""
        shown = self.reply["answers"] + self.reply["nearest"]
        return bool(shown and shown[0]["text"] in self.right)


@pytest.fixture(scope="module")
def seed_client(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    services = Services(Settings(data=tmp_path_factory.mktemp("seeds")), load_encoder=lambda: encoder)
    services.ingester.ingest(read_path(SEEDS))
    with TestClient(create_app(services)) as client:
        yield client
    services.close()


@pytest.fixture(scope="module")
def asked(seed_client: TestClient) -> list[Asked]:
    lines = (ROOT / "seeds" / "questions.jsonl").read_text("utf-8").splitlines()
    found = []
    for line in map(json.loads, lines):
        right = {line["answer"], *(also["answer"] for also in line.get("also", []))} - {None}
        reply = seed_client.post("/v1/ask", json={"question": line["question"]}).json()
        found.append(Asked(line["question"], frozenset(right), reply))
    return found


def test_the_first_sentence_is_right_as_often_as_it_was(asked: list[Asked]) -> None:
    answerable = [one for one in asked if one.right]
    hits = sum(one.hit for one in answerable) / len(answerable)
    assert hits >= json.loads(FLOORS.read_text("utf-8"))["seeds_hit@1"], f"{hits:.3f} of {len(answerable)}"


def test_more_is_answered_of_what_the_documents_say(asked: list[Asked]) -> None:
    answerable = [one.reply["abstained"] for one in asked if one.right]
    unanswerable = [one.reply["abstained"] for one in asked if not one.right]
    assert sum(answerable) / len(answerable) < sum(unanswerable) / len(unanswerable) / 2, (
        f"{sum(answerable)}/{len(answerable)} {sum(unanswerable)}/{len(unanswerable)}"
    )


def test_every_answer_is_a_slice_of_what_it_cites(seed_client: TestClient, asked: list[Asked]) -> None:
    texts = {
        document["id"]: seed_client.get(f"/v1/documents/{document['id']}").json()["text"]
        for document in seed_client.get("/v1/documents").json()["documents"]
    }
    for one in asked:
        for answer in one.reply["answers"] + one.reply["nearest"]:
            cited = answer["citation"]
            assert texts[cited["document_id"]][cited["start"] : cited["end"]] == answer["text"]


def test_whatever_the_page_suggests_is_answered_and_surely(seed_client: TestClient) -> None:
    suggested = seed_client.get("/v1/suggestions").json()["suggestions"]
    assert len(suggested) >= 3
    for question in suggested:
        reply = seed_client.post("/v1/ask", json={"question": question}).json()
        assert reply["kind"] == "answer"
        assert reply["answers"][0]["confidence"] >= LEAST_CONFIDENCE

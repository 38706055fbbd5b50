"""Are the words that answer marked wherever an answer is shown: in the JSON, on its source page, in the terminal?"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from seeded_service import services_at

import api.wiring
from api.cli import main
from api.http.app import create_app
from qa.answering.confidence import FUSION_CONFIDENCE
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Ranked, RankingInput
from tests.fakes import HashingEncoder
from tests.page_reader import read_page

QUESTION = "Năm 2022 được lãnh đạo hai nước xác định là năm gì?"

# Of every candidate, in its characters; in some sentences a blank stands at one end of it.
SPAN = (2, 9)


class MarkingRanker:
    """A ranker that is sure of the same characters of every sentence, as only a reader is of some."""

    def rank(self, ranking_input: RankingInput) -> Ranked:
        ranked = FusionRanker().rank(ranking_input)
        return replace(ranked, spans=dict.fromkeys(range(len(ranked.scores)), SPAN))


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.wiring, "ranking_over", lambda _: (MarkingRanker(), FUSION_CONFIDENCE))


@pytest.fixture
def marked(marking: None, seeded: Path) -> Iterator[TestClient]:  # noqa: ARG001 - first
    services = services_at(seeded)
    with TestClient(create_app(services)) as ready:
        yield ready
    services.close()


def answers(client: TestClient, question: str = QUESTION, part: str = "answers") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post("/v1/ask", json={"question": question, "top_k": 20}).json()[part]
    assert found
    return found


def words_of(answer: dict[str, Any]) -> list[str]:
    start = answer["citation"]["start"]
    return [answer["text"][one["start"] - start : one["end"] - start] for one in answer["highlights"]]


def test_they_are_words_of_the_answer_and_of_the_document(marked: TestClient) -> None:
    for answer in answers(marked):
        cited = answer["citation"]
        text = marked.get(f"/v1/documents/{cited['document_id']}").json()["text"]
        units = text.encode("utf-16-le")
        assert words_of(answer) == [answer["text"][slice(*SPAN)].strip()]
        for one in answer["highlights"]:
            assert cited["start"] <= one["start"] < one["end"] <= cited["end"]
            assert cited["start_utf16"] <= one["start_utf16"] < one["end_utf16"] <= cited["end_utf16"]
            assert [text[one["start"] : one["end"]]] == words_of(answer)
            assert [units[2 * one["start_utf16"] : 2 * one["end_utf16"]].decode("utf-16-le")] == words_of(answer)


def test_a_ranker_that_is_sure_of_none_marks_none(client: TestClient) -> None:
    for answer in answers(client):
        assert answer["highlights"] == []
        assert "highlight" not in answer["citation"]["source_link"]


def test_the_page_of_the_source_shows_them_in_bold_within_the_sentence(marked: TestClient) -> None:
    for answer in answers(marked):
        reply = marked.get(f"/{answer['citation']['source_link']}")
        assert reply.status_code == 200
        reader = read_page(reply.text)
        assert "".join(mark.text for mark in reader.classed("cited") if mark.name == "mark") == answer["text"]
        assert [bold.text for bold in reader.named("b")] == words_of(answer)
        assert reader.classed("notice") == []


def test_answers_are_verified_as_they_came(marked: TestClient) -> None:
    found = answers(marked)
    reply = marked.post("/v1/verify", json={"citations": found})
    assert reply.status_code == 200, reply.text
    assert reply.json()["counts"]["exact"] == len(found)


def test_what_is_only_near_answers_with_no_words(marking: None, seeded: Path) -> None:  # noqa: ARG001 - first
    services = services_at(seeded, threshold=1.0)
    with TestClient(create_app(services)) as doubter:
        nearest = answers(doubter, "Đó là năm hai nước mừng hai ngày kỷ niệm lớn.", "nearest")
    services.close()
    assert [answer["highlights"] for answer in nearest] == [[]] * len(nearest)
    assert not any("highlight" in answer["citation"]["source_link"] for answer in nearest)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_terminal_shows_them_in_bold_and_a_file_has_the_text_alone(
    marked: TestClient, seeded: Path, monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool
) -> None:
    monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
    monkeypatch.setattr(api.wiring, "ensure_builtin_model", lambda folder, *_: folder)
    monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: HashingEncoder())
    result = CliRunner().invoke(main, ["ask", QUESTION, "--top", "1", "--data", str(seeded)], color=is_terminal)
    assert result.exit_code == 0
    introduction, line, *_ = result.stdout.splitlines()
    best = answers(marked)[0]
    assert introduction == f"1. {best['introduction']['text']}"
    (words,) = words_of(best)
    before, behind = best["text"].split(words, 1)
    bold = f"\x1b[1m{words}\x1b[0m" if is_terminal else words
    assert line == f"   {before}{bold}{behind}"
    assert click.unstyle(line) == f"   {best['text']}"

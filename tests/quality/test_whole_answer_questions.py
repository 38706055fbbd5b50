"""Is the whole answer shown, over laws, web pages, handbooks and lists of questions?

34 questions over the documents in `whole_answers/`, all in one library; `first` and `last` are the words with which the
first answer must begin and end, `contains` words that must be in it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.reading.paths import read_path
from qa.text.lines.lead_ins import is_lead_in
from qa.text.lines.question_lines import asks_question
from qa.types import Answers, RawDocument
from tests.serving import usual_answerer

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "whole_answers"
QUESTIONS = [json.loads(line) for line in (FOLDER / "questions.jsonl").read_text("utf-8").splitlines()]
FLOOR = json.loads((HERE / "floors.json").read_text())["whole_answers"]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("tron-ven")
    library = Library.open(folder)
    files = sorted({one["file"] for one in QUESTIONS})
    read = [document for name in files for document in read_path(FOLDER / name)]
    assert all(isinstance(document, RawDocument) for document in read)
    Ingester(library, encoder).ingest(read)
    yield usual_answerer(encoder, library, folder / "indexes")
    library.close()


def is_right(asked: dict[str, str], text: str) -> bool:
    begins, ends = text.startswith(asked.get("first", "")), text.endswith(asked.get("last", ""))
    return bool(text) and begins and ends and asked.get("contains", "") in text


def test_first_answers_are_whole(answerer: Answerer) -> None:
    wrong = []
    for asked in QUESTIONS:
        outcome = answerer.answer(asked["question"])
        text = outcome.answers[0].text if isinstance(outcome, Answers) else ""
        if not is_right(asked, text):
            wrong.append((asked["question"], text))
    assert len(QUESTIONS) - len(wrong) >= FLOOR, wrong


def test_no_answer_is_a_question_or_a_lead_in_alone(answerer: Answerer) -> None:
    for asked in QUESTIONS:
        outcome = answerer.answer(asked["question"], 5)
        shown = outcome.answers if isinstance(outcome, Answers) else getattr(outcome, "nearest", ())
        for answer in shown:
            assert not is_lead_in(answer.text), asked
            assert not asks_question(answer.text), asked

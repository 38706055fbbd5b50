"""Is each of two questions in one message answered as it is alone?

Forty pairs of the questions about the shipped documents, drawn by chance and joined in four ways.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any  # JSON

import pytest

from embeddings.encoder import Encoder
from qa.answering.messages.message_answerer import MessageAnswerer
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.reading.paths import read_path
from qa.types import Abstention, Answers, RawDocument, SmallTalkReply
from tests.serving import usual_answerer

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PAIRS = 40

JOINED: list[Callable[[str, str], str]] = [
    lambda one, other: f"{one} {other}",
    lambda one, other: f"{one}\n{other}",
    lambda one, other: f"Dạ cho em hỏi {one[0].lower()}{one[1:]} Còn {other[0].lower()}{other[1:]} Em cảm ơn ạ.",
    lambda one, other: f"chao ad, {one} {other[0].lower()}{other[1:]}",
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[MessageAnswerer]:
    folder = tmp_path_factory.mktemp("hai-cau")
    library = Library.open(folder)
    paths = sorted((SEEDS / "documents").iterdir())
    Ingester(library, encoder).ingest(
        [one for path in paths for one in read_path(path) if isinstance(one, RawDocument)]
    )
    yield MessageAnswerer(usual_answerer(encoder, library, folder / "indexes"))
    library.close()


def _pairs() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    asked = [json.loads(line) for line in (SEEDS / "questions.jsonl").read_text("utf-8").splitlines()]
    random = Random(40)  # noqa: S311 - test data
    answerable = [one for one in asked if one.get("answer")]
    return [(one, other) for one, other in (random.sample(answerable, 2) for _ in range(PAIRS))]


def _first(outcome: Answers | Abstention | SmallTalkReply) -> str:
    return outcome.answers[0].text if isinstance(outcome, Answers) else ""


def _is_right(said: str, asked: dict[str, Any]) -> bool:
    right = [asked["answer"], *(one["answer"] for one in asked.get("also", []))]
    return bool(said) and any(one in said or said in one for one in right)


def test_two_questions_are_answered_as_each_alone(answerer: MessageAnswerer) -> None:
    worse: list[str] = []
    right = 0
    for number, pair in enumerate(_pairs()):
        asked = [f"{one['question'].rstrip(' ?')}?" for one in pair]
        message = JOINED[number % len(JOINED)](*asked)
        alone = [
            _is_right(_first(answerer.answer(question).first), one) for question, one in zip(asked, pair, strict=True)
        ]
        parts = answerer.answer(message).parts
        assert len(parts) == len(pair), (message, parts)
        together = [_is_right(_first(part.outcome), one) for part, one in zip(parts, pair, strict=True)]
        right += all(alone)
        worse += [message] if any(was and not now for was, now in zip(alone, together, strict=True)) else []
    assert worse == []
    # Enough for the comparison to mean something.
    assert right >= PAIRS // 3, right

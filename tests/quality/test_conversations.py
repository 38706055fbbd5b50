"""Is a second question understood after the first, and left alone where it needs no help?

Sixty conversations of two turns over the shipped documents. `right` is a pattern of what must stand in the first
sentence that is shown, or null where the second question stands alone.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.answering.ranking import FusionRanker
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.reading.paths import read_path
from qa.retrieval.engine import LocalSearchEngine
from qa.text.follow_ups import Turn
from qa.types import Abstention, Answers, Courtesy, RawDocument

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds" / "documents"
SAID = [json.loads(line) for line in (HERE / "conversations.jsonl").read_text().splitlines()]
FLOOR = json.loads((HERE / "floors.json").read_text())["conversations_hit@1"]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("hoi-thoai")
    library = Library.open(folder)
    Ingester(library, encoder).ingest(read for read in read_path(SEEDS) if isinstance(read, RawDocument))
    yield Answerer(encoder, LocalSearchEngine(library, folder / "indexes"), FusionRanker())
    library.close()


def _first(told: Answers | Abstention | Courtesy) -> str:
    shown = told.answers if isinstance(told, Answers) else told.nearest if isinstance(told, Abstention) else ()
    return shown[0].text if shown else ""


def _after(answerer: Answerer, said: dict[str, str]) -> list[Turn]:
    told = answerer.answer(said["first"])
    return [Turn(said["first"], _first(told) if isinstance(told, Answers) else "")]


def test_most_follow_ups_are_understood(answerer: Answerer) -> None:
    leaning = [said for said in SAID if said["right"]]
    assert len(leaning) == 40
    hits = sum(
        bool(re.search(said["right"], _first(answerer.answer(said["then"], turns=_after(answerer, said)))))
        for said in leaning
    )
    assert hits / len(leaning) >= FLOOR


def test_a_question_that_stands_alone_is_answered_as_if_nothing_had_been_asked(answerer: Answerer) -> None:
    alone = [said for said in SAID if not said["right"]]
    assert len(alone) == 20
    for said in alone:
        assert answerer.answer(said["then"], turns=_after(answerer, said)) == answerer.answer(said["then"])

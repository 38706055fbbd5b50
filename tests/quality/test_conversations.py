"""Is a second question understood after the first, and left alone where it needs no help?

Conversations of two turns, 60 over the shipped documents and 42 over the saved news pages. `right` is a pattern of what
must stand in the sentence that comes first, or null where the second question stands alone. Those over the pages
were written before any rule was made with them in sight.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.answering.stages import AskedQuestion
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.questions.follow_ups import Turn
from qa.reading.paths import read_path
from qa.types import Answers, RawDocument
from tests.serving import usual_answerer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FLOORS = json.loads((HERE / "floors.json").read_text())["conversations_hit@1"]


@dataclass(frozen=True)
class Group:
    name: str
    file: Path
    documents: Path
    leaning: int
    alone: int

    def said(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.file.read_text().splitlines()]


SEEDS = Group("seeds", HERE / "conversations.jsonl", ROOT / "seeds" / "documents", 40, 20)
PAGES = Group("pages", HERE / "conversations_on_saved_pages.jsonl", ROOT.parent / "shared" / "seeds", 28, 14)
BESIDE = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGES.documents.is_dir(), reason="the saved pages are not beside the repository"),
]


@pytest.fixture(scope="module", params=[SEEDS, pytest.param(PAGES, marks=BESIDE)], ids=lambda group: group.name)
def group(request: pytest.FixtureRequest) -> Group:
    chosen: Group = request.param
    return chosen


@pytest.fixture(scope="module")
def answerer(group: Group, tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("hoi-thoai")
    library = Library.open(folder)
    Ingester(library, encoder).ingest(read for read in read_path(group.documents) if isinstance(read, RawDocument))
    yield usual_answerer(encoder, library, folder / "indexes")
    library.close()


def _first(answerer: Answerer, question: str, turns: Sequence[Turn]) -> str:
    """The sentence that comes first, whether or not it is sure enough to be shown: what is measured is the reading."""
    ranking = answerer.rank(AskedQuestion(question, 1, turns=tuple(turns)))
    outcome = answerer.select_answers(ranking, nearest_from=0)
    shown = outcome.answers if isinstance(outcome, Answers) else outcome.nearest
    return shown[0].text if shown else ""


def _after(answerer: Answerer, said: dict[str, str]) -> list[Turn]:
    """The turn before, as the page sends it."""
    answered = answerer.answer(said["first"])
    if not isinstance(answered, Answers):
        return [Turn(said["first"])]
    cited = dict.fromkeys(answer.citation.document_id for answer in answered.answers)
    return [Turn(said["first"], answered.answers[0].text, tuple(cited))]


def test_most_follow_ups_are_understood(answerer: Answerer, group: Group) -> None:
    leaning = [said for said in group.said() if said["right"]]
    assert len(leaning) == group.leaning
    hits = sum(
        bool(re.search(said["right"], _first(answerer, said["then"], _after(answerer, said)))) for said in leaning
    )
    assert hits / len(leaning) >= FLOORS[group.name]


def test_a_question_that_stands_alone_is_answered_as_if_nothing_had_been_asked(
    answerer: Answerer, group: Group
) -> None:
    alone = [said for said in group.said() if not said["right"]]
    assert len(alone) == group.alone
    for said in alone:
        assert answerer.answer(said["then"], turns=_after(answerer, said)) == answerer.answer(said["then"])

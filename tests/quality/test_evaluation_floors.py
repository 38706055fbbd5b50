"""Do the figures that were once reached still hold? Floors go up when a figure does, and never down."""

import json
from pathlib import Path

import pytest

from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.evaluation.evaluation import ask_all, summarise
from qa.evaluation.question_file import read_question_file
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from tests.serving import usual_answerer

SETS = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FLOORS = json.loads(Path(__file__).with_name("evaluation_floors.json").read_text())


@pytest.fixture(scope="session")
def answerers(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answerer]:
    """One answerer for each set, made when its first file is asked: all files of a set have the same contexts."""

    class Made(dict[str, Answerer]):
        def __missing__(self, name: str) -> Answerer:
            folder = tmp_path_factory.mktemp(name)
            library = Library.open(folder)
            report = Ingester(library, encoder).ingest(read_question_file(SETS / name / "asked.squad.json").contexts)
            assert not report.rejected
            self[name] = usual_answerer(encoder, library, folder / "indexes")
            return self[name]

    return Made()


@pytest.mark.model
@pytest.mark.shared
@pytest.mark.skipif(not SETS.is_dir(), reason="the evaluation sets are not beside the repository")
@pytest.mark.parametrize("name", FLOORS)
def test_a_figure_stands_at_or_above_its_floor(name: str, answerers: dict[str, Answerer]) -> None:
    folder, _, variant = name.partition("/")
    asked = read_question_file(SETS / folder / f"{variant}.squad.json")
    figures = summarise(ask_all(answerers[folder], asked.questions))
    reached = {"sentence hit@1": figures.sentence.hit_at_1, "passage hit@1": figures.passage.hit_at_1}
    below = {key: (reached[key], floor) for key, floor in FLOORS[name].items() if reached[key] < floor}
    assert not below

"""Is a question that is typed with care shown as it was typed, and a slip of Vietnamese mended?"""

import json
from pathlib import Path

import pytest

from qa.questions.abbreviations import LongForms
from qa.questions.correction import QuestionCorrector
from qa.questions.reading import read_question, tidied
from qa.text.abbreviation_definitions import definitions
from qa.text.keys import usual_form

TEXTS = [
    "Kiến trúc sư Hartwegson thiết kế rạp hát Belcourt ở xã Lương Phú.",
    "Rạp có nghĩa là nơi diễn tuồng. Món café sữa bán trước rạp.",
]
CORRECTOR = QuestionCorrector.count(TEXTS)

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def test_foreign_names_are_shown_as_typed_and_looked_up_as_documents_write_them() -> None:
    question = "Kiến trúc sư Hartwgeson thiết kế rạp Belcour vào năm nào?"
    read = read_question(question, CORRECTOR)
    assert read.read_as == question
    assert {"hartwegson", "belcourt"} <= set(read.keys)


def test_a_foreign_word_keeps_its_letters() -> None:
    question = "Món cafe sữa giá bao nhiêu?"
    assert read_question(question, CORRECTOR).read_as == question


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Ai thiết kế rạp hát ở xã Luong Phu?", "Ai thiết kế rạp hát ở xã Lương Phú?"),
        ("Ai thiết kế rạp hát torng xã?", "Ai thiết kế rạp hát trong xã?"),
        ("Rạp có ngĩa là gì?", "Rạp có nghĩa là gì?"),
    ],
)
def test_a_slip_of_vietnamese_is_shown_mended(typed: str, read_as: str) -> None:
    assert read_question(typed, CORRECTOR).read_as == read_as


def test_the_tone_on_an_onset_is_moved_and_that_of_a_vowel_stays() -> None:
    assert usual_form("gía qúy ngĩa nghĩa") == "giá quý ngĩa nghĩa"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation sets are not beside the repository")
@pytest.mark.parametrize(("name", "most"), [("viquad1_dev", 26), ("xquad_vi", 2)])
def test_few_questions_with_accents_are_read_otherwise(name: str, most: int) -> None:
    """All of these have a slip: "đươc", "torng"; but two, of 3,475."""
    folder = SHARED / name
    texts = [json.loads(line)["text"] for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    corrector, known = QuestionCorrector.count(texts), LongForms(definitions(texts))
    articles = json.loads((folder / "asked.squad.json").read_text("utf-8"))["data"]
    asked = [one["question"] for article in articles for part in article["paragraphs"] for one in part["qas"]]
    changed = [one for one in asked if read_question(one, corrector, (), known).read_as != tidied(one)]
    assert len(changed) <= most, changed

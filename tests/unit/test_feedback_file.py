"""Does feedback become true questions, and is the rest counted?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qa.evaluation.question_file import GoldQuestion, read_question_file
from qa.feedback.feedback_file import FeedbackQuestions, LeftOut, questions_of, stands_alone
from qa.feedback.feedback_store import Cited, Feedback, FeedbackStore
from qa.library.store import Library
from qa.types import EncodedDocument
from tests.documents import encoded_document

RIVER = encoded_document("sông", "Sông Hồng chảy qua Hà Nội. 😀 Sông dài 1.149 km.\r\nHết bài.", title="Sông Hồng")
BRIDGE = encoded_document("cầu", "Ca\u0302\u0300u Long Biên dài 2.290 m. Người Pháp xây cầu.")


def cited_sentence(encoded: EncodedDocument, number: int) -> Cited:
    sentence = [one for passage in encoded.passages for one in passage.sentences][number]
    return Cited(encoded.document.id, encoded.document.sha256, sentence.start, sentence.end)


LENGTH = Feedback("Sông dài bao nhiêu?", helpful=True, cited=cited_sentence(RIVER, 1))
NOWHERE = Feedback("Giá vàng?", helpful=True)
NOTHING = LeftOut(0, 0, 0)


def blamed(said: Feedback) -> Feedback:
    return replace(said, helpful=False)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path)
    library.save([RIVER, BRIDGE])
    yield library
    library.close()


def made(library: Library, *said: Feedback) -> FeedbackQuestions:
    store = FeedbackStore(library.engine)
    for one in said:
        store.keep(one)
    return questions_of(store.all(), library)


def gold(made: FeedbackQuestions, tmp_path: Path) -> list[GoldQuestion]:
    """The questions as an evaluation reads them."""
    path = tmp_path / "hỏi.json"
    path.write_text(made.squad, encoding="utf-8")
    return list(read_question_file(path).questions)


def test_every_question_is_read_back_with_its_sentence(library: Library, tmp_path: Path) -> None:
    built = Feedback("Ai xây cầu?", helpful=True, cited=cited_sentence(BRIDGE, 1))
    found = made(library, LENGTH, built, NOWHERE)
    assert (found.answerable, found.impossible, found.left_out) == (2, 1, NOTHING)
    read = gold(found, tmp_path)
    assert read == [
        GoldQuestion("Sông dài bao nhiêu?", RIVER.document.id, (locator_of(LENGTH),)),
        GoldQuestion("Giá vàng?", RIVER.document.id, ()),
        GoldQuestion("Ai xây cầu?", BRIDGE.document.id, (locator_of(built),)),
    ]
    contexts = read_question_file(tmp_path / "hỏi.json").contexts
    assert [(one.text, one.source.title) for one in contexts] == [
        (RIVER.document.text, "Sông Hồng"),
        (BRIDGE.document.text, None),
    ]


def locator_of(said: Feedback) -> tuple[int, int]:
    assert said.cited is not None
    return said.cited.start, said.cited.end


def test_a_question_is_asked_once_whoever_praised_it(library: Library, tmp_path: Path) -> None:
    also = replace(LENGTH, cited=cited_sentence(RIVER, 0))
    found = made(library, LENGTH, LENGTH, also)
    assert (found.answerable, found.left_out) == (1, NOTHING)
    (one,) = gold(found, tmp_path)
    assert set(one.spans) == {locator_of(LENGTH), locator_of(also)}


def test_feedback_without_a_right_answer_is_left_out(library: Library) -> None:
    found = made(library, LENGTH, blamed(replace(LENGTH, question="Sông ở đâu?")), blamed(NOWHERE))
    assert (found.answerable, found.impossible, found.left_out) == (1, 0, LeftOut(2, 0, 0))


def test_as_many_against_it_leave_nothing(library: Library) -> None:
    found = made(library, LENGTH, blamed(LENGTH))
    assert (found.answerable, found.left_out) == (0, LeftOut(0, 0, 2))
    assert (made(library, LENGTH).answerable, made(library).left_out) == (1, NOTHING)


def test_whoever_found_an_answer_knows_better_than_who_found_none(library: Library) -> None:
    found = made(library, replace(NOWHERE, question=LENGTH.question), LENGTH)
    assert (found.answerable, found.impossible, found.left_out) == (1, 0, LeftOut(0, 0, 1))


def test_a_document_that_changed_or_left_is_not_asked_about(library: Library, tmp_path: Path) -> None:
    about_bridge = replace(LENGTH, question="Cầu dài bao nhiêu?", cited=cited_sentence(BRIDGE, 0))
    made(library, LENGTH, about_bridge)
    library.save([encoded_document("sông", "Sông Hồng dài lắm.", title="Sông Hồng")])
    found = made(library)
    assert (found.answerable, found.left_out) == (1, LeftOut(0, 1, 0))
    assert [one.question for one in gold(found, tmp_path)] == ["Cầu dài bao nhiêu?"]
    library.remove(BRIDGE.document.id)
    assert made(library).left_out == LeftOut(0, 2, 0)


def test_what_nothing_answered_before_a_document_came_may_be_answered_there(library: Library) -> None:
    later = encoded_document("vàng", "Giá vàng hôm nay cao. Bạc rẻ.")
    made(library, NOWHERE)
    library.save([later])
    found = made(library, replace(LENGTH, cited=cited_sentence(later, 0), question="Vàng đắt không?"))
    assert (found.answerable, found.impossible, found.left_out) == (1, 0, LeftOut(0, 1, 0))
    assert made(library, NOWHERE).impossible == 1  # said again, after it came


def test_where_nothing_was_found_at_all_a_document_stands_in(library: Library, tmp_path: Path) -> None:
    found = made(library, NOWHERE)
    assert (found.answerable, found.impossible) == (0, 1)
    assert gold(found, tmp_path) == [GoldQuestion("Giá vàng?", RIVER.document.id, ())]


def test_an_empty_library_makes_no_question(library: Library) -> None:
    made(library, NOWHERE, LENGTH)
    for name in (RIVER.document.id, BRIDGE.document.id):
        library.remove(name)
    found = made(library)
    assert (json.loads(found.squad)["data"], found.left_out) == ([], LeftOut(0, 2, 0))


@pytest.mark.parametrize(
    ("typed", "read_as", "exported"),
    [
        ("song dai bao nhieu", "sông dài bao nhiêu", "song dai bao nhieu"),
        ("Sông dài bao nhiu?", "Sông dài bao nhiêu?", "Sông dài bao nhiu?"),
        ("Khi nào?", "Cầu Long Biên được xây khi nào?", "Cầu Long Biên được xây khi nào?"),
        ("Còn Lào thì sao?", "Lào giúp ai việc gì?", "Lào giúp ai việc gì?"),
        ("Sông dài bao nhiêu?", None, "Sông dài bao nhiêu?"),
    ],
)
def test_a_question_that_leans_is_exported_as_it_was_read(typed: str, read_as: str | None, exported: str) -> None:
    assert stands_alone(Feedback(typed, helpful=True, read_as=read_as)) == exported

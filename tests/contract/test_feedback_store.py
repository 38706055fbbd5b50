"""Is feedback kept as it was given, only where it is true of the library, and through whatever becomes of that?"""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from qa.errors import FeedbackError, LibraryError, OutdatedFeedbackError, UnknownDocumentError
from qa.feedback.feedback_store import Cited, Feedback, FeedbackCounts, FeedbackStore
from qa.ingesting.reindexing import reindex
from qa.library.copying import copy_library
from qa.library.store import DATABASE_NAME, Library
from qa.types import EncodedDocument
from tests.documents import encoded_document
from tests.fakes import HashingEncoder

TEXT = "Sông Hồng chảy qua Hà Nội. 😀 Sông dài 1.149 km."
RIVER = encoded_document("sông", TEXT, title="Sông Hồng")


def cited(encoded: EncodedDocument = RIVER, number: int = 1) -> Cited:
    sentence = encoded.passages[0].sentences[number]
    return Cited(encoded.document.id, encoded.document.sha256, sentence.start, sentence.end)


PRAISE = Feedback("Sông Hồng dài bao nhiêu?", True, cited(), "Sông Hồng dài bao nhiêu?", "Đúng rồi 👍", 1)
SILENCE = Feedback("Giá vàng?", helpful=True)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path)
    library.save([RIVER])
    yield library
    library.close()


@pytest.fixture
def store(library: Library) -> FeedbackStore:
    return FeedbackStore(library.engine)


def said(store: FeedbackStore) -> list[Feedback]:
    return [one.said for one in store.all()]


def test_it_comes_back_as_it_was_given_even_to_another_process(store: FeedbackStore, tmp_path: Path) -> None:
    first, second = store.keep(PRAISE), store.keep(SILENCE)
    other = Library.open(tmp_path)
    elsewhere = FeedbackStore(other.engine)
    assert [(one.id, one.said) for one in elsewhere.all()] == [(first, PRAISE), (second, SILENCE)]
    assert elsewhere.latest(1) == elsewhere.all()[1:]
    assert first != second
    other.close()


def test_the_quoted_words_are_found_by_slicing(store: FeedbackStore, library: Library) -> None:
    store.keep(PRAISE)
    (kept,) = said(store)
    assert kept.cited is not None
    assert library.document(kept.cited.document_id).text[kept.cited.start : kept.cited.end] == "😀 Sông dài 1.149 km."


def test_kinds_are_counted(store: FeedbackStore) -> None:
    assert store.counts() == FeedbackCounts()
    for one in (PRAISE, PRAISE, replace(PRAISE, helpful=False), SILENCE, replace(SILENCE, helpful=False, note="Có mà")):
        store.keep(one)
    assert store.counts() == FeedbackCounts(2, 1, 1, 1, notes=4)


@pytest.mark.parametrize(
    ("untrue", "error", "field"),
    [
        (replace(PRAISE, cited=replace(cited(), document_id="khác")), UnknownDocumentError, "citation.document_id"),
        (replace(PRAISE, cited=replace(cited(), document_sha256="0" * 64)), OutdatedFeedbackError, "document_sha256"),
        (replace(PRAISE, cited=replace(cited(), start=-1)), FeedbackError, "citation.start"),
        (replace(PRAISE, cited=replace(cited(), end=len(TEXT) + 1)), FeedbackError, "citation.end"),
        (replace(PRAISE, cited=Cited(RIVER.document.id, RIVER.document.sha256, 5, 5)), FeedbackError, "citation.end"),
        (replace(PRAISE, generation=2), FeedbackError, "generation"),
    ],
)
def test_what_is_not_so_is_refused_by_its_field(
    store: FeedbackStore, untrue: Feedback, error: type[Exception], field: str
) -> None:
    with pytest.raises(error, match=field):
        store.keep(untrue)
    assert store.all() == []


def test_only_ranges_of_one_sentence_or_two_are_kept(store: FeedbackStore) -> None:
    first, second = ((one.start, one.end) for one in RIVER.passages[0].sentences)
    sentences = {first, second, (first[0], second[1])}  # an answer may be two, one behind the other
    kept = set()
    for start in range(len(TEXT) + 1):
        for end in (start, start + 1, *(end for _, end in sentences)):
            with suppress(FeedbackError):
                store.keep(replace(PRAISE, cited=replace(cited(), start=start, end=end)))
                kept.add((start, end))
    assert kept == sentences


def test_keeping_it_is_no_change_of_the_library(store: FeedbackStore, library: Library) -> None:
    before = library.generation
    store.keep(PRAISE)
    assert library.generation == before


def test_the_oldest_leave_where_there_are_too_many(library: Library) -> None:
    store = FeedbackStore(library.engine, most=3)
    asked = [replace(SILENCE, question=f"Câu {number}?") for number in range(7)]
    for one in asked:
        store.keep(one)
    assert said(store) == asked[-3:]


def test_a_flood_about_one_question_leaves_those_about_others(library: Library) -> None:
    store = FeedbackStore(library.engine, most=50)
    others = [replace(SILENCE, question=f"Câu {number}?") for number in range(40)]
    for one in others:
        store.keep(one)
    flood = [replace(SILENCE, question="Lũ?", note=str(number)) for number in range(200)]
    for one in flood:
        store.keep(one)
    assert said(store) == [*others, *flood[-10:]]


def test_feedback_given_at_the_same_time_is_all_kept(store: FeedbackStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(store.keep, [PRAISE] * 40))
    assert sorted(one.id for one in store.all()) == sorted(names)


def test_it_outlives_its_document_and_another_text_of_it(store: FeedbackStore, library: Library) -> None:
    store.keep(PRAISE)
    library.save([encoded_document("sông", "Sông Hồng ngắn lại.", title="Sông Hồng")])
    with pytest.raises(OutdatedFeedbackError):
        store.keep(PRAISE)
    library.remove(RIVER.document.id)
    with pytest.raises(UnknownDocumentError):
        store.keep(PRAISE)
    assert said(store) == [PRAISE]


def test_a_copy_has_it_too(store: FeedbackStore, tmp_path: Path) -> None:
    store.keep(PRAISE)
    (tmp_path / "chép").mkdir()
    copy_library(tmp_path, tmp_path / "chép")
    copy = Library.open(tmp_path / "chép")
    assert said(FeedbackStore(copy.engine)) == [PRAISE]
    copy.close()


def test_it_stays_when_the_library_goes_over_to_another_model(store: FeedbackStore, library: Library) -> None:
    kept = [store.keep(PRAISE), store.keep(SILENCE)]
    reindex(library, HashingEncoder("another:64"))
    assert [one.id for one in store.all()] == kept
    store.keep(PRAISE)


def test_a_table_that_is_gone_is_a_library_error(store: FeedbackStore, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE_NAME) as connection:
        connection.execute("DROP TABLE feedback")
    connection.close()
    with pytest.raises(LibraryError):
        store.keep(PRAISE)

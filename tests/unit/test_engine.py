"""Do the local indexes bring up the right sentences with the right scores, from the library as it is now?"""

import json
import logging
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.library.read_models.library_state import Vectors, load_units_and_vectors
from qa.library.read_models.units import Units
from qa.library.store import DATABASE_NAME, Library
from qa.questions.reading import ReadQuestion, read_question
from qa.retrieval.candidates import K1, B, Candidates, Filter
from qa.retrieval.local import compaction
from qa.retrieval.local import search as search_module
from qa.retrieval.local.live_index import LiveIndex
from qa.retrieval.local.segment import Segment, build_segment
from qa.retrieval.local.snapshot import Snapshot
from qa.retrieval.local.view import LocalView
from qa.text.keys import exact_keys
from tests.documents import encoded_document, encoded_documents, raw_document
from tests.fakes import HashingEncoder
from tests.oracles import bm25_scores

DOCUMENTS = [
    raw_document(
        "song",
        "Sông Hồng chảy qua Hà Nội. Sông dài 1.149 km. Sông bắt nguồn từ Vân Nam.\n\n![ảnh](a.jpg)\n\n"
        "Cầu Long Biên bắc qua sông. Cầu do người Pháp xây.",
        title="Sông Hồng",
        publisher="Báo A",
        published_at=date(2024, 1, 1),
    ),
    raw_document(
        "hue", "Huế nằm bên sông Hương. Huế từng là kinh đô.", publisher="Báo B", published_at=date(2024, 1, 31)
    ),
    raw_document("nang", "Đà Nẵng có cầu Rồng. Cầu phun lửa cuối tuần. Ở đây có đường ven biển.", title="Đà Nẵng"),
    raw_document("duong", "Họ Dương ở làng này. Ông Dương là trưởng làng.", publisher="Báo A"),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "kho")
    library.save(encoded_documents(*DOCUMENTS))
    yield library
    library.close()


@pytest.fixture
def index(library: Library, tmp_path: Path) -> LiveIndex:
    return LiveIndex(library, tmp_path / "chỉ mục")


def _ask(index: LiveIndex, question: str, wanted: Filter | None = None) -> tuple[Snapshot, Candidates]:
    snapshot = index.snapshot()
    read = read_question(question, snapshot.corrector)
    vector = HashingEncoder().embed_queries([read.read_as])[0]
    return snapshot, LocalView(snapshot).search(read, vector, wanted)


def _found(index: LiveIndex, question: str, wanted: Filter | None = None) -> list[str]:
    snapshot, candidates = _ask(index, question, wanted)
    return [snapshot.units.text(position) for position in candidates.positions]


def _ids(index: LiveIndex, wanted: Filter) -> set[str]:
    snapshot, candidates = _ask(index, "sông và cầu", wanted)
    return {snapshot.units.document(position).id for position in candidates.positions}


QUESTIONS = ["Sông Hồng dài bao nhiêu?", "cau nao o da nang", "Kinh đô cũ", "xyz", "duong ven bien"]


def _by_hand(texts: list[list[str]], read: ReadQuestion) -> NDArray[np.float64]:
    each = zip(read.keys, read.weights, strict=True)
    return np.sum([weight * np.array(bm25_scores(texts, [key], K1, B)) for key, weight in each], axis=0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_scores_are_those_computed_by_hand(library: Library, index: LiveIndex, question: str) -> None:
    snapshot, found = _ask(index, question)
    units, vectors = load_units_and_vectors(library)
    read = read_question(question, snapshot.corrector)
    asked = HashingEncoder().embed_queries([question])[0]
    titles = [exact_keys(units.documents[position].source.title or "") for position in units.document_of]
    passages = [title + exact_keys(text) for title, text in zip(titles, units.passage_texts, strict=True)]
    sentences = [
        titles[units.passage_of[position]] + exact_keys(units.text(position)) for position in range(len(units))
    ]
    of = units.passage_of[found.positions]
    close = {"rtol": 1e-4, "atol": 1e-6}
    np.testing.assert_allclose(found.sentence_cosines, (vectors.sentences @ asked)[found.positions], **close)
    np.testing.assert_allclose(found.passage_cosines, (vectors.passages @ asked)[of], **close)
    by_hand = _by_hand(sentences, read)
    np.testing.assert_allclose(found.sentence_bm25, by_hand[found.positions], **close)
    by_hand = _by_hand(passages, read)
    np.testing.assert_allclose(found.passage_bm25, by_hand[of], **close)
    assert found.lengths.tolist() == [len(snapshot.units.text(position)) for position in found.positions]


def test_candidates_are_the_best_of_each_side_in_the_order_of_the_library(
    library: Library, index: LiveIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "SENTENCES", 2)
    monkeypatch.setattr(search_module, "PASSAGES", 1)
    question = "Cầu Rồng phun lửa"
    snapshot, found = _ask(index, question)
    units, vectors = load_units_and_vectors(library)
    asked = HashingEncoder().embed_queries([question])[0]
    dense = np.argsort(-(vectors.sentences @ asked), kind="stable")[:2]
    best_passage = int(np.argmax(vectors.passages @ asked))
    titles = [units.document(position).source.title or "" for position in range(len(units))]
    titled = [exact_keys(f"{title} {units.text(position)}") for position, title in enumerate(titles)]
    lexical = np.argsort(-np.array(bm25_scores(titled, exact_keys(question), K1, B)), kind="stable")[:2]
    by_passage = [exact_keys(text) for text in units.passage_texts]
    best_by_words = int(np.argmax(bm25_scores(by_passage, exact_keys(question), K1, B)))
    inside = np.flatnonzero(np.isin(units.passage_of, [best_passage, best_by_words]))
    assert found.positions.tolist() == sorted({*dense, *lexical, *inside})
    assert len(found) < len(snapshot.units)


def test_sentences_of_the_right_passage_come_with_it(index: LiveIndex) -> None:
    assert "Cầu do người Pháp xây." in _found(index, "Cầu Long Biên bắc qua sông")


def test_a_question_without_accents_finds_accented_words(index: LiveIndex) -> None:
    snapshot, plain = _ask(index, "duong ven bien")
    scores = dict(zip(map(snapshot.units.text, plain.positions), plain.sentence_bm25, strict=True))
    assert max(scores, key=lambda text: scores[text]) == "Ở đây có đường ven biển."


def test_every_likely_reading_is_looked_up(index: LiveIndex) -> None:
    snapshot, plain = _ask(index, "duong")
    scores = dict(zip(map(snapshot.units.text, plain.positions), plain.sentence_bm25, strict=True))
    assert scores["Ông Dương là trưởng làng."] > 0
    assert scores["Ở đây có đường ven biển."] > 0


def test_an_accent_in_the_question_distinguishes_words(index: LiveIndex) -> None:
    snapshot, accented = _ask(index, "đường nào")
    scores = dict(zip(map(snapshot.units.text, accented.positions), accented.sentence_bm25, strict=True))
    assert scores["Ở đây có đường ven biển."] > 0
    assert scores["Ông Dương là trưởng làng."] == 0


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), {"song", "hue", "nang", "duong"}),
        (Filter(published_from=date(2024, 1, 1)), {"song", "hue"}),
        (Filter(published_from=date(2024, 1, 2)), {"hue"}),
        (Filter(published_to=date(2024, 1, 31)), {"song", "hue"}),
        (Filter(published_to=date(2024, 1, 30)), {"song"}),
        (Filter(published_from=date(2024, 1, 31), published_to=date(2024, 1, 31)), {"hue"}),
        (Filter(publishers=frozenset({"Báo A"})), {"song", "duong"}),
        (Filter(publishers=frozenset({"Báo A", "Báo B"})), {"song", "hue", "duong"}),
        (Filter(document_ids=frozenset({"nang", "vắng"})), {"nang"}),
        (Filter(publishers=frozenset({"Báo A"}), published_from=date(2024, 1, 1)), {"song"}),
        (Filter(document_ids=frozenset()), set()),
        (Filter(publishers=frozenset({"Báo C"})), set()),
        (Filter(published_from=date(2025, 1, 1)), set()),
    ],
    ids=[
        "no filter",
        "from",
        "from a later day",
        "to",
        "to an earlier day",
        "one day",
        "publisher",
        "publishers",
        "documents",
        "publisher and from",
        "no document",
        "unknown publisher",
        "nothing so late",
    ],
)
def test_only_documents_that_the_filter_admits_come_up(index: LiveIndex, wanted: Filter, expected: set[str]) -> None:
    assert _ids(index, wanted) == expected


def test_a_filter_brings_up_the_best_of_what_it_admits(index: LiveIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "SENTENCES", 1)
    monkeypatch.setattr(search_module, "PASSAGES", 1)
    assert _found(index, "Sông Hồng", Filter(document_ids=frozenset({"nang"}))) == [
        "Đà Nẵng có cầu Rồng.",
        "Cầu phun lửa cuối tuần.",
        "Ở đây có đường ven biển.",
    ]


def test_an_empty_library_has_no_candidates(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "kho")
    for _ in range(2):  # the second time from the cache
        snapshot, found = _ask(LiveIndex(library, tmp_path / "chỉ mục"), "Có gì không?")
        assert len(found) == snapshot.sentence_count == len(snapshot.document_numbers) == 0
    library.close()


def test_a_change_by_another_is_noticed(library: Library, index: LiveIndex, tmp_path: Path) -> None:
    before = index.snapshot()
    assert index.snapshot() is before
    other = Library.open(tmp_path / "kho")
    other.save([encoded_document("moi", "Cần Thơ có chợ nổi.")])
    assert "Cần Thơ có chợ nổi." in _found(index, "chợ nổi")
    other.remove("moi")
    assert "Cần Thơ có chợ nổi." not in _found(index, "chợ nổi")
    assert "Cần Thơ có chợ nổi." not in before.units.passage_texts  # a snapshot never changes
    other.remove("song")
    other.close()
    assert index.snapshot().generation == library.generation


@pytest.fixture
def no_building(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Segment:
        raise AssertionError("built anew")

    monkeypatch.setattr(compaction, "build_segment", refuse)


def _restarted(library: Library, tmp_path: Path) -> LiveIndex:
    return LiveIndex(library, tmp_path / "chỉ mục")


def test_the_next_start_takes_the_saved_indexes(
    library: Library, index: LiveIndex, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    question = "Sông Hồng dài bao nhiêu?"
    _, before = _ask(index, question)
    request.getfixturevalue("no_building")
    _, after = _ask(_restarted(library, tmp_path), question)
    for name in ("positions", "sentence_cosines", "passage_cosines", "sentence_bm25", "passage_bm25", "lengths"):
        np.testing.assert_array_equal(getattr(before, name), getattr(after, name))
    _, folded = _ask(_restarted(library, tmp_path), "song hong dai bao nhieu")
    assert folded.sentence_bm25.max() > 0


def test_a_start_announces_that_indexes_are_built_and_no_other(library: Library, tmp_path: Path) -> None:
    def announced_by(library: Library) -> int:
        calls: list[None] = []
        LiveIndex(library, tmp_path / "chỉ mục", lambda: calls.append(None)).snapshot()
        return len(calls)

    assert [announced_by(library), announced_by(library)] == [1, 0]
    library.save(encoded_documents(raw_document("mới", "Sông Mã chảy qua Thanh Hoá.")))
    assert announced_by(library) == 1
    empty = Library.open(tmp_path / "trống")
    assert announced_by(empty) == 0
    empty.close()


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_damaged_file_is_noticed_and_built_anew(
    library: Library, index: LiveIndex, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    expected = _found(index, "Cầu Rồng")
    (folder,) = (tmp_path / "chỉ mục").iterdir()
    names = _files(folder)
    assert {"sentences.faiss", "passages.faiss", "stamp.json"} < set(names)
    for name in names:
        for damage in (lambda whole: whole[:-1], lambda whole: bytes([whole[0] ^ 1]) + whole[1:], lambda _: None):
            whole = (folder / name).read_bytes()
            broken = damage(whole)
            (folder / name).write_bytes(broken) if broken is not None else (folder / name).unlink()
            caplog.clear()
            assert _found(_restarted(library, tmp_path), "Cầu Rồng") == expected
            levels = [record.levelno for record in caplog.records if record.name == "qa.retrieval.local.index_cache"]
            # Without a stamp nothing was saved as far as anybody knows.
            assert levels == ([] if broken is None and name == "stamp.json" else [logging.WARNING]), name
    assert _files(folder) == names


@pytest.mark.parametrize("stamp", ["", "[]", "3", "null", "{}", '{"files": {}}', "\u00ff"])
def test_a_stamp_of_another_shape_is_no_stamp(library: Library, index: LiveIndex, tmp_path: Path, stamp: str) -> None:
    expected = _found(index, "Cầu Rồng")
    (folder,) = (tmp_path / "chỉ mục").iterdir()
    (folder / "stamp.json").write_text(stamp, "latin-1")
    assert _found(_restarted(library, tmp_path), "Cầu Rồng") == expected


@pytest.mark.parametrize(
    "changed", [{"format": 0}, {"library": "khác"}, {"documents": [[1, ""]]}, {"files": {}}], ids=str
)
def test_a_stamp_of_something_else_is_not_taken(
    library: Library,
    index: LiveIndex,
    tmp_path: Path,
    changed: dict[str, object],
    *,
    request: pytest.FixtureRequest,
) -> None:
    index.snapshot()
    request.getfixturevalue("no_building")
    _restarted(library, tmp_path).snapshot()
    (folder,) = (tmp_path / "chỉ mục").iterdir()
    path = folder / "stamp.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))
    with pytest.raises(AssertionError, match="built anew"):
        _restarted(library, tmp_path).snapshot()


def test_indexes_of_another_library_beside_this_one_are_not_taken(
    library: Library, index: LiveIndex, tmp_path: Path
) -> None:
    index.snapshot()
    other = Library.open(tmp_path / "khác")
    other.save([encoded_document("moi", "Cần Thơ có chợ nổi.")])
    assert other.generation == library.generation
    assert _found(LiveIndex(other, tmp_path / "chỉ mục"), "sông") == ["Cần Thơ có chợ nổi."]
    other.close()


def test_a_restored_copy_that_diverged_is_recognised(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "kho")
    library.save([encoded_document("cu", "Bài cũ.")])
    library.close()
    connection = sqlite3.connect(tmp_path / "kho" / DATABASE_NAME)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    connection.close()
    shutil.copy(tmp_path / "kho" / DATABASE_NAME, tmp_path / "bản sao")
    for text in ("Trời mưa to.", "Nắng chang chang."):
        shutil.rmtree(tmp_path / "kho")
        (tmp_path / "kho").mkdir()
        shutil.copy(tmp_path / "bản sao", tmp_path / "kho" / DATABASE_NAME)
        library = Library.open(tmp_path / "kho")
        library.save([encoded_document("moi", text)])
        snapshot, found = _ask(_restarted(library, tmp_path), text)
        scores = dict(zip(map(snapshot.units.text, found.positions), found.sentence_bm25, strict=True))
        assert scores["Bài cũ."] == 0 < scores[text]
        library.close()


def test_indexes_that_cannot_be_saved_are_done_without(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "tệp").write_text("")
    index = LiveIndex(library, tmp_path / "tệp" / "chỉ mục")
    assert "Đà Nẵng có cầu Rồng." in _found(index, "Cầu Rồng")
    assert "could not be saved" in caplog.text
    assert (tmp_path / "tệp").read_text() == ""


def test_others_are_served_the_generation_before_while_one_renews(
    library: Library, index: LiveIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index.snapshot()
    library.save([encoded_document("moi", "Cần Thơ có chợ nổi.")])
    begun, may_end = threading.Event(), threading.Event()

    def slow(units: Units, vectors: Vectors) -> Segment:
        begun.set()
        assert may_end.wait(30)
        return build_segment(units, vectors)

    monkeypatch.setattr(compaction, "build_segment", slow)
    with ThreadPoolExecutor(1) as pool:
        renewing = pool.submit(index.snapshot)
        assert begun.wait(30)
        meanwhile = index.snapshot()
        may_end.set()
        assert meanwhile is before
        assert renewing.result().generation == library.generation
    assert index.snapshot() is renewing.result()


def test_a_refresh_that_failed_is_tried_again(
    library: Library, index: LiveIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(compaction, "build_segment", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index.snapshot()
    assert index.snapshot().generation == library.generation

"""Does the library keep exactly what it was given, and notice what it was not?"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qa.errors import LibraryError, ModelError, UnknownDocumentError
from qa.library.read_models.library_state import load_state, load_units_and_vectors
from qa.library.read_models.units import Units
from qa.library.store import DATABASE_NAME, Library, Standing
from qa.library.verification import verify_library
from qa.types import EncodedDocument
from tests.documents import encoded_document

ROOT = Path(__file__).resolve().parents[2]

TEXTS = [
    "Sông Hồng chảy qua Hà Nội. Sông dài 1.149 km.",
    "Một.\r\n\r\nHai!\n\nBa?",
    "Ca\u0301i na\u0300y la\u0300 de\u0323\u0302 vie\u0302\u0301t ra\u0301p. 𝔘nicode 😀 ngoài BMP.",
    "Câu lặp lại. Câu lặp lại. Câu lặp lại.",
    "Bài báo.\n\n![ảnh](a.jpg)\n\nĐoạn sau ảnh. " + "Thêm một câu nữa cho dài. " * 80,
]

encoded = st.builds(
    encoded_document,
    st.sampled_from(["a", "b", "c", "/tệp/ảnh.txt"]),
    st.sampled_from(TEXTS),
    title=st.sampled_from([None, "Tên bài", "Tên khác"]),
    publisher=st.sampled_from([None, "Báo A"]),
    published_at=st.sampled_from([None, date(2024, 2, 29)]),
)


class LibraryMachine(RuleBasedStateMachine):
    """Saves, removes and opens again, beside a list in memory that does the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder)
        self.kept: list[EncodedDocument] = []
        self.generation = 0

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)

    @rule(batch=st.lists(encoded, max_size=3))
    def save(self, batch: list[EncodedDocument]) -> None:
        for one in batch:
            self.kept = [other for other in self.kept if other.document.origin != one.document.origin] + [one]
        generation = self.library.save(batch)
        assert generation > self.generation if batch else generation == self.generation
        self.generation = generation

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        removed = data.draw(st.sampled_from(self.kept))
        self.kept.remove(removed)
        generation = self.library.remove(removed.document.id)
        assert generation > self.generation
        self.generation = generation

    @rule()
    def remove_what_is_not_there(self) -> None:
        with pytest.raises(UnknownDocumentError, match="“vắng”"):
            self.library.remove("vắng")
        with pytest.raises(UnknownDocumentError, match="“vắng”"):
            self.library.document("vắng")

    @rule()
    def open_again(self) -> None:
        identity = self.library.identity
        self.library.close()
        self.library = Library.open(self.folder)
        assert self.library.identity == identity

    @invariant()
    def the_generation_rises_with_changes_only(self) -> None:
        assert self.library.generation == self.generation

    @invariant()
    def the_documents_are_those_of_the_model(self) -> None:
        assert [self.library.document(one.document.id) for one in self.kept] == [one.document for one in self.kept]
        summaries = [
            (one.id, one.origin, one.source, one.sha256, one.characters, one.sentences)
            for one in self.library.summaries()
        ]
        assert summaries == [
            (*_of(one), len(one.document.text), sum(len(passage.sentences) for passage in one.passages))
            for one in self.kept
        ]

    @invariant()
    def the_standing_is_that_of_the_model(self) -> None:
        origins = [one.document.origin for one in self.kept]
        assert self.library.standing([*origins, "vắng"]) == {
            one.document.origin: Standing(
                one.document.sha256, one.recipe, one.document.source, one.document.file_sha256
            )
            for one in self.kept
        }

    @invariant()
    def the_units_are_those_of_the_model(self) -> None:
        units, vectors = load_units_and_vectors(self.library)
        sentences = [
            (one.document.id, sentence.start, sentence.end, sentence.text, (passage.start, passage.end))
            for one in self.kept
            for passage in one.passages
            for sentence in passage.sentences
        ]
        present = load_state(self.library)
        assert (present.generation, present.units.documents) == (self.generation, units.documents)
        assert present.versions == tuple(document.version for document in units.documents)
        assert [
            (
                units.document(position).id,
                units.starts[position],
                units.ends[position],
                units.text(position),
                _passage(units, position),
            )
            for position in range(len(units))
        ] == sentences
        if self.kept:
            np.testing.assert_array_equal(vectors.passages, np.concatenate([one.passage_vectors for one in self.kept]))
            np.testing.assert_array_equal(
                vectors.sentences, np.concatenate([one.sentence_vectors for one in self.kept])
            )
        some = present.versions[::2]
        rest = load_state(self.library, some)
        assert rest.versions == present.versions
        assert [one.version for one in rest.units.documents] == list(present.versions[1::2])
        assert rest.units.passage_texts == tuple(
            text for text, of in zip(units.passage_texts, units.document_of, strict=True) if of % 2
        )

    @invariant()
    def a_document_is_called_the_same_everywhere(self) -> None:
        headings = {one.id: one.display_title for one in load_units_and_vectors(self.library)[0].documents}
        assert headings == {one.id: one.display_title for one in self.library.summaries()}

    @invariant()
    def nothing_is_at_fault(self) -> None:
        checked = list(verify_library(self.library))
        assert [one.document_id for one in checked] == [one.document.id for one in self.kept]
        assert not list(chain.from_iterable(one.faults for one in checked))


def _of(encoded: EncodedDocument) -> tuple[object, ...]:
    return encoded.document.id, encoded.document.origin, encoded.document.source, encoded.document.sha256


def _passage(units: Units, position: int) -> tuple[int, int]:
    passage = units.passage_of[position]
    start = int(units.passage_starts[passage])
    return start, start + len(units.passage_texts[passage])


TestLibraryMachine = LibraryMachine.TestCase
TestLibraryMachine.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path)
    library.save([encoded_document("tốt", TEXTS[0]), encoded_document("hỏng", TEXTS[4], title="Tên bài")])
    yield library
    library.close()


DAMAGE = {
    "a letter of the text": "UPDATE documents SET text = replace(text, 'Đoạn', 'Doạn') WHERE origin = 'hỏng'",
    "bytes that are no UTF-8": "UPDATE documents SET text = CAST(x'C3C3' AS TEXT) WHERE origin = 'hỏng'",
    "bytes in position of text": "UPDATE documents SET text = x'00FF' WHERE origin = 'hỏng'",
    "the text with its hash": "UPDATE documents SET text = 'Khác.', sha256 = '{sha256}' WHERE origin = 'hỏng'",
    "the display title": "UPDATE documents SET display_title = 'Tên khác' WHERE origin = 'hỏng'",
    "the title": "UPDATE documents SET title = 'Tên bàj' WHERE origin = 'hỏng'",
    "the publisher": "UPDATE documents SET publisher = 'Báo B' WHERE origin = 'hỏng'",
    "the day": "UPDATE documents SET published_at = '2020-01-01' WHERE origin = 'hỏng'",
    "a day that is none": "UPDATE documents SET published_at = 'hôm qua' WHERE origin = 'hỏng'",
    "the recipe": "UPDATE documents SET recipe = '0' WHERE origin = 'hỏng'",
    "the origin": "UPDATE documents SET origin = 'khác' WHERE origin = 'hỏng'",
    "a sentence": "UPDATE sentences SET text = replace(text, 'sau', 'xau') WHERE number = {sentence}",
    "a sentence's position": "UPDATE sentences SET start = start + 1 WHERE number = {sentence}",
    "a sentence moved with its text": "UPDATE sentences SET text = substr(text, 2), start = start + 1"
    " WHERE number = {sentence}",
    "a sentence that is gone": "DELETE FROM sentences WHERE number = {sentence}",
    "all sentences gone": "DELETE FROM sentences WHERE number >= {first}",
    "a sentence's vector": "UPDATE sentences SET vector = x'0000' || substr(vector, 3) WHERE number = {sentence}",
    "a shorter vector": "UPDATE sentences SET vector = substr(vector, 2) WHERE number = {sentence}",
    "a passage's vector": "UPDATE passages SET vector = x'0000' || substr(vector, 3) WHERE number = {passage}",
    "a passage's end": "UPDATE passages SET end = end + 1000000 WHERE number = {passage}",
    "a passage that is gone": "DELETE FROM passages WHERE number = {passage}",
    "all passages gone": "DELETE FROM passages WHERE document = (SELECT number FROM documents WHERE origin = 'hỏng')",
    "a span's end": "UPDATE spans SET end = end - 1 WHERE document = (SELECT max(number) FROM documents)",
    "a span's kind": "UPDATE spans SET kind = 'caption' WHERE document = (SELECT max(number) FROM documents)",
    "a kind that is none": "UPDATE spans SET kind = 'gì đó' WHERE document = (SELECT max(number) FROM documents)",
}


@pytest.mark.parametrize("change", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_change_by_hand_is_found_in_its_document_and_only_there(
    library: Library, tmp_path: Path, change: str
) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    mine = "passage IN (SELECT number FROM passages WHERE document = (SELECT max(number) FROM documents))"
    query = f"SELECT min(number), max(number), max(passage) FROM sentences WHERE {mine}"  # noqa: S608 - no input in it
    first, last, passage = connection.execute(query).fetchone()
    row = {"first": first, "sentence": first + 1, "passage": passage, "sha256": "0" * 64}
    assert last > first + 1
    assert connection.execute(change.format(**row)).rowcount
    connection.commit()
    connection.close()
    good, bad = verify_library(library)
    assert not good.faults
    assert bad.faults
    assert {fault.document_id for fault in bad.faults} == {bad.document_id}


def damage(folder: Path, name: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection, connection:
        connection.execute(DAMAGE[name])


@pytest.mark.parametrize("name", ["bytes that are no UTF-8", "a day that is none"])
def test_what_cannot_be_read_is_a_library_error(library: Library, tmp_path: Path, name: str) -> None:
    bad = library.summaries()[1].id
    damage(tmp_path, name)
    for read in (lambda: library.document(bad), lambda: load_units_and_vectors(library)):
        with pytest.raises(LibraryError, match=r"library\.db"):
            read()


def test_a_source_that_cannot_be_read_is_a_library_error_in_the_list(library: Library, tmp_path: Path) -> None:
    damage(tmp_path, "a day that is none")
    with pytest.raises(LibraryError, match=r"library\.db"):
        library.summaries()


def test_a_text_that_cannot_be_read_is_still_listed_and_can_be_removed(library: Library, tmp_path: Path) -> None:
    damage(tmp_path, "bytes that are no UTF-8")
    library.remove(next(one.id for one in library.summaries() if one.origin == "hỏng"))
    assert [one.origin for one in library.summaries()] == ["tốt"]


def test_a_document_whose_passages_are_gone_is_still_listed_and_can_be_removed(
    library: Library, tmp_path: Path
) -> None:
    damage(tmp_path, "all passages gone")
    gone = next(one for one in library.summaries() if one.origin == "hỏng")
    assert (gone.display_title, gone.sentences) == ("Tên bài", 0)
    library.remove(gone.id)
    assert [one.origin for one in library.summaries()] == ["tốt"]


def test_vectors_of_different_lengths_are_refused_by_name(library: Library, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    connection.execute("UPDATE sentences SET vector = substr(vector, 3) WHERE number = 1")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match="véc-tơ hỏng"):
        load_units_and_vectors(library)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"Day khong phai co so du lieu. " * 100)
    with pytest.raises(LibraryError, match=r"library\.db: tệp không phải là cơ sở dữ liệu"):
        Library.open(tmp_path)


def test_a_database_that_was_cut_short_is_refused(library: Library, tmp_path: Path) -> None:
    library.save([encoded_document(f"tài liệu {number}", TEXTS[4]) for number in range(20)])
    library.close()
    path = tmp_path / DATABASE_NAME
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(LibraryError, match="bị hỏng"):
        load_units_and_vectors(Library.open(tmp_path))


def test_a_newer_library_is_refused_and_left_alone(library: Library, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    connection.execute("UPDATE alembic_version SET version_num = '99'")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match="phiên bản khác tạo ra \\(bản 99\\)"):
        Library.open(tmp_path)
    assert len(library.summaries()) == 2


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(LibraryError, match="Không tạo được thư mục dữ liệu"):
        Library.open(tmp_path / "tệp" / "dữ liệu")


def test_a_folder_by_the_database_s_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).mkdir()
    with pytest.raises(LibraryError, match="không mở được tệp"):
        Library.open(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(LibraryError, match=r"không mở được tệp|chỉ cho đọc"):
            Library.open(tmp_path)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("name", ["a?b", "100%", "50%20", "c#d", "Tài liệu của tôi", "x&mode=ro", ":memory:"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "dữ liệu"
    library = Library.open(folder)
    library.save([encoded_document("a", TEXTS[0])])
    library.close()
    assert (folder / DATABASE_NAME).is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    again = Library.open(folder)
    assert [one.origin for one in again.summaries()] == ["a"]
    again.close()


def test_a_library_stays_with_the_model_of_its_vectors(library: Library) -> None:
    library.bind_model("hashing:64")
    with pytest.raises(ModelError, match="“hashing:64”, không phải “hai”"):
        library.bind_model("hai")
    with pytest.raises(ModelError, match="hoidap reindex"):
        library.save([replace(encoded_document("mới", TEXTS[0]), model="hai")])
    assert [one.origin for one in library.summaries()] == ["tốt", "hỏng"]
    for one in library.summaries():
        library.remove(one.id)
    library.bind_model("hai")


def test_a_heading_is_not_taken_from_what_stands_behind_a_short_opening(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.save([encoded_document("a", "Mở bài.\n\n![Ảnh lạ](a.jpg)\n\nĐoạn sau.")])
    assert [one.display_title for one in library.summaries()] == ["Mở bài."]
    library.close()


def test_a_new_folder_may_be_opened_by_many_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        libraries = list(pool.map(Library.open, [tmp_path / "mới"] * 8))
    assert len({library.identity for library in libraries}) == 1
    for library in libraries:
        library.close()


def test_a_database_that_somebody_else_is_making_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Who comes while another process writes into what has no write-ahead log yet is refused by SQLite without delay.
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waited: list[float] = []

        def done_meanwhile(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 2:
                other.execute("COMMIT")

        monkeypatch.setattr("qa.library.database.time.sleep", done_meanwhile)
        Library.open(tmp_path).close()
    assert len(waited) == 2


def test_a_database_that_stays_with_somebody_else_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.library.database.PATIENCE", 0)
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="một tiến trình khác đang ghi"):
            Library.open(tmp_path)


def test_readers_see_whole_generations_while_somebody_writes(tmp_path: Path) -> None:
    # Every generation holds documents of one text only, so a mixture of two would show.
    batches = [[encoded_document(origin, text) for origin in "abc"] for text in TEXTS]
    sizes = {tuple(one.document.sha256 for one in batch) for batch in batches}
    writer, reader = Library.open(tmp_path), Library.open(tmp_path)
    writer.save(batches[0])
    done = threading.Event()

    def write() -> None:
        for _ in range(6):
            for batch in batches:
                writer.save(batch)
        done.set()

    seen = set()
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        while not done.is_set() and not writing.done():
            present = load_state(reader)
            units, vectors = present.units, present.vectors
            assert tuple(one.sha256 for one in units.documents) in sizes
            assert (len(vectors.sentences), len(vectors.passages)) == (len(units), len(units.document_of))
            seen.add(present.generation)
        writing.result()
    assert len(seen) > 1
    assert reader.generation == writer.generation == 31
    writer.close()
    reader.close()


WRITER = """
import sys
from pathlib import Path
from qa.library.store import Library
from tests.documents import encoded_document
library = Library.open(Path(sys.argv[1]))
for number in range(10_000):
    library.save([encoded_document(f"{number}-{part}", "Một câu. " * 300, title=f"Bài {number}") for part in range(4)])
    print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 2, 4, 7, 11])
def test_killed_while_writing_it_has_all_that_was_acknowledged(tmp_path: Path, acknowledged: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(acknowledged)]
    # A different moment of the next save each time.
    threading.Event().wait(np.random.default_rng(acknowledged).uniform(0, 0.05))
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    batches = [int(line) for line in lines if line.endswith("\n")]
    assert len(batches) >= acknowledged
    library = Library.open(tmp_path)
    kept = {one.origin for one in library.summaries()}
    assert {f"{number}-{part}" for number in batches for part in range(4)} <= kept
    assert len(kept) % 4 == 0  # a batch is kept whole or not at all
    assert not list(chain.from_iterable(one.faults for one in verify_library(library)))
    library.save([encoded_document("sau", "Vẫn ghi được.")])
    library.close()

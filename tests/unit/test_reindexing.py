"""Does a library go over to another model whole, whatever happens meanwhile?"""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from embeddings.encoder import FloatArray, Progress, no_progress
from qa.answering.answerer import Answerer
from qa.errors import LibraryError, ModelError
from qa.ingesting import preparing
from qa.ingesting.reindexing import FOLDER, reindex
from qa.library.read_models.library_state import load_state
from qa.library.store import DATABASE_NAME, Library
from qa.library.verification import verify_library
from qa.ranking.fusion import FusionRanker
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import SourceFile
from tests.documents import encoded_document, encoded_documents, raw_document
from tests.fakes import HashingEncoder

RAWS = [raw_document(f"bài {number}", f"Sông số {number} dài {number} km. Nước đỏ.", title=f"Sông {number}")
        for number in range(45)]  # fmt: skip


class OtherEncoder(HashingEncoder):
    """Another model, with vectors of its own; `meanwhile` is done once, while it encodes."""

    def __init__(self, meanwhile: list[object] | None = None) -> None:
        super().__init__("khác")
        self.meanwhile = meanwhile or []

    def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
        if self.meanwhile:
            work = self.meanwhile.pop()
            assert callable(work)
            work()
        return -super().embed_passages(texts, progress)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path)
    library.save(encoded_documents(*RAWS))
    yield library
    library.close()


def test_everything_stays_but_the_vectors(library: Library) -> None:
    before, old = library.summaries(), load_state(library)
    assert reindex(library, OtherEncoder()) == len(RAWS)
    after, new = library.summaries(), load_state(library)
    assert after == before
    assert new.generation > old.generation
    assert (old.model, new.model) == ("hashing:64", "khác")
    assert new.units.passage_texts == old.units.passage_texts
    assert (new.vectors.sentences == -old.vectors.sentences).all()
    assert not set(new.versions) & set(old.versions)
    assert not [fault for one in verify_library(library) for fault in one.faults]
    assert not (library.folder / FOLDER).exists()
    library.save(encoded_documents(raw_document("mới", "Vẫn nhận bài mới."), encoder=OtherEncoder()))


def test_files_are_still_there(library: Library) -> None:
    file = SourceFile("a.txt", "text/plain", "Câu một. Câu hai.".encode())
    library.save([encoded_document("a", "Câu một. Câu hai.", file=file)])
    reindex(library, OtherEncoder())
    assert library.file_of("a") == file


def test_a_file_is_read_again_by_new_rules_and_only_then(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><body><article><p>Vé phà <s>hai</s> ba đồng một lượt cho mọi hành khách.</p></article></body></html>"
    file = SourceFile("ve.html", "text/html", page.encode())
    monkeypatch.setattr(preparing, "RECIPE", "cũ")
    old = "Vé phà hai ba đồng một lượt cho mọi hành khách."
    library.save([encoded_document("ve.html", old, file=file), encoded_document("chữ", old)])
    reindex(library, OtherEncoder())
    assert {library.document(name).text for name in ("ve.html", "chu-9b151a80")} == {old}
    monkeypatch.setattr(preparing, "RECIPE", "mới")
    again = OtherEncoder()
    reindex(library, again)
    read = library.document("ve.html")
    assert " ".join(read.text.split()) == "Vé phà ba đồng một lượt cho mọi hành khách."
    assert [note.examples for note in read.notes] == [("hai",)]
    assert library.document("chu-9b151a80").text == old
    assert library.file_of("ve.html") == file
    assert not [fault for one in verify_library(library) for fault in one.faults]


def test_changes_that_come_meanwhile_are_followed(library: Library) -> None:
    def change() -> None:
        library.save([encoded_document("mới", "Bài mới."), encoded_document("bài 3", "Khác hẳn.", title="Sửa")])
        library.remove(library.summaries()[7].id)

    encoder = OtherEncoder([change])
    reindex(library, encoder)
    assert {one.origin for one in library.summaries()} == {raw.origin for raw in RAWS} - {"bài 8"} | {"mới"}
    assert "Khác hẳn." in load_state(library).units.passage_texts
    assert load_state(library).model == "khác"
    assert not [fault for one in verify_library(library) for fault in one.faults]


def test_an_attempt_that_died_is_taken_up_and_one_with_another_model_is_not(library: Library) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    class Dying(OtherEncoder):
        def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
            if len(self.read) > 60:
                die()
            return super().embed_passages(texts, progress)

    with pytest.raises(KeyboardInterrupt):
        reindex(library, Dying())
    assert load_state(library).model == "hashing:64"
    third = HashingEncoder("thứ ba")
    again = OtherEncoder()
    reindex(library, again)
    assert 0 < len(again.read) < 3 * len(RAWS)  # a passage and two sentences each, fewer than all of them
    with pytest.raises(KeyboardInterrupt):
        reindex(library, Dying())
    reindex(library, third)
    assert len(third.read) == 3 * len(RAWS)
    assert load_state(library).model == "thứ ba"


def test_vectors_that_were_damaged_are_made_again_from_the_text(library: Library) -> None:
    before = load_state(library)
    _by_hand(library, "UPDATE sentences SET vector = zeroblob(length(vector)) WHERE number = 5")
    with pytest.raises(LibraryError, match=r"véc-tơ hỏng trong tài liệu “.+”; hãy chạy “hoidap verify”"):
        load_state(library)
    reindex(library, HashingEncoder())
    assert (load_state(library).vectors.sentences == before.vectors.sentences).all()


def test_a_text_that_was_damaged_is_named_and_not_sealed_anew(library: Library) -> None:
    _by_hand(library, "UPDATE documents SET text = replace(text, '7 km', '9 km') WHERE origin = 'bài 7'")
    with pytest.raises(LibraryError, match=r"Văn bản của tài liệu “bai-7-.+” trong kho đã bị sửa"):
        reindex(library, OtherEncoder())
    assert [one.document_id for one in verify_library(library) if one.faults] == [library.summaries()[7].id]
    assert load_state(library).model == "hashing:64"


def _by_hand(library: Library, change: str) -> None:
    connection = sqlite3.connect(library.folder / DATABASE_NAME)
    assert connection.execute(change).rowcount == 1
    connection.commit()
    connection.close()


def test_a_program_with_the_old_model_stops_answering(library: Library, tmp_path: Path) -> None:
    engine = LocalSearchEngine(library, tmp_path / "chỉ mục")
    answerer = Answerer(HashingEncoder(), engine, FusionRanker(), threshold=0)
    answerer.answer("Sông số 3 dài bao nhiêu?")
    reindex(library, OtherEncoder())
    with pytest.raises(ModelError, match="khởi động lại"):
        answerer.answer("Sông số 3 dài bao nhiêu?")

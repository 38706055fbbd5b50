"""Is a library that was restored the one that was backed up, and is it restored whole or not at all?"""

import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qa.errors import LibraryError
from qa.feedback.feedback_store import Feedback, FeedbackStore
from qa.library.backups import restoring
from qa.library.backups.backing_up import back_up
from qa.library.backups.backup_file import MANIFEST
from qa.library.backups.restoring import restore
from qa.library.database import writing
from qa.library.store import DATABASE_NAME, Library
from qa.library.verification import verify_library
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import SourceFile
from tests.documents import encoded_document

RIVER, LAKE, HILL = "Sông Hồng chảy qua Hà Nội. Sông dài lắm.", "Hồ Tây rộng nhất.", "Núi Ba Vì cao. Núi có ba ngọn."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library.open(tmp_path / "kho")) as library:
        file = SourceFile("sông.txt", "text/plain", RIVER.encode())
        library.save([encoded_document("song", RIVER, file), encoded_document("ho", LAKE)])
        FeedbackStore(library.engine).keep(Feedback("Sông nào?", helpful=True, note="hay"))
        yield library


@pytest.fixture
def backup(library: Library, tmp_path: Path) -> Path:
    back_up(library.folder, tmp_path / "kho.zip")
    return tmp_path / "kho.zip"


def held(library: Library) -> list[object]:
    files = [library.file_of(one.id) for one in library.summaries()]
    return [library.summaries(), files, FeedbackStore(library.engine).all(), faults(library)]


def faults(library: Library) -> list[object]:
    return [fault for one in verify_library(library) for fault in one.faults]


def searched(engine: LocalSearchEngine, library: Library) -> set[str]:
    """What can be found and read, all of it from one view."""
    view = engine.view()
    assert view.generation == library.generation
    return {one.text for name in view.document_ids() for one in view.sentences_of(name)}


def test_documents_files_and_feedback_come_back(library: Library, backup: Path, tmp_path: Path) -> None:
    restored = restore(backup, tmp_path / "mới")
    assert (restored.documents, restored.generation) == (2, library.generation)
    with closing(Library.open(tmp_path / "mới")) as copy:
        assert held(copy) == held(library)
        assert (copy.generation, faults(copy)) == (library.generation, [])
        assert copy.identity != library.identity
    assert sorted(path.name for path in (tmp_path / "mới").iterdir()) == [DATABASE_NAME]


def test_a_backup_during_writes_is_one_state(library: Library, tmp_path: Path) -> None:
    is_over = threading.Event()

    def write() -> None:
        for number in range(1_000):
            pair = [encoded_document(f"{side}{number}", f"Câu số {number}.") for side in "ab"]
            library.save(pair)
            if is_over.is_set():
                return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            backup = tmp_path / f"{number}.zip"
            back_up(library.folder, backup)
            restore(backup, tmp_path / str(number))
            with closing(Library.open(tmp_path / str(number))) as copy:
                assert len(copy.summaries()) % 2 == 0
                assert faults(copy) == []
    finally:
        is_over.set()
        writer.join()


def test_an_older_file_is_never_overwritten(library: Library, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(LibraryError, match="đã có tệp này"):
        back_up(library.folder, backup)
    assert backup.read_bytes() == before
    assert sorted(path.name for path in backup.parent.iterdir()) == ["kho", "kho.zip"]


def test_whatever_is_damaged_is_refused_and_nothing_left(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    middle = range(100, len(whole) - 1_000, len(whole) // 40)  # all of them within the database
    damaged = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in middle]
    for number, data in enumerate([b"", whole[: len(whole) // 2], whole[:-1], *damaged]):
        backup.write_bytes(data)
        with pytest.raises(LibraryError, match="không phải bản sao lưu"):
            restore(backup, tmp_path / f"mới{number}")
        assert list((tmp_path / f"mới{number}").iterdir()) == []


def test_a_database_that_another_hash_names_is_refused(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as packed:
        manifest, database = packed.read(MANIFEST), packed.read(DATABASE_NAME)
    with zipfile.ZipFile(backup, "w") as packed:
        packed.writestr(DATABASE_NAME, database.replace("Sông".encode(), "Sòng".encode()))
        packed.writestr(MANIFEST, manifest)
    with pytest.raises(LibraryError, match="đã hỏng"):
        restore(backup, tmp_path / "mới")


class TestReplacing:
    def test_a_library_with_documents_needs_the_flag(self, library: Library, backup: Path) -> None:
        library.remove("ho")
        before = held(library)
        with pytest.raises(LibraryError, match=r"đang có 1 tài liệu.*--replace"):
            restore(backup, library.folder)
        assert held(library) == before

    def test_a_library_that_is_empty_does_not(self, library: Library, backup: Path) -> None:
        for one in library.summaries():
            library.remove(one.id)
        restore(backup, library.folder)
        assert {one.id for one in library.summaries()} == {"song", "ho"}

    def test_a_program_that_has_it_open_goes_on_with_what_was_restored(self, library: Library, backup: Path) -> None:
        engine = LocalSearchEngine(library, library.folder / "indexes")
        library.remove("ho")
        library.save([encoded_document("nui", HILL)])
        before = library.generation
        assert "Núi có ba ngọn." in searched(engine, library)
        restore(backup, library.folder, replace=True)
        assert library.generation > before
        assert searched(engine, library) == {"Sông Hồng chảy qua Hà Nội.", "Sông dài lắm.", "Hồ Tây rộng nhất."}
        library.save([encoded_document("doi", "Đồi thấp."), encoded_document("nui", HILL)])
        assert searched(engine, library) >= {"Đồi thấp.", "Núi Ba Vì cao.", "Hồ Tây rộng nhất."}
        assert faults(library) == []
        engine.settle()

    def test_saved_indexes_of_before_are_not_taken_for_its_own(self, library: Library, backup: Path) -> None:
        library.save([encoded_document("nui", HILL)])
        LocalSearchEngine(library, library.folder / "indexes").view()
        library.close()
        (library.folder / DATABASE_NAME).unlink()
        restore(backup, library.folder)
        with closing(Library.open(library.folder)) as restored:
            # The numbers that the lost documents had are given again, the sentences in another order.
            restored.save([encoded_document("doi", "Đồi thấp.")])
            restored.save([encoded_document("nui", HILL)])
            engine = LocalSearchEngine(restored, library.folder / "indexes")
            assert searched(engine, restored) >= {"Đồi thấp.", "Núi Ba Vì cao.", "Núi có ba ngọn."}

    def test_one_that_cannot_be_read_is_put_aside(self, backup: Path, tmp_path: Path) -> None:
        folder = tmp_path / "hỏng"
        folder.mkdir()
        (folder / DATABASE_NAME).write_bytes(b"no database" * 1_000)
        with pytest.raises(LibraryError, match=r"không đọc được.*--replace"):
            restore(backup, folder)
        restore(backup, folder, replace=True)
        with closing(Library.open(folder)) as copy:
            assert len(copy.summaries()) == 2
        (aside,) = folder.glob("damaged-*")
        assert (aside / DATABASE_NAME).read_bytes() == b"no database" * 1_000

    def test_while_somebody_else_writes_nothing_changes(
        self, library: Library, backup: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(restoring, "PATIENCE", 0.0)
        before = held(library)
        with writing(library.engine), pytest.raises(LibraryError, match="không phục hồi được"):
            restore(backup, library.folder, replace=True)
        assert held(library) == before
        assert not list(library.folder.glob(".restore-*"))


def test_a_backup_of_an_older_version_is_brought_up_to_date_and_of_a_newer_refused(
    library: Library, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(library.folder / DATABASE_NAME)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '99'")
        connection.commit()
    back_up(library.folder, tmp_path / "kho.zip")
    with pytest.raises(LibraryError, match="một phiên bản khác"):
        restore(tmp_path / "kho.zip", tmp_path / "mới")
    assert list((tmp_path / "mới").iterdir()) == []

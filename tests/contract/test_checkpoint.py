"""Is the database file alone the whole library, as soon as nobody reads or writes?"""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from qa.library import checkpoint
from qa.library.checkpoint import Checkpointer, empty_log
from qa.library.database import PATIENCE, reading, writing
from qa.library.store import DATABASE_NAME, Library
from qa.library.verification import verify_library
from tests.documents import encoded_document


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Callable[[], Library]]:
    """Opens the library of this test once more, as another process would."""
    opened: list[Library] = []

    def open_it() -> Library:
        opened.append(Library.open(tmp_path / "kho"))
        return opened[-1]

    yield open_it
    for library in opened:
        library.close()


def log_of(library: Library) -> Path:
    return library.folder / f"{DATABASE_NAME}-wal"


def in_the_file_alone(library: Library) -> list[str]:
    """The documents of a copy of the one file."""
    folder = library.folder.with_name("bản sao")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(library.folder / DATABASE_NAME, folder)
    with closing(Library.open(folder)) as copy:
        assert not [fault for one in verify_library(copy) for fault in one.faults]
        return [one.origin for one in copy.summaries()]


def test_closing_leaves_one_file_even_where_another_holds_it_open(open_library: Callable[[], Library]) -> None:
    idle, library = open_library(), open_library()
    assert idle.summaries() == []
    library.save([encoded_document("sông", "Sông Hồng chảy qua Hà Nội.")])
    library.close()
    assert log_of(library).stat().st_size == 0
    assert in_the_file_alone(library) == ["sông"]
    assert [one.origin for one in idle.summaries()] == ["sông"]


def test_a_reader_keeps_what_it_sees(open_library: Callable[[], Library]) -> None:
    library, other = open_library(), open_library()
    library.save([encoded_document("cũ", "Bài cũ.")])
    with reading(other.engine) as connection:
        count = "SELECT count(*) FROM documents"
        assert connection.exec_driver_sql(count).scalar() == 1
        library.save([encoded_document("mới", "Bài mới.")])
        assert not empty_log(library.engine)
        assert connection.exec_driver_sql(count).scalar() == 1
    assert empty_log(library.engine)
    assert in_the_file_alone(library) == ["cũ", "mới"]


def test_a_writer_at_work_loses_nothing(open_library: Callable[[], Library]) -> None:
    library, other = open_library(), open_library()
    library.save([encoded_document("cũ", "Bài cũ.")])
    with writing(other.engine) as connection:
        connection.exec_driver_sql("DELETE FROM documents")
        assert not empty_log(library.engine)
    assert library.summaries() == []
    assert empty_log(library.engine)
    assert in_the_file_alone(library) == []


def test_writers_wait_for_each_other_as_long_as_before(open_library: Callable[[], Library]) -> None:
    library = open_library()
    library.save([encoded_document("cũ", "Bài cũ.")])
    assert empty_log(library.engine)
    with reading(library.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == PATIENCE * 1000


def test_a_disk_that_fails_is_no_error(open_library: Callable[[], Library], caplog: pytest.LogCaptureFixture) -> None:
    library = open_library()
    library.save([encoded_document("cũ", "Bài cũ.")])
    idle = sqlite3.connect(library.folder / DATABASE_NAME)
    idle.execute("SELECT * FROM facts").fetchall()
    library.engine.dispose()

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    event.listen(library.engine, "connect", fail)
    with caplog.at_level(logging.INFO):
        assert not empty_log(library.engine)
    event.remove(library.engine, "connect", fail)
    idle.close()
    assert "disk I/O error" in caplog.text
    assert [one.origin for one in library.summaries()] == ["cũ"]


def test_the_checkpointer_empties_the_log_while_the_library_is_open(
    open_library: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint, "INTERVAL", 0.01)
    library = open_library()
    checkpointer = Checkpointer(library.engine)
    checkpointer.start()
    for origin in ("một", "hai"):
        library.save([encoded_document(origin, f"Bài {origin}.")])
        while log_of(library).stat().st_size:
            pass
    checkpointer.stop()
    assert in_the_file_alone(library) == ["một", "hai"]
    library.save([encoded_document("ba", "Bài ba.")])
    assert log_of(library).stat().st_size  # it has ended


def test_a_checkpointer_that_never_began_can_be_stopped(open_library: Callable[[], Library]) -> None:
    Checkpointer(open_library().engine).stop()

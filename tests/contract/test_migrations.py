"""Does a library of an older version open, with everything in it, and without encoding anything again?"""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import qa.library.migrations
from api.settings import Settings
from api.wiring import Services
from embeddings.encoder import FloatArray
from qa.errors import LibraryError
from qa.feedback.feedback_store import FeedbackStore
from qa.ingesting import preparing
from qa.ingesting.reindexing import reindex
from qa.jobs.job_store import JobState, JobStore
from qa.library.copying import copy_library
from qa.library.migrations.upgrade import upgrade
from qa.library.store import DATABASE_NAME, Library
from qa.library.tables.document_tables import OLDEST_VERSION, SCHEMA_VERSION, metadata
from qa.library.verification import verify_library
from qa.types import Answers
from tests.documents import encoded_document
from tests.fakes import HashingEncoder

ROOT = Path(__file__).resolve().parents[2]
VERSION_2 = ROOT / "tests" / "data" / "library-2.db"
VERSION_3 = ROOT / "tests" / "data" / "library-3.db"

# As the program of that version listed and answered; only what untitled documents are called was wrong in it.
IDENTITY = "2861091b760440f6b50345a423a39409"
GENERATION = 6
TITLES = {
    "cau.md": "Cầu được xây năm 1902 bằng thép chở từ Pháp sang theo đường biển. Cầu dài 2.290…",
    "gio-mo-cua.md": "Giờ mở cửa thư viện",
    "loi-ngo.txt": "Mấy lời.",
    "luat-mau": "Luật Mẫu",
}
ANSWERS = {
    "Cầu được xây năm nào?": ("cau.md", 91, 156, 0.0003239261932703488),
    "Thư viện đóng cửa ngày nào?": ("gio-mo-cua.md", 189, 227, 0.1095267109974366),
    "Làng lập từ năm nào?": ("loi-ngo.txt", 88, 125, 0.005124767973974251),
    "Luật có hiệu lực từ ngày nào?": ("luat-mau", 118, 158, 0.02642622270215957),
    # Here the confidence is of today's reading: question words have become likelier.
    "thu vien mo cua may gio": ("gio-mo-cua.md", 39, 104, 0.6806523837131838),
}


class QuestionsOnly(HashingEncoder):
    """Fails where a passage is to be encoded."""

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        raise AssertionError(texts)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder with a library of version 2."""
    shutil.copy(VERSION_2, tmp_path / DATABASE_NAME)
    return tmp_path


@pytest.fixture
def services(old: Path) -> Iterator[Services]:
    opened = Services(Settings(data=old, threshold=0.0), load_encoder=QuestionsOnly)
    yield opened
    opened.close()


def shape(path: Path) -> dict[str, object]:
    """The tables with their columns, keys and indexes, in no order."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'").fetchall()
        return {"counted": sorted(counted)} | {name: _shape(connection, name) for name in tables}


def _shape(connection: sqlite3.Connection, table: str) -> tuple[set[tuple[object, ...]], ...]:
    columns, keys, indexes = (
        connection.execute(f"PRAGMA {pragma}({table})").fetchall()
        for pragma in ("table_info", "foreign_key_list", "index_list")
    )
    # Without their numbers, and without the names that SQLite makes up for indexes of its own.
    named = {(row[1] if row[3] == "c" else None, *row[2:]) for row in indexes}
    return {row[1:] for row in columns}, {row[2:] for row in keys}, named


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the tables of version 2, in their columns."""
    with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(VERSION_2)) as before:
        tables = [name for (name,) in before.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {name: [f'"{one[1]}"' for one in before.execute(f"PRAGMA table_info({name})")] for name in tables}
        return {
            name: connection.execute(f"SELECT {', '.join(columns[name])} FROM {name}").fetchall()  # noqa: S608 - no input in it
            for name in tables
        }  # fmt: skip


def test_the_newest_script_is_the_version_that_the_program_reads() -> None:
    scripts = ScriptDirectory(str(Path(qa.library.migrations.__file__).parent))
    assert scripts.get_current_head() == SCHEMA_VERSION
    assert scripts.get_bases() == [str(OLDEST_VERSION)]


@pytest.mark.parametrize("start", [None, VERSION_2, VERSION_3], ids=["nothing", "version 2", "version 3"])
def test_migrations_make_the_tables_of_a_new_library(tmp_path: Path, start: Path | None) -> None:
    Library.open(tmp_path / "mới").close()
    (tmp_path / "cũ").mkdir()
    path = tmp_path / "cũ" / DATABASE_NAME
    if start is not None:
        shutil.copy(start, path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
    # Alembic does not look at defaults, cascades and AUTOINCREMENT.
    assert shape(path) == shape(tmp_path / "mới" / DATABASE_NAME)


def test_an_old_library_keeps_everything(old: Path) -> None:
    before = rows(VERSION_2)
    Library.open(old).close()
    after = rows(old / DATABASE_NAME)
    assert dict(after.pop("facts")) == dict(before.pop("facts")) | {"schema": SCHEMA_VERSION}
    assert after == before
    with Library.open(old).engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_an_old_library_verifies_and_has_its_titles(old: Path) -> None:
    library = Library.open(old)
    assert (library.identity, library.generation) == (IDENTITY, GENERATION)
    assert {one.id: one.display_title for one in library.summaries()} == TITLES
    checked = list(verify_library(library))
    assert [one.document_id for one in checked] == list(TITLES)
    assert not list(chain.from_iterable(one.faults for one in checked))
    library.close()


def test_a_library_of_version_3_verifies_and_knows_nothing_of_how_it_was_read(tmp_path: Path) -> None:
    shutil.copy(VERSION_3, tmp_path / DATABASE_NAME)
    library = Library.open(tmp_path)
    assert not list(chain.from_iterable(one.faults for one in verify_library(library)))
    assert [library.document(name).notes for name in TITLES] == [()] * len(TITLES)
    assert [job.readings for job in JobStore(library.engine).latest(9)] == [()]
    library.close()


@pytest.mark.parametrize("question", ANSWERS)
def test_an_old_library_answers_as_before_without_encoding(services: Services, question: str) -> None:
    answered = services.answerer.answer(question, 1)
    assert isinstance(answered, Answers)
    (answer,) = answered.answers
    document_id, start, end, confidence = ANSWERS[question]
    assert (answer.citation.document_id, answer.citation.start, answer.citation.end) == (document_id, start, end)
    assert answer.confidence == pytest.approx(confidence)
    assert answer.citation.display_title == TITLES[document_id]
    assert answered.generation == GENERATION


def test_jobs_and_feedback_of_an_old_library_are_there(old: Path) -> None:
    library = Library.open(old)
    (job,) = JobStore(library.engine).latest(9)
    assert (job.state, job.items, job.done) == (JobState.QUEUED, 1, 0)
    (kept,) = FeedbackStore(library.engine).all()
    assert (kept.said.question, kept.said.note) == ("Làng lập từ năm nào?", "Đúng.")
    library.close()


def test_an_old_library_without_tables_of_jobs_and_feedback_gains_them(old: Path) -> None:
    with closing(sqlite3.connect(old / DATABASE_NAME)) as connection, connection:
        for table in ("job_rejections", "job_items", "jobs", "feedback"):
            connection.execute(f"DROP TABLE {table}")
    library = Library.open(old)
    assert JobStore(library.engine).latest(1) == []
    assert FeedbackStore(library.engine).all() == []
    library.close()
    Library.open(old / "mới").close()
    assert shape(old / DATABASE_NAME) == shape(old / "mới" / DATABASE_NAME)


def test_row_numbers_go_on_where_they_were(old: Path) -> None:
    library = Library.open(old)
    library.save([encoded_document("sau", "Bài đến sau.")])
    library.close()
    with closing(sqlite3.connect(old / DATABASE_NAME)) as connection:
        # The fourth was removed, the fifth is the law: no number is given twice.
        assert [number for (number,) in connection.execute("SELECT number FROM documents")] == [1, 2, 3, 5, 6]


def test_an_old_library_is_reindexed_and_copied(old: Path) -> None:
    library = Library.open(old)
    assert reindex(library, HashingEncoder("khác")) == len(TITLES)
    assert {one.id: one.display_title for one in library.summaries()} == TITLES
    library.close()
    (old / "chép").mkdir()
    shutil.copy(VERSION_2, old / DATABASE_NAME)
    copy_library(old, old / "chép")
    copy = Library.open(old / "chép")
    assert copy.identity == IDENTITY
    copy.close()


def test_an_attempt_to_reindex_that_an_older_program_left_is_taken_up(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "RECIPE", "3")  # that of the fixture
    (old / "reindex").mkdir()
    shutil.copy(VERSION_2, old / "reindex" / DATABASE_NAME)
    library = Library.open(old)
    # Same model, same texts: only what was cut by other rules, with captions here, is made anew.
    encoder = HashingEncoder()
    reindex(library, encoder)
    assert {one.id: one.display_title for one in library.summaries()} == TITLES
    assert not any("Luật này" in text for text in encoder.read)
    library.close()


DAMAGE = {
    "no UTF-8": "UPDATE documents SET text = CAST(x'C3C3' AS TEXT) WHERE id = 'cau.md'",
    "no text": "UPDATE documents SET text = x'00FF' WHERE id = 'cau.md'",
    "no kind": "UPDATE spans SET kind = 'gì đó' WHERE document = 1",
    "no spans": "DELETE FROM spans WHERE document = 1",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_document_does_not_keep_the_others_from_being_brought_up(old: Path, damage: str) -> None:
    with closing(sqlite3.connect(old / DATABASE_NAME)) as connection, connection:
        connection.execute(damage)
    library = Library.open(old)
    assert {one.id: one.display_title for one in library.summaries()} == TITLES | {"cau.md": ""}
    faults = [fault.document_id for checked in verify_library(library) for fault in checked.faults]
    assert set(faults) == {"cau.md"}
    library.close()


@pytest.mark.parametrize("version", ["1", "5", "99", "2.5", "ba"])
def test_another_version_is_refused_by_name_and_left_alone(old: Path, version: str) -> None:
    with closing(sqlite3.connect(old / DATABASE_NAME)) as connection, connection:
        connection.execute("UPDATE facts SET value = ? WHERE name = 'schema'", (version,))
    before = (old / DATABASE_NAME).read_bytes()
    with pytest.raises(LibraryError, match=rf"phiên bản khác tạo ra \(bản {version}\)"):
        Library.open(old)
    assert (old / DATABASE_NAME).read_bytes() == before


def test_a_program_of_version_2_would_refuse_it(old: Path) -> None:
    for folder in (old, old / "mới"):
        Library.open(folder).close()
        with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
            assert connection.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone() == (SCHEMA_VERSION,)


def test_an_old_library_may_be_opened_by_many_at_once(old: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        libraries = list(pool.map(Library.open, [old] * 4))
    for library in libraries:
        assert {one.id: one.display_title for one in library.summaries()} == TITLES
        library.close()


def test_old_libraries_of_two_folders_may_be_opened_at_once(old: Path) -> None:
    folders = [old, old / "hai", old / "ba"]
    for folder in folders[1:]:
        folder.mkdir()
        shutil.copy(VERSION_2, folder / DATABASE_NAME)
    with ThreadPoolExecutor(3) as pool:
        for library in pool.map(Library.open, folders):
            assert {one.id: one.display_title for one in library.summaries()} == TITLES
            library.close()


OPENER = """
import os, sys
from pathlib import Path
import qa.text.display_title as rule
made = rule.display_title
def dying(title, text, spans):
    if len(sys.argv) > 2 and title is None and text.startswith(sys.argv[2]):
        print("dying", flush=True)
        os.kill(os.getpid(), 9)
    return made(title, text, spans)
rule.display_title = dying
from qa.library.store import Library
library = Library.open(Path(sys.argv[1]))
print(*(one.display_title for one in library.summaries()), sep="|")
"""


def opener(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OPENER, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_an_old_library_may_be_opened_by_two_processes_at_once(old: Path) -> None:
    processes = [opener(str(old)), opener(str(old))]
    for process in processes:
        assert process.communicate() == ("|".join(TITLES.values()) + "\n", "")


def test_killed_while_it_is_brought_up_it_is_as_it_was(old: Path) -> None:
    before = rows(old / DATABASE_NAME), shape(old / DATABASE_NAME)
    process = opener(str(old), "Mấy lời")
    assert process.communicate()[0] == "dying\n"
    assert process.returncode == -signal.SIGKILL
    assert (rows(old / DATABASE_NAME), shape(old / DATABASE_NAME)) == before
    library = Library.open(old)
    assert {one.id: one.display_title for one in library.summaries()} == TITLES
    library.close()


def test_a_library_that_needs_none_is_opened_without_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from qa.library.store import Library; "
        f"[Library.open(Path({str(tmp_path)!r})).close() for _ in range(2)]; "
        "assert not [name for name in sys.modules if name.startswith(('alembic', 'mako'))]"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)

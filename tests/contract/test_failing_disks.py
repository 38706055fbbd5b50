"""Is a failing disk reported by name, with everything stored still there?"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import event

from api.cli import main
from qa.errors import LibraryError
from qa.library.store import DATABASE_NAME, Library
from qa.library.verification import verify_library
from qa.retrieval.local.live_index import LiveIndex
from tests.documents import encoded_document

LONG = "Một câu nữa cho đầy đĩa. " * 2_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path)
    library.save([encoded_document("cũ", "Bài cũ còn nguyên.")])
    yield library
    library.close()


def _from_now_on(library: Library, pragma: str) -> None:
    """SQLite takes itself to be on such a disk; its errors are those that a real one would bring."""
    library.engine.dispose()
    event.listen(library.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}").close())


@pytest.mark.parametrize(
    ("pragma", "message"), [("max_page_count = 60", "đĩa đã đầy"), ("query_only = ON", "chỉ cho đọc")], ids=str
)
def test_what_cannot_be_written_is_reported_and_nothing_is_half_changed(
    library: Library, tmp_path: Path, pragma: str, message: str
) -> None:
    _from_now_on(library, pragma)
    for change in (
        lambda: library.save([encoded_document("mới", "Ngắn."), encoded_document("dài", LONG)]),
        lambda: library.save([encoded_document("cũ", LONG)]),
    ):
        with pytest.raises(LibraryError, match=rf"library\.db: .*{message}"):
            change()
    assert [one.origin for one in library.summaries()] == ["cũ"]
    assert library.document(library.summaries()[0].id).text == "Bài cũ còn nguyên."
    assert not [fault for one in verify_library(library) for fault in one.faults]
    assert LiveIndex(library, tmp_path / "indexes").snapshot().sentence_count == 1


def test_a_byte_flipped_in_the_kept_vectors_is_reported_and_not_written_over(library: Library, tmp_path: Path) -> None:
    LiveIndex(library, tmp_path / "indexes").snapshot()
    with sqlite3.connect(tmp_path / DATABASE_NAME) as connection:
        vector = bytearray(connection.execute("SELECT vector FROM sentences").fetchone()[0])
        vector[1] ^= 0x7C  # the exponent of the first number
        connection.execute("UPDATE sentences SET vector = ?", (bytes(vector),))
    connection.close()
    ended = CliRunner().invoke(main, ["verify", "--data", str(tmp_path)], standalone_mode=False)
    assert ended.exit_code == 1
    assert "dấu niêm phong không khớp" in ended.output
    # The saved indexes are sound and of these documents; made anew they would not be.
    assert LiveIndex(library, tmp_path / "indexes").snapshot().sentence_count == 1
    with pytest.raises(LibraryError, match="véc-tơ hỏng trong tài liệu"):
        LiveIndex(library, tmp_path / "khác").snapshot()
    with sqlite3.connect(tmp_path / DATABASE_NAME) as connection:
        assert connection.execute("SELECT vector FROM sentences").fetchone()[0] == bytes(vector)
    connection.close()

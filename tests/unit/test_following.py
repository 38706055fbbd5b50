"""Is the library, after each burst of changes, as the folder is?"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.errors import DocumentError
from qa.ingesting.following import Followed, Follower, Noticed
from qa.ingesting.identity import document_id
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.reading import Skipped, read_path
from qa.reading.folders import FolderListing
from tests.documents import raw_document
from tests.fakes import HashingEncoder

HANOI = "Hà Nội là thủ đô. Thành phố nằm bên sông Hồng."
HUE = "Huế nằm bên sông Hương."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "kho")
    yield library
    library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "thư mục"
    made.mkdir()
    return made.resolve()


@pytest.fixture
def follower(library: Library, folder: Path) -> Follower:
    return Follower(folder, library, Ingester(library, HashingEncoder()), read_path)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def lines(**texts: str) -> str:
    return "\n".join(json.dumps({"_id": name, "text": text}) for name, text in texts.items())


def after(follower: Follower, **how: Path) -> Followed:
    return follower.follow([Noticed(path, name.split("_")[0]) for name, path in how.items()])  # type: ignore[arg-type]


def kept(library: Library) -> set[str]:
    return {summary.origin for summary in library.summaries()}


def test_it_begins_with_what_is_there_and_without_what_is_gone(
    follower: Follower, library: Library, folder: Path, tmp_path: Path
) -> None:
    there, gone, elsewhere = folder / "có.txt", folder / "sâu" / "mất.txt", tmp_path / "nơi khác.txt"
    write(there, HANOI)
    raws = [raw_document(str(path), HUE) for path in (gone, elsewhere)]
    Ingester(library, HashingEncoder()).ingest([*raws, raw_document("dong-json", HUE)])
    begun = follower.begin()
    assert begun.report.added == [document_id(str(there))]
    assert begun.removed == (document_id(str(gone)),)
    assert kept(library) == {str(there), str(elsewhere), "dong-json"}


def test_an_empty_folder_may_be_followed(follower: Follower, library: Library, folder: Path) -> None:
    assert follower.begin().report.added == []
    path = write(folder / "a.txt", HANOI)
    assert after(follower, added=path).report.added == [document_id(str(path))]
    assert kept(library) == {str(path)}


def test_a_changed_file_is_replaced_and_a_removed_one_goes(follower: Follower, library: Library, folder: Path) -> None:
    path = write(folder / "a.txt", HANOI)
    follower.begin()
    write(path, HUE)
    assert after(follower, modified=path).report.replaced == [document_id(str(path))]
    path.unlink()
    assert after(follower, deleted=path).removed == (document_id(str(path)),)
    assert kept(library) == set()


def test_what_is_there_counts_and_not_what_was_noticed(follower: Follower, library: Library, folder: Path) -> None:
    path = write(folder / "a.txt", HANOI)
    follower.begin()
    write(path, HUE)  # as an editor does: the old file goes, another takes its name
    assert after(follower, deleted=path).report.replaced == [document_id(str(path))]
    path.unlink()
    assert after(follower, added=path, modified=path).removed == (document_id(str(path)),)
    assert kept(library) == set()


def test_a_renamed_file_moves(follower: Follower, library: Library, folder: Path) -> None:
    old = write(folder / "a.txt", HANOI)
    follower.begin()
    new = old.rename(folder / "b.txt")
    after(follower, deleted=old, added=new)
    assert kept(library) == {str(new)}


def test_a_folder_comes_and_goes_with_what_is_in_it(follower: Follower, library: Library, folder: Path) -> None:
    follower.begin()
    inside = write(folder / "sâu" / "hơn" / "a.txt", HANOI)
    other = write(folder / "sâu hơn.txt", HUE)  # begins like the folder, and is not in it
    after(follower, added=folder / "sâu", added_too=other)
    assert kept(library) == {str(inside), str(other)}
    assert after(follower, modified=folder / "sâu").report.unchanged == []
    shutil.rmtree(folder / "sâu")
    after(follower, deleted=folder / "sâu")
    assert kept(library) == {str(other)}


def test_hidden_and_unknown_files_are_passed_over(follower: Follower, library: Library, folder: Path) -> None:
    passed = [write(folder / name, HANOI) for name in (".a.txt", ".git/b.txt", "c.xyz", "d.txt~")]
    assert follower.begin().report.added == []
    for path in passed:
        assert after(follower, added=path).report.rejected == []
    assert kept(library) == set()


def test_a_half_written_file_keeps_its_document_and_is_tried_again(
    follower: Follower, library: Library, folder: Path
) -> None:
    path = write(folder / "a.txt", HANOI)
    follower.begin()
    path.write_bytes(b"")
    (refused,) = after(follower, modified=path).report.rejected
    assert refused.where == "a.txt"
    assert kept(library) == {str(path)}
    write(path, HUE)
    assert after(follower, modified=path).report.replaced == [document_id(str(path))]


class TestLines:
    def test_leave_with_their_file_or_alone(self, follower: Follower, library: Library, folder: Path) -> None:
        path = write(folder / "a.jsonl", lines(mot=HANOI, hai=HUE))
        follower.begin()
        write(path, lines(mot=HANOI))
        assert after(follower, modified=path).removed == ("hai",)
        path.unlink()
        assert after(follower, deleted=path).removed == ("mot",)
        assert kept(library) == set()

    def test_stay_while_another_file_has_them(self, follower: Follower, folder: Path) -> None:
        first = write(folder / "a.jsonl", lines(mot=HANOI, hai=HUE))
        second = write(folder / "b.jsonl", lines(hai=HUE))
        follower.begin()
        first.unlink()
        assert after(follower, deleted=first).removed == ("mot",)
        renamed = second.rename(folder / "c.jsonl")
        assert after(follower, deleted=second, added=renamed).removed == ()
        renamed.unlink()
        assert after(follower, deleted=renamed).removed == ("hai",)

    def test_stay_while_a_file_may_be_half_written(self, follower: Follower, folder: Path) -> None:
        path = write(folder / "a.jsonl", lines(mot=HANOI, hai=HUE))
        follower.begin()
        write(path, lines(mot=HANOI) + '\n{"_id": "ha')
        assert after(follower, modified=path).removed == ()
        write(path, lines(mot=HANOI))
        assert after(follower, modified=path).removed == ("hai",)


def test_a_folder_that_is_gone_does_not_empty_the_library(follower: Follower, library: Library, folder: Path) -> None:
    path = write(folder / "a.txt", HANOI)
    follower.begin()
    shutil.rmtree(folder)
    with pytest.raises(DocumentError, match="thư mục không còn nữa"):
        after(follower, deleted=folder, deleted_too=path)
    assert kept(library) == {str(path)}


def test_what_is_not_read_is_known_at_first_and_as_it_comes(follower: Follower, folder: Path, tmp_path: Path) -> None:
    table = write(folder / "bảng.abc", "a,b")
    write(folder / "bài.txt", HANOI)
    begun = follower.begin()
    assert begun.skipped.unread == (table,)
    assert len(begun.report.added) == 1
    other, hidden, text = write(folder / "b.xyz", "1"), write(folder / ".c.abc", "1"), write(folder / "d.txt", HUE)
    came = after(follower, added=other, added_again=hidden, added_too=text, modified=table)
    assert came.skipped.unread == (other,)
    assert came.report.added == [document_id(str(text))]
    moved = tmp_path / "chuyển tới"
    write(moved / "sâu" / "e.abc", "1")
    inside = Path(shutil.move(moved, folder / "tới"))
    assert after(follower, added=inside).skipped.unread == (inside / "sâu" / "e.abc",)
    assert after(follower, deleted=other).skipped.unread == ()


def test_links_that_lead_out_are_never_followed(
    follower: Follower, folder: Path, library: Library, tmp_path: Path
) -> None:
    secret = write(tmp_path / "mật" / "mật.txt", HANOI)
    first, second, whole = folder / "a.txt", folder / "b.txt", folder / "c"
    first.symlink_to(secret)
    assert follower.begin().skipped.outside == (first,)
    second.symlink_to(secret)
    whole.symlink_to(secret.parent)
    came = after(follower, added=second, added_too=whole, modified=first)
    assert (came.skipped.outside, came.skipped.unread) == ((second,), (whole,))
    moved = tmp_path / "tới"
    write(moved / "d.txt", HUE)
    (moved / "e.txt").symlink_to(secret)
    (moved / "f.txt").symlink_to(folder / "g.txt")
    write(folder / "g.txt", HUE)
    inside = Path(shutil.move(moved, folder / "tới"))
    assert after(follower, added=inside).skipped.outside == (inside / "e.txt",)
    assert kept(library) == {str(inside / "d.txt"), str(folder / "g.txt")}


def test_a_folder_that_cannot_be_looked_into_is_refused(
    follower: Follower, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "đóng"
    listing = FolderListing((), (closed,), Skipped())
    monkeypatch.setattr("qa.ingesting.following.list_folder", lambda _: listing)
    (refusal,) = follower.begin().report.rejected
    assert refusal.where == str(closed)
    assert "quyền đọc" in refusal.reason

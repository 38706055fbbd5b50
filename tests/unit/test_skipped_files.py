"""Is what of a folder is not read known, and said in one line?"""

import os
from pathlib import Path

import pytest

from api.messages.rejections import skipped_summary
from qa.errors import DocumentError
from qa.reading import Skipped, read_path
from qa.reading.folders import list_folder
from qa.types import RawDocument, Rejected

TEXT = "Hội làng mở vào tháng Giêng."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("hội.txt", "bảng.svg", "sâu/bảng hai.SVG", "sâu/ảnh.jpg", ".ẩn.svg", ".git/thư.txt", "~$hội.tmp"):
        path = tmp_path / "thư mục" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")
    return tmp_path / "thư mục"


def names(paths: tuple[Path, ...], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_is_listed_whole_and_what_is_hidden_apart(folder: Path) -> None:
    listing = list_folder(folder)
    assert names(listing.files, folder) == ["hội.txt"]
    assert names(listing.skipped.unread, folder) == ["bảng.svg", "sâu/bảng hai.SVG", "sâu/ảnh.jpg", "~$hội.tmp"]
    assert names(listing.skipped.hidden, folder) == [".git", ".ẩn.svg"]
    assert listing.closed == ()


def test_a_link_to_a_folder_is_not_followed_but_known(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "nơi khác").mkdir()
    (tmp_path / "nơi khác" / "bài.txt").write_text(TEXT, "utf-8")
    (folder / "liên kết").symlink_to(tmp_path / "nơi khác")
    listing = list_folder(folder)
    assert names(listing.files, folder) == ["hội.txt"]
    assert "liên kết" in names(listing.skipped.unread, folder)
    assert "liên kết tới thư mục (1)" in skipped_summary(listing.skipped.unread)


def test_a_link_out_of_the_folder_is_not_followed_but_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mật.txt").write_text("Mật khẩu nằm ở đây.", "utf-8")
    (folder / "sâu" / "ra.txt").symlink_to("../../mật.txt")
    (folder / "sâu" / "máy.txt").symlink_to("/dev/zero")
    (folder / "sâu" / "trong.txt").symlink_to("../hội.txt")
    (folder / "sâu" / "cụt.txt").symlink_to("không-có.txt")
    reported: list[Skipped] = []
    found = list(read_path(folder, on_skipped=reported.append))
    assert names(reported[0].outside, folder) == ["sâu/máy.txt", "sâu/ra.txt"]
    assert [one.text if isinstance(one, RawDocument) else one.where for one in found] == [TEXT, "sâu/cụt.txt", TEXT]
    typed = next(read_path(folder / "sâu" / "ra.txt"))  # whoever names the link itself means it
    assert isinstance(typed, RawDocument)


def test_a_pipe_is_refused_by_name_and_does_not_block(folder: Path) -> None:
    os.mkfifo(folder / "ống.txt")
    assert [one.where for one in read_path(folder) if isinstance(one, Rejected)] == ["ống.txt"]


def test_reading_a_folder_reports_what_is_skipped_even_if_nothing_can_be_read(folder: Path) -> None:
    reported: list[Skipped] = []
    assert len(list(read_path(folder, on_skipped=reported.append))) == 1
    assert reported == [list_folder(folder).skipped]
    (folder / "hội.txt").unlink()
    with pytest.raises(DocumentError, match="thư mục không có tệp nào đọc được"):
        read_path(folder, on_skipped=reported.append)
    assert reported[1:] == reported[:1]


def test_reading_one_file_skips_nothing(folder: Path) -> None:
    reported: list[Skipped] = []
    list(read_path(folder / "hội.txt", on_skipped=reported.append))
    assert reported == []


@pytest.mark.parametrize(
    ("files", "summary"),
    [
        ([], ""),
        (["a.csv"], "Bỏ qua 1 tệp không đọc được: .csv (1)"),
        (["b.xyz", "a.csv", "c.CSV"], "Bỏ qua 3 tệp không đọc được: .csv (2), .xyz (1)"),
        (["a.zzz", "a.aaa"], "Bỏ qua 2 tệp không đọc được: .aaa (1), .zzz (1)"),
        (["a.csv.gz", "a.tar.xz", "b.GZ"], "Bỏ qua 3 tệp không đọc được: .csv.gz (1), .gz (1), .tar.xz (1)"),
        (["Makefile", "2. Mục lục", "cuối."], "Bỏ qua 3 tệp không đọc được: không có đuôi (3)"),
        (
            [f"a.k{number:02}" for number in range(12)],
            "Bỏ qua 12 tệp không đọc được: "
            + ", ".join(f".k{number:02} (1)" for number in range(10))
            + ", và 2 loại nữa",
        ),
    ],
)
def test_the_summary_counts_kinds(files: list[str], summary: str) -> None:
    assert skipped_summary([Path(file) for file in files]) == summary

"""Does `hoidap verify` know an empty library from one whose documents were left behind?"""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from qa.library.store import DATABASE_NAME, Library
from qa.retrieval.local.engine import LocalSearchEngine
from tests.documents import encoded_document

Run = Callable[..., Result]
LOG = f"{DATABASE_NAME}-wal"


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """A library that was searched."""
    with closing(Library.open(tmp_path / "kho")) as library:
        library.save([encoded_document("a", "Sông Hồng chảy qua Hà Nội."), encoded_document("b", "Huế có sông Hương.")])
        LocalSearchEngine(library, library.folder / "indexes").view()
    return tmp_path / "kho"


def test_a_library_that_was_emptied_is_sound(run: Run, kho: Path) -> None:
    with closing(Library.open(kho)) as library:
        for one in library.summaries():
            library.remove(one.id)
    result = run("verify", "--data", str(kho))
    assert (result.exit_code, result.stdout) == (0, "0 tài liệu, 0 câu: tất cả khớp.\n")


def test_a_new_one_is_sound(run: Run, tmp_path: Path) -> None:
    Library.open(tmp_path / "kho").close()
    assert run("verify", "--data", str(tmp_path / "kho")).exit_code == 0


@pytest.mark.parametrize("log", ["", "không phải nhật ký" * 1_000])
def test_a_file_that_was_copied_without_its_log_is_named(run: Run, tmp_path: Path, log: str) -> None:
    data = tmp_path / "sống"
    with closing(Library.open(data)) as library:
        library.save([encoded_document("a", "Sông Hồng chảy qua Hà Nội.")])
        copy = tmp_path / "kho"
        copy.mkdir()
        shutil.copy(data / DATABASE_NAME, copy)
    before = (copy / DATABASE_NAME).read_bytes()
    if log:
        (copy / LOG).write_text(log, "utf-8")
    result = run("verify", "--data", str(copy))
    assert result.exit_code == 1
    assert "tệp chưa có gì bên trong" in result.stderr
    assert ("byte nhưng không thuộc về nó" in result.stderr) == bool(log)
    assert (copy / DATABASE_NAME).read_bytes() == before


def test_a_new_library_beside_indexes_of_another_is_named(run: Run, kho: Path) -> None:
    (kho / DATABASE_NAME).unlink()
    Library.open(kho).close()
    result = run("verify", "--data", str(kho))
    assert result.exit_code == 1
    assert "Kho này trống, nhưng chỉ mục đã lưu bên cạnh là của một kho khác có 2 tài liệu" in result.stdout


def test_a_library_whose_program_was_killed_is_whole_with_its_log(run: Run, tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "kho")) as library:
        library.save([encoded_document("a", "Sông Hồng chảy qua Hà Nội.")])
        copy = tmp_path / "sao"
        copy.mkdir()
        for name in (DATABASE_NAME, LOG):
            shutil.copy(library.folder / name, copy)
    result = run("verify", "--data", str(copy))
    assert (result.exit_code, result.stdout) == (0, "1 tài liệu, 1 câu: tất cả khớp.\n")

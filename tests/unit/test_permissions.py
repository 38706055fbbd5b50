"""Can nobody but its owner read a library?"""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qa.library.store import DATABASE_NAME, Library
from qa.retrieval.local.engine import LocalSearchEngine
from tests.documents import encoded_document


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}


def test_a_new_library_is_its_owners_alone(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "sâu" / "kho")) as library:
        library.save([encoded_document("a", "Sông Hồng chảy qua Hà Nội.")])
        LocalSearchEngine(library, library.folder / "indexes").view()
        assert modes(library.folder) == {
            "kho": 0o700,
            "indexes": 0o700,
            DATABASE_NAME: 0o600,
            f"{DATABASE_NAME}-wal": 0o600,
            f"{DATABASE_NAME}-shm": 0o600,
        }


def test_a_library_of_before_is_closed_and_its_folder_left_as_it_was(tmp_path: Path) -> None:
    Library.open(tmp_path / "kho").close()
    (tmp_path / "kho").chmod(0o755)
    (tmp_path / "kho" / DATABASE_NAME).chmod(0o644)
    Library.open(tmp_path / "kho").close()
    assert modes(tmp_path / "kho") == {"kho": 0o755, DATABASE_NAME: 0o600}


def test_what_somebody_chose_stays(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    (tmp_path / DATABASE_NAME).chmod(0o660)
    Library.open(tmp_path).close()
    assert modes(tmp_path)[DATABASE_NAME] == 0o660

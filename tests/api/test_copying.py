"""Does the documented way to copy a library copy all of it, while others read and write?"""

import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from qa.library.database import writing
from qa.library.store import DATABASE_NAME, Library
from qa.library.verification import verify_library
from qa.retrieval.local.engine import LocalSearchEngine
from tests.docs.pages import blocks, page, section
from tests.documents import encoded_document


def shown_command() -> list[str]:
    (command,) = blocks(section(page("docs/documents.md"), "Copy a library"), "sh")
    program, *arguments = shlex.split(command)
    assert program == ".venv/bin/python"
    return [sys.executable, *arguments]


def test_the_shown_command_copies_what_is_committed_and_nothing_else(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "data")) as library:
        library.save([encoded_document("sông", "Sông Hồng chảy qua Hà Nội."), encoded_document("hồ", "Hồ Tây rộng.")])
        with writing(library.engine) as connection:
            connection.exec_driver_sql("DELETE FROM documents")
            subprocess.run(shown_command(), cwd=tmp_path, check=True)
            connection.rollback()
        folder = tmp_path / "ban-sao"
        folder.mkdir()
        (tmp_path / "ban-sao.db").rename(folder / DATABASE_NAME)
        with closing(Library.open(folder)) as copy:
            assert copy.summaries() == library.summaries()
            assert (copy.identity, copy.generation) == (library.identity, library.generation)
            assert not [fault for one in verify_library(copy) for fault in one.faults]
            assert LocalSearchEngine(copy, folder / "indexes").view().sentence_count == 2

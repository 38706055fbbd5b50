"""Is every file read, or refused by name, within its limits, and does the program stay as it was?"""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qa.errors import TooLargeError
from qa.reading import ReadingLimits, read_upload
from qa.reading.isolation import worker
from qa.reading.isolation.frames import document_from, reply_of, request_from, request_of
from qa.reading.isolation.reading_process import ReadingProcesses
from qa.reading.kinds import KINDS
from qa.types import Cause, NoteKind, ReadingNote, Rejected
from tests.hostile_files import HOSTILE, cell, word_file
from tests.placed_pdf import lines_down, placed_pdf

ROOT = Path(__file__).resolve().parents[2]
LIMITS = ReadingLimits(max_read_seconds=2)
WORD = word_file("<w:p><w:r><w:t>Sông Hồng chảy qua Hà Nội.</w:t></w:r></w:p>")

# Reads one of them in a process of its own and prints what came of it, and how much memory that took, in megabytes.
MEASURED = """
import resource, sys
from qa.reading import ReadingLimits, read_upload
from qa.reading.uploads import _PROCESSES
from qa.types import RawDocument
from tests.hostile_files import HOSTILE
name = sys.argv[1]
data = HOSTILE[name]()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(found,) = read_upload(data, name, limits=ReadingLimits(max_read_seconds=3))
_PROCESSES.close()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(used.ru_maxrss // 1000, grown // 1000, round(used.ru_utime + used.ru_stime), isinstance(found, RawDocument))
print("" if isinstance(found, RawDocument) else found.reason)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_no_more_than_the_limits(name: str) -> None:
    command = [sys.executable, "-c", MEASURED, name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    figures, reason = ended.stdout.splitlines()
    memory, grown, seconds, is_read = figures.split()
    assert int(memory) <= 600
    assert int(grown) <= 100
    assert int(seconds) <= 3 + 2 + 2 * 3  # the imports, and 3 MB at most
    assert is_read == "True" or "HOIDAP_MAX_READ_" in reason or reason.startswith(("không mở được", "có dòng dài"))


@pytest.fixture
def processes() -> ReadingProcesses:
    made = ReadingProcesses()
    yield made  # type: ignore[misc]  # a fixture
    made.close()


def test_a_file_beyond_a_limit_is_refused_and_the_next_is_read(processes: ReadingProcesses) -> None:
    for name, setting in (
        ("blank-page-of-a-gigabyte.pdf", "HOIDAP_MAX_READ_MB"),
        ("shared-stream.pdf", "HOIDAP_MAX_READ_SECONDS"),
    ):
        with pytest.raises(TooLargeError, match=setting):
            processes.read(HOSTILE[name](), ".pdf", "a", LIMITS)
        assert processes.read(WORD, ".docx", "a", LIMITS).text == "Sông Hồng chảy qua Hà Nội."


def test_what_is_refused_over_http_is_too_large() -> None:
    (found,) = read_upload(HOSTILE["blank-page-of-a-gigabyte.pdf"](), "nặng.pdf", limits=LIMITS)
    assert isinstance(found, Rejected)
    assert (found.where, found.cause) == ("nặng.pdf", Cause.TOO_LARGE)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".docx", word_file(f"<w:tbl><w:tr>{cell('Đơn giá') * 3}</w:tr></w:tbl><w:p><w:r><w:t>Hết.</w:t></w:r></w:p>")),
        (".pdf", placed_pdf(lines_down(72, 80, "Song Hong chay qua Ha Noi."), lines_down(72, 80, "Trang hai."))),
        (".html", "<title>Bài</title><meta name=date content=2022-06-02><h1>Bài</h1><p>Sông Hồng.</p>".encode()),
        (".html", "<title>Bài</title><h1>Bài</h1><p>Giá vé <s>hai đồng</s> ba đồng một lượt.</p>".encode()),
        (".md", "---\ntitle: Bài\npublished_at: 2022-06-02\n---\n# Mục\n\n- Sông 😀\n".encode()),
        (".docx", b"nothing of the kind"),
        (".txt", b"\xff\xff\x00"),
    ],
)
def test_a_process_reads_what_the_program_would(processes: ReadingProcesses, suffix: str, data: bytes) -> None:
    assert outcome(lambda: processes.read(data, suffix, "gốc", LIMITS)) == outcome(
        lambda: KINDS[suffix].read(data, "gốc", LIMITS)
    )


def outcome(read: object) -> object:
    try:
        return read()  # type: ignore[operator]  # a function without arguments
    except Exception as error:
        return type(error), str(error)


def test_one_process_reads_many_files_and_another_takes_over_where_it_is_gone(processes: ReadingProcesses) -> None:
    processes.read(WORD, ".docx", "a", LIMITS)
    (first,) = processes._idle
    processes.read(WORD, ".docx", "b", LIMITS)
    assert processes._idle == [first]
    first.kill()
    first.wait()
    assert processes.read(WORD, ".docx", "c", LIMITS).origin == "c"
    assert processes._idle[0].pid != first.pid


def test_one_that_ends_just_as_it_is_asked_is_no_files_fault(
    processes: ReadingProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes.read(WORD, ".docx", "a", LIMITS)
    (waiting,) = processes._idle
    assert waiting.stdin is not None
    waiting.stdin.close()  # for it: the program has ended
    assert waiting.wait() == 0
    monkeypatch.setattr(waiting, "poll", lambda: None)  # nobody has noticed yet
    waiting.stdin = open(os.devnull, "wb")  # noqa: SIM115, PTH123 - closed with the process
    assert processes.read(WORD, ".docx", "b", LIMITS).origin == "b"


def test_a_process_knows_nothing_of_the_programs_environment(
    processes: ReadingProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOIDAP_API_KEY", "một khoá rất bí mật")
    processes.read(WORD, ".docx", "a", LIMITS)
    (started,) = processes._idle
    assert "HOIDAP_API_KEY" not in Path(f"/proc/{started.pid}/environ").read_text("utf-8")
    assert len(list(Path(f"/proc/{started.pid}/fd").iterdir())) <= 5


def test_it_ends_with_the_program_and_when_nothing_is_read() -> None:
    code = (
        "import os\nfrom qa.reading.isolation.reading_process import ReadingProcesses\nfrom qa.reading import *\n"
        "p = ReadingProcesses()\np.read(b'Hi there', '.txt', 'a', ReadingLimits())\n"
        "print(p._idle[0].pid, flush=True)\nos.kill(os.getpid(), 9)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == -9
    is_there = Path(f"/proc/{int(ended.stdout)}/stat")
    while is_there.exists() and is_there.read_text().split(")")[1].split()[0] not in ("Z", "X"):
        pass  # it notices at once that its pipe is closed
    assert worker.IDLE <= 60


def test_requests_and_replies_come_as_they_were_sent() -> None:
    limits = ReadingLimits(1, 2, 3, 4, 5, 6, 7)
    assert request_from(request_of(".pdf", limits)) == (".pdf", limits)
    raw = KINDS[".md"].read("---\npublished_at: 2022-06-02\n---\n# Mục\n\nMột 😀.\n".encode(), "gốc", ReadingLimits())
    assert document_from(reply_of(raw), "gốc") == raw
    noted = replace(raw, notes=(ReadingNote(NoteKind.HIDDEN, 3, ("hai", "ba")), ReadingNote(NoteKind.RUNNING_LINE, 1)))
    assert document_from(reply_of(noted), "gốc") == noted
    with pytest.raises(TooLargeError, match="quá lớn"):
        document_from(reply_of(TooLargeError("quá lớn")), "gốc")

"""How does the program have a file read by another process?"""

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from threading import BoundedSemaphore, Lock, Timer

import qa
from qa.errors import DocumentError, UnreadableError
from qa.reading.isolation.frames import document_from, receive, request_of, send
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument

# Of the program's environment: nothing in it concerns a file, and a key is nobody's business.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TZ")

# The time on the clock, in times that of a processor: a machine may have other things to do.
_PATIENCE = 3

_CODE = "import sys; sys.path[:] = {path!r}; from qa.reading.isolation.worker import serve; serve()"


class ReadingProcesses:
    """Processes that read files, as many at once as there are processors; each reads many files. Thread-safe."""

    def __init__(self) -> None:
        self._idle: list[subprocess.Popen[bytes]] = []
        self._changing = Lock()
        self._turns = BoundedSemaphore(os.cpu_count() or 1)
        self._is_closed_at_exit = False

    def read(self, data: bytes, suffix: str, origin: str, limits: ReadingLimits) -> RawDocument:
        """The document of a file of the kind that `suffix` names.

        Raises:
            TooLargeError: reading it takes more memory or time than the limits have.
            DocumentError: it is refused for another reason.
        """
        with self._turns:
            reply = None
            while reply is None:
                process = self._taken()
                reply = _asked(process, data, suffix, limits)
                if reply is not None:
                    self._give_back(process)
                elif _ended(process) != 0:  # 0: one that had waited so long that it ended meanwhile
                    raise _reason(process.returncode, limits, len(data))
        return document_from(reply, origin)

    def close(self) -> None:
        """Ends those that wait."""
        with self._changing:
            while self._idle:
                _end(self._idle.pop())

    def _taken(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if not self._is_closed_at_exit:
                atexit.register(self.close)
                self._is_closed_at_exit = True
            while self._idle:
                process = self._idle.pop()
                if process.poll() is None:
                    return process
                _end(process)
        return _started()

    def _give_back(self, process: subprocess.Popen[bytes]) -> None:
        with self._changing:
            self._idle.append(process)


def _started() -> subprocess.Popen[bytes]:
    root = str(Path(qa.__file__).resolve().parents[1])
    path = [root, *(folder for folder in sys.path if folder and folder != root)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-S", "-c", _CODE.format(path=path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {"OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,  # Ctrl-C is for the program
    )


def _asked(process: subprocess.Popen[bytes], data: bytes, suffix: str, limits: ReadingLimits) -> bytes | None:
    """The reply; None where the process ended instead."""
    assert process.stdin is not None  # noqa: S101 - narrows the types: both are pipes
    assert process.stdout is not None  # noqa: S101 - as above
    timer = Timer(_PATIENCE * limits.seconds_for(len(data)), process.kill)
    timer.start()
    try:
        with suppress(BrokenPipeError):
            send(process.stdin, request_of(suffix, limits), data)
        return receive(process.stdout)
    finally:
        timer.cancel()


def _ended(process: subprocess.Popen[bytes]) -> int:
    """How it ended."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)  # its pipe is closed a moment before it is gone
    _end(process)
    return process.returncode


def _reason(code: int, limits: ReadingLimits, size: int) -> DocumentError:
    if code in (-SIGXCPU, -SIGKILL):
        return limits.time_spent(size)
    if code < 0:  # libraries in C end the process where there is no memory, and where they have a fault
        return limits.memory_spent()
    return UnreadableError(f"không khởi động được chương trình đọc tệp (mã {code})")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()

"""What does the reading process do? It reads file after file, within limits of memory and time.

It has no descriptors but its pipes, none of the program's environment, and lower priority than whoever answers
questions. It ends by itself when nothing is to be read for a while, and with the program.
"""

import math
import os
import select
import sys
from contextlib import suppress
from pathlib import Path

from qa.errors import DocumentError, TooLargeError
from qa.reading.isolation.frames import receive, reply_of, request_from, send
from qa.reading.kinds import KINDS
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument

# In seconds: its libraries take 60 MB, which nobody needs between two uploads.
IDLE = 30.0

# What a file has left behind in memory, in bytes, after which a new process reads the next: else that would count.
_LEFT_BEHIND = 100_000_000

_NICENESS = 5


def serve() -> None:
    """Reads what comes on standard input, and writes what it is to standard output."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no reply
    os.nice(_NICENESS)
    base = _virtual_memory()
    while select.select([source], [], [], IDLE)[0] and (request := receive(source)) is not None:
        suffix, limits = request_from(request)
        data = receive(source)
        if data is None:
            return
        _limit(limits, base, len(data))
        outcome = _outcome(data, suffix, limits)
        del data
        try:
            send(target, reply_of(outcome))
        except MemoryError:
            send(target, reply_of(limits.memory_spent()))
        if _virtual_memory() - base > _LEFT_BEHIND:
            return


def _outcome(data: bytes, suffix: str, limits: ReadingLimits) -> RawDocument | DocumentError:
    try:
        return KINDS[suffix].read(data, "", limits)
    except DocumentError as error:
        return error
    except MemoryError:
        return limits.memory_spent()
    except RecursionError:
        return TooLargeError("tệp lồng nhau quá sâu")


def _limit(limits: ReadingLimits, base: int, size: int) -> None:
    """From now on the kernel refuses more memory, and ends the process after so much time of a processor."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    with suppress(OSError, ValueError):
        if base:
            _, most = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (base + limits.max_read_bytes, most))
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        spent = math.ceil(used.ru_utime + used.ru_stime)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + limits.seconds_for(size), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _virtual_memory() -> int:
    """In bytes; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0

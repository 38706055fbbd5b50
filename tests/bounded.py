"""Which of many calls take longer than their input lets expect?

A search of `re` cannot be interrupted, so the calls are made in a process of their own, which the system ends when one
takes far too much of the processor; then it goes on with the next in another. The processor's time is measured and not
the clock's, and how it grows and not how long it is: a busy or a slow machine changes neither.
"""

import importlib
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# In seconds of the processor, for one call. What is read here takes a tenth in linear time.
MOST = 20

_ROOT = Path(__file__).resolve().parents[1]
_RUNS, _SLOW, _END = "runs", "slow", "end"


@dataclass(frozen=True)
class Case:
    """A call on a text of any size. `small` and `large` are sizes, `negligible` the seconds below which the large one
    need not be compared.
    """

    name: str
    call: Callable[[int], Callable[[], object]]
    small: int
    large: int
    negligible: float

    def grows_too_fast(self) -> bool:
        """Whether the time grows halfway to the square of the size, or faster."""
        if self._seconds(self.large) < self.negligible:
            return False
        ratio = self.large / self.small
        # The least of several: what else the process does only ever adds.
        small = min(self._seconds(self.small) for _ in range(3))
        return min(self._seconds(self.large) for _ in range(2)) > ratio**1.5 * small

    def _seconds(self, size: int) -> float:
        run = self.call(size)
        begun = time.process_time()
        run()
        return time.process_time() - begun


def too_slow(cases: str) -> list[str]:
    """The names of the slow ones among the cases that `module:function` yields, the same at every call."""
    slow: list[str] = []
    first = 0
    while True:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.bounded", cases, str(first)],
            check=False,
            cwd=_ROOT,
            capture_output=True,
            text=True,
        )
        lines = [line.split("\t", 2) for line in ended.stdout.splitlines()]
        slow += [name for kind, _, name in lines if kind == _SLOW]
        kind, number, name = lines[-1] if lines else ("", "0", "")
        if kind == _END:
            return slow
        if ended.returncode >= 0 or kind != _RUNS:  # it broke off by itself
            raise AssertionError(f"{name}: {ended.stderr[-2000:]}")
        slow.append(name)
        first = int(number) + 1


def _run(cases: Iterator[Case], first: int) -> None:
    for number, case in enumerate(cases):
        if number >= first:
            print(_RUNS, number, case.name, sep="\t", flush=True)  # noqa: T201 - the parent reads it
            # The system counts whole seconds from the beginning of the process.
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + MOST + 1, resource.RLIM_INFINITY))
            if case.grows_too_fast():
                print(_SLOW, number, case.name, sep="\t", flush=True)  # noqa: T201 - as above
    print(_END, 0, "", sep="\t", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    module, _, function = sys.argv[1].partition(":")
    _run(getattr(importlib.import_module(module), function)(), int(sys.argv[2]))

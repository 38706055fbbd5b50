"""How long did each stage take?"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import TypeVar

log = logging.getLogger(__name__)

Given = TypeVar("Given")
Made = TypeVar("Made")


class Stage(StrEnum):
    """The stages of answering, in order."""

    READ = "read"
    EMBED = "embed"
    SEARCH = "search"
    RANK = "rank"
    DECIDE = "decide"
    CITE = "cite"


@dataclass(frozen=True, slots=True)
class StageTimings:
    """Milliseconds of each stage that was run, in order; if one failed, it is the last."""

    milliseconds: Mapping[Stage, float]

    @property
    def total(self) -> float:
        """All stages together, in milliseconds."""
        return sum(self.milliseconds.values())

    def __str__(self) -> str:
        each = [f"{stage} {taken:.1f}" for stage, taken in self.milliseconds.items()]
        return f"{', '.join(each)}, total {self.total:.1f} ms"


Observer = Callable[[StageTimings], None]


class StageClock:
    """Runs stages and records the time of each. For one question, and so for one thread."""

    def __init__(self) -> None:
        self._milliseconds: dict[Stage, float] = {}

    def run(self, stage: Stage, work: Callable[[Given], Made], given: Given) -> Made:
        """What `work` makes of what it is given."""
        began = perf_counter()
        try:
            return work(given)
        finally:
            self._milliseconds[stage] = (perf_counter() - began) * 1000

    @property
    def timings(self) -> StageTimings:
        """The timings of the stages run so far."""
        return StageTimings(dict(self._milliseconds))


@contextmanager
def observed(observe: Observer) -> Iterator[StageClock]:
    """A clock whose timings go to the debug log and to the observer at the end, also if a stage fails."""
    clock = StageClock()
    try:
        yield clock
    finally:
        log.debug("%s", clock.timings)
        observe(clock.timings)


def unobserved(_timings: StageTimings) -> None:
    """The observer that does nothing."""

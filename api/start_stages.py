"""What is being done before the program can answer?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum


class Stage(StrEnum):
    """A stage of the start, in words for the user who waits. All but the last may take seconds."""

    BUILDING_MODEL = "dựng mô hình có sẵn (chỉ lần đầu)"
    LOADING_MODEL = "nạp mô hình"
    LOADING_RERANKER = "nạp mô hình xếp hạng lại"
    LOADING_READER = "nạp mô hình đọc đoạn văn"
    READING_SEED = "nạp tài liệu ban đầu"
    LOADING_INDEXES = "nạp chỉ mục"
    BUILDING_INDEXES = "lập chỉ mục"
    READY = "sẵn sàng trả lời"


@dataclass(frozen=True, slots=True)
class Step:
    """The progress of a stage; `of` is 0 where nothing is counted."""

    stage: Stage
    done: int = 0
    of: int = 0

    def __str__(self) -> str:
        return f"{self.stage} ({self.done}/{self.of})" if self.of else str(self.stage)


class Stages:
    """Which stage a program is in. Written by the thread that starts it, read by any."""

    def __init__(self, on_step: Callable[[Step | None], None] = lambda _: None) -> None:
        """`on_step` is called with every step, and with None where a stage ends and no other begins."""
        self._on_step = on_step
        self.step: Step | None = None

    def enter(self, stage: Stage) -> None:
        """Begins a stage, which ends the one before."""
        self._set(Step(stage))

    def count(self, done: int, of: int) -> None:
        """Sets the progress of the present stage."""
        if self.step is not None:
            self._set(replace(self.step, done=done, of=of))

    def leave(self) -> None:
        """Ends the present stage."""
        if self.step is not None:
            self._set(None)

    @contextmanager
    def during(self, stage: Stage) -> Iterator[None]:
        """A stage as long as the block."""
        self.enter(stage)
        try:
            yield
        finally:
            self.leave()

    def _set(self, step: Step | None) -> None:
        self.step = step
        self._on_step(step)

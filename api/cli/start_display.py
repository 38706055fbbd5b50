"""How is a start shown at the command line?"""

import sys
from threading import Event, Thread
from typing import NoReturn

import click
from tqdm import tqdm

from api.start_stages import Stage, Step

# In seconds: a clock that stands for longer looks as if the program did.
TICK = 0.5


class StartDisplay:
    """Stages on stderr: a bar or a clock for each at a terminal, elsewhere a line for each. Answers come on stdout."""

    def __init__(self, *, passing: bool = False) -> None:
        """With `passing`, a terminal keeps nothing of it, and nothing is shown elsewhere: for commands that print
        their own result.
        """
        self._passing = passing
        self._stage: Stage | None = None
        self._bar: tqdm[NoReturn] | None = None
        self._closed = Event()
        self._ticker = Thread(target=self._tick, name="clock", daemon=True)

    def show(self, step: Step | None) -> None:
        """Takes one step of a start; to be given to `Stages`."""
        stage = step.stage if step else None
        if stage is not self._stage:
            self._stage = stage
            self._end_stage()
            if stage is not None:
                self._begin(stage)
        if step and step.of and self._bar is not None:
            self._bar.bar_format = None  # that of tqdm, now that there is something to count
            self._bar.total = step.of
            self._bar.update(step.done - self._bar.n)

    def announce(self, line: str) -> None:
        """Prints a line on stdout, and the bar below it."""
        with tqdm.external_write_mode(file=sys.stdout):
            click.echo(line)

    def close(self) -> None:
        """Leaves the terminal as it is to be."""
        self._closed.set()
        self._end_stage()

    def _begin(self, stage: Stage) -> None:
        name = stage[0].upper() + stage[1:]
        if stage is Stage.READY or not sys.stderr.isatty():
            if not self._passing:
                click.echo(f"{name}." if stage is Stage.READY else f"{name}…", err=True)
            return
        self._bar = tqdm(desc=name, bar_format="{desc}… {elapsed}", leave=not self._passing, unit=" đoạn")
        if self._ticker.ident is None:
            self._ticker.start()

    def _end_stage(self) -> None:
        bar, self._bar = self._bar, None
        if bar is not None:
            bar.close()

    def _tick(self) -> None:
        while not self._closed.wait(TICK):
            bar = self._bar
            if bar is not None:
                bar.refresh()

"""Who changes a library while others read it, or until it is killed?

Run as a program: `python -m tests.changing FOLDER SEED COUNT [PAUSE]`. It adds, replaces and deletes documents as the
seed has it, COUNT times or, with 0, without end. Before each change it prints what it will do, and after it the
generation. With PAUSE, it waits for a line before the first change and after every PAUSE changes.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.types import RawDocument, Source, SourceFile
from tests.fakes import HashingEncoder

CITIES = ("Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ", "Sa Pa", "Hội An")
NAMES = tuple(f"bai-{number}" for number in range(60))


@dataclass(frozen=True)
class Change:
    """Documents that are written, text by id, or one that is deleted."""

    written: dict[str, str]
    deleted: str | None = None


def changes(seed: int, present: set[str]) -> Iterator[Change]:
    """Endless changes to a library that holds documents of these ids."""
    chance = random.Random(seed)  # noqa: S311 - the same every time is what is wanted
    for number in count():
        if present and chance.random() < 0.3:
            gone = chance.choice(sorted(present))
            present.remove(gone)
            yield Change({}, gone)
        else:
            names = chance.sample(NAMES, chance.randint(1, 4))
            present.update(names)
            yield Change({name: _text(chance, f"{seed}.{number}") for name in names})


def _text(chance: random.Random, version: str) -> str:
    return "\n\n".join(_line(chance, version) for _ in range(chance.randint(1, 12)))


def _line(chance: random.Random, version: str) -> str:
    city, guests, day = chance.choice(CITIES), chance.randint(1, 9_000), chance.randint(1, 28)
    return f"Bản {version}: {city} đón {guests} khách trong ngày {day}."


def state_of(library: Library) -> dict[str, str]:
    """The text of every document, by id."""
    return {one.id: library.document(one.id).text for one in library.summaries()}


def _carry_out(folder: Path, seed: int, times: int, pause: int = 0) -> None:
    library = Library.open(folder)
    ingester = Ingester(library, HashingEncoder())
    for number, change in enumerate(changes(seed, {one.id for one in library.summaries()}), start=1):
        if pause and number % pause == 1:
            sys.stdin.readline()
        _report({"written": change.written, "deleted": change.deleted})
        if change.deleted is not None:
            library.remove(change.deleted)
        else:
            ingester.ingest([_raw(name, text) for name, text in change.written.items()])
        _report({"generation": library.generation})
        if number == times:
            break
    library.close()


def _raw(name: str, text: str) -> RawDocument:
    file = SourceFile(f"{name}.txt", "text/plain", text.encode())
    return RawDocument(name, Source(title=f"Tin {name}"), text, file=file)


def _report(event: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _carry_out(Path(sys.argv[1]), *map(int, sys.argv[2:]))

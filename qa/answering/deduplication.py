"""Which of the sentences that say the same is shown, and which are only named?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from embeddings.vector_index import Positions
from qa.library.units import DocumentHead, Units
from qa.retrieval.snapshot import Snapshot

# More than these are not named: a notice that every page prints would make an answer of a thousand lines.
MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Positions of the same sentence: `best` is shown, `others` are named, at most one of each document."""

    best: int
    others: tuple[int, ...]


def deduplicated(
    snapshot: Snapshot, positions: Iterable[int], allowed: NDArray[np.bool_]
) -> Iterator[tuple[int, DuplicateGroup]]:
    """Those ranks among `positions` whose sentences say what none before them said, each with its copies.

    `allowed` tells of every passage whether it may answer; copies in others are not named.
    """
    units = snapshot.units
    told: set[int] = set()
    for rank, position in enumerate(positions):
        if position not in told:
            same, nearly = snapshot.duplicates(position)
            told.update(same.tolist(), nearly.tolist())
            best, *others = _best_first(units, same[allowed[units.passage_of[same]]])
            others += _best_first(units, nearly[allowed[units.passage_of[nearly]]])
            yield rank, DuplicateGroup(best, _one_of_each(units, best, others))


def _best_first(units: Units, positions: Positions) -> list[int]:
    return sorted(positions.tolist(), key=lambda place: (*_worth(units.document(place)), place))


def _one_of_each(units: Units, best: int, places: list[int]) -> tuple[int, ...]:
    seen = {units.document(best).id}
    others: list[int] = []
    for place in places:
        document = units.document(place).id
        if document not in seen and len(others) < MOST_OTHERS:
            seen.add(document)
            others.append(place)
    return tuple(others)


def _worth(document: DocumentHead) -> tuple[int, date, int]:
    """The best source first: the one that tells most about itself, then the one published first, then kept first."""
    source = document.source
    told = sum(fact is not None for fact in (source.url, source.publisher, source.published_at, source.title))
    return -told, source.published_at or date.max, document.version.number

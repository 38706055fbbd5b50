"""Which segments are kept when the library has changed, and which are made anew?

As in a log-structured merge tree (O'Neil et al. 1996): what is new becomes a segment of its own, and small segments
are made into one, so that there are few, and so that a change costs what it is worth and not what the library is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from qa.library.library_state import LibraryState, load_state
from qa.library.store import Library
from qa.library.units import DocumentVersion
from qa.retrieval.segment import Segment, build_segment

# A segment stays as long as it is this many times as great as all behind it: a sentence is then indexed anew about
# log2(sentences) times in its life, and 100,000 sentences stand in at most 17 segments, mostly in three or four.
_TIMES_GREATER = 2

# A segment with more than this share of its sentences gone is made anew: what is gone costs time in every search.
_MOST_DELETED = 0.3

# How many sentences may be indexed while somebody waits for an answer: about half a second's work.
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Segments that hold all of a library's documents, and whether some should be made anew once there is time."""

    segments: tuple[Segment, ...]
    present: LibraryState
    needs_compaction: bool


def refresh(library: Library, segments: Sequence[Segment], *, at_once: int | None = AT_ONCE) -> Refreshed:
    """Brings segments up to the library's present generation.

    Segments are made anew where that takes indexing of at most `at_once` sentences, or of any number where it is None.
    """
    present = load_state(library, (version for segment in segments for version in segment.versions))
    there = frozenset(present.versions)
    ordered = sorted(segments, key=lambda segment: -_living(segment, there))
    living = [_living(segment, there) for segment in ordered]
    kept = _worth_keeping([len(segment.units) for segment in ordered], living, len(present.units))
    work = len(present.units) + sum(living[kept:])
    needs_compaction = kept < len(ordered) and at_once is not None and work > at_once
    if kept < len(ordered) and not needs_compaction:
        ordered = ordered[:kept]
        present = load_state(library, (version for segment in ordered for version in segment.versions))
    if present.units.documents:
        ordered = [*ordered, build_segment(present.units, present.vectors)]
    return Refreshed(tuple(ordered), present, needs_compaction)


def _worth_keeping(sizes: Sequence[int], living: Sequence[int], fresh: int) -> int:
    """How many segments stay, the greatest first, given how many sentences they hold and how many of these are there
    still, and how many sentences come anew.
    """
    gone = (1 - share / (size or 1) > _MOST_DELETED for size, share in zip(sizes, living, strict=True))
    kept = next((place for place, too_many in enumerate(gone) if too_many), len(sizes))
    behind = fresh + sum(living[kept:])
    while kept and living[kept - 1] < _TIMES_GREATER * behind:
        kept -= 1
        behind += living[kept]
    return kept


def _living(segment: Segment, there: Collection[DocumentVersion]) -> int:
    """How many of a segment's sentences stand in documents that are there."""
    alive = np.array([version in there for version in segment.versions], bool)
    return int(alive[segment.units.document_of[segment.units.passage_of]].sum())

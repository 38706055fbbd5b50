"""Which segments are kept when the library has changed, and which are made anew?

As in a log-structured merge tree (O'Neil et al. 1996): what is new becomes a segment of its own, and small segments
are made into one, so that there are few, and so that a change costs what it is worth and not what the library is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from qa.library.read_models.document_head import DocumentVersion
from qa.library.read_models.library_state import LibraryState, load_state
from qa.library.store import Library
from qa.retrieval.local.segment import Segment, build_segment

# A segment stays as long as it is this many times as great as all behind it: a sentence is then indexed anew about
# log2(sentences) times in its life, and 100,000 sentences stand in at most 17 segments, mostly in three or four.
_TIMES_GREATER = 2

# A segment with more than this share of its sentences deleted is made anew: these cost time in every search.
_MOST_DELETED = 0.3

# How many sentences may be indexed while a question waits: about half a second's work.
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Segments that hold all documents of a library's `state`, and whether some should be merged once there is time."""

    segments: tuple[Segment, ...]
    state: LibraryState
    needs_compaction: bool


def refresh(library: Library, segments: Sequence[Segment], *, at_once: int | None) -> Refreshed:
    """Brings segments up to the library's present generation.

    Segments are merged where that takes indexing of at most `at_once` sentences, or of any number where it is None.
    """
    state = load_state(library, (version for segment in segments for version in segment.versions))
    versions = frozenset(state.versions)
    ordered = sorted(segments, key=lambda segment: -_live_count(segment, versions))
    live_counts = [_live_count(segment, versions) for segment in ordered]
    kept = _worth_keeping([len(segment.units) for segment in ordered], live_counts, len(state.units))
    work = len(state.units) + sum(live_counts[kept:])
    needs_compaction = kept < len(ordered) and at_once is not None and work > at_once
    if kept < len(ordered) and not needs_compaction:
        ordered = ordered[:kept]
        state = load_state(library, (version for segment in ordered for version in segment.versions))
    if state.units.documents:
        ordered = [*ordered, build_segment(state.units, state.vectors)]
    return Refreshed(tuple(ordered), state, needs_compaction)


def _worth_keeping(sizes: Sequence[int], live_counts: Sequence[int], fresh: int) -> int:
    """How many segments stay, the greatest first, given how many sentences they hold, how many of these are live, and
    how many new sentences there are.
    """
    deleted = (1 - live / (size or 1) > _MOST_DELETED for size, live in zip(sizes, live_counts, strict=True))
    kept = next((index for index, too_many in enumerate(deleted) if too_many), len(sizes))
    behind = fresh + sum(live_counts[kept:])
    while kept and live_counts[kept - 1] < _TIMES_GREATER * behind:
        kept -= 1
        behind += live_counts[kept]
    return kept


def _live_count(segment: Segment, versions: Collection[DocumentVersion]) -> int:
    """How many of a segment's sentences stand in documents of these versions."""
    live = np.array([version in versions for version in segment.versions], bool)
    return int(live[segment.units.document_of[segment.units.passage_of]].sum())

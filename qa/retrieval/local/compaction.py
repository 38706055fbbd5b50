"""Which segments are kept when the library has changed, and which are rebuilt?

As in a log-structured merge tree (O'Neil et al. 1996): new documents become a segment of their own, and small segments
are merged, so that there are few, and the cost is in proportion to the change, not to the library.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from qa.library.read_models.document_head import DocumentVersion
from qa.library.read_models.library_state import LibraryState, load_state
from qa.library.store import Library
from qa.retrieval.local.segment import Segment, build_segment

# A segment stays while it is at least this many times as large as all smaller ones together: a sentence is then
# reindexed about log2(sentences) times, and 100,000 sentences are in at most 17 segments, mostly in three or four.
_TIMES_GREATER = 2

# A segment with more than this share of its sentences deleted is rebuilt: they cost time in every search.
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
    """Brings segments up to the library's current generation.

    Segments are merged if that takes indexing at most `at_once` sentences, or any number if it is None.
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
    """How many of a segment's sentences are in documents of these versions."""
    live = np.array([version in versions for version in segment.versions], bool)
    return int(live[segment.units.document_of[segment.units.passage_of]].sum())

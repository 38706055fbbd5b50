"""Which documents print the same article?"""

from dataclasses import dataclass

import numpy as np

from qa.retrieval.duplicates import Signatures
from qa.retrieval.snapshot import Snapshot

# The share of their runs of three words that two documents have in common: the same article with another headline and
# a few paragraphs cut has more, two reports of one event that were written by two people have less than 0.2.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A document that prints nearly the same. `likeness` estimates the share of common runs of words, 0 to 1."""

    document_id: str
    likeness: float


def near_duplicates_of(snapshot: Snapshot, document_id: str) -> tuple[NearDuplicate, ...]:
    """Other documents that are at least `ALIKE`, the likest first; none for a document that is not there."""
    units = snapshot.units
    mine = [
        passage
        for passage in np.flatnonzero(snapshot.live).tolist()
        if units.documents[units.document_of[passage]].id == document_id
    ]
    if not mine:
        return ()
    near = np.unique(np.concatenate([snapshot.like(passage) for passage in mine]))
    others = np.setdiff1d(np.unique(units.document_of[near]), units.document_of[mine])
    own = _whole(snapshot, np.array(mine))
    likeness = [float(np.mean(_whole(snapshot, _passages(snapshot, int(other))) == own)) for other in others]
    found = [
        NearDuplicate(units.documents[int(other)].id, round(share, 2))
        for other, share in zip(others, likeness, strict=True)
        if share >= ALIKE
    ]
    return tuple(sorted(found, key=lambda near: (-near.likeness, near.document_id)))


def _passages(snapshot: Snapshot, document: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.flatnonzero(snapshot.units.document_of == document)


def _whole(snapshot: Snapshot, passages: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Signatures:
    """The MinHash of a document: the least of those of its passages, as a union's is."""
    whole: Signatures = np.min([snapshot.signature(int(passage)) for passage in passages], axis=0)
    return whole

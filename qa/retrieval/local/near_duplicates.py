"""Which documents print the same article?"""

import numpy as np
from numpy.typing import NDArray

from qa.retrieval.duplicates import NearDuplicate
from qa.retrieval.local.duplicate_index import Signatures
from qa.retrieval.local.snapshot import Snapshot

# The share of common runs of three words: the same article with another headline and a few paragraphs cut has more, two
# reports of one event by different authors have less than 0.2.
ALIKE = 0.5


def near_duplicates_of(snapshot: Snapshot, document_id: str) -> tuple[NearDuplicate, ...]:
    """Other documents with a likeness of at least `ALIKE`, the highest first; none if there is no such document."""
    number = snapshot.document_number(document_id)
    if number is None:
        return ()
    units = snapshot.units
    own_passages = range(*snapshot.passages_of(number))
    # One passage of each group of duplicates is enough: ten thousand equal lines would make a hundred million pairs.
    _, first = np.unique([snapshot.signature(passage) for passage in own_passages], axis=0, return_index=True)
    near = np.unique(np.concatenate([snapshot.like(own_passages[index]) for index in first.tolist()]))
    others: NDArray[np.int32] = np.setdiff1d(units.document_of[near], [number])
    own = _signature(snapshot, number)
    likeness = [float(np.mean(_signature(snapshot, other) == own)) for other in others.tolist()]
    found = [
        NearDuplicate(units.documents[other].id, round(share, 2))
        for other, share in zip(others.tolist(), likeness, strict=True)
        if share >= ALIKE
    ]
    return tuple(sorted(found, key=lambda near: (-near.likeness, near.document_id)))


def _signature(snapshot: Snapshot, document: int) -> Signatures:
    """The MinHash of a document: the minimum over its passages, as for any union."""
    passages = range(*snapshot.passages_of(document))
    signature: Signatures = np.min([snapshot.signature(passage) for passage in passages], axis=0)
    return signature

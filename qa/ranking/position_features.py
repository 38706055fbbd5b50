"""Where in its passage does each candidate stand, and how long is it?"""

import numpy as np

from embeddings.vector_index import Positions
from qa.ranking.columns import Columns
from qa.ranking.fusion import standardised
from qa.retrieval.snapshot import Snapshot


def position_features(snapshot: Snapshot, positions: Positions) -> Columns:
    """The number of sentences before and behind in the passage, of all in it, and the logarithm of the length."""
    passages, first = snapshot.units.passage_of[positions], snapshot.first_sentences
    place, count = positions - first[passages], first[passages + 1] - first[passages]
    length = np.log((snapshot.units.ends[positions] - snapshot.units.starts[positions]).astype(np.float32))
    return {
        "place": place.astype(np.float32),
        "places_left": (count - place - 1).astype(np.float32),
        "passage_sentences": count.astype(np.float32),
        "length": length,
        "length_spread": standardised(length),
    }

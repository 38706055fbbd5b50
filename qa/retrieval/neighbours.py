"""Which sentences stand right before and right behind?"""

import numpy as np

from embeddings.vector_index import Positions
from qa.library.units import Units


def neighbours(units: Units, positions: Positions) -> tuple[Positions, Positions]:
    """The positions of the sentences before and behind each in its own passage; -1 where there is none."""
    passage_of = units.passage_of
    mine = passage_of[positions]
    before, behind = positions - 1, np.minimum(positions + 1, len(passage_of) - 1)
    has_before = (before >= 0) & (passage_of[np.maximum(before, 0)] == mine)
    has_behind = (behind != positions) & (passage_of[behind] == mine)
    return np.where(has_before, before, -1), np.where(has_behind, behind, -1)

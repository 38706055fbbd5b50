"""Does an answer go on in the next sentence, or begin in the one before?"""

from collections.abc import Mapping

import numpy as np

from qa.library.units import Units
from qa.retrieval.neighbours import neighbours

# By so little, in the trained ranker's scores, a neighbour in the same passage stands behind the first answer that both
# are told. On viquad1_dev 8 of 100 first answers are then two sentences, and the right one is told first in 73.4 of 100
# instead of 71.3; at 0.5 it is 4 and 72.4, at 2.0 it is 21 and 75.4. On the UIT seminar questions 10, 81.9 and 79.9.
NEARLY = 1.0


def answer_span(units: Units, position: int, scores: Mapping[int, float]) -> tuple[int, int]:
    """The positions of the first and the last sentence to be told where the one at `position` ranks first. `scores` are
    those of the positions that were looked at closely.
    """
    beside = [int(places[0]) for places in neighbours(units, np.array([position]))]
    close = [(scores[place], place) for place in beside if place >= 0 and place in scores]
    if not close or position not in scores:
        return position, position
    score, place = max(close)
    return (min(place, position), max(place, position)) if scores[position] - score <= NEARLY else (position, position)

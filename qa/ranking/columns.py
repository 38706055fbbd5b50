"""How do the values of one feature compare with each other?"""

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray

# Named columns of equal length, one value for each candidate.
Columns = dict[str, FloatArray]

# The margin of a sentence that has no other in its passage.
_ALONE = 0.1


def below_best(values: FloatArray) -> FloatArray:
    """How far each is from the highest: 0 or less."""
    below: FloatArray = values - values.max()
    return below


def ranks(values: FloatArray) -> FloatArray:
    """The rank of each, the highest 0; equal ones in the order given."""
    ranked = np.empty(len(values), np.float32)
    ranked[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return ranked


def over_others_of(groups: NDArray[np.integer], values: FloatArray) -> FloatArray:
    """The margin of each value over the best other value of its group; negative if below it."""
    order = np.lexsort((-values, groups))
    firsts = np.flatnonzero(np.append(True, np.diff(groups[order]) != 0))
    sizes = np.diff(np.append(firsts, len(order)))
    best = values[order[firsts]]
    second = np.where(sizes > 1, values[order[np.minimum(firsts + 1, len(order) - 1)]], best - _ALONE)
    over = values[order] - np.repeat(best, sizes)
    over[firsts] = best - second
    compared = np.empty_like(values)
    compared[order] = over
    return compared

"""In which order and in which batches are the questions read?

Groups are drawn from several sets by weight, a pool at a time; within a pool those of like length make a batch, so that
little is padded. A pool depends on the seed and its number alone: training may stop and go on between any two.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.learning.passage_reader.examples import ExampleMaker, Group, Window

PADDING = 1  # XLM-R's id of <pad>

# Padded tokens of a batch: 16 windows of usual length.
BATCH_TOKENS = 2304

# Groups of a pool, some 14 batches: enough for batches of even length, few enough to stop at any time.
POOL = 160

# Lengths are rounded up to a multiple: few shapes, whose matrix products the library prepares once each.
_MULTIPLE = 16

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Batch:
    """Windows of whole groups: `ids` (windows, tokens), `mask` where a token is, `body` where one of the passage is,
    `group` (windows,) the number of each window's group. `starts` and `ends` (windows, tokens) mark the tokens that the
    answer may start or end with, `sentence` those of the sentence that answers; nothing in a group without an answer.
    """

    ids: Ints
    mask: Bools
    body: Bools
    group: Ints
    starts: Bools
    ends: Bools
    sentence: Bools


@dataclass(frozen=True)
class Source:
    """A set of questions and its share of all that are drawn."""

    maker: ExampleMaker
    weight: float


def pool_of_batches(sources: Sequence[Source], *, seed: int, number: int) -> list[Batch]:
    """The batches of the pool `number`."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - nothing secret
    weights = [source.weight for source in sources]
    groups: list[Group] = []
    while len(groups) < POOL:
        (source,) = chance.choices(sources, weights)
        group = source.maker.group(chance.randrange(len(source.maker)), chance)
        if group:
            groups.append(group)
    batches = [batch_of(batch) for batch in _of_like_length(groups)]
    chance.shuffle(batches)
    return batches


def batch_of(groups: Sequence[Group]) -> Batch:
    """The groups as arrays."""
    windows = [(number, window) for number, group in enumerate(groups) for window in group]
    shape = len(windows), _padded(max(len(window.input.ids) for _, window in windows))
    batch = Batch(
        ids=np.full(shape, PADDING, np.int64),
        mask=np.zeros(shape, np.bool_),
        body=np.zeros(shape, np.bool_),
        group=np.array([number for number, _ in windows], np.int64),
        starts=np.zeros(shape, np.bool_),
        ends=np.zeros(shape, np.bool_),
        sentence=np.zeros(shape, np.bool_),
    )
    for row, (_, window) in enumerate(windows):
        _fill(batch, row, window)
    return batch


def _fill(batch: Batch, row: int, window: Window) -> None:
    read = window.input
    batch.ids[row, : len(read.ids)] = read.ids
    batch.mask[row, : len(read.ids)] = True
    batch.body[row, read.first : read.behind_last] = True
    if window.sentence is None:
        return
    batch.sentence[row, slice(*window.sentence)] = True
    if window.span is None:  # any of its tokens
        batch.starts[row, slice(*window.sentence)] = True
        batch.ends[row, slice(*window.sentence)] = True
    else:
        batch.starts[row, window.span[0]] = True
        batch.ends[row, window.span[1] - 1] = True


def _of_like_length(groups: Sequence[Group]) -> Iterator[list[Group]]:
    batch: list[Group] = []
    for group in sorted(groups, key=_length):
        windows = sum(map(len, batch)) + len(group)
        if batch and windows * _padded(_length(group)) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(group)
    if batch:
        yield batch


def _length(group: Group) -> int:
    return max(len(window.input.ids) for window in group)


def _padded(length: int) -> int:
    return -(-length // _MULTIPLE) * _MULTIPLE

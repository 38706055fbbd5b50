"""Is the reader's loss the shortfall of probability that it says, group by group?"""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qa.learning.passage_reader.batches import Batch
from qa.learning.passage_reader.network import SENTENCE_WEIGHT, evenly_taken, reading_loss

TOKENS = 7


@st.composite
def batches(draw: st.DrawFn) -> tuple[Batch, np.ndarray]:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    count = sum(sizes)
    marks = {name: np.zeros((count, TOKENS), np.bool_) for name in ("body", "starts", "ends", "sentence")}
    marks["body"][:, 2:-1] = True
    row = 0
    for size in sizes:
        if draw(st.booleans()):  # the first window of the group answers
            start = draw(st.integers(2, TOKENS - 2))
            end = draw(st.integers(start, TOKENS - 2))
            marks["starts"][row, start] = marks["ends"][row, end] = True
            marks["sentence"][row, start : end + 1] = True
        row += size
    ids = np.ones((count, TOKENS), np.int64)
    group = np.repeat(np.arange(len(sizes)), sizes)
    scores = draw(st.lists(st.floats(-5, 5, width=32), min_size=count * TOKENS * 2, max_size=count * TOKENS * 2))
    return Batch(ids=ids, mask=ids > 0, group=group, **marks), np.array(scores, np.float32).reshape(count, TOKENS, 2)


def expected(scores: np.ndarray, batch: Batch) -> float:
    """One group after the other, by the sums of exponentials."""
    total = 0.0
    groups = range(batch.group.max() + 1)
    for number in groups:
        rows = batch.group == number
        for side, right in ((0, batch.starts), (1, batch.ends)):
            odds = np.exp(scores[rows][..., side].astype(np.float64))
            everything = 1 + odds[batch.body[rows]].sum()
            for marked, weight in ((right, 1.0), (batch.sentence, SENTENCE_WEIGHT)):
                wanted = odds[marked[rows]].sum() if marked[rows].any() else 1.0
                total -= weight * np.log(wanted / everything)
    return total / len(groups)


@given(batches())
def test_loss_is_that_of_each_group_alone(drawn: tuple[Batch, np.ndarray]) -> None:
    batch, scores = drawn
    assert float(reading_loss(torch.from_numpy(scores), batch)) == pytest.approx(expected(scores, batch), abs=1e-3)


@given(st.integers(1, 24).flatmap(lambda of: st.tuples(st.just(of), st.integers(1, of))))
def test_layers_are_taken_evenly_and_the_last_stays(drawn: tuple[int, int]) -> None:
    of, layers = drawn
    taken = evenly_taken(of, layers)
    steps = np.diff([-1, *taken])
    assert len(taken) == layers
    assert taken[-1] == of - 1
    assert steps.max() - steps.min() <= 1

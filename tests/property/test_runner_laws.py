"""Which laws hold for a graph that is run on texts of any lengths?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.onnx.graph import GraphBuilder
from embeddings.onnx.parallel_runner import ParallelRunner
from embeddings.onnx.runner import BATCH_TOKENS, OnnxRunner

TEXTS = st.lists(st.lists(st.integers(1, 99), max_size=700), max_size=40)


def doubling_and_negating() -> bytes:
    """Of each token its id twice and its negative, as a reader gives logits for where an answer starts and ends."""
    graph = GraphBuilder()
    ids = graph.node("Cast", ["ids"], to=1)
    start = graph.node("Add", [ids, ids])
    end = graph.node("Neg", [ids])
    inputs = {"ids": ("int64", ("texts", "tokens")), "mask": ("int32", ("texts", "tokens"))}
    return graph.model(inputs, {"start": start, "end": end})


RUNNER = OnnxRunner(doubling_and_negating(), threads=1)
PARALLEL_RUNNER = ParallelRunner(doubling_and_negating(), threads=3)


@given(TEXTS)
def test_every_text_is_run_once_and_gives_its_own_outputs(texts: list[list[int]]) -> None:
    seen = []
    for positions, (start, end) in RUNNER.run(texts):
        assert start.shape == end.shape
        assert len(start) == 1 or start.size <= BATCH_TOKENS
        for row, position in enumerate(positions):
            own = np.array(texts[position], np.float32)
            assert np.array_equal(start[row, : len(own)], 2 * own)
            assert np.array_equal(end[row, : len(own)], -own)
        seen += positions
    assert sorted(seen) == list(range(len(texts)))


@given(TEXTS)
def test_each_text_run_by_itself_gives_its_own_outputs_in_order(texts: list[list[int]]) -> None:
    outputs = PARALLEL_RUNNER.run(texts)
    assert len(outputs) == len(texts)
    for text, (start, end) in zip(texts, outputs, strict=True):
        own = np.array(text, np.float32)
        assert np.array_equal(start, 2 * own)
        assert np.array_equal(end, -own)

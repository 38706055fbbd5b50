"""How wide are the activations of a model over some texts?"""

from collections.abc import Iterable, Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from embeddings.builtin.activation_ranges import Ranges, shared_input
from embeddings.builtin.bert_graph import Linear, ModelWeights, activations_model
from embeddings.builtin.linear_forms import Float
from embeddings.onnx.graph import GraphBuilder


class Watching:
    """A `Linear` that notes the name of every activation it is given, under the key of its range."""

    def __init__(self, inner: Linear) -> None:
        self._inner = inner
        self.seen: dict[str, str] = {}

    def __call__(self, graph: GraphBuilder, x: str, names: Sequence[str]) -> list[str]:
        """As `Linear` says."""
        self.seen[shared_input(names)] = x
        return self._inner(graph, x, names)


def measured_ranges(weights: ModelWeights, kept: Sequence[int], texts: Iterable[Sequence[int]]) -> Ranges:
    """The least and greatest values of each channel over `texts`, which are token ids."""
    watching = Watching(Float(weights))
    model = activations_model(weights, kept, watching, watching.seen)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    ranges: dict[str, NDArray[np.float32]] = {}
    for text in texts:
        ids = np.array([text], np.int64)
        found = session.run(list(watching.seen), {"ids": ids, "mask": np.ones_like(ids, np.int32)})
        for name, values in zip(watching.seen, found, strict=True):
            both = np.stack([values.min(axis=(0, 1)), values.max(axis=(0, 1))])
            known = ranges.get(name, both)
            ranges[name] = np.stack([np.minimum(known[0], both[0]), np.maximum(known[1], both[1])])
    return {name: values.astype(np.float16) for name, values in ranges.items()}

"""How does the built-in model compute, as an ONNX graph?

BERT (Devlin et al. 2019), written for the operators that ONNX Runtime is fast in: layer normalisation as a mean, a
difference and an RMS norm takes a fifth of the time of its own operator, which goes number by number. What multiplies
with the matrices, where nearly all of the time goes, is left to a `Linear`.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.builtin.q4_weights import Sizes
from embeddings.encoder import FloatArray
from embeddings.onnx.graph import RUNTIME_DOMAIN, GraphBuilder

# As in the model's own settings.
EPSILON = 1e-12

INPUTS = {
    "ids": ("int64", ("texts", "tokens")),
    "mask": ("int32", ("texts", "tokens")),  # 1 for a token, 0 for padding
}


class ModelWeights(Protocol):
    """The weights of a BERT model under the names of the 4-bit file."""

    @property
    def sizes(self) -> Sizes:
        """The shape of the model."""
        ...

    def tensor(self, name: str, *, row_width: int | None = None, rows: Sequence[int] | None = None) -> FloatArray:
        """One tensor: flat, or as rows of `row_width` weights, of which `rows` picks some in its order."""
        ...

    def packed(
        self, name: str, *, row_width: int, rows: Sequence[int] | None = None
    ) -> tuple[NDArray[np.uint8], FloatArray]:
        """One 4-bit tensor: nibbles (rows, blocks, 16) and scales (rows, blocks)."""
        ...


class Linear(Protocol):
    """What multiplies with the model's matrices."""

    def __call__(self, graph: GraphBuilder, x: str, names: Sequence[str]) -> list[str]:
        """Adds `x` times each matrix of `names` plus its bias; returns the names of the results, in their order."""
        ...


def vectors_model(weights: ModelWeights, kept: Sequence[int], linear: Linear) -> bytes:
    """The model over the vocabulary `kept`: `ids` and `mask` in, `vectors` (texts, width) of length 1 out."""
    graph = GraphBuilder()
    hidden = _hidden(graph, weights, kept, linear)
    return graph.model(INPUTS, {"vectors": _pooled(graph, hidden)})


def scores_model(weights: ModelWeights, kept: Sequence[int], linear: Linear) -> bytes:
    """A reader over the vocabulary `kept`: `scores` (texts, tokens, 2) out, how well an answer starts and ends at each
    token, less the same of the first, which stands for "no answer".
    """
    graph = GraphBuilder()
    hidden = _hidden(graph, weights, kept, linear)
    matrix = weights.tensor("head.w", row_width=weights.sizes.width)
    product = graph.node("MatMul", [hidden, graph.constant("head.w", matrix.T)])
    scores = graph.node("Add", [product, graph.constant("head.b", weights.tensor("head.b"))])
    ends = [graph.constant(name, np.array([value])) for name, value in (("zero", 0), ("one", 1), ("token axis", 1))]
    first = graph.node("Slice", [scores, *ends])
    return graph.model(INPUTS, {"scores": graph.node("Sub", [scores, first])})


def activations_model(weights: ModelWeights, kept: Sequence[int], linear: Linear, seen: Mapping[str, str]) -> bytes:
    """The same model with the activations out that `linear` notes in `seen` while the graph is written."""
    graph = GraphBuilder()
    _hidden(graph, weights, kept, linear)
    return graph.model(INPUTS, seen)


def _hidden(graph: GraphBuilder, weights: ModelWeights, kept: Sequence[int], linear: Linear) -> str:
    """A vector for each token: (texts, tokens, width)."""
    x = _embedded(graph, weights, kept)
    for layer in range(weights.sizes.layers):
        x = _layer(graph, weights, linear, x, f"l{layer}")
    return x


def _embedded(graph: GraphBuilder, weights: ModelWeights, kept: Sequence[int]) -> str:
    """Word, position and type, normalised. The words stay in 4 bits, of which a text needs few rows."""
    width = weights.sizes.width
    nibbles, scales = weights.packed("emb.word", row_width=width, rows=kept)
    table = graph.constant("emb.word.nibbles", nibbles.reshape(len(kept), -1))
    words = graph.node(
        "GatherBlockQuantized",
        [table, "ids", graph.constant("emb.word.scales", scales)],
        domain=RUNTIME_DOMAIN,
        bits=4,
        block_size=width // scales.shape[1],
        gather_axis=0,
        quantize_axis=1,
    )
    # All tokens of a text are of type 0.
    positions = weights.tensor("emb.pos", row_width=width) + weights.tensor("emb.type", row_width=width)[0]
    tokens = graph.node("Shape", ["ids"], start=1, end=2)
    used = graph.node("Slice", [graph.constant("emb.pos", positions), graph.constant("zero", np.array([0])), tokens])
    return _normalised(graph, weights, graph.node("Add", [words, used]), "emb.ln")


def _layer(graph: GraphBuilder, weights: ModelWeights, linear: Linear, x: str, layer: str) -> str:
    """One layer: attention and a small network of two matrices, each added to what came in and normalised."""
    query, key, value = linear(graph, x, [f"{layer}.{part}" for part in "qkv"])
    heads = weights.sizes.heads
    attended = graph.node("MultiHeadAttention", [query, key, value, "", "mask"], domain=RUNTIME_DOMAIN, num_heads=heads)
    (mixed,) = linear(graph, attended, [f"{layer}.ao"])
    x = _normalised(graph, weights, graph.node("Add", [mixed, x]), f"{layer}.aln")
    (inner,) = linear(graph, x, [f"{layer}.fi"])
    (outer,) = linear(graph, graph.node("Gelu", [inner], domain=RUNTIME_DOMAIN), [f"{layer}.fo"])
    return _normalised(graph, weights, graph.node("Add", [outer, x]), f"{layer}.oln")


def _normalised(graph: GraphBuilder, weights: ModelWeights, x: str, name: str) -> str:
    mean = graph.node("ReduceMean", [x, graph.constant("last axis", np.array([-1]))], keepdims=1)
    centred = graph.node("Sub", [x, mean])
    gain = graph.constant(f"{name}.w", weights.tensor(f"{name}.w"))
    scaled = graph.node("SimplifiedLayerNormalization", [centred, gain], axis=-1, epsilon=EPSILON)
    return graph.node("Add", [scaled, graph.constant(f"{name}.b", weights.tensor(f"{name}.b"))])


def _pooled(graph: GraphBuilder, x: str) -> str:
    """The mean of each text's tokens, brought to length 1. (Their sum has the same direction.)"""
    weight = graph.node("Cast", ["mask"], to=1)  # to float32
    row = graph.node("Unsqueeze", [weight, graph.constant("one", np.array([1]))])
    total = graph.node("Squeeze", [graph.node("MatMul", [row, x]), "one"])
    return graph.node("LpNormalization", [total], axis=-1, p=2)

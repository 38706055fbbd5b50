"""How does a trained network become the file that ships?"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from torch import Tensor

from embeddings.builtin.model_folder import LAYER_PARTS
from embeddings.builtin.q4_weights import Q4Weights
from embeddings.builtin.range_measuring import measured_ranges
from embeddings.encoder import FloatArray
from embeddings.reader.weights import ReaderWeights, save_arrays

_LAYER = "bert.encoder.layer."


def trained_tensors(state: Mapping[str, Tensor], *, frozen: int) -> dict[str, FloatArray]:
    """The tensors of the head and of all layers but the `frozen` lowest, by the names of the 4-bit file."""
    short = {long: name for name, long in LAYER_PARTS.items()}
    tensors = {f"head.{name[0]}": state[f"head.{name}"].numpy() for name in ("weight", "bias")}
    for name, tensor in state.items():
        if name.startswith(_LAYER):
            layer, _, part = name.removeprefix(_LAYER).partition(".")
            long, _, kind = part.rpartition(".")
            if int(layer) >= frozen:
                tensors[f"l{layer}.{short[long]}.{kind[0]}"] = tensor.numpy()
    return tensors


def export(  # noqa: PLR0913 - all by keyword but the first two
    path: Path,
    state: Mapping[str, Tensor],
    *,
    frozen: int,
    encoder: Q4Weights,
    kept: Sequence[int],
    texts: Iterable[Sequence[int]],
) -> None:
    """Writes the file. `texts` are token ids of inputs, over which the ranges of the activations are measured."""
    tensors = trained_tensors(state, frozen=frozen)
    save_arrays(path, tensors, measured_ranges(ReaderWeights(encoder, tensors), kept, texts))

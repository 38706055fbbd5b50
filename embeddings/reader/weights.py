"""What do the trained weights of the passage reader say?

One file of arrays: the trained matrices as 8-bit levels with a step a row, the vectors as they are, and the ranges of
the activations. Layers that were not trained, and the embeddings, are the built-in encoder's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.builtin.activation_ranges import Ranges
from embeddings.builtin.linear_forms import eight_bit_rows
from embeddings.builtin.q4_weights import Q4Weights
from embeddings.encoder import FloatArray

LEVELS, STEPS, RANGE = ".levels", ".steps", ".range"

Arrays = Mapping[str, NDArray[np.generic]]


def save_arrays(path: Path, tensors: Mapping[str, FloatArray], ranges: Ranges) -> None:
    """Writes the file: matrices (2 axes) in 8 bits, vectors as they are, `ranges` by the name of their first matrix."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, tensor in tensors.items():
        if tensor.ndim == 1:
            arrays[name] = tensor.astype(np.float32)
        else:
            arrays[name + LEVELS], arrays[name + STEPS] = eight_bit_rows(tensor)
    arrays |= {name + RANGE: values.astype(np.float16) for name, values in ranges.items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # the stubs take the names for options


class ReaderWeights:
    """The encoder's weights with those that were trained in their places, under the same names, and `head`."""

    def __init__(self, encoder: Q4Weights, arrays: Arrays) -> None:
        self._encoder, self._arrays = encoder, arrays
        layers = 1 + max(int(name[1:].partition(".")[0]) for name in arrays if name.startswith("l"))
        self.sizes = replace(encoder.sizes, layers=layers)

    @property
    def ranges(self) -> Ranges:
        """How wide each activation is, by the name of the first matrix that it is multiplied with."""
        found = {name.removesuffix(RANGE): values for name, values in self._arrays.items() if name.endswith(RANGE)}
        return {name: values.astype(np.float16) for name, values in found.items()}

    def tensor(self, name: str, *, row_width: int | None = None, rows: Sequence[int] | None = None) -> FloatArray:
        """One tensor as float32: flat, or as rows of `row_width` weights, of which `rows` picks some in its order.

        Raises:
            ModelError: there is none of this name.
        """
        if name + LEVELS in self._arrays:
            levels, steps = self._arrays[name + LEVELS], self._arrays[name + STEPS]
            table = levels.astype(np.float32) * steps.astype(np.float32)[:, None]
        elif name in self._arrays:
            table = self._arrays[name].astype(np.float32)
        else:
            return self._encoder.tensor(name, row_width=row_width, rows=rows)
        table = table.reshape(-1, row_width) if row_width else table.reshape(-1)
        return table if rows is None else table[list(rows)]

    def packed(
        self, name: str, *, row_width: int, rows: Sequence[int] | None = None
    ) -> tuple[NDArray[np.uint8], FloatArray]:
        """One 4-bit tensor of the encoder, which was not trained."""
        return self._encoder.packed(name, row_width=row_width, rows=rows)

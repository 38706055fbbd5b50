"""What makes vectors of texts?"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

# Called after every batch with the number of texts encoded so far and of all texts of the call. What it raises ends
# the encoding.
Progress = Callable[[int, int], None]


def no_progress(_done: int, _of: int) -> None:
    """The progress that nobody watches."""


class Encoder(Protocol):
    """Anything that turns questions and passages into unit vectors whose dot product is their similarity."""

    @property
    def fingerprint(self) -> str:
        """Names weights, tokenizer and prompts. Vectors of different fingerprints must not be compared."""
        ...

    @property
    def dimension(self) -> int:
        """The number of columns of every result."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        """Questions, in the order given, as (n, dimension) float32 rows of length 1; n may be 0."""
        ...

    def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
        """Passages, in the order given, as (n, dimension) float32 rows of length 1; n may be 0."""
        ...

"""What makes vectors of texts?"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


class Encoder(Protocol):
    """Anything that turns questions and passages into unit vectors whose dot product tells how near they are."""

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

    def embed_passages(self, texts: Sequence[str]) -> FloatArray:
        """Passages, in the order given, as (n, dimension) float32 rows of length 1; n may be 0."""
        ...

"""How does the built-in model's ONNX graph become an `Encoder`?

Needs `onnxruntime` and `tokenizers`, and none of torch, transformers and sentence-transformers.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from embeddings.encoder import no_progress
from embeddings.input_text import PASSAGE_PROMPT, QUERY_PROMPT, model_text
from embeddings.onnx.runner import OnnxRunner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

    from embeddings.encoder import FloatArray, Progress

# A text's tokens are counted when it is cut into them: all at once would be 100 MB for a large document.
TEXTS_AT_ONCE = 4096


class OnnxEncoder:
    """The graph and tokenizer of one folder. Safe to call from several threads.

    A text's vector does not depend on the texts that it is encoded with.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        model: Path | bytes,
        *,
        fingerprint: str,
        threads: int = 0,
    ) -> None:
        """`tokenizer` cuts off what is too long, and pads nothing.

        Raises:
            ModelError: the runtime is not installed, or cannot run this graph.
        """
        self.tokenizer = tokenizer
        self._runner = OnnxRunner(model, threads=threads)
        self.fingerprint = fingerprint
        self.dimension = self._embed_all([""]).shape[1]

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        """Questions as (n, dimension) float32 rows of length 1, in the order given."""
        return self._embed(texts, QUERY_PROMPT)

    def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
        """Passages as (n, dimension) float32 rows of length 1, in the order given."""
        return self._embed(texts, PASSAGE_PROMPT, progress)

    def _embed(self, texts: Sequence[str], prompt: str, progress: Progress = no_progress) -> FloatArray:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        prompted = [prompt + model_text(text) for text in texts]
        for start in range(0, len(prompted), TEXTS_AT_ONCE):
            some = slice(start, start + TEXTS_AT_ONCE)
            counted = partial(_counted, progress, start, len(prompted))
            vectors[some] = self._embed_all(prompted[some], counted)
        return vectors

    def _embed_all(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> FloatArray:
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        rows: dict[int, FloatArray] = {}
        for positions, (vectors, *_) in self._runner.run(tokens):
            rows |= zip(positions, vectors, strict=True)
            done(len(rows))
        return np.array([rows[position] for position in range(len(texts))], np.float32)


def _counted(progress: Progress, before: int, of: int, done: int) -> None:
    progress(before + done, of)

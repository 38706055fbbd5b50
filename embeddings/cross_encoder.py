"""How does a sentence-transformers `CrossEncoder` become a `Reranker`?"""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from embeddings.model_loading import load_cross_encoder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from embeddings.encoder import FloatArray
    from embeddings.model_loading import Precision

BATCH_SIZE = 32


class CrossEncoderReranker:
    """Any sentence-transformers CrossEncoder that gives one score to a pair. Safe to call from several threads.

    Texts are brought to NFC first, as for the encoder.
    """

    def __init__(self, model: str | Path, *, precision: Precision = "auto") -> None:
        """Loads `model`, a folder or a name on the model hub.

        Raises:
            ModelError: There is no such model, it cannot be loaded, or it gives more than one score to a pair.
        """
        self._model = load_cross_encoder(model, precision)
        self._lock = threading.Lock()  # the tokenizer keeps padding and truncation as state while it works

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        """One score a text, (texts,), in the order given."""
        if not texts:
            return np.empty(0, np.float32)
        asked = unicodedata.normalize("NFC", question)
        pairs = [(asked, unicodedata.normalize("NFC", text)) for text in texts]
        with self._lock:
            scores = self._model.predict(pairs, batch_size=BATCH_SIZE, show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(scores, np.float32).reshape(len(texts))

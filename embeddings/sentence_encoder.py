"""How does a sentence-transformers model become an `Encoder`?"""

from __future__ import annotations

import hashlib
import json
import threading
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from embeddings.encoder import no_progress
from embeddings.input_text import PASSAGE_PROMPT, QUERY_PROMPT, model_text
from embeddings.model_loading import load_sentence_transformer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sentence_transformers import SentenceTransformer

    from embeddings.encoder import FloatArray, Progress
    from embeddings.model_loading import Precision

# Large enough to fill two cores, and small enough that a question waits 0.1 s at most behind a passage being read in.
BATCH_SIZE = 32
QUERY_NAMES = ("query",)
PASSAGE_NAMES = ("passage", "document", "corpus")
# Many copies of the E5 family do not say themselves what they were trained with.
E5_PROMPTS = {"query": QUERY_PROMPT, "passage": PASSAGE_PROMPT}

# BERT's pooler stands beside the vectors, not in them; where a model's file lacks it, it is filled at random.
UNUSED_WEIGHTS = ".pooler."


class SentenceTransformerEncoder:
    """Any sentence-transformers model, with its own prompts. Safe to call from several threads.

    Texts are brought to NFC first, so that the two spellings of one Vietnamese word have one vector.
    """

    def __init__(self, model: str | Path, *, precision: Precision = "auto", fingerprint: str | None = None) -> None:
        """Loads `model`, a folder or a name on the model hub. A folder never asks the network.

        `precision` "auto" means bfloat16 where the processor computes in it, and float32 elsewhere. `fingerprint` is
        that of the model where it is known; otherwise it is the digest of what was loaded.

        Raises:
            ModelError: There is no such model, or it cannot be loaded.
        """
        self._known_fingerprint = fingerprint
        self._model = load_sentence_transformer(model, precision)
        self._prompts = model_prompts(self._model.prompts, str(model))
        self._lock = threading.Lock()  # the tokenizer keeps padding and truncation as state while it works

    @property
    def dimension(self) -> int:
        """The number of columns of every result."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def fingerprint(self) -> str:
        """The digest of everything that shapes a vector but the precision, whose vectors agree to 1e-3 in cosine: so a
        library moves freely between machines that compute in bfloat16 and those that do not.
        """
        if self._known_fingerprint is not None:
            return self._known_fingerprint
        return f"sentence-transformers:{_digest(self._model, self._prompts)}"

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        """Questions as (n, dimension) float32 rows of length 1, in the order given."""
        return self._embed(texts, self._prompts["query"])

    def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
        """Passages as (n, dimension) float32 rows of length 1, in the order given."""
        return self._embed(texts, self._prompts["passage"], progress)

    def _embed(self, texts: Sequence[str], prompt: str, progress: Progress = no_progress) -> FloatArray:
        """Batch by batch, the longest texts first: a batch is padded to its longest text."""
        cleaned = [model_text(text) for text in texts]
        order = sorted(range(len(cleaned)), key=lambda index: -len(cleaned[index]))
        vectors = np.zeros((len(cleaned), self.dimension), np.float32)
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            vectors[batch] = self._embed_batch([cleaned[index] for index in batch], prompt)
            progress(start + len(batch), len(order))
        return vectors

    def _embed_batch(self, texts: list[str], prompt: str) -> FloatArray:
        with self._lock:
            raw = self._model.encode(texts, prompt=prompt, batch_size=len(texts), show_progress_bar=False)
        rows = np.asarray(raw, dtype=np.float32)
        # bfloat16 rows are up to half a per cent too long or too short, and models without a last layer for it more.
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)


def model_prompts(own: Mapping[str, str | None], name: str) -> dict[str, str]:
    """The prompts "query" and "passage" out of a model's own; those of E5 where a model named so has none."""
    given = {
        kind: next((prompt for key in keys if (prompt := own.get(key))), "")
        for kind, keys in (("query", QUERY_NAMES), ("passage", PASSAGE_NAMES))
    }
    if any(given.values()) or "e5" not in name.lower():
        return given
    return E5_PROMPTS


def _digest(model: SentenceTransformer, prompts: dict[str, str]) -> str:
    """16 hexadecimal digits over modules, weights, tokenizer, length limit and prompts."""
    from torch import bfloat16, uint8  # noqa: PLC0415 - torch takes seconds; the model has loaded it long since

    digest = hashlib.sha256()
    shape = {"modules": [repr(module) for module in model], "prompts": prompts, "longest": model.max_seq_length}
    digest.update(json.dumps(shape, sort_keys=True, ensure_ascii=False).encode())
    digest.update(_tokenizer_rules(model).encode())
    for name, weights in sorted(model.state_dict().items()):
        if UNUSED_WEIGHTS in name:
            continue
        digest.update(name.encode())
        rounded = weights.to(bfloat16) if weights.is_floating_point() else weights
        digest.update(rounded.detach().cpu().contiguous().flatten().view(uint8).numpy())
    return digest.hexdigest()[:16]


def _tokenizer_rules(model: SentenceTransformer) -> str:
    """The tokenizer as text, less truncation and padding: those change from call to call."""
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        return repr(model.tokenizer)
    rules = json.loads(backend.to_str())
    return json.dumps({**rules, "truncation": None, "padding": None}, ensure_ascii=False)

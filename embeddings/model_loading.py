"""How is a sentence-transformers model loaded: quietly, without asking the network in vain, in which precision?"""

from __future__ import annotations

import os
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from embeddings.errors import ModelError
from embeddings.torch_library import preload_torch_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sentence_transformers import CrossEncoder, SentenceTransformer

    Model = TypeVar("Model", SentenceTransformer, CrossEncoder)

Precision = Literal["auto", "float32", "bfloat16", "int8"]

# A processor that multiplies in bfloat16 itself. Measured with AMX: 2.8 times the passages a second and the same hit@1;
# without such units bfloat16 is the slower one.
BFLOAT16_UNITS = ("amx_bf16", "avx512_bf16")


def load_sentence_transformer(model: str | Path, precision: Precision) -> SentenceTransformer:
    """The model, computing in the precision wanted; "auto" chooses by the processor.

    A folder never asks the network; a name on the hub does so only where its files are not in the local cache.

    Raises:
        ModelError: There is no such model, or it cannot be loaded.
    """
    # Here and not at the top: torch and its company take seconds, and importing this module must cost nothing.
    preload_torch_library()
    with _quiet():
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - see above

        return _loaded(SentenceTransformer, model, precision).eval()


def load_cross_encoder(model: str | Path, precision: Precision) -> CrossEncoder:
    """A model that reads a question and a text together; everything else as for `load_sentence_transformer`.

    Raises:
        ModelError: There is no such model, it cannot be loaded, or it gives more than one score to a pair.
    """
    preload_torch_library()
    with _quiet():
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - as above

        loaded: CrossEncoder = _loaded(CrossEncoder, model, precision)
    if loaded.num_labels != 1:
        raise ModelError(
            f"Mô hình “{model}” cho {loaded.num_labels} điểm mỗi cặp; "
            "để xếp hạng cần một CrossEncoder cho đúng một điểm."
        )
    loaded.eval()
    return loaded


def _loaded(kind: type[Model], model: str | Path, precision: Precision) -> Model:
    import torch  # noqa: PLC0415 - see load_sentence_transformer

    if _is_folder_name(model) and not Path(model).is_dir():
        raise ModelError(
            f"Không có thư mục mô hình {model}. Hãy đưa thư mục chứa một mô hình sentence-transformers "
            "(có tệp modules.json hoặc config.json), hoặc tên một mô hình trên Hugging Face."
        )
    if precision == "int8":
        raise ModelError(
            f"HOIDAP_PRECISION=int8 chỉ dùng được với mô hình có sẵn, không phải “{model}”; "
            "hãy đặt auto, float32 hay bfloat16."
        )
    chosen = _precision(precision, cuda=torch.cuda.is_available())
    settings = {"dtype": torch.bfloat16 if chosen == "bfloat16" else torch.float32}
    try:
        try:
            loaded: Model = kind(str(model), local_files_only=True, model_kwargs=settings)
        except OSError:
            if Path(model).is_dir():
                raise
            loaded = kind(str(model), model_kwargs=settings)
    # The library has no error of its own: a damaged model can raise anything, from KeyError to SafetensorError.
    except Exception as error:
        raise ModelError(
            f"Không nạp được mô hình “{model}”: {_first_line(error)}. Cần một thư mục mô hình "
            "sentence-transformers nguyên vẹn, hoặc tên một mô hình trên Hugging Face tải được từ máy này."
        ) from error
    return loaded


def _is_folder_name(model: str | Path) -> bool:
    """Whether this can only be a folder: a hub name is `name` or `owner/name`, and starts with no dot or tilde."""
    text = str(model)
    return isinstance(model, Path) or text.startswith((".", "~", os.sep)) or text.count("/") > 1 or Path(model).exists()


def _precision(wanted: Precision, *, cuda: bool) -> str:
    import torch  # noqa: PLC0415 - see load_sentence_transformer

    if wanted != "auto":
        return wanted
    capabilities = torch.cpu.get_capabilities()
    has_units = not cuda and any(capabilities.get(unit, False) for unit in BFLOAT16_UNITS)
    return "bfloat16" if has_units else "float32"


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress bars, advice and warnings of the libraries while they load; afterwards all is as it was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers.utils import logging  # noqa: PLC0415 - see load_sentence_transformer

        verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # theirs
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
        try:
            yield
        finally:
            logging.set_verbosity(verbosity)
            if bars:
                logging.enable_progress_bar()  # type: ignore[no-untyped-call]  # theirs

"""How are the forms of the built-in model written, and which is chosen?

Each is compared with the same model in 32 bits on a few texts, and timed; the fastest of those that are near enough is
chosen. Where an 8-bit product overflows, as on processors without instructions for it, its form is not near enough.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from embeddings.builtin.activation_ranges import shipped_ranges
from embeddings.builtin.bert_graph import Linear, vectors_model
from embeddings.builtin.linear_forms import EightBit, Float, FourBit
from embeddings.builtin.model_forms import EXACT, FORMS
from embeddings.builtin.onnx_encoder import OnnxEncoder
from embeddings.builtin.q4_weights import Q4Weights
from embeddings.encoder import FloatArray
from embeddings.errors import ModelError

LINEAR: Mapping[str, Callable[[Q4Weights], Linear]] = {
    EXACT: Float,
    "int8": lambda weights: EightBit(weights, shipped_ranges()),
    "int4": FourBit,
}
# The least cosine to the 32-bit model that every sample must reach. Measured on 80 sentences: .9994 and .9999 at least.
FLOORS = {"int8": 0.997, "int4": 0.999}

# Short and long, with and without accents; numbers, names and English.
SAMPLES = (
    "Thủ đô của Việt Nam là thành phố nào?",
    "nguoi lao dong nghi thai san duoc huong may thang luong",
    "Điều 5. Nhà nước bảo hộ quyền sở hữu hợp pháp về tài sản của công dân.",
    "Giá dầu Brent giao tháng 9 giảm 1,8%, xuống còn 78,35 USD/thùng.",
    "The company opened a new office in London last year.",
    "Vịnh Hạ Long có 1.969 hòn đảo lớn nhỏ, phần lớn là đảo đá vôi, nhiều đảo chưa có tên. " * 6,
)
TIMES = 5


def write_forms(folder: Path, weights: Q4Weights, kept: Sequence[int], tokenizer: Tokenizer) -> str:
    """Writes the graph of every form into `folder`; returns the fastest that is near enough to the exact one, or ""."""
    for name, file in FORMS.items():
        (folder / file).write_bytes(vectors_model(weights, kept, LINEAR[name](weights)))
    try:
        exact = _encoder(folder / FORMS[EXACT], tokenizer).embed_passages(SAMPLES)
        seconds = {name: _seconds(folder / FORMS[name], tokenizer, exact, floor) for name, floor in FLOORS.items()}
    except ModelError:
        return ""
    return min((name for name in seconds if np.isfinite(seconds[name])), key=lambda name: seconds[name], default="")


def _seconds(model: Path, tokenizer: Tokenizer, exact: FloatArray, floor: float) -> float:
    """The least time of one thread over the samples; infinite if a vector is too far from the exact one."""
    encoder = _encoder(model, tokenizer)
    cosines = (encoder.embed_passages(SAMPLES) * exact).sum(axis=1)
    if not np.all(cosines >= floor):  # also where one is not a number
        return float("inf")
    return min(_timed(encoder) for _ in range(TIMES))


def _timed(encoder: OnnxEncoder) -> float:
    """Of this thread alone, which other processes do not add to."""
    began = time.thread_time()
    encoder.embed_passages(SAMPLES)
    return time.thread_time() - began


def _encoder(model: Path, tokenizer: Tokenizer) -> OnnxEncoder:
    return OnnxEncoder(tokenizer, model, fingerprint="", threads=1)

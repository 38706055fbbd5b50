"""Is the form that runs exact on the processor at hand, and is there one where the folder has another?"""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.builtin import model as builtin
from embeddings.builtin.linear_forms import eight_bit_rows, raised, smoothing_factors
from embeddings.builtin.made_folder import STAMP
from embeddings.builtin.model import (
    GRAPH,
    WEIGHTS_SHA256,
    builtin_encoder,
    builtin_fingerprint,
    ensure_builtin_model,
    weights_path,
)
from embeddings.builtin.model_forms import form_here
from embeddings.builtin.q4_weights import Q4Weights, read_q4
from embeddings.encoder import Encoder
from embeddings.errors import ModelError
from embeddings.onnx import integer_products
from embeddings.onnx.integer_products import signed_products_are_exact
from embeddings.onnx.runner import OnnxRunner

QUESTION = "Thủ đô của Việt Nam là thành phố nào?"


@pytest.fixture(scope="module")
def weights() -> Q4Weights:
    return read_q4(weights_path(), WEIGHTS_SHA256)


class Saturating:
    """A runtime that adds two products of bytes in 16 bits, as it does without instructions for them."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def run(self, _: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        pairs = np.minimum(inputs["x"].astype(np.int32) * 127 * 2, 2**15 - 1)
        return [np.tile(pairs.sum(axis=1, keepdims=True) / 2, 384).astype(np.float32)]


def test_products_that_overflow_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integer_products, "open_session", Saturating)
    assert not signed_products_are_exact()
    assert form_here() == "unsigned"


def test_without_a_runtime_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelError, match="Chưa cài gói onnxruntime"):
        form_here()


def test_a_damaged_graph_is_named() -> None:
    with pytest.raises(ModelError, match="Không nạp được mô hình ONNX"):
        next(OnnxRunner(b"none of it").run([[1]]))


@pytest.fixture(scope="module")
def float_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure_builtin_model(tmp_path_factory.mktemp("models") / "float32", precision="float32")


def damaged(model: Path, folder: Path, **changes: object) -> Path:
    """A copy with a damaged graph, so that whoever loads it fails, and with these changes of its stamp."""
    for path in model.iterdir():
        (folder / path.name).write_bytes(b"none of it" if path.name == GRAPH else path.read_bytes())
    stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    (folder / STAMP).write_text(json.dumps({**stamp, **changes}), encoding="utf-8")
    return folder


@pytest.mark.model
def test_the_graph_of_the_folder_is_what_runs(builtin_model: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Không nạp được mô hình ONNX"):
        builtin_encoder(damaged(builtin_model, tmp_path))


@pytest.mark.model
@pytest.mark.parametrize("change", [{"rounded_on": "another"}, {"recipe": 4}, {"rounded_on": "nothing"}])
def test_a_folder_of_another_processor_recipe_or_form_opens_and_gives_the_same_vectors(
    builtin_model: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    own = builtin_encoder(builtin_model).embed_queries([QUESTION])
    opened = builtin_encoder(damaged(builtin_model, tmp_path, **change))
    assert opened.fingerprint == builtin_fingerprint()
    assert np.allclose(opened.embed_queries([QUESTION]), own, atol=1e-6)


@pytest.mark.model
def test_a_folder_of_an_older_recipe_opens_and_is_made_again_in_the_data_directory(
    builtin_model: Path, encoder: Encoder, tmp_path: Path
) -> None:
    folder = damaged(builtin_model, tmp_path, recipe=builtin.RECIPE - 1)
    (folder / "model.safetensors").write_bytes(b"of an older recipe")
    opened = builtin_encoder(folder)
    assert np.allclose(opened.embed_queries([QUESTION]), encoder.embed_queries([QUESTION]), atol=1e-6)
    ensure_builtin_model(folder)
    assert (folder / GRAPH).read_bytes() == (builtin_model / GRAPH).read_bytes()
    assert not (folder / "model.safetensors").exists()


@pytest.mark.model
def test_a_folder_is_made_again_for_another_precision(builtin_model: Path, float_model: Path, tmp_path: Path) -> None:
    folder = ensure_builtin_model(tmp_path / "model", precision="float32")
    assert (folder / GRAPH).read_bytes() == (float_model / GRAPH).read_bytes()
    ensure_builtin_model(folder)
    assert (folder / GRAPH).read_bytes() == (builtin_model / GRAPH).read_bytes()


@pytest.mark.model
@pytest.mark.parametrize(("precision", "near"), [("int8", 1.0), ("float32", 0.999), ("bfloat16", 0.999)])
def test_every_precision_gives_nearly_the_same_vectors(
    builtin_model: Path, encoder: Encoder, precision: builtin.Precision, near: float
) -> None:
    other = builtin_encoder(builtin_model, precision=precision)
    assert other.fingerprint == encoder.fingerprint
    cosine = float(other.embed_queries([QUESTION])[0] @ encoder.embed_queries([QUESTION])[0])
    assert cosine == pytest.approx(1) if near == 1 else near < cosine < 0.99999


def test_4_bit_weights_keep_their_values_when_packed(weights: Q4Weights) -> None:
    nibbles, scales = weights.packed("l3.fo.w", row_width=weights.sizes.inner_width)
    lower_first = np.stack([nibbles & 15, nibbles >> 4], axis=-1).reshape(*scales.shape, -1)
    unpacked = (lower_first.astype(np.float32) - 8) * scales[..., None]
    exact = weights.tensor("l3.fo.w", row_width=weights.sizes.inner_width)
    assert np.array_equal(unpacked.reshape(exact.shape), exact)


def test_unsigned_levels_are_signed_ones_above_a_zero_level() -> None:
    levels = np.arange(-127, 128, dtype=np.int8)
    assert np.array_equal(raised(levels).astype(int) - 128, levels.astype(int))


def test_rounding_to_8_bits_moves_no_weight_by_more_than_half_a_step() -> None:
    matrix = np.random.default_rng(5).normal(size=(7, 40)).astype(np.float32)
    levels, steps = eight_bit_rows(matrix)
    assert np.abs(levels).max() == 127
    assert np.all(np.abs(levels * steps[:, None] - matrix) <= steps[:, None] * 0.5001)


def test_smoothing_narrows_what_is_wide_and_changes_no_product() -> None:
    chance = np.random.default_rng(6)
    widths = np.array([1, 1, 30, 1], np.float32)
    matrix, x = chance.normal(size=(5, 4)).astype(np.float32), chance.normal(size=4).astype(np.float32) * widths
    factors = smoothing_factors(widths, matrix, 0.8)
    assert (widths / factors).max() / (widths / factors).min() < 10
    assert np.allclose((matrix * factors) @ (x / factors), matrix @ x, rtol=1e-4, atol=1e-4)

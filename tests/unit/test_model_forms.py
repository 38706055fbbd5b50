"""Is the form that runs faithful on the processor at hand, and is there one that runs where it is not?"""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.builtin import form_writing, model_forms
from embeddings.builtin.form_writing import write_forms
from embeddings.builtin.kept_pieces import kept_pieces
from embeddings.builtin.linear_forms import eight_bit_rows, smoothing_factors
from embeddings.builtin.model import WEIGHTS_SHA256, builtin_encoder, builtin_fingerprint, weights_path
from embeddings.builtin.model_forms import ANYWHERE, FORMS, processor, stored_form
from embeddings.builtin.q4_weights import Q4Weights, read_q4
from embeddings.builtin.unigram import unigram_tokenizer
from embeddings.encoder import Encoder
from embeddings.errors import ModelError
from embeddings.onnx.runner import OnnxRunner
from embeddings.sentence_encoder import SentenceTransformerEncoder


@pytest.fixture(scope="module")
def weights() -> Q4Weights:
    return read_q4(weights_path(), WEIGHTS_SHA256)


def written(folder: Path, weights: Q4Weights) -> str:
    kept = kept_pieces()
    return write_forms(folder, weights, kept, unigram_tokenizer(weights.vocabulary, kept))


@pytest.mark.model
def test_a_form_that_is_too_far_from_the_exact_one_is_not_chosen(
    weights: Q4Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_writing, "FLOORS", {"int8": 1.01, "int4": 0.999})
    assert written(tmp_path, weights) == "int4"
    monkeypatch.setattr(form_writing, "FLOORS", {"int8": 1.01, "int4": 1.01})
    assert written(tmp_path, weights) == ""
    assert {path.name for path in tmp_path.iterdir()} == set(FORMS.values())


@pytest.mark.model
def test_without_a_runtime_none_is_chosen(weights: Q4Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert written(tmp_path, weights) == ""


@pytest.mark.model
def test_without_a_runtime_torch_gives_nearly_the_same_vectors(
    builtin_model: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    plain = builtin_encoder(builtin_model)
    assert isinstance(plain, SentenceTransformerEncoder)
    assert plain.fingerprint == encoder.fingerprint == builtin_fingerprint()
    assert float(plain.embed_queries(["Ai?"])[0] @ encoder.embed_queries(["Ai?"])[0]) > 0.997


@pytest.mark.model
def test_a_damaged_graph_is_named_and_does_without(builtin_model: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Không nạp được mô hình ONNX"):
        OnnxRunner(b"none of it")
    folder = tmp_path / "model"
    shutil.copytree(builtin_model, folder)
    for file in FORMS.values():
        (folder / file).write_bytes(b"none of it")
    assert isinstance(builtin_encoder(folder), SentenceTransformerEncoder)


def test_on_another_kind_of_processor_the_form_that_is_faithful_everywhere_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stamp = {"form": "int8", "processor": processor()}
    assert stored_form(stamp) == "int8"
    monkeypatch.setattr(model_forms, "processor", lambda: "another")
    assert stored_form(stamp) == ANYWHERE


@pytest.mark.parametrize("stamp", [{}, {"form": ""}, {"form": None}, {"form": "int2"}])
def test_a_stamp_that_names_no_form_gives_none(stamp: dict[str, object]) -> None:
    assert stored_form(stamp) == ""


def test_4_bit_weights_keep_their_values_when_packed(weights: Q4Weights) -> None:
    nibbles, scales = weights.packed("l3.fo.w", row_width=weights.sizes.inner_width)
    lower_first = np.stack([nibbles & 15, nibbles >> 4], axis=-1).reshape(*scales.shape, -1)
    unpacked = (lower_first.astype(np.float32) - 8) * scales[..., None]
    exact = weights.tensor("l3.fo.w", row_width=weights.sizes.inner_width)
    assert np.array_equal(unpacked.reshape(exact.shape), exact)


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

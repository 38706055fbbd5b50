"""Does a sentence-transformers model behave as an encoder?"""

from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import ModelError
from embeddings.model_loading import Precision
from embeddings.sentence_encoder import E5_PROMPTS, SentenceTransformerEncoder, model_prompts

QUESTION = "Thủ đô của Việt Nam là thành phố nào?"


@pytest.mark.parametrize(
    ("own", "name", "expected"),
    [
        ({"query": "q: ", "document": "d: "}, "x", {"query": "q: ", "passage": "d: "}),
        ({"query": "q: ", "passage": "p: ", "document": "d: "}, "x", {"query": "q: ", "passage": "p: "}),
        ({"query": "q: ", "document": ""}, "intfloat/e5", {"query": "q: ", "passage": ""}),
        ({"query": "", "document": ""}, "intfloat/multilingual-E5-base", E5_PROMPTS),
        ({"query": None}, "keepitreal/vietnamese-sbert", {"query": "", "passage": ""}),
    ],
)
def test_prompts_are_the_models_own(own: dict[str, str | None], name: str, expected: dict[str, str]) -> None:
    assert model_prompts(own, name) == expected


@pytest.mark.parametrize("name", ["./khong-co", "~/khong-co", "/khong/co/dau", "a/b/c", Path("khong-co")])
def test_a_missing_folder_is_refused_without_loading_anything(name: str | Path) -> None:
    with pytest.raises(ModelError, match=r"Không có thư mục mô hình .*khong-co|/khong/co/dau|a/b/c"):
        SentenceTransformerEncoder(name)


@pytest.mark.model
def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="Không nạp được mô hình"):
        SentenceTransformerEncoder(tmp_path)


@pytest.mark.model
def test_progress_counts_batch_by_batch_to_the_end(torch_encoder: SentenceTransformerEncoder) -> None:
    counted: list[tuple[int, int]] = []
    torch_encoder.embed_passages(["một", "hai"] * 20, lambda *now: counted.append(now))
    assert counted == [(32, 40), (40, 40)]


@pytest.mark.model
@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_the_fingerprint_is_steady_and_the_same_in_every_precision(
    torch_model: Path, torch_encoder: SentenceTransformerEncoder, precision: Precision
) -> None:
    fingerprint = torch_encoder.fingerprint
    encoder = SentenceTransformerEncoder(torch_model, precision=precision)
    before = encoder.fingerprint
    encoder.embed_queries([QUESTION])
    again = SentenceTransformerEncoder(torch_model, precision=precision)
    again.embed_queries([QUESTION, QUESTION * 200])
    assert before == again.fingerprint
    assert before == fingerprint


@pytest.mark.model
def test_bfloat16_stays_near_float32(torch_model: Path, torch_encoder: SentenceTransformerEncoder) -> None:
    rough = SentenceTransformerEncoder(torch_model, precision="bfloat16").embed_queries([QUESTION])[0]
    assert np.linalg.norm(rough) == pytest.approx(1, abs=1e-5)
    assert rough @ torch_encoder.embed_queries([QUESTION])[0] > 0.999


@pytest.mark.model
def test_loading_says_nothing(torch_model: Path, capfd: pytest.CaptureFixture[str]) -> None:
    SentenceTransformerEncoder(torch_model).embed_queries([QUESTION])
    assert capfd.readouterr() == ("", "")

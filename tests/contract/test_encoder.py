"""Does every encoder keep the promises of `Encoder`? The built-in model's forms are compared with it in 32 bits."""

import threading
import unicodedata
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from embeddings.builtin.model import builtin_encoder, builtin_fingerprint
from embeddings.builtin.model_forms import Form, form_here
from embeddings.encoder import Encoder
from embeddings.sentence_encoder import SentenceTransformerEncoder

pytestmark = pytest.mark.model

QUESTION = "Thủ đô của Việt Nam là thành phố nào?"
TEXTS = [f"Điều {number} của luật này " + "có hiệu lực từ ngày công bố " * (number * 7 % 11) for number in range(70)]


FORMS: tuple[Form, ...] = get_args(Form)


@pytest.fixture(scope="module")
def encoders(builtin_model: Path, torch_encoder: SentenceTransformerEncoder) -> dict[str, Encoder]:
    """By form; signed products are exact on some processors only."""
    faithful = [form for form in FORMS if form != "signed" or form_here() == "signed"]
    made: dict[str, Encoder] = {form: builtin_encoder(builtin_model, form=form) for form in faithful}
    return made | {"torch": torch_encoder}


@pytest.fixture(params=["torch", *FORMS])
def any_encoder(request: pytest.FixtureRequest, encoders: dict[str, Encoder]) -> Encoder:
    if request.param not in encoders:
        pytest.skip(f"{request.param} is not faithful on this processor")
    return encoders[request.param]


def test_no_texts_give_no_rows(any_encoder: Encoder) -> None:
    assert any_encoder.dimension == 384
    assert any_encoder.embed_queries([]).shape == any_encoder.embed_passages([]).shape == (0, 384)


def test_questions_and_passages_have_prompts_of_their_own(any_encoder: Encoder) -> None:
    query, passage = any_encoder.embed_queries([QUESTION])[0], any_encoder.embed_passages([QUESTION])[0]
    assert 0.8 < query @ passage < 0.999


def test_a_question_is_nearest_to_its_answer(any_encoder: Encoder) -> None:
    passages = ["Phở là món ăn từ bánh phở và nước dùng.", "Hà Nội là thủ đô của nước Việt Nam.", "Giá vàng hôm nay."]
    scores = any_encoder.embed_passages(passages) @ any_encoder.embed_queries([QUESTION])[0]
    assert scores.argmax() == 1


def test_both_spellings_of_a_text_have_one_vector(any_encoder: Encoder) -> None:
    composed, decomposed = (unicodedata.normalize(form, QUESTION) for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert np.array_equal(any_encoder.embed_queries([composed]), any_encoder.embed_queries([decomposed]))


@pytest.mark.parametrize("text", ["", "   \n", "nửa cặp \ud83d thay thế", "日本語のテキスト", "a" * 20_000, "\x00"])
def test_no_text_is_too_odd_for_a_unit_vector(any_encoder: Encoder, text: str) -> None:
    assert np.linalg.norm(any_encoder.embed_passages([text])[0]) == pytest.approx(1, abs=1e-5)


def test_a_vector_does_not_depend_on_the_texts_beside_it_nor_on_their_order(any_encoder: Encoder) -> None:
    together = any_encoder.embed_passages(TEXTS)
    for position in (0, 1, 31, 32, 69):
        assert np.allclose(together[position], any_encoder.embed_passages([TEXTS[position]])[0], atol=1e-4)
    assert np.allclose(any_encoder.embed_passages(TEXTS[::-1])[::-1], together, atol=1e-4)


def test_threads_get_the_vectors_that_one_thread_gets(any_encoder: Encoder) -> None:
    texts = TEXTS[:8]
    found: dict[str, object] = {}
    threads = [
        threading.Thread(target=lambda text=text: found.update({text: any_encoder.embed_queries([text])[0]}))
        for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for text in texts:
        assert np.array_equal(found[text], any_encoder.embed_queries([text])[0])


def test_all_forms_of_the_built_in_model_have_one_fingerprint_and_nearly_one_vector(
    encoders: dict[str, Encoder],
) -> None:
    exact = encoders["torch"].embed_passages(TEXTS)
    for form, floor in (("float32", 0.99999), ("signed", 0.999), ("unsigned", 0.999)):
        if form in encoders:
            assert (encoders[form].embed_passages(TEXTS) * exact).sum(axis=1).min() > floor
            assert encoders[form].fingerprint == builtin_fingerprint()


def test_signed_and_unsigned_bytes_give_one_vector(encoders: dict[str, Encoder]) -> None:
    if "signed" not in encoders:
        pytest.skip("signed products are not exact on this processor")
    assert np.allclose(*(encoders[form].embed_passages(TEXTS) for form in ("signed", "unsigned")), atol=1e-6)


def test_progress_counts_batch_by_batch_to_the_end(any_encoder: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    any_encoder.embed_passages(["một", "hai"] * 100, lambda *now: seen.append(now))
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert len(seen) > 1
    assert (seen[-1], {of for _, of in seen}) == ((200, 200), {200})

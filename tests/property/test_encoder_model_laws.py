"""Which laws hold for the vectors of any texts?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.encoder import Encoder

pytestmark = pytest.mark.model

WORDS = st.sampled_from(["đất", "luật", "Nguyễn Huệ", "năm 1789", "quyền", "ở đâu?", "and", "—", "1.250", "kỹ thuật"])
TEXTS = st.lists(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=40).map(" ".join)), max_size=4)


@settings(max_examples=10, deadline=None)  # each example runs the model some five times
@given(texts=TEXTS)
def test_a_list_gives_what_each_text_gives_alone_in_order(encoder: Encoder, texts: list[str]) -> None:
    together = encoder.embed_passages(texts)
    assert together.shape == (len(texts), encoder.dimension)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for row, text in zip(together, texts, strict=True):
        assert np.allclose(row, encoder.embed_passages([text])[0], atol=1e-3)


def test_order_is_kept_over_several_batches(encoder: Encoder) -> None:
    texts = [f"Câu số {number}: " + "rất dài " * (number * 7 % 11) for number in range(70)]
    together = encoder.embed_queries(texts)
    for position in (0, 31, 32, 64, 69):
        assert np.allclose(together[position], encoder.embed_queries([texts[position]])[0], atol=1e-3)

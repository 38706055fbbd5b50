"""Does the lexical index score as BM25 is written in the books?"""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.retrieval.lexical import K1, B, LexicalIndex
from tests.oracles import bm25_scores

keys = st.sampled_from(["an", "ba", "ca", "đa", "hoà", "1.000"])
texts = st.lists(st.lists(keys, max_size=6), max_size=8)
questions = st.lists(st.one_of(keys, st.just("lạ")), max_size=5)


@given(texts, questions)
def test_scores_are_those_of_plain_bm25(texts: list[list[str]], question: list[str]) -> None:
    told = LexicalIndex.build(texts).scores(question)
    assert told.dtype == np.float32
    np.testing.assert_allclose(told, bm25_scores(texts, question, K1, B), rtol=1e-4, atol=1e-6)


@given(texts, keys)
def test_the_weight_of_a_key_is_its_inverse_document_frequency(texts: list[list[str]], key: str) -> None:
    having = sum(key in text for text in texts)
    expected = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    np.testing.assert_allclose(LexicalIndex.build(texts).weights([key, key]), [expected, expected], rtol=1e-5)


def test_no_key_weighs_more_than_one_never_seen() -> None:
    index = LexicalIndex.build([["an", "ba"], ["an"], ["an", "ca"]])
    common, rare, unseen = index.weights(["an", "ca", "lạ"])
    assert 0 < common < rare < unseen


def test_unknown_keys_and_no_keys_score_nothing() -> None:
    index = LexicalIndex.build([["an"], ["ba"]])
    for question in ([], ["lạ"], ["lạ", "lạ"]):
        np.testing.assert_array_equal(index.scores(question), [0, 0])


@pytest.mark.parametrize("texts", [[], [[]], [[], [], []]])
def test_an_index_without_a_single_key_scores_nothing(texts: list[list[str]], tmp_path: Path) -> None:
    built = LexicalIndex.build(texts)
    built.save(tmp_path / "index")
    for index in (built, LexicalIndex.load(tmp_path / "index", len(texts))):
        assert len(index) == len(texts)
        assert index.scores(["an"]).tolist() == [0.0] * len(texts)
        assert index.weights(["an"]).shape == (1,)


def test_a_key_asked_twice_counts_twice() -> None:
    index = LexicalIndex.build([["an", "ba"], ["ba"]])
    np.testing.assert_allclose(index.scores(["an", "an"]), 2 * index.scores(["an"]), rtol=1e-6)


@given(texts=texts, question=questions)
def test_a_saved_index_scores_as_before(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], question: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("lexical") / "chỉ mục"
    built = LexicalIndex.build(texts)
    built.save(folder)
    loaded = LexicalIndex.load(folder, len(texts))
    np.testing.assert_array_equal(loaded.scores(question), built.scores(question))
    np.testing.assert_array_equal(loaded.weights(question), built.weights(question))


def test_an_index_that_is_not_there_or_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises((OSError, ValueError)):
        LexicalIndex.load(tmp_path / "vắng", 3)
    LexicalIndex.build([["an"], ["ba"]]).save(tmp_path / "index")
    for file in (tmp_path / "index").iterdir():
        file.write_bytes(b"\x00hong")
    with pytest.raises((OSError, ValueError)):
        LexicalIndex.load(tmp_path / "index", 2)

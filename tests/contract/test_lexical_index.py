"""Does the lexical index score as BM25 is written in the books?"""

import math
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.retrieval.candidates import K1, B
from qa.retrieval.local.lexical import LexicalIndex, Postings
from tests.oracles import bm25_scores

keys = st.sampled_from(["an", "ba", "ca", "đa", "hoà", "1.000"])
texts = st.lists(st.lists(keys, max_size=6), max_size=8)
questions = st.lists(st.one_of(keys, st.just("lạ")), max_size=5)


def _whole(texts: list[list[str]]) -> LexicalIndex:
    return LexicalIndex([Postings.build(texts)])


@given(texts, questions)
def test_scores_are_those_of_plain_bm25(texts: list[list[str]], question: list[str]) -> None:
    scores = _whole(texts).scores(question)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, bm25_scores(texts, question, K1, B), rtol=1e-4, atol=1e-6)


@given(texts, keys)
def test_the_weight_of_a_key_is_its_inverse_document_frequency(texts: list[list[str]], key: str) -> None:
    having = sum(key in text for text in texts)
    expected = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    np.testing.assert_allclose(_whole(texts).weights([key, key]), [expected, expected], rtol=1e-5)


def test_no_key_weighs_more_than_one_never_seen() -> None:
    index = _whole([["an", "ba"], ["an"], ["an", "ca"]])
    common, rare, unseen = index.weights(["an", "ca", "lạ"])
    assert 0 < common < rare < unseen


def test_unknown_keys_and_no_keys_score_nothing() -> None:
    index = _whole([["an"], ["ba"]])
    for question in ([], ["lạ"], ["lạ", "lạ"]):
        np.testing.assert_array_equal(index.scores(question), [0, 0])


@pytest.mark.parametrize("texts", [[], [[]], [[], [], []]])
def test_an_index_without_a_single_key_scores_nothing(texts: list[list[str]], tmp_path: Path) -> None:
    built = Postings.build(texts)
    built.save(tmp_path / "index.npz")
    for postings in (built, Postings.load(tmp_path / "index.npz")):
        index = LexicalIndex([postings])
        assert len(index) == len(texts)
        assert index.scores(["an"]).tolist() == [0.0] * len(texts)
        assert index.weights(["an"]).shape == (1,)


def test_a_key_asked_twice_counts_twice() -> None:
    index = _whole([["an", "ba"], ["ba"]])
    np.testing.assert_allclose(index.scores(["an", "an"]), 2 * index.scores(["an"]), rtol=1e-6)


@given(st.lists(texts, max_size=4), questions, st.randoms(use_true_random=False))
def test_an_index_in_parts_scores_live_texts_like_an_index_of_these_alone(
    parts: list[list[list[str]]], question: list[str], random: Random
) -> None:
    whole = [text for part in parts for text in part]
    live = np.array([random.random() < 0.7 for _ in whole], bool)
    index = LexicalIndex([Postings.build(part) for part in parts], live)
    living = [text for text, here in zip(whole, live, strict=True) if here]
    scores = index.scores(question)
    assert len(index) == len(scores) == len(whole)
    np.testing.assert_allclose(scores[live], bm25_scores(living, question, K1, B), rtol=1e-4, atol=1e-6)
    assert not scores[~live].any()
    np.testing.assert_array_equal(index.weights(question), _whole(living).weights(question))


@given(texts=texts, question=questions)
def test_saved_postings_score_as_before(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], question: list[str]
) -> None:
    path = tmp_path_factory.mktemp("chỉ mục") / "từ.npz"
    built = Postings.build(texts)
    built.save(path)
    loaded = LexicalIndex([Postings.load(path)])
    np.testing.assert_array_equal(loaded.scores(question), LexicalIndex([built]).scores(question))
    np.testing.assert_array_equal(loaded.weights(question), LexicalIndex([built]).weights(question))


def test_postings_that_are_not_there_or_damaged_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"từ\.npz"):
        Postings.load(tmp_path / "từ.npz")
    (tmp_path / "từ.npz").write_bytes(b"\x00hong")
    with pytest.raises((OSError, ValueError)):
        Postings.load(tmp_path / "từ.npz")


@given(st.lists(texts, max_size=3), st.sets(st.one_of(keys, st.just("lạ"))), st.data())
def test_what_is_held_is_what_stands_there(parts: list[list[list[str]]], asked: set[str], data: st.DataObject) -> None:
    every = [text for part in parts for text in part]
    index = LexicalIndex([Postings.build(part) for part in parts])
    positions = data.draw(st.lists(st.integers(0, len(every) - 1), max_size=9)) if every else []
    held = index.held(asked, np.array(positions, np.int64))
    assert held == [asked & set(every[position]) for position in positions]

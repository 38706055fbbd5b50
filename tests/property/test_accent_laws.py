"""What holds of restoring accents, whatever the text?"""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qa.questions.correction import QuestionCorrector
from qa.text.keys import has_accents
from qa.text.lookalikes import composed
from tests.fakes import folded_keys

TEXTS = ["Thủ đô Hà Nội và hai nước Việt Nam, Lào đã ký hiệp định năm 1977.", "Ông ở đâu, bao giờ về?"]
MODEL = QuestionCorrector.count(TEXTS)
SYLLABLES = st.sampled_from(folded_keys(" ".join([*TEXTS, "xyz Obama"])))
TYPED = st.lists(SYLLABLES, max_size=12).map(" ".join)


@given(TYPED)
def test_only_accents_change(typed: str) -> None:
    assert folded_keys(MODEL.restore(typed)) == folded_keys(typed)


@given(TYPED)
def test_an_accent_that_was_restored_stays_when_it_is_read_again(typed: str) -> None:
    # More may come: beside accents, a word without any is judged otherwise than where all were left out.
    once = MODEL.restore(typed)
    for before, after in zip(once.split(), MODEL.restore(once).split(), strict=True):
        assert set(marks(before)) <= set(marks(after))


@given(st.text(max_size=60))
def test_whatever_is_no_word_stays_where_it_is(typed: str) -> None:
    # Blanks aside: a chat spelling may stand for two words.
    assert _without_words(MODEL.restore(typed)) == _without_words(composed(typed))


@given(st.lists(st.sampled_from(" ".join([*TEXTS, "ma Obama nuoc"]).split()), max_size=12))
def test_an_accent_that_was_typed_on_a_known_word_is_kept(words: list[str]) -> None:
    read = MODEL.restore(" ".join(words)).split()
    complete = [(typed, meant) for typed, meant in zip(words, read, strict=True) if has_accents(typed)]
    assert all(set(marks(typed)) <= set(marks(meant)) for typed, meant in complete)


def _without_words(text: str) -> str:
    return "".join(re.sub(r"[^\W_]+~?", "", text).split())


def marks(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word.casefold()) if not letter.isascii())

"""Do keys hold together what is one word and keep apart what is two?"""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.text.keys import exact_key, exact_keys, folded_key, has_accents, words
from tests.fakes import folded_keys

VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]

vietnamese = st.text(st.sampled_from(VOWELS + "bcdđghklmnpqrstvxĐ \u0300\u0301\u0303\u0309\u0323.,1"), max_size=12)
anything = st.one_of(vietnamese, st.text(max_size=12))


@given(anything)
@example("àọ")
def test_a_key_is_its_own_key(text: str) -> None:
    for word in words(text):
        assert exact_key(exact_key(word)) == exact_key(word)
        assert folded_key(folded_key(word)) == folded_key(word)


@given(anything)
def test_composed_and_decomposed_text_have_the_same_keys(text: str) -> None:
    for keys_of in (exact_keys, folded_keys):
        assert keys_of(unicodedata.normalize("NFD", text)) == keys_of(unicodedata.normalize("NFC", text))
    assert has_accents(unicodedata.normalize("NFD", text)) == has_accents(text)


@given(vietnamese)
def test_case_makes_no_difference(text: str) -> None:
    assert exact_keys(text.upper()) == exact_keys(text) == exact_keys(text.title())
    assert folded_keys(text.upper()) == folded_keys(text)


@given(anything)
def test_words_with_one_exact_key_have_one_folded_key(text: str) -> None:
    assert [folded_key(key) for key in exact_keys(text)] == folded_keys(text)


@given(anything)
def test_every_letter_and_digit_is_in_some_word(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert "".join(filter(str.isalnum, composed)) == "".join(filter(str.isalnum, "".join(words(text))))


@given(
    st.sampled_from(["oa", "oe", "uy"]),
    st.sampled_from(TONES[1:]),
    st.sampled_from(["h", "th", "kh", "x"]),
)
def test_the_place_of_the_tone_makes_no_difference(rhyme: str, tone: str, onset: str) -> None:
    old, new = onset + rhyme[0] + tone + rhyme[1], onset + rhyme + tone
    assert exact_key(old) == exact_key(new)
    assert exact_key(new) != exact_key(onset + rhyme)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thúy", "thuý"),
        ("quí", "qúi"),
        ("HÒA", "hoà"),
        ("hòa", "ho\u0300a"),
        ("Ðường", "đường"),  # Icelandic eth
        ("Ɖường", "đường"),  # African d
        ("ðường", "ĐƯỜNG"),
        ("ượng", "u\u031bo\u031b\u0323ng"),
    ],
)
def test_two_writings_of_one_word_have_one_exact_key(one: str, other: str) -> None:
    assert exact_keys(one) == exact_keys(other)
    assert len(exact_keys(one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("đường", "dương"), ("đường", "đương"), ("ma", "má"), ("mà", "mã"), ("mơ", "mo"), ("quý", "quí"), ("cân", "căn")],
)
def test_different_words_have_different_exact_keys(one: str, other: str) -> None:
    assert exact_key(one) != exact_key(other)


@pytest.mark.parametrize(
    ("word", "plain"), [("đường", "duong"), ("dương", "duong"), ("Ðà", "da"), ("NGUYỄN", "nguyen"), ("ượng", "uong")]
)
def test_the_folded_key_is_what_is_typed_without_accents(word: str, plain: str) -> None:
    assert folded_key(word) == plain


def test_words_are_syllables_and_whole_numbers() -> None:
    assert list(words("TP.HCM: 1.000.000 đồng, 3,5% (năm 2020).")) == [
        "TP", "HCM", "1.000.000", "đồng", "3,5", "năm", "2020",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "accented"),
    [
        ("thu do cua viet nam", False),
        ("THU DO 2020", False),
        ("thu đo", True),
        ("cà phê", True),
        ("Đ", True),
        ("", False),
    ],
)
def test_one_mark_shows_that_accents_are_typed(text: str, accented: bool) -> None:
    assert has_accents(text) is accented

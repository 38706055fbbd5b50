"""Do keys hold together what is one word and keep apart what is two?"""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.text.keys import exact_key, exact_keys, folded_key, has_accents, matching_keys, words
from qa.text.lookalikes import composed
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
    # Up to i and y and the points in a number, which a key has in one way only.
    assert [exact_key(folded_key(key)) for key in exact_keys(text)] == [exact_key(key) for key in folded_keys(text)]


@given(anything)
def test_every_letter_and_digit_is_in_some_word(text: str) -> None:
    assert "".join(filter(str.isalnum, composed(text))) == "".join(filter(str.isalnum, "".join(words(text))))


@given(
    st.sampled_from(["oa", "oe", "uy"]),
    st.sampled_from(TONES[1:]),
    st.sampled_from(["h", "th", "kh", "x"]),
)
def test_the_position_of_the_tone_mark_makes_no_difference(rhyme: str, tone: str, onset: str) -> None:
    old, new = onset + rhyme[0] + tone + rhyme[1], onset + rhyme + tone
    assert exact_key(old) == exact_key(new)
    assert exact_key(new) != exact_key(onset + rhyme)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thúy", "thuý"),
        ("quí", "qúi"),
        ("quý", "quí"),
        ("Mĩ", "Mỹ"),
        ("kỹ", "kĩ"),
        ("ty", "ti"),
        ("nghỹ", "nghĩ"),
        ("1.000.000", "1000000"),
        ("02", "2"),
        ("3.5", "3,5"),
        ("１２", "12"),  # an East Asian keyboard
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
    [
        ("đường", "dương"),
        ("đường", "đương"),
        ("ma", "má"),
        ("mà", "mã"),
        ("mơ", "mo"),
        ("thuý", "thúi"),
        ("tay", "tai"),
        ("cân", "căn"),
        ("1,000", "1000"),
        ("1,5", "15"),
        ("007", "7"),
    ],
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


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("50 năm", "năm mươi năm", {"50"}),
        ("2/12/1975", "ngày 2 tháng 12 năm 1975", {"2/12", "12/1975", "1975"}),
        ("2.12.1975", "02-12-1975", {"2", "12", "1975", "2/12", "12/1975"}),
        ("mùng hai tháng chín", "ngày 02/9", {"2/9"}),
        ("tháng Giêng năm 2022", "1/2022", {"1/2022", "2022"}),
        ("tháng mười hai 2020", "12/2020", {"12/2020"}),
        ("lần thứ XIV", "lần thứ 14", {"14"}),
        ("thế kỷ XX", "thế kỷ 20", {"20"}),
        ("thế kỉ XX", "thế kỷ xx", {"20"}),
        ("Khoá I", "khóa i", {"1"}),
        ("1,5 triệu đồng", "1.500.000 đồng", {"1500000"}),
        ("một triệu năm trăm nghìn", "1500000", {"1500000"}),
        ("hai mươi tư", "24", {"24"}),
        ("một trăm linh năm", "105", {"105"}),
        ("năm hai nghìn không trăm hai mươi", "năm 2020", {"2020"}),
        ("ba mươi lăm nghìn tỷ", "35.000 tỉ", {"35000000000000"}),
        ("Việt Nam-Lào", "Việt Nam – Lào", {"nam"}),
    ],
)
def test_what_is_written_in_two_ways_shares_a_key(one: str, other: str, shared: set[str]) -> None:
    assert shared <= set(matching_keys(one)) & set(matching_keys(other))


@pytest.mark.parametrize(
    "text", ["năm năm trước", "XI MĂNG", "24/13", "ngày 45/2", "tháng 13 năm 2020", "mươi trăm", "thứ hai"]
)
def test_what_is_no_number_makes_no_day(text: str) -> None:
    assert not any("/" in key for key in matching_keys(text))


@given(
    st.lists(
        st.sampled_from(["năm", "mươi", "mười", "trăm", "nghìn", "linh", "tháng", "ngày", "12", "XIV", "2/9/1945"])
    )
)
def test_more_keys_come_behind_those_of_the_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert matching_keys(text)[: len(exact_keys(text))] == exact_keys(text)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1000, 2999))
def test_a_day_has_the_same_keys_however_it_is_written(day: int, month: int, year: int) -> None:
    forms = [
        f"{day}/{month}/{year}",
        f"{day:02}-{month:02}-{year}",
        f"{day}.{month}.{year}",
        f"ngày {day} tháng {month} năm {year}",
    ]
    for form in forms:
        assert {f"{day}/{month}", f"{month}/{year}"} <= set(matching_keys(form))


@given(st.integers(1, 39))
def test_a_roman_numeral_is_its_number(number: int) -> None:
    tens, ones = divmod(number, 10)
    numeral = "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
    assert str(number) in matching_keys(f"lần thứ {numeral}")

"""Is text the same text, whichever encoding it was saved in?"""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import DocumentError
from qa.reading.decoding import decode
from qa.reading.limits import ReadingLimits

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "documents"
LIMITS = ReadingLimits()

# Of letters that all the encodings have; their curly quotes and dashes differ.
PLAIN = str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "’": "'", "‘": "'"})
SENTENCES = [
    line
    for path in sorted(SEEDS.glob("*.txt")) + sorted(SEEDS.glob("*.md"))
    for line in unicodedata.normalize("NFC", path.read_text("utf-8")).translate(PLAIN).splitlines()
    if len(line) > 60 and line.isprintable() and all(ord(character) < 0x2000 for character in line)
]
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("\n".join)

# The other way round than the program's tables, from how people wrote them down: letters of TCVN3 and VNI as
# windows-1252 shows them.
TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
        strict=True,
    )
)


def tcvn3(text: str) -> bytes:
    """Capitals with tones are small letters in a font of capitals."""
    return "".join(TCVN3.get(one) or TCVN3.get(one.lower()) or one for one in text).encode("latin-1")


@given(texts)
def test_tcvn3_is_read(text: str) -> None:
    assert decode(tcvn3(text), LIMITS).lower() == text.lower()


@given(texts)
def test_windows_1258_is_read(text: str) -> None:
    # Letters with marks of their own are one character there, tones are another behind it.
    data = b"".join(_in_1258(one) for one in text)
    assert unicodedata.normalize("NFC", decode(data, LIMITS)) == text


def _in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", decomposed.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")


@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
def test_unicode_is_never_taken_for_anything_else(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), LIMITS) == text


@given(st.binary(max_size=400))
def test_bytes_are_text_or_refused_by_name(data: bytes) -> None:
    try:
        text = decode(data, LIMITS)
    except DocumentError as error:
        text = str(error)
    assert text.strip()
    assert "\0" not in text


STATE = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc", STATE),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc", STATE),
        ("Ngöôøi ñöôïc chôø ñôïi ôû bôø soâng Hoàng luùc saùng", "Người được chờ đợi ở bờ sông Hồng lúc sáng"),
    ],
)
def test_old_texts_as_people_know_them(shown: str, text: str) -> None:
    assert decode(shown.encode("cp1252"), LIMITS) == text


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250", "cp1251", "shift_jis"])
def test_other_languages_are_refused(encoding: str) -> None:
    texts = {
        "cp1251": "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 3,
        "shift_jis": "いろはにほへと ちりぬるを わかよたれそ つねならむ。" * 3,
        "cp1250": "Příliš žluťoučký kůň úpěl ďábelské ódy v šeru večera. " * 3,
    }
    text = texts.get(encoding, "Les élèves français étaient à la fenêtre où ça déçoit après Noël à côté. " * 3)
    with pytest.raises(DocumentError, match="hãy lưu"):
        decode(text.encode(encoding), LIMITS)

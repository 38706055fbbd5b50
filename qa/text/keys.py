"""By which key does a word match another?

Keys are for comparing only and never shown. There are two: the exact key keeps the accents and ignores how they are
written (composed or decomposed, upper or lower case, `hòa` or `hoà`, `kỹ` or `kĩ`, `1.000` or `1000`); the folded key
ignores the accents as well. A text's matching keys are the exact keys of its words, and one more for every number, day
and numeral that can be written in another way.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from qa.text.lookalikes import composed
from qa.text.numerals import days, plain_number, roman_numerals, written_numbers

# Combining marks that carry one of the five written tones: huyền, sắc, ngã, hỏi, nặng.
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

# Any Latin capital, those of Vietnamese among them, as a part of a pattern; `re` knows no class of them.
CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper() and letter.isalpha())}]"

# Letters that are typed or extracted for đ: Icelandic eth, African d with tail.
_D_LOOKALIKES = str.maketrans({"ð": "đ", "Ð": "đ", "ɖ": "đ", "Ɖ": "đ", "Đ": "đ"})

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")

# Syllables in which y and i are the same vowel: `mỹ` and `mĩ`, `quý` and `quí`, but not `thuý` and `thúi`.
_Y_FOR_I = re.compile(r"(?:[bcdđghklmnprstvx]|[cknpt]h|ngh?|tr|qu)y")

# The tone mark of an open "oa", "oe" or "uy" is on the first vowel in most texts, on the second in some. With another
# mark after it, it is no syllable and stays.
_TONE_ON_SECOND = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![\w\u0300-\u036f])", re.IGNORECASE)

# "Qu" and "gi" are consonants: a tone mark on them belongs to the next vowel (`qúy`, `gía`).
_TONE_ON_ONSET = re.compile(r"(?:(?<=q)[ùúủũụ]|(?<=(?<!n)g)[ìíỉĩị])[aăâeêioôơuưy](?![\u0300-\u036f])", re.IGNORECASE)

# A hyphen, any dash or the minus sign between two words.
_DASH = re.compile("(?<=\\w)\\s*[\u2010-\u2015\u2212-]\\s*(?=\\w)")

# Every distinct token of a library of 100,000 sentences fits: about 60,000 forms.
_CACHE_SIZE = 1 << 17


def usual_form(text: str) -> str:
    """The text in the usual spelling, which the encoder gets: `hoà` as `hòa`, "Việt Nam–Lào" as "Việt Nam - Lào" and
    "2020 – 2021" as "2020-2021".
    """
    toned = _TONE_ON_ONSET.sub(_tone_on_second, _TONE_ON_SECOND.sub(_tone_on_first, composed(text)))
    return _DASH.sub(_dash, toned)


def _tone_on_second(found: re.Match[str]) -> str:
    first, tone = tuple(unicodedata.normalize("NFD", found.group()[0]))
    return composed(first + found.group()[1] + tone)


def _dash(found: re.Match[str]) -> str:
    """A hyphen, with blanks around it between letters, without beside a digit: "COVID-19"."""
    return " - " if found.string[found.start() - 1].isalpha() and found.string[found.end()].isalpha() else "-"


def _tone_on_first(found: re.Match[str]) -> str:
    first, second, tone = tuple(unicodedata.normalize("NFD", found.group()))
    return composed(first + tone + second)


@lru_cache(maxsize=_CACHE_SIZE)
def exact_key(token: str) -> str:
    """The token in lower case with its tone mark moved to the end, so that `hòa`, `hoà` and `HÒA` have one key, as do
    `kỹ` and `kĩ`; a number without the points between its thousands.
    """
    if token[:1].isdecimal():
        return plain_number(_small(token))
    letters = _small(token)
    bare = without_tones(letters)
    if _Y_FOR_I.fullmatch(bare):
        bare = f"{bare[:-1]}i"
    return bare + _ordered("".join(letter for letter in letters if letter in TONES))


def _small(token: str) -> str:
    """The token in lower case, decomposed, with look-alikes of đ and digits of other scripts replaced."""
    letters = unicodedata.normalize("NFD", token.casefold().translate(_D_LOOKALIKES))
    if letters.isascii():
        return letters
    return "".join(str(int(one)) if one.isdecimal() else one for one in letters)


def without_tones(token: str) -> str:
    """The token, composed, without its tone mark; circumflex, breve, horn and đ stay."""
    letters = unicodedata.normalize("NFD", token)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))


def _ordered(tones: str) -> str:
    """The marks in Unicode's canonical order: a typing slip may leave two on one syllable."""
    return unicodedata.normalize("NFD", tones)


@lru_cache(maxsize=_CACHE_SIZE)
def folded_key(token: str) -> str:
    """The token in lower case without any mark, đ as d, as it is typed without accents."""
    letters = unicodedata.normalize("NFD", token.casefold().translate(_D_LOOKALIKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("đ", "d")


def words(text: str) -> Iterator[str]:
    """The words of a text in order, composed; for Vietnamese these are syllables. `1.000` is one word."""
    return (match.group() for match in _WORD.finditer(composed(text)))


def exact_keys(text: str) -> list[str]:
    """The exact key of every word, in order."""
    return [exact_key(word) for word in words(text)]


def matching_keys(text: str) -> list[str]:
    """The exact key of every word in order, then the keys of numbers in words ("năm mươi" is `50`), of Roman numerals
    (`14` for "XIV") and of days (`2/12` and `12/1975` for "ngày 2 tháng 12 năm 1975" and for "2.12.1975").
    """
    text = composed(text)
    written = list(words(text))
    small = [plain_number(word) if word[0].isdecimal() else word.lower() for word in written]
    more = (*written_numbers(small), *roman_numerals(written), *days(text, small))
    return [*map(exact_key, written), *more]


def has_accents(text: str) -> bool:
    """Whether any word has a mark or a đ; if none has, accents may have been left out."""
    return any(folded_key(word) != word.casefold() for word in words(text))

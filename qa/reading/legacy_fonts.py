"""Which text does a reader see in a font from before Unicode?"""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from qa.reading.legacy_encodings import tcvn3_shown, vni_shown
from qa.reading.syllables import is_syllable

# PDF puts six letters before the name of a font of which it carries a part.
_SUBSET = re.compile(r"\A[A-Z]{6}\+")
_TCVN3 = re.compile(r"\A\.?Vn[A-Z]")
_VNI = re.compile(r"\AVNI\b", re.IGNORECASE)
_CAPITALS = re.compile(r"H(?:\b|$)")
_OF_1252 = "ŒœŠšŸŽžƒˆ"
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]*+")
# Where programs put the signs of a font that is none of Unicode.
_PRIVATE = range(0xF000, 0xF100)
Result = TypeVar("Result")

_HIGHEST = 0xFF  # the last character that fits in the one byte of such fonts


def is_legacy_font(font: str) -> bool:
    """Whether the name says so: ".VnTime" and the like show TCVN3, "VNI-Times" and the like VNI."""
    name = _SUBSET.sub("", font)
    return _TCVN3.match(name) is not None or _VNI.match(name) is not None


class FontReading:
    """Shows the text of one document. `converted` are the fonts in which something was converted, in order."""

    def __init__(self, in_unicode: Iterable[str] = ()) -> None:
        """Text in fonts of the names `in_unicode` is left as it is."""
        self.converted: dict[str, None] = {}
        self.in_unicode = set(in_unicode)

    def shown(self, text: str, font: str | None) -> str:
        """The text as it looks in this font; as it is in any other."""
        if not text or not font or not is_legacy_font(font) or font in self.in_unicode:
            return text
        if any(map(_is_unicode, text)):
            self.in_unicode.add(font)
            return text
        shown = _converted(text, _SUBSET.sub("", font))
        if shown != text:
            self.converted[font] = None
        return shown


def with_lost_horns(text: str, font: str) -> str:
    """A word of a PDF with its "ư", which in a TCVN3 font has the code that PDF takes for a hyphen: where that gives a
    syllable, and its two sides are none.
    """
    if "-" not in text or not _TCVN3.match(_SUBSET.sub("", font)):
        return text
    return _HYPHENATED.sub(_horned, text)


def _horned(found: re.Match[str]) -> str:
    word = found[0].replace("-", "ư")
    shown = word.upper() if found[0].isupper() else word
    return shown if is_syllable(word) and not all(map(is_syllable, found[0].split("-"))) else found[0]


def read_with_fonts(read: Callable[[FontReading], Result]) -> tuple[Result, tuple[str, ...]]:
    """What `read` gives, and the fonts that were converted.

    Where a font named like a legacy one has letters that only Unicode has, its text was typed in Unicode, and a reader
    sees it in another font that his program puts in; so all is read again and that font left alone.
    """
    fonts = FontReading()
    result = read(fonts)
    if fonts.in_unicode & set(fonts.converted):
        fonts = FontReading(fonts.in_unicode)
        result = read(fonts)
    return result, tuple(fonts.converted)


def _converted(text: str, name: str) -> str:
    """The fonts of capitals end in H."""
    in_bytes = "".join(chr(ord(letter) & 0xFF) if ord(letter) in _PRIVATE else letter for letter in text)
    if _VNI.match(name):
        return vni_shown(in_bytes)
    shown = tcvn3_shown(in_bytes)
    return shown.upper() if _CAPITALS.search(name) else shown


def _is_unicode(letter: str) -> bool:
    return letter.isalpha() and ord(letter) > _HIGHEST and ord(letter) not in _PRIVATE and letter not in _OF_1252

"""What does a text look like to a reader, whatever characters it is made of?

Word processors, web pages and copied PDFs leave characters that nobody sees (soft hyphens, zero-width blanks) and
letters of another script that look like Latin ones. They are kept in what is shown, and ignored in keys.
"""

import re
import unicodedata

# Soft hyphen, zero-width blanks and joiners, marks of direction, word joiner, invisible operators, byte-order mark, and
# the selectors that choose between a sign and its picture.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_INVISIBLES = re.compile(f"[{_INVISIBLE}]+")

# Cyrillic letters and the Latin ones that look the same.
_CYRILLIC = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u0410\u0412\u0415\u041a\u041c\u041d\u041e"
    "\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405",
    "aeopcyxijshdABEKMHOPCTYXIJS",
)
_CYRILLIC_LETTERS = frozenset(map(chr, _CYRILLIC))
_SUSPICIOUS = re.compile(f"[{_INVISIBLE}\u0400-\u052f\u00d0\u00f0\u0189\u0256]")
_LETTERS = re.compile(r"[^\W\d_]+")

# African d with tail and Icelandic eth, which are typed or extracted for đ.
_D = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})


def composed(text: str) -> str:
    """The text as it looks, in Unicode's composed form (NFC), which the encoder and every key expect: without invisible
    characters, and with Latin letters for those that look the same.
    """
    if text.isascii():
        return text
    if _SUSPICIOUS.search(text):
        text = _LETTERS.sub(_as_it_looks, _INVISIBLES.sub("", text).translate(_D))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _as_it_looks(word: re.Match[str]) -> str:
    """The word in Latin letters; a Russian word, which has letters of its own, stays."""
    letters = word.group()
    cyrillic = {letter for letter in letters if "\u0400" <= letter <= "\u052f"}
    return letters.translate(_CYRILLIC) if cyrillic and cyrillic <= _CYRILLIC_LETTERS else letters

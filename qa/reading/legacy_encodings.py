"""Is this Vietnamese in an encoding from before Unicode?

windows-1258, TCVN3 (ABC, TCVN 5712:1993) and VNI map the same bytes to different letters, and nothing in a file names
its encoding. But only the right one gives pronounceable words, so each is tried and its words are checked.
"""

import re
import unicodedata
from collections.abc import Callable

from qa.reading.syllables import is_syllable

# TCVN3: small letters with accents stand above 0xA8, capitals with accents have none but in fonts of their own.
_TCVN3 = dict(
    zip(
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadae b5b6b7b8b9 bbbcbdbe c6c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde"
            "dfe1e2e3e4 e5e6e7e8e9 eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe"
        ),
        "ĂÂÊÔƠƯĐăâêôơưđ" "àảãáạ" "ằẳẵắ" "ặầẩẫấậ" "èẻẽéẹ" "ềểễếệ"
        "ìỉĩíị" "òỏõóọ" "ồổỗốộ" "ờởỡớợ" "ùủũúụ" "ừửữứự" "ỳỷỹýỵ",
        strict=True,
    )
)  # fmt: skip

# VNI, decoded as windows-1252: a letter, followed by its mark.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI = re.compile(r"([aeouyôö])([ùøûõïâáàåãäêéèúüë])|([ñôöæóòîíì])", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+")

# A handful of accented words is enough evidence: wrong tables turn half of them into impossible syllables.
_FEWEST_WORDS = 5
_LEAST_SHARE = 0.9
_LEAST_LEAD = 0.15


def decode_legacy(data: bytes) -> str | None:
    """The text, if one of the encodings gives Vietnamese and no other comes near it; otherwise None."""
    found = _found(data)
    return found and found[0]


def name_of_encoding(data: bytes) -> str | None:
    """What the encoding that gives Vietnamese is called; None as for `decode_legacy`."""
    found = _found(data)
    return found and found[1]


def _found(data: bytes) -> tuple[str, str] | None:
    """The text, and the name of its encoding."""
    scored = sorted(
        ((share_of_syllables(text), text, name) for name, decode in _DECODERS if (text := decode(data)) is not None),
        reverse=True,
    )
    if not scored or scored[0][0] < _LEAST_SHARE:
        return None
    rivals = [share for share, text, _ in scored[1:] if text != scored[0][1]]
    return scored[0][1:] if not rivals or scored[0][0] - rivals[0] >= _LEAST_LEAD else None


def tcvn3_shown(text: str) -> str:
    """The letters whose codes are bytes of TCVN3; others as they are."""
    return "".join(_TCVN3.get(ord(letter), letter) for letter in text)


def vni_shown(text: str) -> str:
    """The letters and marks that are VNI in windows-1252; others as they are."""
    return _VNI.sub(_from_vni, text)


def vni_lengths(text: str) -> list[tuple[int, int]]:
    """Where each letter with its mark ends, and by how many characters `vni_shown` has shortened the text there: most
    become one letter. Both rise.
    """
    lengths, shorter = [], 0
    for found in _VNI.finditer(text):
        shorter += len(found[0]) - len(_from_vni(found))
        lengths.append((found.end(), shorter))
    return lengths


def _windows_1258(data: bytes) -> str | None:
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError:
        return None


def _tcvn3(data: bytes) -> str | None:
    if any(byte >= 0x80 and byte not in _TCVN3 for byte in set(data)):
        return None
    return "".join(_TCVN3.get(byte) or chr(byte) for byte in data)


def _vni(data: bytes) -> str | None:
    try:
        shown = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return vni_shown(shown)


def _from_vni(found: re.Match[str]) -> str:
    if found[3]:
        return _like(_VNI_LETTERS[found[3].lower()], found[3])
    letter = _VNI_LETTERS.get(found[1].lower(), found[1].lower())
    return _like(unicodedata.normalize("NFC", letter + _VNI_MARKS[found[2].lower()]), found[1])


def _like(letter: str, typed: str) -> str:
    return letter.upper() if typed.isupper() else letter


_DECODERS: tuple[tuple[str, Callable[[bytes], str | None]], ...] = (
    ("windows-1258", _windows_1258),
    ("TCVN3", _tcvn3),
    ("VNI", _vni),
)


def share_of_syllables(text: str) -> float:
    """The share of possible syllables among the words with accents; 0 if there are too few of them."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    if len(words) < _FEWEST_WORDS:
        return 0.0
    return sum(map(is_syllable, words)) / len(words)

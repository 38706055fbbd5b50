"""Where does JavaScript see this place?

Its strings are counted in UTF-16 units: a character beyond U+FFFF, such as an emoji, takes two.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def astral_count(text: str) -> int:
    """How many characters take two units."""
    return len(text.encode("utf-16-le")) // 2 - len(text)


def astral_offsets(text: str) -> list[int]:
    """Where the characters stand that take two units, rising."""
    return [found.start() for found in _ASTRAL.finditer(text)] if astral_count(text) else []


def utf16_length(text: str) -> int:
    """How many units the text takes."""
    return len(text) + astral_count(text)


def utf16_offset(astral: Sequence[int], offset: int) -> int:
    """The offset, in code points, counted in units; `astral` are the document's `astral_offsets`."""
    return offset + bisect_left(astral, offset)

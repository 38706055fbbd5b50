"""Which offset does JavaScript have for an offset in code points?

Its strings are counted in UTF-16 units: a character above U+FFFF, such as an emoji, takes two.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def astral_count(text: str) -> int:
    """The number of characters that take two units."""
    return len(text.encode("utf-16-le")) // 2 - len(text)


def astral_offsets(text: str) -> list[int]:
    """The offsets of the characters that take two units, rising."""
    return [found.start() for found in _ASTRAL.finditer(text)] if astral_count(text) else []


def utf16_length(text: str) -> int:
    """The length of the text in units."""
    return len(text) + astral_count(text)


def utf16_offset(astral: Sequence[int], offset: int) -> int:
    """An offset in code points converted to units; `astral` are the `astral_offsets` of the document."""
    return offset + bisect_left(astral, offset)

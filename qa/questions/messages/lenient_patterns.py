"""How is a pattern of Vietnamese words matched with or without its accents?"""

import re
from functools import cache

from qa.text.keys import folded_key


@cache
def lenient(pattern: str) -> str:
    """The pattern, in which every letter with a mark also matches the letter without: `hỏi` matches "hỏi" and "hoi",
    but not "hòi". For composed text.
    """
    return "".join(letter if letter.isascii() else f"[{letter}{folded_key(letter)}]" for letter in pattern)


def lenient_words(pattern: str) -> re.Pattern[str]:
    """A lenient pattern of whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{lenient(pattern)})(?!\w)", re.IGNORECASE)

"""In which khoản of an article is a sentence?

Articles of Vietnamese laws (Điều) are divided into numbered paragraphs (khoản): `1. …`, `2. …`, each on its own line;
`2.[3] …` where a footnote says what amended it.
"""

import re

_ARTICLE = re.compile(r"\s*[đð]iều\s+\d", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|[\r\n])[ \t]*(\d{1,3})\.(?:\[\d{1,3}\])?[ \t\xa0]*(?=[^\s\d])")


def clause_at(headings: tuple[str, ...], passage: str, offset: int) -> str | None:
    """The number of the khoản at this offset of a passage's text, given the headings above the passage.

    None outside of articles, and if the passage begins within a khoản, after its number.
    """
    if not headings or not _ARTICLE.match(headings[-1]):
        return None
    numbers = [found[1] for found in _NUMBER.finditer(passage) if found.start(1) <= offset]
    return numbers[-1] if numbers else None

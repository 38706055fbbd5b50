"""Where are the khoản of an article, and in which of them is a sentence?

Articles of Vietnamese laws (Điều) are divided into numbered paragraphs (khoản): `1. …`, `2. …`, each on its own line;
`2.[3] …` where a footnote says what amended it. These may have points: `a) …`, `đ) …`. All offsets are code points of
the text that is given.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

_ARTICLE = re.compile(r"\s*[đð]iều\s+\d", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|[\r\n])[ \t]*(\d{1,3})\.(?:\[\d{1,3}\])?[ \t\xa0]*(?=[^\s\d])")

# The same, and older forms: `1) …`, `1- …`.
_FORM = r"(?P<form>[.)/]|[.)]?-)(?:\[\d{1,3}\])?"
_CLAUSE = re.compile(rf"(?<![^\r\n])[ \t]*+(?P<name>\d{{1,3}}[a-zđ]?){_FORM}[ \t\xa0]*+(?=[^\s\d])")
_POINT = re.compile(rf"(?<![^\r\n])[ \t]*+(?P<name>[a-zđ]|dd){_FORM}(?=[ \t\xa0])")

# The letters of points, in order.
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class PartRange:
    """A numbered part, from `start` to `end`."""

    name: str
    start: int
    end: int


def clause_at(headings: tuple[str, ...], passage: str, offset: int) -> str | None:
    """The number of the khoản at this offset of a passage's text, given the headings above the passage.

    None outside of articles, and if the passage begins within a khoản, after its number.
    """
    if not headings or not _ARTICLE.match(headings[-1]):
        return None
    numbers = [found[1] for found in _NUMBER.finditer(passage) if found.start(1) <= offset]
    return numbers[-1] if numbers else None


def clause_ranges(article: str) -> list[PartRange]:
    """The khoản of an article, in order: each from its number to where the next begins."""
    return _ranges(article, _CLAUSE, _follows_number)


def point_ranges(clause: str) -> list[PartRange]:
    """The points of a khoản, in order: each from its letter to where the next begins."""
    return _ranges(clause, _POINT, _follows_letter)


def _ranges(text: str, pattern: re.Pattern[str], follows: Callable[[str, str], bool]) -> list[PartRange]:
    """The parts that begin with a mark each, which follows the one before and is written in the same form. Those of a
    quoted article are no parts of the one that quotes it.
    """
    marks: list[re.Match[str]] = []
    quoted = read = 0
    for found in pattern.finditer(text):
        quoted += text.count("“", read, found.start()) - text.count("”", read, found.start())
        read = found.start()
        if quoted > 0:
            continue
        if not marks or (marks[-1]["form"] == found["form"] and follows(marks[-1]["name"], found["name"])):
            marks.append(found)
    borders = [*(mark.start("name") for mark in marks), len(text)]
    return [
        PartRange(mark["name"].replace("dd", "đ"), start, start + len(text[start:end].rstrip()))
        for mark, (start, end) in zip(marks, pairwise(borders), strict=True)
    ]


def _follows_number(before: str, name: str) -> bool:
    """Whether 3 or 2a follows 2."""
    number, letter = name.rstrip(_LETTERS), name.lstrip("0123456789")
    last = int(before.rstrip(_LETTERS))
    return int(number) == (last if letter else last + 1)


def _follows_letter(before: str, name: str) -> bool:
    return _LETTERS.find(name.replace("dd", "đ")) > _LETTERS.find(before.replace("dd", "đ"))

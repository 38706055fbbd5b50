"""Which number does Word put in front of a paragraph?

Automatic numbers stand in no run: a paragraph names a list and a level, the list's levels say how they count and what
is written around the numbers. To a reader they are text like any other ("Điều 2.", "a)"), and people ask by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from qa.reading.formats.word_styles import WORD, child_value

LEVELS = 9

_PLACEHOLDER = re.compile("%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Beyond it no Roman numeral is written without marks above the letters.
_GREATEST_ROMAN = 3999
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: from `start`, in `form`, written as `text` with %1 for the first level."""

    start: int
    form: str
    text: str


_PLAIN = _Level(1, "none", "")


class WordNumbering:
    """The lists of one file, counting on as their paragraphs are read in order."""

    def __init__(self, root: Any | None) -> None:  # noqa: ANN401 - lxml ships no types
        found = [] if root is None else root.findall(f"{WORD}abstractNum")
        self._lists = {one.get(f"{WORD}abstractNumId"): _levels(one) for one in found}
        nums = [] if root is None else root.findall(f"{WORD}num")
        self._nums = {one.get(f"{WORD}numId"): one for one in nums}
        # By list, the last number of each level; None where the level has not begun.
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def label(self, properties: Any) -> str | None:  # noqa: ANN401 - as above
        """What stands before the next paragraph with this `numPr`: a hyphen for any bullet, as in web pages; "" where
        nothing is shown, None where it is in no list.
        """
        number, level = child_value(properties, "numId"), int(child_value(properties, "ilvl") or 0)
        num = self._nums.get(number or "")
        if num is None or not 0 <= level < LEVELS:
            return None
        abstract = child_value(num, "abstractNumId") or ""
        levels = self._lists.get(abstract)
        if levels is None:
            return None
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        self._restart(number or "", num, counts)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return _written(levels, level, counts)

    def _restart(self, number: str, num: Any, counts: list[int | None]) -> None:  # noqa: ANN401 - as above
        """What a list's use says of where its levels begin counts from its first paragraph on."""
        if number in self._started:
            return
        self._started.add(number)
        for override in num.findall(f"{WORD}lvlOverride"):
            start = child_value(override, "startOverride")
            level = int(override.get(f"{WORD}ilvl", 0))
            if start is not None and 0 <= level < LEVELS:
                counts[level] = int(start) - 1


def _levels(abstract: Any) -> list[_Level]:  # noqa: ANN401 - as above
    levels = [_PLAIN] * LEVELS
    for found in abstract.findall(f"{WORD}lvl"):
        number = int(found.get(f"{WORD}ilvl", 0))
        if 0 <= number < LEVELS:
            start = int(child_value(found, "start") or 1)
            levels[number] = _Level(
                start, child_value(found, "numFmt") or "decimal", child_value(found, "lvlText") or ""
            )
    return levels


def _written(levels: list[_Level], level: int, counts: list[int | None]) -> str:
    if levels[level].form in {"bullet", "none"}:
        return "-" if levels[level].form == "bullet" else ""

    def number(found: re.Match[str]) -> str:
        of = int(found[1]) - 1
        count = counts[of]
        return formed(levels[of].start if count is None else count, levels[of].form)

    return _PLACEHOLDER.sub(number, levels[level].text).strip()


def formed(number: int, form: str) -> str:
    """The number as Word writes it in a list of this form, such as `lowerLetter`."""
    match form:
        case "lowerLetter" | "upperLetter":
            # After z comes aa, then bb.
            letters = _LETTERS[(number - 1) % len(_LETTERS)] * (1 + (number - 1) // len(_LETTERS)) if number > 0 else ""
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            return _roman(number).upper() if form == "upperRoman" else _roman(number)
        case "decimalZero":
            return f"{number:02d}"
        case "none" | "bullet":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _GREATEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written

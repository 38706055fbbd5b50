"""Which sign or number is in front of a list item?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.text.keys import CAPITAL

# The letters of the điểm of a law (without f, j, w and z), and those of lists that count in English (without đ).
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"

# The kinds by their depth in a list of lists, the outermost first: khoản are numbered, their điểm have letters.
_DEPTHS = ("step", "ordinal", "roman", "1.", "1)", "(1)", "1.1.", "1.1.1.", "a.", "a)", "(a)", "•", "-", "+")

# A number stands before a blank or, in laws, before the capital of the first word: "1.Hồ sơ".
_AFTER = r"(?:[ \t\xa0]++|(?=[^\W\d_]))"
# Without a stop behind it, `3.5` is a number unless a capital follows.
_SUBHEADED = rf"(?:\.[ \t\xa0]++(?=[^\W\d_])|[ \t\xa0]++(?-i:(?={CAPITAL})))"
_MARKER = re.compile(
    rf"""[ \t\xa0]{{0,12}}+(?:\*\*)?+(?:
        (?P<step>bước)[ \t\xa0]*+(?:thứ[ ])?+(?P<step_number>\d{{1,3}}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b
      | (?P<ordinal>thứ)[ ](?P<ordinal_number>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b[:,]
      | (?P<roman>[IVX]{{1,6}}+)[.)]{_AFTER}
      | (?P<outer>\d{{1,3}})\.(?P<middle>\d{{1,2}})(?:\.(?P<inner>\d{{1,2}}))?+{_SUBHEADED}
      | (?P<open>\()?+(?:(?P<number>\d{{1,3}})|(?P<letter>[a-zđ]))(?P<close>[.)])(?:\[\d{{1,3}}\])?+{_AFTER}
      | (?P<bullet>[-–—+*•●○▪■◦·‣➢✓✔♦❖])[ \t\xa0]++(?=\S)
      | (?P<tight>[•●▪■‣➢✓✔♦❖])(?=[^\W_])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMERALS = ("nhất", "một", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_COUNTS = (1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10)
_NUMERAL_COUNTS = dict(zip(_NUMERALS, _COUNTS, strict=True))

_CACHE_SIZE = 1 << 14


@dataclass(frozen=True, slots=True)
class ListMarker:
    """The marker of an item. Items of one list have markers of one `kind`; `number` rises from item to item, and is 0
    for a bullet.
    """

    kind: str
    number: int = 0

    @property
    def depth(self) -> int:
        """How deep lists of its kind are within others, as a rule; 0 is the outermost."""
        return _DEPTHS.index(self.kind) if self.kind in _DEPTHS else len(_DEPTHS) - 3


@lru_cache(_CACHE_SIZE)
def list_marker(line: str) -> ListMarker | None:
    """The marker at the beginning of a line; None where there is none."""
    found = _MARKER.match(line)
    if found is None:
        return None
    bullet = found["bullet"] or found["tight"]
    return ListMarker(bullet) if bullet else _numbered(found)


def _numbered(found: re.Match[str]) -> ListMarker | None:
    if found["step"] or found["ordinal"]:
        return ListMarker(
            "step" if found["step"] else "ordinal", _count(found["step_number"] or found["ordinal_number"])
        )
    if found["roman"] and found["roman"].isupper():
        return ListMarker("roman", _roman(found["roman"]))
    return _of_depth(found) if found["outer"] else _bracketed(found)


def _bracketed(found: re.Match[str]) -> ListMarker | None:
    """`1.`, `1)`, `(1)`, `a)` and so on; a capital with a full stop is an initial."""
    letter = found["letter"] or found["roman"]
    close = found["close"] or found.group().strip()[-1]
    if letter and (len(letter) > 1 or (letter.isupper() and close == ".")):
        return None
    sign = "a" if letter else "1"
    kind = f"({sign})" if found["open"] and close == ")" else f"{sign}{close}"
    return ListMarker(kind, _LETTERS.index(letter.lower()) + 1 if letter else int(found["number"]))


def _of_depth(found: re.Match[str]) -> ListMarker:
    numbers = [int(number) for number in found.group("outer", "middle", "inner") if number]
    return ListMarker("1." + "1." * (len(numbers) - 1), numbers[-1])


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMERAL_COUNTS[word.lower()]


def _roman(letters: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in letters]
    after = [*values[1:], 0]
    return sum(-value if value < following else value for value, following in zip(values, after, strict=True))

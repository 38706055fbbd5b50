"""Which small change makes a question unanswerable by the passage that answered it?

Another year, number, office, kin, side or name than the passage speaks of (Rajpurkar et al. 2018, "Know What You Don't
Know", on antonym and entity swaps). A reader that only matches words finds such a passage as good as before.
"""

import random
import re
from collections.abc import Sequence

from qa.text.keys import CAPITAL

_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?![\d.,])")
_NAME = re.compile(rf"(?<=[\w,] ){CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)*")

# What stands for its opposite when it takes the other's place, each way.
_OPPOSITES = (
    ("phó hiệu trưởng", "hiệu trưởng"),
    ("phó chủ tịch", "chủ tịch"),
    ("phó giám đốc", "giám đốc"),
    ("phó tổng thống", "tổng thống"),
    ("phó thủ tướng", "thủ tướng"),
    ("thứ trưởng", "bộ trưởng"),
    ("con trai", "con gái"),
    ("cha", "mẹ"),
    ("vợ", "chồng"),
    ("anh trai", "em trai"),
    ("đầu tiên", "cuối cùng"),
    ("lớn nhất", "nhỏ nhất"),
    ("cao nhất", "thấp nhất"),
    ("dài nhất", "ngắn nhất"),
    ("nhiều nhất", "ít nhất"),
    ("sớm nhất", "muộn nhất"),
    ("phía bắc", "phía nam"),
    ("phía đông", "phía tây"),
    ("miền bắc", "miền nam"),
    ("tăng", "giảm"),
    ("trước khi", "sau khi"),
    ("thắng", "thua"),
    ("bắt đầu", "kết thúc"),
    ("nhập khẩu", "xuất khẩu"),
    ("được phép", "không được phép"),
    ("phải", "không phải"),
    ("vice president", "president"),
    ("father", "mother"),
    ("son", "daughter"),
    ("wife", "husband"),
    ("brother", "sister"),
    ("first", "last"),
    ("largest", "smallest"),
    ("highest", "lowest"),
    ("oldest", "youngest"),
    ("most", "least"),
    ("before", "after"),
    ("northern", "southern"),
    ("eastern", "western"),
    ("increased", "decreased"),
    ("born", "buried"),
    ("won", "lost"),
    ("winning", "losing"),
)
_OPPOSITE = {here: there for pair in _OPPOSITES for here, there in (pair, pair[::-1])}
_OPPOSED = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_OPPOSITE, key=len, reverse=True))})(?!\w)", re.IGNORECASE)

# No syllable without an accent is longer, "nghiêng" without its accent apart.
_SYLLABLE = 6

# Years near the asked one: a far one differs in its century alone.
_NEAR_YEARS = 12


def altered_question(question: str, passage: str, neighbours: Sequence[str], chance: random.Random) -> str | None:
    """The question with one thing changed to another that `passage` does not mention; None where nothing can be
    changed.

    `neighbours` are texts on the same subject, which other names are taken from.
    """
    changes = [_with_another_year, _with_another_number, _with_the_opposite]
    chance.shuffle(changes)
    for change in changes:
        if changed := change(question, passage, chance):
            return changed
    return _with_another_name(question, passage, neighbours, chance)


def _with_another_year(question: str, passage: str, chance: random.Random) -> str | None:
    found = [year for year in _YEAR.finditer(question) if year.group() in passage]
    if not found:
        return None
    year = chance.choice(found)
    asked = int(year.group())
    near = [str(asked + step) for step in range(-_NEAR_YEARS, _NEAR_YEARS + 1) if str(asked + step) not in passage]
    return _replaced(question, year, chance.choice(near)) if near else None


def _with_another_number(question: str, passage: str, chance: random.Random) -> str | None:
    mentioned = {number.group() for number in _NUMBER.finditer(passage)}
    found = [number for number in _NUMBER.finditer(question) if number.group() in mentioned]
    if not found:
        return None
    number = chance.choice(found)
    others = [str(int(number.group()) + step) for step in (1, 2, 3, 5, 10)]
    others = [other for other in others if other not in mentioned]
    return _replaced(question, number, chance.choice(others)) if others else None


def _with_the_opposite(question: str, passage: str, chance: random.Random) -> str | None:
    """Where the passage has the asked word and not its opposite."""
    lowered = passage.lower()
    found = []
    for word in _OPPOSED.finditer(question):
        here = word.group().lower()
        there = _OPPOSITE[here]
        # One may contain the other, as the deputy's title that of the head.
        left = lowered.replace(there, "") if here in there else lowered
        right = lowered.replace(here, "") if there in here else lowered
        if here in left and there not in right:
            found.append((word, there))
    if not found:
        return None
    word, there = chance.choice(found)
    return _replaced(question, word, there.capitalize() if word.group()[0].isupper() else there)


def _with_another_name(question: str, passage: str, neighbours: Sequence[str], chance: random.Random) -> str | None:
    found = [name for name in _NAME.finditer(question) if name.group() in passage and _is_whole(name.group())]
    if not found or not neighbours:
        return None
    name = chance.choice(found)
    words = name.group().count(" ")
    others = [
        other.group()
        for other in _NAME.finditer(chance.choice(neighbours))
        if other.group().count(" ") == words and other.group() not in passage and other.group() not in question
    ]
    return _replaced(question, name, chance.choice(others)) if others else None


def _is_whole(name: str) -> bool:
    """One syllable with a capital may be the beginning of a Vietnamese word, as "Hồi" of "Hồi giáo"."""
    return " " in name or (name.isascii() and len(name) > _SYLLABLE)


def _replaced(question: str, found: re.Match[str], other: str) -> str:
    return question[: found.start()] + other + question[found.end() :]

"""Which part of the previous question does a follow-up's name or time replace?"""

import re
from collections.abc import Sequence

from qa.questions.question_parts import ASKED, TIME, WORD, content, names, subject_end, within
from qa.text.keys import exact_key

# "Việt Nam, Lào và Campuchia", "Việt - Lào": joined names are replaced together.
_JOINT = re.compile(r",? (?:và|với|cùng) |, | ?[-–] ?")
_TITLES = (
    r"(?:(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)|(?:bộ|thứ) trưởng|thủ tướng|chủ tịch|đại sứ|đồng chí|tướng|ông|bà"
    r"|anh|chị|cô)"
)
_TITLE = re.compile(rf"{_TITLES} ", re.IGNORECASE)
_TITLE_BEFORE = re.compile(rf"(?<!\w)(?:{_TITLES} ){{1,4}}$", re.IGNORECASE)
_COUNTED = re.compile(r"\d+ (?P<unit>[^\W\d]+)$")


def substituted(other: str, asked: str) -> str:
    """The previous question `asked`, with `other` for what it corresponds to."""
    replaced = _replaced_span(other, asked)
    if replaced:
        return asked[: replaced[0]] + other + asked[replaced[1] :]
    if TIME.match(other):
        return f"{asked.rstrip(' ?')} {other}?"
    end = None if names(f" {other}") else subject_end(asked)
    if end is not None:
        return other + asked[end:]
    sought = ASKED.search(asked)
    # Nothing corresponds: it becomes the subject, and the rest of the question follows as context.
    return (
        f"{other} {sought.group().lower()}, {within(content(asked))}?" if sought else f"{asked.rstrip(' ?')} {other}?"
    )


def _replaced_span(other: str, asked: str) -> tuple[int, int] | None:
    """A time for a time; a number of years for another; a phrase with the same first words; otherwise the last name."""
    if TIME.match(other):
        times = list(TIME.finditer(asked))
        return times[-1].span() if times else None
    counted = _COUNTED.match(other)
    if counted:
        found = re.search(rf"(?<!\d)\d+ {re.escape(counted['unit'])}(?!\w)", asked, re.IGNORECASE)
        return found.span() if found else None
    named = names(asked)
    joint = [run for run in _joined(asked, named) if _JOINT.search(asked, *run)] if _JOINT.search(other) else []
    if joint:
        return joint[-1]
    alike = _same_beginning(other, asked, named)
    if alike or not named or not _is_name(other):
        return alike
    start, end = named[-1]
    titled = _TITLE_BEFORE.search(asked[:start])
    if titled and _TITLE.match(other):
        return titled.start(), end
    # "Quốc khánh Lào" for "Quân đội nhân dân Lào": it replaces the whole phrase, not the name alone.
    belongs = asked[start:end] in other and not ASKED.match(asked)
    return (0, end) if belongs else (start, end)


def _is_name(other: str) -> bool:
    """Whether it is a name, and not only capitalised like "Hiệp ước hữu nghị"."""
    named = names(f" {other}")
    return bool(named) and (named[-1][1] == len(other) + 1 or named[0][0] > 1)


def _joined(asked: str, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The names, joined ones as one."""
    first = WORD.match(asked)
    # The capital of the first word may be a name's: "Lào và Việt Nam".
    alone = first and first.group()[0].isupper() and not any(start == 0 for start, _ in named)
    runs: list[tuple[int, int]] = []
    for start, end in ([first.span()] if first and alone else []) + list(named):
        if runs and _JOINT.fullmatch(asked, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _same_beginning(other: str, asked: str, named: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """From the words that both begin with to the end of the name after them: "Bộ trưởng Quốc phòng [Lào]"."""
    words = [word.span() for word in WORD.finditer(asked)]
    keys = [exact_key(asked[start:end]) for start, end in words]
    wanted = [exact_key(word) for word in WORD.findall(other)]
    for size in range(len(wanted) - 1, 0, -1):
        for start in range(len(keys) - size + 1):
            if keys[start : start + size] == wanted[:size]:
                shared = words[start + size - 1][1]
                return words[start][0], next((end for _, end in named if end >= shared), shared)
    return None

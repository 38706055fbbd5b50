"""What does a question ask that leans on the one before?

Only a question that cannot stand alone is completed: another name or time for the same question ("Còn Lào thì sao?"),
a bare question word ("Khi nào?"), or somebody named only by a pronoun ("Ông ấy giữ chức gì?"). What stands in for the
missing words is copied from the question before, or from the sentence that answered it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.text.keys import exact_key


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked before, and the sentence that answered it; empty where none did."""

    question: str
    answer: str = ""


# What is asked for, wherever it stands in the question; the longest first.
_ASKING = (
    r"(?:(?:vào|từ|đến|trong|ở|tại|là|với|cho|gồm|bởi) )?(?:những |các )?"
    r"(?:(?:khi|lúc|năm|ngày|tháng|nước|nơi|người|đâu|bao|vì|tại|làm|như thế|thế|quốc gia) (?:nào|giờ|lâu|nhiêu|sao|ai)"
    r"|ai|đâu|mấy|gì|sao|nào)(?: vậy| thế)?"
)
_ASKED = re.compile(rf"(?<!\w){_ASKING}(?!\w)", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:(?:thế|vậy|còn|và) )?(?:(?:đó|nó) )?(?:diễn ra |xảy ra )?(?P<asked>{_ASKING})(?: (?:ạ|vậy|thế|nhỉ|hả))*",
    re.IGNORECASE,
)
# What begins so lacks its subject: "Gửi tới ai?", "Kéo dài bao lâu?"
_HEADLESS = re.compile(
    r"(?:để|gửi|dựa|do|bởi|nhờ|với|gồm|kéo dài|diễn ra|phải|được|bị|đã|sẽ) (?:\S+ ?){1,7}$", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"(?P<open>(?:(?:thế|vậy|và) )?còn|thế|vậy|và)? ?(?P<other>.+?)(?P<close> (?:thì sao|thì thế nào|thì như thế nào))?"
    r"(?: (?:ạ|vậy|thế|nhỉ|hả))*",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|cô) (?:ấy|ta|này|đó)(?!\w)|(?<!\w)(?:người|vị) (?:này|đó|ấy)(?!\w)"
    r"|^(?:ông|bà)(?= (?!nội|ngoại|cụ))",
    re.IGNORECASE,
)
# "Sau đó", "trong đó" and their like lean on nothing but their own sentence.
_THING = re.compile(
    r"(?<!\w)(?:nó|(?!(?:sau|trong|do|khi|từ|trước|nhờ|bởi|theo|qua|điều|đến|trên)\b)[^\W\d]+ (?:này|đó|ấy))(?!\w)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:(?:ngày|mùng|tháng|năm|thế kỷ|thế kỉ|quý) )+[\w/]+(?: (?:tháng|năm) \d+)*|\d{1,2}/\d{1,2}(?:/\d{4})?|\d{4}",
    re.IGNORECASE,
)
_END_OF_THING = re.compile(rf"[.,;?!]|(?<!\w){_ASKING}(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")

# A follow-up that names another thing says little else.
_MOST_WORDS = 9

# A longer question tells by itself what "này" and "đó" in it mean.
_MOST_LEANING = 12

_CALLED = frozenset({"ông", "bà", "anh", "chị", "cô", "tướng", "tá", "úy", "trưởng", "tịch", "sứ", "chí", "sĩ", "sư"})


def completed(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it leaves out, by the turns before it, the oldest first; itself if it stands alone."""
    if not turns:
        return question
    *earlier, last = turns
    before = Turn(completed(last.question, earlier), last.answer)
    bare = question.strip(" ?!.…")
    return _as_bare(bare, before) or _as_another(bare, before) or _as_pronoun(question, bare, before) or question


def _as_bare(bare: str, before: Turn) -> str | None:
    """A bare question word, "Khi nào?", asks for the time of what was asked before."""
    found = _BARE.fullmatch(bare)
    if found:
        return f"{_content(before.question)} {found['asked'].lower()}?"
    headless = _HEADLESS.match(bare) and _ASKED.search(bare) and not _names(bare)
    return f"{_content(before.question)} {bare[0].lower()}{bare[1:]}?" if headless else None


def _as_another(bare: str, before: Turn) -> str | None:
    """Another name, "Còn Lào thì sao?", asks the same of it."""
    found = _ANOTHER.fullmatch(bare)
    if not found or not (found["open"] or found["close"]) or len(_WORD.findall(bare)) > _MOST_WORDS:
        return None
    other = found["other"]
    if _ASKED.search(other) or not (found["close"] or _names(f" {other}") or _TIME.match(other)):
        return None
    if _THING.search(other) or (_PERSON.search(other) and not _names(f" {other}")):
        return None
    place = _counterpart(other, before.question)
    asked = before.question
    if place:
        return asked[: place[0]] + other + asked[place[1] :]
    return f"{asked.rstrip(' ?')} {other}?"


def _counterpart(other: str, asked: str) -> tuple[int, int] | None:
    """What the other thing stands in for: a time for a time; what begins with the same words; else the last name."""
    if _TIME.match(other):
        times = list(_TIME.finditer(asked))
        return times[-1].span() if times else None
    names = _names(asked)
    alike = _same_beginning(other, asked, names)
    if alike or not names:
        return alike
    start, end = names[-1]
    # "Quốc khánh Lào" for "Quân đội nhân dân Lào": the name alone is no counterpart, what it belongs to is.
    belongs = asked[start:end] in other and not _ASKED.match(asked)
    return (0, end) if belongs else (start, end)


def _same_beginning(other: str, asked: str, names: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """From the words that both share to the end of the name there: "Bộ trưởng Quốc phòng [Lào]"."""
    words = [word.span() for word in _WORD.finditer(asked)]
    keys = [exact_key(asked[start:end]) for start, end in words]
    wanted = [exact_key(word) for word in _WORD.findall(other)]
    for size in range(len(wanted) - 1, 0, -1):
        for place in range(len(keys) - size + 1):
            if keys[place : place + size] == wanted[:size]:
                shared = words[place + size - 1][1]
                return words[place][0], next((end for _, end in names if end >= shared), shared)
    return None


def _as_pronoun(question: str, bare: str, before: Turn) -> str | None:
    """A pronoun, "Ông ấy giữ chức gì?", asks about what was named before."""
    person = _PERSON.search(bare)
    if person and not _names(bare):
        name = _person(before)
        return question.replace(person.group(), name, 1) if name else None
    thing = _THING.search(bare)
    if not thing or _names(bare) or len(_WORD.findall(bare)) > _MOST_LEANING:
        return None
    meant = _thing(thing.group(), before)
    return question.replace(thing.group(), meant, 1) if meant else None


def _thing(named: str, before: Turn) -> str | None:
    """What "lễ đó" means: from that word in the question before, or in its answer, to where something is asked."""
    word = re.compile(rf"(?<!\w){re.escape(named.rpartition(' ')[0] or named)}(?!\w)", re.IGNORECASE)
    for text in (before.question, before.answer):
        found = word.search(text)
        if found:
            asked = _END_OF_THING.search(text, found.end())
            return text[found.start() : asked.start() if asked else None].strip(" ?!.,;…")
    return None


def _person(before: Turn) -> str | None:
    """The first who is called by rank or address, or by three names, in the question before or else in its answer."""
    for text in (before.question, before.answer):
        for start, end in _names(text):
            called = text[:start].rstrip().rpartition(" ")[2].casefold()
            words = text[start:end].count(" ") + 1
            if words >= 3 or (words == 2 and called in _CALLED):
                return text[start:end]
    return None


def _names(text: str) -> list[tuple[int, int]]:
    """The runs of capitalised words; a capital at the beginning alone says nothing."""
    runs: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        start, end = word.span()
        if not word.group()[0].isupper():
            continue
        if runs and text[runs[-1][1] : start] == " ":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [(start, end) for start, end in runs if start or " " in text[:end]]


def _content(asked: str) -> str:
    """What was asked about, without what was asked for."""
    return " ".join(_ASKED.sub(" ", asked).split()).strip(" ?!.,…")

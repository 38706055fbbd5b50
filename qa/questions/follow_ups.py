"""What does a follow-up question ask in full?

Only a question that cannot stand alone is completed: another name or time for the same question ("Còn Lào thì sao?"),
a bare question word ("Khi nào?"), one without a subject ("Gửi tới ai?"), or one with pronouns ("Ông ấy giữ chức gì?").
The missing words are copied from the previous question, or from the sentence that answered it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.questions.antecedents import names_nobody, resolved
from qa.questions.question_parts import ASKED, ASKING, TIME, WORD, as_words, content, names, subject_end, within
from qa.questions.substitution import substituted


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question, the sentence that answered it (empty if none did), and the documents cited."""

    question: str
    answer: str = ""
    document_ids: tuple[str, ...] = ()


_TAIL = r"(?: (?:ạ|vậy|thế|nhỉ|hả|bạn|rồi|đó|đấy|à|nhé|cơ)){0,6}"
# "Vì chuyện gì", "nhân dịp gì", "trong bao nhiêu năm": a question word with its noun.
_WITH_NOUN = (
    r"(?:(?:vì|do|nhờ|bằng|về|với|cho|trong|nhân|để) )?"
    r"(?:(?:chuyện|việc|lý do|cách|điều|mục đích|dịp|mặt|cái|làm) (?:gì|nào)"
    r"|(?:bao nhiêu|mấy) (?:năm|ngày|tháng|giờ|lần|người|tuổi|nước))"
)
_BARE = re.compile(
    rf"(?:(?:thế|vậy|còn|và|nhưng) )?(?:(?:đó|nó) )?(?:diễn ra |xảy ra )?(?P<asked>{ASKING}|{_WITH_NOUN})"
    rf"(?P<more> nữa)?{_TAIL}",
    re.IGNORECASE,
)
_WHY = re.compile(r"(?:vì|tại) sao", re.IGNORECASE)
# A question that begins like this lacks its subject: "Gửi tới ai?", "Kéo dài bao lâu?"
_HEADLESS = re.compile(
    r"(?P<verb>để|gửi|dựa|do|bởi|nhờ|với|gồm|kéo dài|diễn ra|phải|được|bị|đã|sẽ|nổi bật"
    r"|(?:hướng|đi|nhằm)(?= (?:tới|đến|vào))|(?:hỗ trợ|giúp|nói|bàn)(?= (?:về|cho|với|những|gì))) (?:\S+ ?){1,9}$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?P<open>(?:(?:thế|vậy|và) )?còn|thế|vậy|và)? ?(?P<other>.+?)(?P<close> (?:thì sao|thì thế nào|thì như thế nào))?"
    rf"{_TAIL}",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"(?<!\w)(?:không|chưa|à|hay)$", re.IGNORECASE)
# "Vậy ông Khamliang cam kết ra sao?" keeps the topic of the previous question.
_GOING_ON = re.compile(
    r"(?:(?:thế|vậy|và) )?(?:còn|thế|vậy)(?: thì)? (?P<rest>(?:ông|bà|anh|chị|cô|phía|bên) .+)", re.IGNORECASE
)
_TOPIC = re.compile(r" ?(?P<topic>(?:về|với|cho|trong|ở|tại) .+)", re.IGNORECASE)
# "Được xác định là năm [gì]": the rest of a question whose question word stood at the end.
_DANGLING = re.compile(r" là(?: năm| ngày| ai)?$", re.IGNORECASE)
_COUNT = re.compile(r"\d+ [^\W\d]+$")

# A follow-up that names another thing says little else.
_MOST_WORDS = 9


def completed(question: str, turns: Sequence[Turn]) -> str:
    """The question in full, given the turns before it, the oldest first; unchanged if it stands alone."""
    if not turns:
        return question
    *earlier, last = turns
    asked = completed(last.question, earlier)
    bare = question.strip(" ?!.…")
    whole = _as_bare(bare, asked) or _as_another(bare, asked)
    if whole:
        return whole[0].upper() + whole[1:] if question[:1].isupper() else whole
    return _on_the_same(resolved(question, asked, last.answer), asked)


def _as_bare(bare: str, before: str) -> str | None:
    """A bare question word, "Khi nào?", asks about the content of the previous question."""
    found = _BARE.fullmatch(bare)
    if not found:
        return _as_headless(bare, before)
    asked, more = found["asked"].lower(), found["more"] or ""
    if more:
        again = as_words(asked).search(before)
        return before[: again.end()] + more + before[again.end() :] if again else f"{content(before)} {asked}{more}?"
    about = content(before)
    why = _WHY.match(asked)
    if not why:
        return f"{about} {asked}?"
    said = _DANGLING.sub(" như vậy", about)
    return f"{why.group()} {within(said)}?"


def _as_headless(bare: str, before: str) -> str | None:
    """Without a subject, "Kéo dài bao lâu?", it takes the previous question's, or its whole content."""
    found = _HEADLESS.match(bare)
    if not found or not ASKED.search(bare) or names(bare):
        return None
    end = subject_end(before)
    about = content(before) if end is None else before[:end]
    verb = found["verb"]
    # "Gửi lời chúc mừng … tới ai?": the verb is not repeated.
    said = as_words(verb).search(about)
    return f"{about} {bare[len(verb) :].lstrip() if said else bare[0].lower() + bare[1:]}?"


def _as_another(bare: str, before: str) -> str | None:
    """Another name, "Còn Lào thì sao?", asks the same about it."""
    found = _ANOTHER.fullmatch(bare)
    if not found or not (found["open"] or found["close"]) or len(WORD.findall(bare)) > _MOST_WORDS:
        return None
    other = found["other"]
    if ASKED.search(other) or _WHETHER.search(other):
        return None
    still = (found["open"] or "").casefold().endswith("còn")
    if not (still or found["close"] or names(f" {other}") or TIME.match(other) or _COUNT.match(other)):
        return None
    return None if names_nobody(other) else substituted(other, before)


def _on_the_same(question: str, before: str) -> str:
    """After "thế" and "vậy" a question about another person keeps the topic, unless it names one itself."""
    found = _GOING_ON.fullmatch(question.strip(" ?!.…"))
    sought = list(ASKED.finditer(before))
    if not found or not sought or not ASKED.search(found["rest"]):
        return question
    topic = _TOPIC.fullmatch(before[sought[-1].end() :].rstrip(" ?!.…"))
    if not topic or _TOPIC.search(found["rest"]):
        return question
    return f"{found['rest'][0].upper()}{found['rest'][1:]} {topic['topic']}?"

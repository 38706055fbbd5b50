"""What does a pronoun refer to, given the previous question and the sentence that answered it?"""

import re
from collections.abc import Iterator

from qa.questions.question_parts import TIME, WORD, as_words, content, names, phrase_end, within

_PERSON = re.compile(
    r"(?<!\w)(?P<called>ông|bà|anh|chị|cô) (?:ấy|ta|này|đó)(?!\w)|(?<!\w)(?:người|vị) (?:này|đó|ấy)(?!\w)"
    # "Ông bà", "bà con", "ông nội" are no pronouns: a pronoun is followed by a predicate.
    r"|^(?P<alone>ông|bà)(?= (?:có|là|đã|sẽ|được|bị|giữ|làm|nói|trả lời|sinh|mất|đến|tới|gửi|mong|muốn|đề nghị|hứa"
    r"|khẳng định|cam kết|đánh giá|coi|gọi|dùng|từng|vẫn|cũng|còn|thăm|tiếp|gặp|ký|nhận|viết|học|sống|qua đời)(?!\w))",
    re.IGNORECASE,
)
# "Sau đó", "trong đó" and the like refer to their own sentence.
_THING = re.compile(
    r"(?<!\w)(?:nó|(?!(?:sau|trong|do|khi|từ|trước|nhờ|bởi|theo|qua|điều|đến|trên|ở|tại|như)\b)"
    r"[^\W\d]+ (?:này|đó|ấy))(?!\w)",
    re.IGNORECASE,
)
_EVENT = re.compile(r"(?<!\w)(?P<noun>việc|chuyện) (?:này|đó|ấy)(?!\w)", re.IGNORECASE)
_THEN = re.compile(r"^(?:(?:vào )?(?:khi|lúc|năm|tháng|ngày|thời điểm) (?:đó|ấy))(?!\w)", re.IGNORECASE)

_MOST_WORDS = 12

_CALLED = frozenset({"ông", "bà", "anh", "chị", "cô", "tướng", "tá", "úy", "trưởng", "tịch", "sứ", "chí", "sĩ", "sư"})
# A single name is a person's only after these: "Đại sứ Lào" is not Mr. Lào.
_CALLED_BY_ONE = frozenset({"ông", "bà", "tướng", "tá"})
_ADDRESS = re.compile(r"(?:Ông|Bà|Anh|Chị|Cô) ")
_MEN, _WOMEN = frozenset({"ông", "anh"}), frozenset({"bà", "chị", "cô"})


def names_nobody(text: str) -> bool:
    """Whether a text refers to a person or thing by a pronoun alone."""
    return bool(_THING.search(text) or (_PERSON.search(text) and not names(f" {text}")))


def resolved(question: str, asked: str, answer: str) -> str:
    """The question with each pronoun replaced by its antecedent; unchanged where none is found."""
    question = _with_person(question, asked, answer)
    question = _with_time(question, asked, answer)
    # In a longer question "này" and "đó" refer to something in the question itself.
    if len(WORD.findall(question)) > _MOST_WORDS:
        return question
    event = _EVENT.search(question)
    if event:
        return _put(question, event, f"{event['noun']} {within(content(asked))}")
    return _with_thing(question, asked, answer)


def _with_person(question: str, asked: str, answer: str) -> str:
    found = _PERSON.search(question)
    if not found or any(_people(question[: found.start()])):
        return question
    called = (found["called"] or found["alone"] or "").casefold()
    others = _WOMEN if called in _MEN else _MEN if called in _WOMEN else frozenset()
    people = [*_people(asked), *_people(answer)]
    # "Bà ấy" is not a person who is called "ông" anywhere, even if by his rank elsewhere.
    excluded = tuple(name.partition(" ")[2] for by, name in people if by in others)
    name = next((name for by, name in people if by not in others and not name.endswith(excluded)), None)
    return _put(question, found, name) if name else question


def _people(text: str) -> Iterator[tuple[str, str]]:
    """The persons of a text, known by a title before the name, or by three names: the title in lower case, and the
    name, with its form of address if it has one.
    """
    for first, end in names(text):
        address = _ADDRESS.match(text, first, end)
        start = address.end() if address else first
        by = address.group().strip() if address else text[:start].rstrip().rpartition(" ")[2]
        size, called = text[start:end].count(" ") + 1, by.casefold()
        addressed = called in _MEN | _WOMEN or (size == 1 and called in _CALLED_BY_ONE)
        if size >= 3 or called in (_CALLED if size == 2 else _CALLED_BY_ONE):
            yield called, f"{by} {text[start:end]}" if addressed else text[start:end]


def _with_time(question: str, asked: str, answer: str) -> str:
    """The question with "năm đó" resolved: to the only time in the previous question, or else in its answer."""
    found = _THEN.search(question)
    for text in (asked, answer) if found else ():
        times = [time.group() for time in TIME.finditer(text)]
        if len(times) == 1:
            when = times[0] if not times[0].isdecimal() else f"năm {times[0]}"
            return _put(question, found, when)
    return question


def _with_thing(question: str, asked: str, answer: str) -> str:
    found = _THING.search(question)
    if not found:
        return question
    noun = found.group().rpartition(" ")[0] or found.group()
    word = as_words(noun)
    # A question with a name in it may refer to that, unless the very noun was in the previous question.
    for text in (asked,) if names(question) else (asked, answer):
        mention = word.search(text)
        if mention:
            return _put(question, found, text[mention.start() : phrase_end(text, mention.end())].strip(" ?!.,;…"))
    return question


def _put(question: str, found: re.Match[str] | None, antecedent: str) -> str:
    if found is None:
        return question
    if found.group()[0].isupper():
        antecedent = antecedent[:1].upper() + antecedent[1:]
    return question[: found.start()] + antecedent + question[found.end() :]

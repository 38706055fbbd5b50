"""Which questions do the documents themselves suggest?

Headings and titles that are questions, and the question for a definition where the first sentence of a document defines
its title. A question in quoted text, as in an FAQ without headings, is no candidate: it would be its own first answer
(6 of 6 were). `suggested_questions` checks whether the library answers them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.questions.answer_types import AnswerType, answer_type
from qa.questions.follow_ups import Turn, completed
from qa.retrieval.indexed_sentence import IndexedPassage
from qa.retrieval.search_engine import SearchView
from qa.suggesting.suggestions import heading_text
from qa.text.keys import words

# In characters: two lines on a phone.
LONGEST = 80

# In syllables. Shorter questions (“Ai được nghỉ?”) are not clear without their context.
FEWEST_WORDS = 4

# In all documents together, and in one document: reading so many takes a fraction of a second.
MOST_PASSAGES = 20_000
_MOST_OF_ONE = 200

# “1.”, “II.”, “Câu 3:”, “Hỏi:” in front of a question.
_NUMBERED = re.compile(
    r"(?:(?:câu hỏi|câu|hỏi|q)\s*+\d{0,3}|\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-zđ])\s*+[.:)]\s*", re.IGNORECASE
)

# Remains of markup, addresses, truncated sentences.
_NOISE = re.compile(r"[<>\[\]{}|\\*_#@=~^`]|https?:|www\.|\.\.|…|\n")

# Words that refer to the context of the question.
_POINTING = re.compile(
    r"(?<!\w)(?:này|đó|ấy|nọ|kia|đây|(?:nêu|nói|kể|ở|như) trên|(?:bên|ở) dưới|vừa rồi|cùng kỳ)(?!\w)", re.IGNORECASE
)

# Forms of address in a forum.
_CHATTING = re.compile(
    r"(?<!\w)(?:các (?:bác|mẹ|bạn|anh|chị)|mọi người|cả nhà|(?:vậy|thế|nhỉ|hả|ạ|không|chưa) (?:anh|chị|bạn|bác|em)"
    r"|vậy|nhỉ|hả|ạ|nhé)\W*$|^(?:em|mình|các bác|bác nào)(?!\w)",
    re.IGNORECASE,
)

# A question that would be read differently after this one is a follow-up.
_BEFORE = Turn(
    "Ông Nguyễn Văn An gặp bà Trần Thị Bình ở Hà Nội năm nào?",
    "Ông Nguyễn Văn An gặp bà Trần Thị Bình ở Hà Nội năm 2020.",
)

# “Hồ Mây (còn gọi là Hồ Lớn) là …”
_DEFINED = re.compile(r"\s*(?:\([^()]*\)\s*)?là (?P<what>.+)", re.DOTALL)
_MOST_NAME_WORDS = 5

# Things that may be named by common words.
_WORK = re.compile(
    r"(?:(?:một|tên|những|các) )*(?:bộ|cuốn|quyển|bài|vở|phim|truyện|tiểu thuyết|ca khúc|album|chương trình|trò chơi"
    r"|tác phẩm|giải|trận|cuộc|đội|tạp chí|tờ|năm|ngày|tháng)(?!\w)"
)

# Members of an alliance or a band, which is no person.
_MEMBERS = ("thành viên", "một thành viên")

_NAME = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class QuestionCandidate:
    """A question, and the range of the document, `[start, end)`, that must contain the answer."""

    text: str
    document_id: str
    start: int
    end: int


def question_candidates(view: SearchView) -> Iterator[list[QuestionCandidate]]:
    """The candidates of each document that has any; the first few documents come from all over the library.

    Ends after `MOST_PASSAGES` passages.
    """
    looked_at = 0
    for document_id in _spread(view.document_ids()):
        passages = passages_of(view, document_id, _MOST_OF_ONE)
        looked_at += len(passages)
        if looked_at > MOST_PASSAGES:
            return
        found = list(_of_document(passages)) if passages else []
        if found:
            yield found


def passages_of(view: SearchView, document_id: str, most: int | None = None) -> list[IndexedPassage]:
    """The first `most` passages of a document, in order, or all; none where there is no such document."""
    return [sentence.passage for sentence in view.sentences_of(document_id, most) if sentence.index == 0]


def suits(text: str) -> bool:
    """Whether a reader who does not know the documents could ask this."""
    return (
        len(text) <= LONGEST
        and text.endswith("?")
        and text.count("?") == 1
        and (text[0].isupper() or text[0].isdecimal())
        and not text.isupper()
        and not _NOISE.search(text)
        and _is_balanced(text)
        and len(list(words(text))) >= FEWEST_WORDS
        and not _POINTING.search(text)
        and not _CHATTING.search(text)
        and completed(text, [_BEFORE]) == text
    )


def _spread(ids: Sequence[str]) -> list[str]:
    """All of them, reordered so that the first few, however many, are far apart: by the golden ratio (Weyl 1916)."""
    order = sorted(range(len(ids)), key=lambda index: index * 0.6180339887498949 % 1)
    return [ids[index] for index in order]


def _of_document(passages: Sequence[IndexedPassage]) -> Iterator[QuestionCandidate]:
    document = passages[0].document
    title = (document.source.title or "").strip()
    if title.endswith("?") and suits(title):
        yield QuestionCandidate(title, document.id, 0, _end(passages[-1]))
    under: dict[str, tuple[int, int]] = {}
    for passage in passages:
        for heading in passage.headings:
            under[heading] = (under.get(heading, (passage.start, 0))[0], _end(passage))
    for heading, (start, end) in under.items():
        text = _bare(heading)
        if text.endswith("?") and suits(text):
            yield QuestionCandidate(text, document.id, start, end)
    yield from _definition(passages[0], title)


def _end(passage: IndexedPassage) -> int:
    return passage.start + len(passage.text)


def _bare(heading: str) -> str:
    text = heading_text(heading)
    numbered = _NUMBERED.match(text)
    return text[numbered.end() :] if numbered else text


def _definition(passage: IndexedPassage, title: str) -> Iterator[QuestionCandidate]:
    """The question for the definition in the document's first sentence: “Quang hợp là gì?”, “Nguyễn Du là ai?”."""
    if not _NAME.fullmatch(title) or len(title.split()) > _MOST_NAME_WORDS:
        return
    sentence = passage.sentence_text(0)
    name = sentence[: len(title)]
    defined = _DEFINED.match(sentence, len(name)) if name.casefold() == title.casefold() else None
    asked = _asked_of(name, defined["what"]) if defined else None
    if asked and len(asked) <= LONGEST:
        yield QuestionCandidate(asked, passage.document.id, passage.starts[0], passage.ends[0])


def _asked_of(name: str, what: str) -> str | None:
    """The question for the definition `what` of a name; None where it is not asked so, as for towns and films."""
    parts = name.split()
    if len(parts) < 2 or parts[0] == "Người" or _WORK.match(what):
        return None
    if name[1:] == name[1:].lower():
        return None if _begins_with(AnswerType.PLACE, what) else f"{name} là gì?"
    named = all(part[0].isupper() for part in parts) and not what.startswith(_MEMBERS)
    return f"{name} là ai?" if named and _begins_with(AnswerType.PERSON, what) else None


def _begins_with(kind: AnswerType, what: str) -> bool:
    """Whether a definition begins with a noun of this kind: “một nhà văn”."""
    said = list(words(what))[:3]
    return any(answer_type(f"{' '.join(said[:size])} nào?") is kind for size in range(1, len(said) + 1))


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("“") == text.count("”") and text.count('"') % 2 == 0

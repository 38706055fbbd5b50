"""Which questions and answers does a web page state for search engines?

The schema.org types FAQPage, QAPage and Question, in scripts of linked data. The page shows the same words, but often
hides the answers until a reader opens them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from qa.types import Span, SpanKind

_LINE = re.compile(r"[^\r\n]+")
# Elements that begin a line.
_BLOCKS = "p|div|li|br|tr|h1|h2|h3|h4|h5|h6|ul|ol|table"
_BREAK = re.compile(rf"</?+(?:{_BLOCKS})(?![\w-])[^<>]{{0,500}}+>", re.IGNORECASE)
_TAG = re.compile(r"</?+[a-zA-Z][^<>]{0,500}+>")
_ITEM_SIGN = re.compile(r"\A[-–*•]\s++")

_QUESTION_LEVEL = 6

# More than any page has; each is looked for in the whole text.
_MOST_PAIRS = 300


@dataclass(frozen=True, slots=True)
class StatedPair:
    """A question and the lines of its answer, without markup."""

    question: str
    answer: tuple[str, ...]


def stated_pairs(objects: Iterable[dict[str, object]]) -> list[StatedPair]:
    """The pairs of a page's linked data, in order, each question once."""
    found: dict[str, StatedPair] = {}
    for one in _questions(objects):
        answers = one.get("acceptedAnswer") or one.get("suggestedAnswer")
        first = answers[0] if isinstance(answers, list) and answers else answers
        question, answer = one.get("name"), first.get("text") if isinstance(first, dict) else None
        if isinstance(question, str) and isinstance(answer, str):
            pair = StatedPair(" ".join(_lines(question)), tuple(_lines(answer)))
            if pair.question and pair.answer and len(found) < _MOST_PAIRS:
                found.setdefault(pair.question, pair)
    return list(found.values())


def with_pairs(text: str, marks: Iterable[Span], pairs: Sequence[StatedPair]) -> tuple[str, tuple[Span, ...]]:
    """The text and its marks, in which every question is the heading of its answer. A pair whose answer the text lacks
    is put behind it, and its question, where the text has it alone, is not quoted.
    """
    if not pairs:
        return text, tuple(marks)
    words = " ".join(text.split())
    shown = {pair.question for pair in pairs if pair.answer[0] in words}
    kinds = {pair.question: SpanKind.HEADING if pair.question in shown else SpanKind.OTHER for pair in pairs}
    found = {mark.start: mark for mark in marks}
    for line in _LINE.finditer(text):
        kind = kinds.get(_ITEM_SIGN.sub("", " ".join(line[0].split()), count=1))
        if kind is not None:
            level = _QUESTION_LEVEL if kind is SpanKind.HEADING else 0
            found[line.start()] = Span(line.start(), line.end(), kind, level)
    for pair in pairs:
        if pair.question not in shown:
            text = _appended(text, pair, found)
    return text, tuple(found[start] for start in sorted(found))


def _appended(text: str, pair: StatedPair, marks: dict[int, Span]) -> str:
    for line in (pair.question, *pair.answer):
        start = len(text) + 1
        is_question = line is pair.question
        kind = SpanKind.HEADING if is_question else SpanKind.BODY
        marks[start] = Span(start, start + len(line), kind, _QUESTION_LEVEL if is_question else 0)
        text += f"\n{line}"
    return text


def _questions(objects: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    for one in objects:
        if "Question" in _types(one):
            yield one
        elif _types(one) & {"FAQPage", "QAPage"}:
            parts = one.get("mainEntity")
            yield from (part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict))


def _types(one: dict[str, object]) -> set[object]:
    types = one.get("@type")
    return {name for name in types if isinstance(name, str)} if isinstance(types, list) else {types}


def _lines(markup: str) -> list[str]:
    """The lines that a reader would see of a text, which may be HTML."""
    text = unescape(_TAG.sub("", _BREAK.sub("\n", markup)))
    return [words for line in text.splitlines() if (words := " ".join(line.split()))]

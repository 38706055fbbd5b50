"""Which questions over which paragraphs do the training files hold?

Gzipped JSON lines, one paragraph with its questions each; the first line of a file names its source and licence. What
is read here is clean: questions whose sentence was only guessed, paragraphs with broken letters and those that an
evaluation set has too are left out.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

# Translated texts have these between letters, where they stand for nothing.
_ZERO_WIDTH = ("\u200b", "\u200c", "\u200d", "\ufeff")

# Whose span says no more than its sentence, counted in characters of the answer.
LONGEST_ANSWER = 160


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an article, with its sentences as [start, end) in characters."""

    title: str
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ReaderQuestion:
    """A question to the paragraph number `paragraph`. `sentence` is the one that answers, None where the paragraph does
    not answer; `span` the answer in characters, None where only its sentence is known.
    """

    text: str
    paragraph: int
    sentence: int | None
    span: tuple[int, int] | None
    language: str


@dataclass(frozen=True)
class QuestionSet:
    """Questions over paragraphs that compete: those of one article stand behind one another."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    questions: tuple[ReaderQuestion, ...]


def read_english(path: Path, *, titled: bool = True) -> QuestionSet:
    """SQuAD 1.1 and the sets of its form. A set whose articles have no real titles is not `titled`."""
    paragraphs: list[Paragraph] = []
    questions: list[ReaderQuestion] = []
    for row in _rows(path):
        number = len(paragraphs)
        paragraphs.append(_paragraph(row, titled=titled))
        questions += [
            ReaderQuestion(qa["question"].strip(), number, qa["sent"], _span(qa), "en")
            for qa in row["qas"]
            if qa.get("conf", "unique") == "unique" and qa.get("agree", 1) >= 1
        ]
    return QuestionSet(path.name, tuple(paragraphs), tuple(questions))


def read_vietnamese(path: Path) -> QuestionSet:
    """SQuAD 2.0 in translation, with its unanswerable questions."""
    paragraphs: list[Paragraph] = []
    questions: list[ReaderQuestion] = []
    for row in _rows(path):
        if row["in_xquad"] or row["mojibake"]:
            continue
        number = len(paragraphs)
        paragraphs.append(_paragraph(row))
        questions += [found for qa in row["qas"] if (found := _translated(qa, number))]
    return QuestionSet(path.name, tuple(paragraphs), tuple(questions))


def read_crossed(path: Path, english: QuestionSet, source: Path) -> QuestionSet:
    """Vietnamese questions to the English paragraphs of `english`, which was read from `source`."""
    numbers: dict[tuple[str, int], int] = {}
    spans: dict[tuple[int, str], Json] = {}
    for number, row in enumerate(_rows(source)):
        numbers[row["title"], row["para"]] = number
        spans |= {(number, qa["question"]): qa for qa in row["qas"]}
    questions = []
    for row in _rows(path):
        number = numbers[row["title"], row["para"]]
        qa = spans.get((number, row["question_en"]))
        if row["conf"] == "unique" and qa and qa["conf"] == "unique":
            questions.append(ReaderQuestion(_clean(row["question"]), number, qa["sent"], _span(qa), "vi"))
    return QuestionSet(path.name, english.paragraphs, tuple(questions))


def read_search_queries(path: Path) -> QuestionSet:
    """QED: questions as typed into a search box, over paragraphs of Wikipedia, with one marked sentence."""
    paragraphs: list[Paragraph] = []
    questions: list[ReaderQuestion] = []
    for row in _rows(path):
        text = row["paragraph_text"]
        starts = row["sentence_starts"]
        answers = [span for answer in row["original_nq_answers"] for span in answer]
        if not starts or not answers:
            continue
        sentences = tuple(zip(starts, [*starts[1:], len(text)], strict=True))
        start, end = answers[0]["start"], answers[0]["end"]
        sentence = max(number for number, begin in enumerate(starts) if begin <= start)
        if end <= sentences[sentence][1]:
            questions.append(ReaderQuestion(row["question_text"], len(paragraphs), sentence, (start, end), "en"))
            paragraphs.append(Paragraph(row["title_text"], text, sentences))
    return QuestionSet(path.name, tuple(paragraphs), tuple(questions))


def _translated(qa: Json, number: int) -> ReaderQuestion | None:
    text = _clean(qa["question"])
    if qa["conf"] == "impossible":
        return ReaderQuestion(text, number, None, None, "vi")
    if qa["conf"] not in {"exact", "aligned"} or len(qa["sent"]) != 1:
        return None
    return ReaderQuestion(text, number, qa["sent"][0], _span(qa), "vi")


def _span(qa: Json) -> tuple[int, int] | None:
    if "answer_start" not in qa or len(qa["answer"]) > LONGEST_ANSWER:
        return None
    start = int(qa["answer_start"])
    return start, start + len(qa["answer"])


def _paragraph(row: Json, *, titled: bool = True) -> Paragraph:
    # A zero-width character counts in the offsets, and the tokenizer passes over it: the text stays as it is.
    title = row["title"].replace("_", " ") if titled else ""
    return Paragraph(title, row["context"], tuple((start, end) for start, end in row["sentences"]))


def _clean(question: str) -> str:
    for character in _ZERO_WIDTH:
        question = question.replace(character, "")
    return " ".join(question.split())


def _rows(path: Path) -> Iterator[Json]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)  # source and licence
        yield from map(json.loads, lines)

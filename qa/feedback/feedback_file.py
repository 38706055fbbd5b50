"""Which questions with right answers does feedback give?

Only positive feedback becomes gold: a sentence found helpful answers its question; an abstention found helpful is a
question without an answer. That a sentence or an abstention did not help does not say what the right answer is.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.errors import UnknownDocumentError
from qa.feedback.feedback_store import Cited, Feedback, KeptFeedback
from qa.library.store import Library
from qa.text.keys import folded_key, words
from qa.types import Document

Article = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many judgements gave no question, and why.

    `unhelpful`: they name no right answer. `outdated`: the document was changed or removed, or one added later may
    answer what was rightly not answered. `contradicted`: as many say the opposite, or a sentence was found to answer.
    """

    unhelpful: int
    outdated: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class FeedbackQuestions:
    """A SQuAD v2.0 file as text, its numbers of questions with and without an answer, and of judgements left out."""

    squad: str
    answerable: int
    impossible: int
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class _Judged:
    """The judgements on one answer to one question, or on an abstention; at least one."""

    question: str
    cited: Cited | None
    said: tuple[KeptFeedback, ...]

    @property
    def helpful(self) -> int:
        return sum(one.said.helpful for one in self.said)

    @property
    def is_good(self) -> bool:
        return 2 * self.helpful > len(self.said)


def questions_of(kept: Sequence[KeptFeedback], library: Library) -> FeedbackQuestions:
    """Questions on whole documents, each of which is in the file once.

    Several helpful sentences of one document are right answers of one question; those of another document give another
    question. A question without an answer is put with the first document, but holds for all: it must have been asked
    after the last of them was added.
    """
    judged = _judged(kept)
    good = [one for one in judged if one.is_good]
    documents = _documents(library, [one.cited for one in good if one.cited])
    right = [one for one in good if _is_right(one, documents)]
    asked_of = [documents[name] for name in dict.fromkeys(one.cited.document_id for one in right if one.cited)]
    asked_of = asked_of or _any_document(library)
    found = {one.question for one in good if one.cited}
    unanswered = [one for one in good if not one.cited and one.question not in found]
    nowhere = _asked_after(unanswered, asked_of, library)
    used = [*right, *nowhere]
    contradicted = [one for one in judged if not one.is_good and one.helpful]
    contradicted += [one for one in good if not one.cited and one.question in found]
    asked = {(one.question, one.cited.document_id) for one in right if one.cited}
    return FeedbackQuestions(
        json.dumps({"version": "v2.0", "data": _articles(asked_of, right, nowhere)}, ensure_ascii=False, indent=1),
        len(asked),
        len(nowhere),
        LeftOut(
            unhelpful=_count(one for one in judged if not one.helpful),
            outdated=_count(good) - _count(used) - _count(one for one in contradicted if one.is_good),
            contradicted=_count(contradicted),
        ),
    )


def stands_alone(said: Feedback) -> str:
    """The question as typed; as read if that has other words, since a follow-up is not complete by itself."""
    typed, read = [list(map(folded_key, words(text))) for text in (said.question, said.read_as or said.question)]
    same = sum(one == other for one, other in zip(typed, read, strict=False))
    return said.question if len(typed) == len(read) and 2 * same >= len(typed) else said.read_as or said.question


def _judged(kept: Iterable[KeptFeedback]) -> list[_Judged]:
    groups: dict[tuple[str, Cited | None], list[KeptFeedback]] = {}
    for one in kept:
        groups.setdefault((stands_alone(one.said), one.said.cited), []).append(one)
    return [_Judged(question, cited, tuple(said)) for (question, cited), said in groups.items()]


def _documents(library: Library, cited: Iterable[Cited]) -> dict[str, Document]:
    """The cited documents that are still there, by id."""
    found: dict[str, Document] = {}
    for name in dict.fromkeys(one.document_id for one in cited):
        try:
            found[name] = library.document(name)
        except UnknownDocumentError:
            continue
    return found


def _is_right(judged: _Judged, documents: Mapping[str, Document]) -> bool:
    cited = judged.cited
    return (
        cited is not None
        and cited.document_id in documents
        and (documents[cited.document_id].sha256 == cited.document_sha256)
    )


def _any_document(library: Library) -> list[Document]:
    return [library.document(one.id) for one in library.summaries()[:1]]


def _asked_after(unanswered: Iterable[_Judged], asked_of: Sequence[Document], library: Library) -> list[_Judged]:
    """Those last found unanswered when all of these documents were there; none where there is no document."""
    names = {document.id for document in asked_of}
    arrived = [one.added_at for one in library.summaries() if one.id in names]
    return [one for one in unanswered if arrived and one.said[-1].given_at >= max(arrived)]


def _articles(asked_of: Sequence[Document], right: Iterable[_Judged], nowhere: Sequence[_Judged]) -> list[Article]:
    questions: dict[str, dict[str, list[_Judged]]] = {document.id: {} for document in asked_of}
    for one in right:
        if one.cited:
            questions[one.cited.document_id].setdefault(one.question, []).append(one)
    return [
        _article(document, questions[document.id], () if number else nowhere)
        for number, document in enumerate(asked_of)
    ]


def _article(document: Document, answered: Mapping[str, Sequence[_Judged]], nowhere: Iterable[_Judged]) -> Article:
    asked = [_question(document.text, question, judged) for question, judged in answered.items()]
    asked += [_question(document.text, one.question, [one]) for one in nowhere]
    title = {"title": document.source.title} if document.source.title else {}
    return title | {"paragraphs": [{"id": document.id, "context": document.text, "qas": asked}]}


def _question(text: str, question: str, judged: Sequence[_Judged]) -> dict[str, Any]:
    offsets = [(one.cited.start, one.cited.end) for one in judged if one.cited]
    return {
        "id": judged[0].said[0].id,
        "question": question,
        "is_impossible": not offsets,
        "answers": [{"text": text[start:end], "answer_start": start} for start, end in offsets],
    }


def _count(judged: Iterable[_Judged]) -> int:
    return sum(len(one.said) for one in judged)

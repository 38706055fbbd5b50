"""Which questions does a SQuAD file ask, and where are the right answers?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import EvaluationError
from qa.evaluation.files import read_bytes
from qa.types import RawDocument, Source


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with the spans of its right answers: half-open ranges of code points in its context's text.

    No span at all means that the context does not answer it.
    """

    question: str
    context: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The contexts of a SQuAD v2.0 file as documents, one each, and the questions on them.

    `unplaced` counts the questions that were left out since no right answer has a position in its context: datasets
    mark those with a start of -1.
    """

    contexts: tuple[RawDocument, ...]
    questions: tuple[GoldQuestion, ...]
    unplaced: int


def read_question_file(path: Path) -> QuestionFile:
    """Reads a SQuAD v1.1 or v2.0 file (Rajpurkar et al. 2018).

    Raises:
        EvaluationError: it is missing, no JSON, not of this form, or a right answer is not at its position.
    """
    try:
        articles = json.loads(read_bytes(path))["data"]
        pairs = [pair for article in articles for pair in _of_article(article)]
    except ValueError as error:
        raise EvaluationError(f"{path}: không phải là JSON dạng UTF-8.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{path}: không đúng dạng SQuAD v2.0; thiếu hoặc sai trường {error}.") from error
    contexts: dict[str, RawDocument] = {}
    questions: list[GoldQuestion | None] = []
    for document, asked in pairs:
        contexts[document.origin] = document
        questions += asked
    answered = tuple(one for one in questions if one is not None)
    if not answered:
        raise EvaluationError(f"{path}: không có câu hỏi nào.")
    return QuestionFile(tuple(contexts.values()), answered, len(questions) - len(answered))


def _of_article(article: dict[str, Any]) -> Iterator[tuple[RawDocument, list[GoldQuestion | None]]]:
    title = article.get("title")
    for number, paragraph in enumerate(article["paragraphs"]):
        origin = paragraph.get("id") or f"{title}#{number}"
        document = RawDocument(str(origin), Source(title=title), paragraph["context"])
        yield document, [_question(one, document) for one in paragraph["qas"]]


def _question(asked: dict[str, Any], document: RawDocument) -> GoldQuestion | None:
    if asked.get("is_impossible"):
        return GoldQuestion(asked["question"], document.origin, ())
    spans = tuple(_span(answer, document) for answer in asked["answers"] if answer["answer_start"] >= 0)
    return GoldQuestion(asked["question"], document.origin, spans) if spans else None


def _span(answer: dict[str, Any], document: RawDocument) -> tuple[int, int]:
    start, text = answer["answer_start"], answer["text"]
    if document.text[start : start + len(text)] != text:
        raise EvaluationError(f"{document.origin}: câu trả lời “{text}” không nằm ở vị trí {start}.")
    return start, start + len(text)


def off_topic_questions(asked: QuestionFile, paths: Sequence[Path]) -> list[GoldQuestion]:
    """The questions of other files, as such that the contexts of `asked` do not answer.

    Raises:
        EvaluationError: a file cannot be read, or shares a context with `asked`, which may well answer its questions.
    """
    contexts = {document.text for document in asked.contexts}
    questions: list[GoldQuestion] = []
    for path in paths:
        other = read_question_file(path)
        for document in other.contexts:
            if document.text in contexts:
                raise EvaluationError(
                    f"--off-topic {path}: đoạn văn “{document.origin}” cũng có trong tệp được hỏi, nên câu hỏi về nó "
                    "có thể có câu trả lời."
                )
        questions += [GoldQuestion(one.question, one.context, ()) for one in other.questions]
    return questions

"""Which lines does a row give in a table of questions and answers?

The question is the heading of its answer, as in a file of JSON lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.text.keys import exact_keys
from qa.types import SpanKind

# Names of the columns, as people head them.
_QUESTIONS = ("câu hỏi", "hỏi", "nội dung câu hỏi", "nội dung hỏi", "câu hỏi thường gặp", "question", "questions", "q")
_ANSWERS = (
    "câu trả lời", "trả lời", "nội dung trả lời", "đáp", "đáp án", "giải đáp", "phản hồi", "answer", "answers", "a",
)  # fmt: skip


def _names(names: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(exact_keys(name)) for name in names)


_QUESTION_NAMES, _ANSWER_NAMES = _names(_QUESTIONS), _names(_ANSWERS)


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of a table's text, and what it is."""

    text: str
    kind: SpanKind = SpanKind.BODY


def pair_columns(header: Sequence[str]) -> tuple[int, int] | None:
    """The columns of the questions and of the answers; None where there is not one of each."""
    names = [" ".join(exact_keys(name)) for name in header]
    questions = [index for index, name in enumerate(names) if name in _QUESTION_NAMES]
    answers = [index for index, name in enumerate(names) if name in _ANSWER_NAMES]
    return (questions[0], answers[0]) if len(questions) == len(answers) == 1 else None


def pair_lines(question: str, answer: str, rest: str) -> Iterator[RowLine]:
    """The question as a heading, and the lines of the answer; `rest`, the other cells, is kept and not quoted."""
    yield RowLine(" ".join(question.split()), SpanKind.HEADING)
    yield from (RowLine(" ".join(line.split())) for line in answer.splitlines() if line.strip())
    if rest:
        yield RowLine(rest, SpanKind.OTHER)

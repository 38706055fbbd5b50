"""Which lines are a question, and which are its answer?"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.spans.lines import Line
from qa.text.lines.question_lines import answer_label, asks_question, question_label

# In lines: so many may a labelled question have before its answer begins.
_LONGEST_QUESTION = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer, as indexes of sentences, first and last. The question is None if it is the heading;
    the answer is None where nothing follows.
    """

    question: tuple[int, int] | None
    answer: tuple[int, int] | None

    def __contains__(self, sentence: int) -> bool:
        """Whether the sentence is in the question or in the answer."""
        return any(part is not None and part[0] <= sentence <= part[1] for part in (self.question, self.answer))


def pairs_in(lines: Sequence[Line], sentences: Sequence[str], heading: str) -> list[Pair]:
    """The pairs of a text below one heading, in order. `sentences` are those of the lines."""
    questions = _questions(lines, sentences)
    borders = [*(question[0] for question in questions), len(sentences)]
    pairs = [
        _pair(sentences, question, question[1] + 1, end) for question, end in zip(questions, borders[1:], strict=True)
    ]
    if is_question_heading(heading):
        pairs.insert(0, _pair(sentences, None, 0, borders[0]))
    return pairs


def is_question_heading(heading: str) -> bool:
    """Whether the text below a heading is its answer."""
    return asks_question(heading) or bool(question_label(heading))


def _questions(lines: Sequence[Line], sentences: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.answers:
            continue
        last = _answer_within(line, sentences)
        if last is not None:
            found.append((line.first, last - 1))
        elif line.asks:
            more = 0 if asks_question(line.text) and not question_label(line.text) else _lines_to_answer(lines, index)
            index += more
            found.append((line.first, lines[index - 1].last))
    return found


def _answer_within(line: Line, sentences: Sequence[str]) -> int | None:
    """The sentence of the line with which a labelled answer begins: `Hỏi: …? Đáp: …` on one line."""
    labelled = bool(question_label(line.text))
    for sentence in range(line.first + 1, line.last + 1):
        if answer_label(sentences[sentence]) and (labelled or asks_question(sentences[sentence - 1])):
            return sentence
    return None


def _lines_to_answer(lines: Sequence[Line], start: int) -> int:
    """How many more lines a labelled question has, up to a labelled answer."""
    for count, line in enumerate(lines[start : start + _LONGEST_QUESTION]):
        if line.answers:
            return count
        if line.asks:
            return 0
    return 0


def _pair(sentences: Sequence[str], question: tuple[int, int] | None, start: int, end: int) -> Pair:
    """A pair whose answer is from `start` to before `end`, without a label that is a line of its own."""
    if start < end and answer_label(sentences[start]) == sentences[start]:
        start += 1
    return Pair(question, (start, end - 1) if start < end else None)

"""What is the reply to a message, which may ask several questions?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.answering.answerer import Answerer
from qa.questions.follow_ups import Turn
from qa.questions.messages.splitting import questions_of
from qa.questions.reading import check_question
from qa.retrieval.candidates import Filter
from qa.types import Abstention, Answers, SmallTalkReply

# What refers to the question before: "Còn Lào?", "Bà ấy sinh năm nào?"
_LEANING = re.compile(r"\A(?:còn|thế|vậy)(?!\w)|(?<!\w)(?:ấy|đó|này|nó|họ)(?!\w)", re.IGNORECASE)

Outcome = Answers | Abstention | SmallTalkReply


@dataclass(frozen=True, slots=True)
class MessagePart:
    """One of several questions in a message, a slice of it in composed form, and what it came to."""

    question: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class MessageReply:
    """The reply to a message: `first` is that of the first question that is answered, or else of the first. `parts` are
    all questions in order, if there are several; none if there is one.
    """

    first: Outcome
    parts: tuple[MessagePart, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageAnswerer:
    """Answers each question of a message by itself. Thread-safe."""

    answerer: Answerer

    def answer(
        self,
        message: str,
        top_k: int = 3,
        wanted: Filter | None = None,
        *,
        turns: Sequence[Turn] = (),
        literal: bool = False,
    ) -> MessageReply:
        """The arguments and each outcome are as for `Answerer.answer`. A later question is a follow-up of those before
        if it refers to them, or has no answer by itself. A `literal` message is one question.

        Raises:
            QuestionError: the message is blank, too long or has no words.
        """
        check_question(message)
        questions = (message,) if literal else questions_of(message)
        if len(questions) == 1:
            return MessageReply(self.answerer.answer(message, top_k, wanted, turns=turns, literal=literal))
        parts = tuple(self._parts(questions, top_k, wanted, turns))
        answered = (part.outcome for part in parts if isinstance(part.outcome, Answers))
        return MessageReply(next(answered, parts[0].outcome), parts)

    def _parts(
        self, questions: Sequence[str], top_k: int, wanted: Filter | None, turns: Sequence[Turn]
    ) -> Iterator[MessagePart]:
        before = list(turns)
        for question in questions:
            needed = before if _LEANING.search(question) else turns
            outcome = self.answerer.answer(question, top_k, wanted, turns=needed)
            if isinstance(outcome, Abstention) and needed is not before:
                outcome = self.answerer.answer(question, top_k, wanted, turns=before)
            before.append(_turn(question, outcome))
            yield MessagePart(question, outcome)


def _turn(question: str, outcome: Outcome) -> Turn:
    answers = outcome.answers if isinstance(outcome, Answers) else ()
    documents = dict.fromkeys(one.citation.document_id for one in answers)
    return Turn(question, answers[0].text if answers else "", tuple(documents))

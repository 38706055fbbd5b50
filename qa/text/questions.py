"""Can this be asked, and how is it read?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa.errors import QuestionError
from qa.text.accents import AccentModel, Reading
from qa.text.follow_ups import Turn, completed
from qa.text.keys import composed, exact_keys, words
from qa.text.typed_follow_ups import as_follow_up

# A page of text. Longer than that is no question, and the encoder would read only its beginning.
LONGEST_QUESTION = 2_000


# How many readings of a question are looked up together.
READINGS = 8


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as it is looked up.

    `read_as` is the likeliest reading, which the encoder gets and the asker is shown. `keys` are those of every word
    of any likely reading; `weights` tell how likely each was meant, and count a word twice that is there twice.
    `leans` tells whether it was completed from what was asked before.
    """

    read_as: str
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    leans: bool = False


def check_question(question: str) -> None:
    """Refuses what cannot be asked.

    Raises:
        QuestionError: it is blank, too long, or has no letter and no digit in it.
    """
    if not question.strip():
        raise QuestionError("question: câu hỏi đang trống; hãy nhập một câu hỏi.")
    if len(question) > LONGEST_QUESTION:
        most = f"{LONGEST_QUESTION:,}".replace(",", ".")
        raise QuestionError(f"question: câu hỏi dài quá {most} ký tự; hãy hỏi ngắn hơn.")
    if not any(words(question)):
        raise QuestionError("question: câu hỏi không có chữ hay số nào; hãy hỏi bằng lời.")


def tidied(question: str) -> str:
    """The question in composed form with its blanks tidied."""
    return " ".join(composed(question).split())


def as_typed(question: str) -> ReadQuestion:
    """The question taken by its letters: no accent is put in and no spelling mended."""
    text = tidied(question)
    counts = Counter(exact_keys(text))
    return ReadQuestion(text, tuple(counts), tuple(map(float, counts.values())))


def read_question(question: str, accents: AccentModel, turns: Sequence[Turn] = ()) -> ReadQuestion:
    """The question read as it was most likely meant, after the turns before it."""
    typed = as_follow_up(tidied(question)) if turns else tidied(question)
    readings = accents.readings(typed, READINGS)
    leans = False
    if turns:
        before = [Turn(accents.restore(tidied(turn.question)), turn.answer) for turn in turns]
        whole = completed(readings[0].text, before)
        leans = whole != readings[0].text
        if leans:
            readings = [Reading(whole, 1.0)]
    meant: dict[str, float] = {}
    for reading in readings:
        for key in exact_keys(reading.text):
            meant[key] = meant.get(key, 0.0) + reading.probability
    return ReadQuestion(readings[0].text, tuple(meant), tuple(meant.values()), leans)

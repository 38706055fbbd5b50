"""Can this be asked, and how is it read?"""

from dataclasses import dataclass

from qa.errors import QuestionError
from qa.text.accents import AccentModel
from qa.text.keys import composed, exact_keys, folded_keys, has_accents, words

# A page of text. Longer than that is no question, and the encoder would read only its beginning.
LONGEST_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as it is looked up.

    `read_as` is the reading that the encoder gets and that the asker is shown. Where the asker typed no accent
    (`accented` is false), it is a guess, and words are matched by their folded keys.
    """

    read_as: str
    accented: bool
    keys: tuple[str, ...]


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


def read_question(question: str, accents: AccentModel) -> ReadQuestion:
    """The question in composed form with its blanks tidied, its accents restored where none were typed."""
    tidied = " ".join(composed(question).split())
    if has_accents(tidied):
        return ReadQuestion(tidied, accented=True, keys=tuple(exact_keys(tidied)))
    return ReadQuestion(accents.restore(tidied), accented=False, keys=tuple(folded_keys(tidied)))

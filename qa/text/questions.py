"""Can this be asked, and how is it read?"""

from dataclasses import dataclass

from qa.errors import QuestionError
from qa.text.keys import composed, exact_keys, folded_keys, has_accents, words

# A page of text. Longer than that is no question, and the encoder would read only its beginning.
LONGEST_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as it is looked up. `read_as` is the reading that the encoder gets and that the asker is shown;
    `accented` tells whether the asker typed any accent, and so whether the exact keys may be relied upon.
    """

    read_as: str
    accented: bool
    exact_keys: tuple[str, ...]
    folded_keys: tuple[str, ...]


def read_question(question: str) -> ReadQuestion:
    """The question in composed form with its blanks tidied, and its keys.

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
    read_as = " ".join(composed(question).split())
    return ReadQuestion(read_as, has_accents(read_as), tuple(exact_keys(read_as)), tuple(folded_keys(read_as)))

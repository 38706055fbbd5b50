"""Can this be asked, and how is it read?"""

from qa.errors import QuestionError
from qa.text.keys import composed, words

# A page of text. Longer than that is no question, and the encoder would read only its beginning.
LONGEST_QUESTION = 2_000


def read_question(question: str) -> str:
    """The question in composed form with its blanks tidied.

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
    return " ".join(composed(question).split())

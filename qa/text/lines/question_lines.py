"""Is a line a question, or the beginning of an answer, in a text of questions and answers?"""

import re

# Marks in front of a question or an answer: a bullet, a number, Markdown's bold and heading signs.
_BEFORE = r"[\s>#*_|•●▪■–-]{0,12}+(?:\d{1,3}[.)/]\s*+)?+[*_]{0,3}+"
_AFTER = r"[*_]{0,3}+\s*+"
_QUESTION_LABEL = re.compile(
    rf"{_BEFORE}(?:(?:(?:câu )?+hỏi|question|câu(?=[ ]?\d))[ ]?+(?:số[ ]?+)?+\d{{0,3}}+[*_]{{0,3}}+[:.)]|[hq]:)"
    rf"{_AFTER}",
    re.IGNORECASE,
)
_ANSWER_LABEL = re.compile(
    rf"{_BEFORE}(?:(?:(?:câu )?+trả lời|đáp(?: án)?+|answer)(?:[ ]\d{{1,3}})?+[*_]{{0,3}}+[:.]|(?:tl|đ|a):){_AFTER}",
    re.IGNORECASE,
)
# Signs that may follow the question mark: quotes, brackets, and Markdown's bold.
_CLOSING = " \t\xa0\r\n\"'”’»)*_.!"


def asks_question(sentence: str) -> bool:
    """Whether it ends with a question mark."""
    return sentence.rstrip(_CLOSING).endswith(("?", "？"))


def question_label(line: str) -> str:
    """The label at the beginning of a question: "Hỏi: ", "Câu 3. "; empty where there is none."""
    found = _QUESTION_LABEL.match(line)
    return found.group() if found else ""


def answer_label(line: str) -> str:
    """The label at the beginning of an answer: "Đáp: ", "Trả lời: "; empty where there is none."""
    found = _ANSWER_LABEL.match(line)
    return found.group() if found else ""

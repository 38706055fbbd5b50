"""Is this clause a question?"""

import re

from qa.questions.messages.lenient_patterns import lenient_words

# Words that ask. "Bao giờ", "làm sao", "thế nào" and the like have one of them in it.
_ASKING = (
    r"ai|đâu|gì|nào|mấy|bao nhiêu|bao lâu|bao giờ|bao xa|sao|hả|chưa|j|bn|bnhieu|ntn"
    r"|có (?:\S+ ){0,12}?(?:không|ko|k|hok|hông)|được (?:\S+ ){0,3}?(?:không|ko|k)|phải (?:không|ko|k)"
    r"|đúng (?:không|ko|k)|hay (?:không|là)"
)
_QUESTION_WORD = lenient_words(_ASKING)

# What is asked for without a question word: "Hồ sơ đăng ký tạm trú", "Cách làm hộ chiếu".
_TOPIC = lenient_words(
    r"^(?:hồ sơ|thủ tục|cách|quy trình|trình tự|các bước|điều kiện|mức phạt|lệ phí|phí|giá|giờ|lịch|địa chỉ"
    r"|số điện thoại|danh sách|thời hạn|học phí|quy định|khoản|điều|điểm)"
)


_NOW = re.compile(
    r"(?<!\w)(?:hiện (?:nay|tại|giờ|thời|là|đang)|bây giờ|lúc này|đương nhiệm|đương chức|mới nhất|gần đây nhất)(?!\w)",
    re.IGNORECASE,
)


def asks_now(question: str) -> bool:
    """Whether a question with its accents asks for the present state: "hiện nay", "mới nhất"."""
    return _NOW.search(question) is not None


def asks(clause: str) -> bool:
    """Whether it has a question mark, a question word, or begins with something that people ask for."""
    return "?" in clause or _QUESTION_WORD.search(clause) is not None or _TOPIC.search(clause.strip()) is not None


def has_question_word(clause: str) -> bool:
    """Whether it has a question word."""
    return _QUESTION_WORD.search(clause) is not None

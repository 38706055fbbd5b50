"""Which questions does a message ask?

Two or three may stand in one message: "Trường thành lập năm nào? Hiệu trưởng là ai?", "Học phí bao nhiêu, còn ký túc xá
mở cửa lúc mấy giờ?" What is said around a question stays with it. A single question is never cut: the second half of
"Ông sinh năm nào và mất năm nào?" is none by itself.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qa.questions.messages.lenient_patterns import lenient
from qa.questions.messages.question_signs import asks
from qa.questions.small_talk import small_talk
from qa.text.keys import folded_key, has_accents, words
from qa.text.lookalikes import composed
from qa.text.sentences import sentence_spans

# Answered one after the other; what is asked beyond stays in the last part.
MOST_PARTS = 5

# A part has so many words at least, one of them none that asks: "Vì sao?" is no question by itself.
_FEWEST_WORDS = 2

_ASKING = (
    r"(?:(?:vào|từ|đến|trong|là|với|cho|gồm|bởi|do|của|lúc|về) )?(?:(?:những|các|bao) )?"
    r"(?:(?:khi|lúc|năm|ngày|tháng|nước|nơi|người|đâu|bao|vì|tại|làm|ra|như thế|như|thế|loại|ở) "
    r"(?:nào|giờ|lâu|nhiêu|sao|xa|ai|đâu|thế nào)|bao nhiêu|ai|đâu|mấy|gì|sao|nào)"
)
# A question ends with a question word, or with what is counted.
_END = (
    rf"(?:(?:bao nhiêu|mấy) [^\W\d]\w*(?: [^\W\d]\w*){{0,2}}|{_ASKING})(?: (?:vậy|thế|ạ|nhỉ|nhé|hả|rồi)){{0,2}}"
    r"[?!. ]*\Z"
)
_JOINT = (
    r"(?:,? (?:và|còn|với lại|đồng thời|ngoài ra|rồi)(?: thì| cho (?:em |mình |tôi )?hỏi| là)? |[,;] (?!(?:và|còn) ))"
)
# The second of two questions does not begin so: its subject would be that of the first.
_NO_SUBJECT = frozenset(
    """
    ai bao bằng bắt bị bởi cách chết cho chúng có cũng của diễn do dùng dựa đang đã đạt đâu để đem đến đi đó được gây
    giành giúp giữ gọi gồm hay hoặc hoạt khi kéo kết kể khác không là làm lại lấy lập lên lúc mang mấy mất mở nào
    nằm nên nếu nhằm nhận nhờ như nó nước ở phải qua ra sau sẽ sinh sống tại tạo tên thành theo thì thuộc tiếp tìm tính
    tổ tới trong trên trở trước từ tự vào vẫn về vì viết với xảy xây xuất ý
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_PRONOUNS = frozenset({"ông", "bà", "anh", "chị", "cô", "nó", "họ", "chúng", "đây", "đó"})
_MARK = re.compile(r"\?(?=\s+\w)\s+")
_CLOSING = {"(": ")", "[": "]", "“": "”", "«": "»"}


@dataclass(frozen=True, slots=True)
class _Signs:
    """The patterns of texts with accents, or of those without."""

    asking: re.Pattern[str]
    ends_asking: re.Pattern[str]
    joint: re.Pattern[str]
    opening: re.Pattern[str]
    what_of: re.Pattern[str]

    @classmethod
    def of(cls, written: Callable[[str], str]) -> "_Signs":
        """With every pattern written in this way."""
        return cls(
            re.compile(rf"(?<!\w){written(_ASKING)}(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w){written(_END)}", re.IGNORECASE),
            re.compile(written(_JOINT), re.IGNORECASE),
            re.compile(written(r"(?:còn|và|với lại|ngoài ra|thế còn|vậy còn)(?: thì)?,? "), re.IGNORECASE),
            re.compile(rf"{written('thì (?:sao|thế nào|như thế nào)')}\W*\Z", re.IGNORECASE),
        )


_ACCENTED, _PLAIN = _Signs.of(str), _Signs.of(lenient)
_PLAIN_NO_SUBJECT = frozenset(map(folded_key, _NO_SUBJECT | _PRONOUNS))


def questions_of(message: str) -> tuple[str, ...]:
    """The questions that a message asks, in order, each a slice of it in composed form with what is said around it; the
    message alone if it asks one or none.
    """
    text = composed(message)
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for start, end, is_question in _units(text):
        begun = start if begun is None else begun
        if is_question and len(found) < MOST_PARTS:
            found.append((begun, end))
            begun = None
    if len(found) <= 1:
        return (message,)
    found[-1] = (found[-1][0], len(text.rstrip()))
    return tuple(_without_joint(text[start:end]) for start, end in found)


def _units(text: str) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a message, and the questions within them: start, end, and whether it is a question."""
    signs = _ACCENTED if has_accents(text) else _PLAIN
    begun: int | None = None
    for start, end in _sentences(text):
        begun = start if begun is None else begun
        if not _is_balanced(text[begun:end]):
            continue  # "“Ai là triệu phú?” do ai dẫn?"
        sentence, offset = text[begun:end], begun
        begun = None
        if not _asks_something(sentence, signs):
            yield offset, end, False
            continue
        for first, last in _joined(sentence, signs):
            yield offset + first, offset + last, True
    if begun is not None:
        yield begun, len(text), False


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences; behind a question mark one may begin with a small letter."""
    for start, end in sentence_spans(text):
        marks = list(_MARK.finditer(text, start, end))
        starts, ends = [start, *(mark.end() for mark in marks)], [*(mark.start() + 1 for mark in marks), end]
        yield from zip(starts, ends, strict=True)


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(one) == text.count(other) for one, other in _CLOSING.items())


def _asks_something(sentence: str, signs: _Signs) -> bool:
    """Whether it is a question that says what it is about."""
    if not asks(sentence) or small_talk(sentence):
        return False
    return len(list(words(sentence))) >= _FEWEST_WORDS and any(words(signs.asking.sub(" ", sentence)))


def _joined(sentence: str, signs: _Signs) -> Iterator[tuple[int, int]]:
    """The offsets of the questions that are joined in one sentence."""
    start = 0
    for joint in signs.joint.finditer(sentence):
        left, right = sentence[start : joint.start()], sentence[joint.end() :]
        following = signs.joint.search(right)
        # Beside "Dạ cho em hỏi" the question itself may lack its accents.
        if _is_whole(left, _PLAIN) and _has_subject(right[: following.start()] if following else right, signs):
            yield start, joint.start()
            start = joint.end()
    yield start, len(sentence)


def _is_whole(clause: str, signs: _Signs) -> bool:
    """Whether the clause ends with a question word, or begins with "ai", and says what it is about."""
    ends = signs.ends_asking.search(clause)
    about = clause[: ends.start()] if ends else clause[3:] if clause[:3].lower() == "ai " else ""
    return len(list(words(about))) >= _FEWEST_WORDS and _is_balanced(clause)


def _has_subject(clause: str, signs: _Signs) -> bool:
    """Whether the clause ends with a question word and begins with the subject of its own."""
    ends = signs.ends_asking.search(clause)
    if not ends:
        return False
    about = list(words(clause[: ends.start()]))
    if len(about) < _FEWEST_WORDS:
        return False
    first, second = about[0].lower(), about[1]
    if signs is _PLAIN:
        return first not in _PLAIN_NO_SUBJECT
    # "Bà Lan làm gì?" has a subject, "bà làm gì?" has that of the question before.
    return first not in _NO_SUBJECT and (first not in _PRONOUNS or second[:1].isupper())


def _without_joint(part: str) -> str:
    """The part without "còn" in front, if it is a question without it: "Còn Lào thì sao?" is none."""
    signs = _ACCENTED if has_accents(part) else _PLAIN
    part = part.strip(" ,;\r\n\t")
    opening = signs.opening.match(part)
    rest = part[opening.end() :] if opening else part
    clause = rest.partition("?")[0]
    is_whole = _has_subject(clause, signs) or clause[:3].lower() == "ai "
    return rest if is_whole and not signs.what_of.search(clause) else part

"""What does a question ask for?

The expected answer type (Li and Roth 2002), by the question words: Vietnamese leaves them where the answer would stand
(wh-in-situ), so they may come anywhere. The noun before "nào" or "gì" gives the type: "nước nào", "lý do gì".
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from qa.text.keys import exact_key
from qa.text.lookalikes import composed


class AnswerType(StrEnum):
    """What an answer has to name; THING is anything that is none of the others."""

    PERSON = "person"
    DATE = "date"
    NUMBER = "number"
    PLACE = "place"
    REASON = "reason"
    MANNER = "manner"
    DEFINITION = "definition"
    LIST = "list"
    YES_NO = "yes_no"
    THING = "thing"


_LETTERS = re.compile(r"[^\W\d_]+")


def answer_type(question: str) -> AnswerType:
    """The expected answer type of a question with its accents, in any Unicode form and any case."""
    text = _without_politeness(_keys_of(question))
    explicit = _by_pattern(text)
    if explicit:
        return explicit
    return _by_noun(text) or (AnswerType.REASON if _BEGINS_WITH_WHY.match(text) else AnswerType.THING)


def _keyed(pattern: str) -> str:
    """A pattern of words as a pattern of their exact keys. It may hold no escape with a letter: `[^ ]+` is a word."""
    return _LETTERS.sub(lambda word: exact_key(word.group()), pattern)


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(_keyed(rf"(?<![^ ])(?:{pattern})(?![^ ])"))


def _keys(text: str) -> tuple[str, ...]:
    return tuple(map(exact_key, text.split()))


_IS, _WHICH_KEY = exact_key("là"), exact_key("nào")

# "Cho hỏi …", "Bạn có biết … không?": the question proper is between them.
_POLITE_START = _pattern(
    "^(?:(?:xin |làm ơn |vui lòng |hãy )?(?:cho (?:tôi |mình |em )?(?:hỏi|biết)|nói cho (?:tôi|mình|em) biết)"
    "|(?:bạn|anh|chị|ai|có ai)?(?: có)? biết(?: là| rằng)?)"
)
_POLITE_END = _pattern("(?:được )?không$")
_PARTICLES = _pattern("(?: ?(?:ạ|vậy|nhỉ|hả|nhé|à|đấy|(?<!như )(?<!là )thế)){1,6}$")

_TIMES = (
    "khi|lúc|hồi|ngày|tháng|năm|tuần|hôm|thứ|thế kỷ|thập kỷ|thập niên|thời gian|thời điểm|thời kỳ|thời đại|thời"
    "|giai đoạn|kỷ|niên đại|mùa|dịp|kỷ nguyên|nhiệm kỳ|quý|giờ"
)

# Question words that give the type by themselves, in order of precedence.
_PATTERNS = (
    (
        AnswerType.REASON,
        _pattern(
            "(?:vì|tại|do|bởi) sao|(?:vì|do|bởi|nhờ) đâu|(?:vì|tại|do|bởi|nhờ) (?:(?:điều|cái|chuyện|việc) )?gì"
            "|sao (?:lại|mà)|(?:lý do|nguyên nhân|mục đích|động cơ|căn nguyên) (?:[^ ]+ ){0,3}?(?:gì|nào)"
            "|để làm gì|nhằm (?:làm )?gì|(?:điều|cái|việc) gì là (?:lý do|nguyên nhân|mục đích)"
            "|^(?:lý do|nguyên nhân|mục đích)(?= .*(?:là (?:gì|đâu)|nào))"
        ),
    ),
    (
        AnswerType.YES_NO,
        _pattern(
            "(?:có|được|phải|đúng|đã|thể|còn|cần|nên|hay|bị) (?:[^ ]+ ){0,60}?(?:không|chưa)$"
            "|^có phải|^liệu|(?:không|chưa)$"
        ),
    ),
    (
        AnswerType.DATE,
        _pattern(
            f"(?:{_TIMES}) nào|bao giờ|(?:năm|ngày|tháng|mùng|hôm|vào thứ) (?:bao nhiêu|mấy)|mấy giờ|lúc mấy"
            "|^(?:ngày|thời điểm|thời gian|năm) (?:[^ ]+ ){1,60}là gì$"
        ),
    ),
    (
        AnswerType.NUMBER,
        _pattern(
            "bao (?:nhiêu|lâu|xa)|mấy|(?:mức|mức độ|chừng|cỡ) nào|^(?:tỷ|tỉ) lệ"
            "|(?:số lượng|tổng số|dân số|diện tích|con số|thứ hạng|khoảng cách|độ cao) (?:[^ ]+ ){0,60}là gì$"
        ),
    ),
    (
        AnswerType.DEFINITION,
        _pattern(
            "^(?:như )?thế nào (?:là|được gọi là)|nghĩa (?:là )?(?:gì|sao)|^định nghĩa|định nghĩa (?:là|như)"
            "|được hiểu (?:là|như)"
        ),
    ),
    (
        AnswerType.MANNER,
        _pattern(
            "(?:như )?thế nào|ra sao|(?:làm|trả lời|nói|nghĩ|phản ứng|đối phó) sao|sao$|cách (?:thức )?(?:nào|gì)"
            "|^cách(?= .*là gì)"
        ),
    ),
    (
        AnswerType.LIST,
        _pattern(
            "những (?:(?!là )[^ ]+ ){0,3}?(?:ai|gì|đâu)|gồm (?:những|các|gì|ai|cái gì)"
            "|(?:kể tên|liệt kê|nêu)(?! (?:một|1)(?![^ ]))(?: những| các)?"
        ),
    ),
    (AnswerType.PERSON, _pattern("(?<!bất kỳ )(?<!bất cứ )ai(?! (?:cập|len|cũng))")),
    (AnswerType.PLACE, _pattern("(?<!^)đâu|^(?:ở|từ|tại) đâu|^đâu(?! là)")),
)

# The type that a noun gives before "nào" and "gì".
_NOUNS = {
    AnswerType.PERSON: (
        "người|ông|bà|vị|nhà văn|nhà thơ|nhà khoa học|nhà vật lý|nhà toán học|nhà báo|nhà sử học|nhà lãnh đạo"
        "|nhà vua|nhà phát minh|nhà triết học|nhà nghiên cứu|nhà thiên văn|nhà soạn nhạc|nhà thám hiểm"
        "|nhà sản xuất|triết gia|tướng|vua|hoàng đế|nữ hoàng|hoàng hậu|thái hậu|giáo hoàng|mục sư|tổng thống"
        "|chủ tịch|thủ tướng|bộ trưởng|cố vấn|thứ trưởng|tham mưu trưởng|tùy viên|trợ lý|đại sứ|đại biểu"
        "|chính trị gia|lãnh đạo|đô đốc|diễn viên|ca sĩ|nhạc sĩ|họa sĩ|nghệ sĩ|thi sĩ|kiến trúc sư|kỹ sư|bác sĩ"
        "|tiến sĩ|giáo sư|học giả|tác giả|đạo diễn|cầu thủ|thủ môn|hậu vệ|tiền vệ|tiền đạo|vận động viên"
        "|huấn luyện viên|nhân vật|thành viên|con trai|con gái"
    ),
    AnswerType.PLACE: (
        "nước|quốc gia|đất nước|nơi|chỗ|địa điểm|vị trí|địa phương|thành phố|tỉnh|huyện|quận|xã|phường|làng"
        "|thị trấn|thị xã|thủ đô|vùng|miền|khu vực|châu lục|lục địa|bang|tiểu bang|hạt|đảo|quần đảo|sông|con sông"
        "|biển|hồ|núi|quảng trường|đường phố|con đường|cảng|sân bay|sân vận động|công viên|nhà ga|quê hương"
    ),
    AnswerType.THING: (  # so that "vị" in "loại gia vị nào" is not taken for a person
        "loại|kiểu|dạng|loài|giống|gia vị|đơn vị|hương vị|học vị|địa vị|chức vị|chức vụ|công ty|tổ chức"
        "|phương pháp|bộ phận|trường|đội|nhóm|cuộc|trận|bài|bộ phim|cuốn|quyển|tác phẩm|cơ quan|hãng|kênh|giải"
        "|lớp|môn|đảng|phong trào|phim|vở|con chó|con mèo"
    ),
}
_TYPE_OF = {_keys(noun): kind for kind, nouns in _NOUNS.items() for noun in nouns.split("|")}
_LONGEST_NOUN = max(map(len, _TYPE_OF))

# A noun phrase before "nào" begins after the last of these, and has at most so many syllables: "vị tướng người Lào
# nào".
_BORDERS = frozenset(
    _keys(
        "có là đã được bị của từ vào ở tại trong cho với bởi về theo do như gồm thuộc và để khi đang sẽ đến cùng mà làm"
        " trên giữa tên dùng sử ra lên nhất , ; :"
    )
)
_LONGEST_PHRASE = 5

_SEVERAL = frozenset(_keys("những các hai ba bốn năm sáu bảy tám chín mười 2 3 4 5 6 7 8 9 10"))

_KINDS = frozenset(_keys("loại kiểu dạng"))

_HERE_IS = _pattern("^(?:đâu|nơi nào) là")  # "Đâu là quê hương của …?"
_NAME = _pattern("(?<!có )tên (?:là )?gì$")  # "Con trai ông tên gì?"
_IS_WHAT = _pattern("là(?: (?:cái )?(?:gì|nào))?$")
_WHICH = _pattern("nào|gì")
_BEGINS_WITH_WHY = _pattern("^sao")  # "Sao trời xanh?", when nothing else is asked

# "Loài lớn nhất là gì?" asks which one, and so does "… của …": a question for a definition names its subject briefly.
_WHICH_ONE = _pattern("nhất|đầu tiên|cuối cùng|thứ [^ ]+|của|trong|gọi|chính|duy nhất|điều|tên")
_MOST_DEFINED = 6

_PART = re.compile(r"[^\W_]+(?:[.,][0-9]+)*|[,;:]")


def _keys_of(question: str) -> str:
    """The exact keys of the words, with the signs between phrases. AI is not "ai" unless all is in capitals."""
    shouted = question.isupper()
    parts = _PART.findall(composed(question))
    return " ".join(exact_key(part) if shouted or part != "AI" else "(ai)" for part in parts).strip(" ,")


def _without_politeness(text: str) -> str:
    start = _POLITE_START.match(text)
    if start:
        rest = _POLITE_END.sub("", text[start.end() :]).strip()
        if _by_pattern(rest) or _WHICH.search(rest):  # otherwise it is the question: "Bạn có biết bơi không?"
            text = rest
    return _PARTICLES.sub("", text).strip()


def _by_pattern(text: str) -> AnswerType | None:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), None)


def _by_noun(text: str) -> AnswerType | None:
    words = text.split()
    where, is_what = _HERE_IS.match(text), _IS_WHAT.search(text)
    if where:
        return _first_noun(text[where.end() :].split())
    if _NAME.search(text) and words[0] not in _SEVERAL:
        return _first_noun(words) or AnswerType.PERSON
    if is_what:
        return _of_subject(text[: is_what.start()].split())
    which = _WHICH.search(text)
    return _of_phrase(text[: which.start()].split(), which.group()) if which else None


def _of_subject(subject: Sequence[str]) -> AnswerType:
    """The type by the subject of "… là gì?": "Thủ đô của Lào là gì?"."""
    if not subject or subject[-1] == exact_key("gọi"):
        return AnswerType.THING
    if subject[0] in _SEVERAL:
        return AnswerType.LIST
    named = subject[1:] if subject[0] == exact_key("tên") else subject
    kind = _first_noun([word for word in named if word != exact_key("của")])
    if kind:
        return kind
    defined = len(subject) <= _MOST_DEFINED and not _WHICH_ONE.search(" ".join(subject))
    return AnswerType.DEFINITION if defined else AnswerType.THING


def _of_phrase(before: Sequence[str], which: str) -> AnswerType | None:
    """The type by the words before "nào" or "gì": the noun right before it, otherwise the first noun of the phrase,
    since Vietnamese phrases begin with their head.
    """
    phrase = _phrase(before)
    if which != _WHICH_KEY:
        return _first_noun(phrase[-1:])
    if _SEVERAL.intersection(phrase) or (before and before[0] in _SEVERAL and _IS in before[-3:]):
        return AnswerType.LIST
    if _KINDS.intersection(phrase):  # "loại thành phố nào"
        return AnswerType.THING
    last = (kind for size in (2, 1) if (kind := _TYPE_OF.get(tuple(phrase[-size:]))))
    first = (kind for start in range(len(phrase)) if (kind := _first_noun(phrase[start:])))
    return next(last, None) or next(first, None)


def _phrase(before: Sequence[str]) -> list[str]:
    """The noun phrase at the end of these words; the last word always belongs to it: "những từ nào"."""
    phrase: list[str] = []
    for word in reversed(before[-_LONGEST_PHRASE:]):
        if phrase and word in _BORDERS:
            break
        phrase.insert(0, word)
    return phrase


def _first_noun(phrase: Sequence[str]) -> AnswerType | None:
    """The type of the noun that a phrase begins with."""
    found = (_TYPE_OF.get(tuple(phrase[:size])) for size in range(_LONGEST_NOUN, 0, -1))
    return next((kind for kind in found if kind), None)

"""Does a sentence hold a sign of the expected answer type?

A sign is no proof: a year for a date, a run of capitals for a person. A date, number, location or name that is in the
question is no sign: "what happened in 2022" is not answered by 2022.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from qa.questions.answer_types import AnswerType
from qa.text.keys import CAPITAL, exact_keys
from qa.text.lookalikes import composed

Sign = Callable[[str], bool]

# The sentences of some hundred questions: the same sentences of a library come up again and again.
_CACHE_SIZE = 1 << 14


def answer_sign(asks: AnswerType, question: str) -> Sign:
    """A predicate: whether a sentence has a sign of the answer type `asks`, for this question.

    Things and yes-or-no questions have no sign, so it is always False. Takes 3 to 16 microseconds for a sentence
    that is not in the cache.
    """
    if asks not in _SIGNS:
        return lambda _: False
    if asks not in _NEW:
        return lambda sentence: _has_sign(sentence, asks)
    asked = frozenset(exact_keys(question))
    return lambda sentence: not all(map(asked.issuperset, _signs_in(sentence, asks)))


@lru_cache(_CACHE_SIZE)
def _has_sign(sentence: str, asks: AnswerType) -> bool:
    return _SIGNS[asks].search(_spelled(sentence, asks)) is not None


@lru_cache(_CACHE_SIZE)
def _signs_in(sentence: str, asks: AnswerType) -> tuple[frozenset[str], ...]:
    """The keys of each sign."""
    found = _SIGNS[asks].findall(_spelled(sentence, asks))
    return tuple({frozenset(exact_keys(sign)) for sign in found if sign})


def _spelled(sentence: str, asks: AnswerType) -> str:
    """The sentence as the pattern expects it: with a blank in front, for every sign begins behind one or a bracket."""
    text = composed(sentence)
    return f" {text if asks in _BY_CAPITALS else text.lower()}"


def _words(alternatives: str) -> str:
    return rf"{_BEHIND}(?:{alternatives})(?!\w)"


def _either_case(words: str) -> str:
    """The words with a small or a capital letter in front."""
    return "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in words.split("|"))


# A character class in front lets `re` jump from blank to blank: ten times as fast as a lookbehind at every letter.
_BEHIND = '[ ("“‘«–—/-]'

_CALLED = rf"{CAPITAL}[\w’'.-]{{0,40}}"  # bounded: a dash begins another name, and a thousand in a row begin a thousand

_DAY = (
    rf"{_BEHIND}(?:(?:1\d{{3}}|20\d{{2}})(?!\w|[.,]\d)|\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?(?!\d)"
    r"|(?:(?:năm|tháng|ngày|mùng|mồng|thế k[ỷỉ]|thập niên|thập k[ỷỉ]|thứ) (?:thứ )?(?:\d+(?:[/-]\d+)*|[ivxlc]+"
    r"|giêng|chạp|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|chủ nhật|\d+ (?:năm|tháng|ngày|tuần) (?:trước|sau)"
    r"|mùa (?:xuân|hạ|hè|thu|đông)|hôm (?:qua|nay)|(?:đầu|cuối|giữa) (?:năm|tháng|thế kỷ)|\d+ giờ)(?!\w))"
)
_DATE = re.compile(f"({_DAY})")

# Parts of dates are no numbers. "Một" is an article more often than a number: with it the share of wrong sentences with
# the sign rises by 0.15.
_NUMBER = re.compile(
    rf"{_DAY}|({_BEHIND}(?:[$€£+]?\d[\d.,]*|(?:hai|ba|bốn|năm(?= \w+ )|sáu|bảy|tám|chín|mười|chục|trăm|nghìn|ngàn|vạn"
    r"|triệu|t[ỷỉ]|nửa|phần trăm|đôi|cặp)(?!\w)))"
)

_TITLES = _either_case(
    "ông|bà|cô|anh|chị|tướng|tá|úy|tiến sĩ|giáo sư|bác sĩ|vua|chủ tịch|tổng thống|thủ tướng|bộ trưởng|nữ hoàng|hoàng đế"
    "|đạo diễn|ca sĩ|nhà văn|nhà thơ|đồng chí|đại sứ"
)
# First words of capitalised runs that are no persons: words that open sentences, organisations, events, countries.
_NOBODY = (
    "Các|Những|Một|Trong|Theo|Khi|Sau|Năm|Từ|Tại|Vào|Ở|Với|Và|Bộ|Đại [Hh]ọc|Đại [Hh]ội|Hội|Liên|Viện|Trường|Quốc|Đảng"
    "|Nhà|Thành|Thế|Chiến|Hiệp|Tòa|Toà|Chính|Quân|Cuộc|Giải|Sông|Vương|Đế|Cộng|Giáo|Châu|Bắc|Nam|Đông|Tây|New|San|Los|Las"
    "|University|Việt Nam|Hoa Kỳ|Trung Quốc|Hàn Quốc|Nhật Bản|Thái Lan|Ấn Độ|Anh|Pháp|Đức|Nga|Mỹ|Ba Lan|Hy Lạp|Ai Cập"
)
_PERSON = re.compile(
    rf"({_BEHIND}(?:(?={CAPITAL})(?!(?:{_NOBODY})(?!\w))(?:{_CALLED} ){{1,3}}{_CALLED}|(?:{_TITLES}) {_CALLED}))"
)

_BEFORE_LOCATIONS = _either_case("ở|tại|từ|đến|tới|về|trên|trong|sang")
_KINDS_OF_LOCATIONS = _either_case(
    "nước|thành phố|tỉnh|huyện|quận|xã|làng|thị trấn|thị xã|vùng|miền|phía|bang|hạt|châu|sông|hồ|núi|biển|eo biển|đảo"
    "|cảng|quảng trường"
)
_LOCATION = re.compile(
    rf"({_BEHIND}(?:(?:{_BEFORE_LOCATIONS})(?: \w+){{0,2}}? {CAPITAL}\w*(?: {CAPITAL}\w*)*"
    rf"|(?:{_KINDS_OF_LOCATIONS}) (?:{CAPITAL}|tây|đông|bắc|nam)\w*|(?:[ởỞ]|[tT]ại|[dD]ọc theo) \w+ \w+))"
)

_REASON = re.compile(_words("vì|do|bởi|nhờ|nhằm|để|l[ýí] do|nguyên nhân|mục đích"))
_MANNER = re.compile(_words("bằng|theo|thông qua|nhờ|như|dưới dạng|một cách|rất|hơn"))
# "X là một …" near the beginning, or an explanation in brackets after the word.
_DEFINITION = re.compile(r"^.{0,80}? là(?!\w)| nghĩa là(?!\w)|\((?:một|hay|còn gọi|tức)(?!\w)")
_LIST = re.compile(r", [^,;.]{2,60},? (?:và|hoặc|hay|cùng) |" + _words("gồm|chẳng hạn|ví dụ|như"))

_SIGNS = {
    AnswerType.PERSON: _PERSON,
    AnswerType.DATE: _DATE,
    AnswerType.NUMBER: _NUMBER,
    AnswerType.PLACE: _LOCATION,
    AnswerType.REASON: _REASON,
    AnswerType.MANNER: _MANNER,
    AnswerType.DEFINITION: _DEFINITION,
    AnswerType.LIST: _LIST,
}
# The types whose signs may be in the question itself.
_NEW = frozenset({AnswerType.PERSON, AnswerType.DATE, AnswerType.NUMBER, AnswerType.PLACE})
_BY_CAPITALS = frozenset({AnswerType.PERSON, AnswerType.PLACE})

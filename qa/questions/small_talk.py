"""Is this small talk: a greeting, thanks, or a question about the service itself?

A set phrase with nothing but polite words around it. One word more, and it is a question to the documents: "Chào bạn,
ai là đại sứ?".
"""

import re
from enum import StrEnum

from qa.text.keys import exact_key, folded_key, words


class SmallTalk(StrEnum):
    """The kinds of small talk."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    IDENTITY = "identity"
    HELP = "help"


# Folded, with every doubled letter once ("hiii" is `hi`, "hello" is `helo`). The first that matches counts: thanks with
# a goodbye is a farewell. Only clear phrases: without accents "may la gi" may ask what clouds are.
_YOU = r"(?:ban|em|bot|ad|cau|tro ly|he thong|trang nay|chat ?bot)(?: nay)?"
_PHRASES = {
    SmallTalk.FAREWELL: r"tam biet|(?:god ?)?bye(?: bye)?|bai bai|hen gap lai",
    SmallTalk.THANKS: r"(?:chan thanh )?cam (?:on|ta)|camon|cmon|thanks?(?: you)?|tks|thx",
    SmallTalk.IDENTITY: rf"{_YOU} (?:la ai|la (?:nguoi hay may|robot|con bot|chat ?bot)|ten (?:la )?gi)",
    SmallTalk.HELP: rf"{_YOU}(?: co the| co)? (?:giup|lam|tra loi|biet|ho tro)(?: duoc)?(?: cho)?(?: toi| minh| em)?"
    r"(?: duoc)? (?:nhung |cac )?(?:gi|viec gi|cai gi|dieu gi|cau hoi nao)(?: duoc)?|help|giup (?:toi|minh|em) voi|"
    r"(?:(?:toi|minh|em) )?(?:co the |duoc )?hoi (?:duoc )?(?:nhung )?(?:gi|cai gi|dieu gi)(?: duoc)?",
    SmallTalk.GREETING: r"(?:xin )?chao|helo|hi|hey|helu|alo|god (?:morning|afternon|evening)",
}  # fmt: skip
_PATTERNS = {kind: re.compile(rf"(?<!\S)(?:{phrase})(?!\S)") for kind, phrase in _PHRASES.items()}

_DOUBLED = re.compile(r"([^\W\d])\1+")

# Forms of address, and polite words.
_POLITENESS = frozenset(
    """
    ban em anh chi ad admin shop bot bac co chu ong ba minh toi to moi nguoi ca nha tro ly li he thong hoi dap cau chat
    chatbot oi a ah nhe nha nhi ne nay day do vay the khong lam nhieu nhiu rat qua that da vang u uh um ok oke okay roi
    buoi sang trua chieu ngay moi tot lanh vui ve xin kinh gui cac thua vi tra loi giup hehe haha hihi you so very much
    hom duoc muon cho
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def _squeezed(key: str) -> str:
    """The key with every run of one letter as a single letter: "chàooo"."""
    return _DOUBLED.sub(r"\1", key)


# The same words with accents: "cháo" is no greeting.
_ACCENTED = frozenset(
    _squeezed(exact_key(word))
    for word in """
    chị bác cô chú ông bà mình tôi tớ mọi người cả nhà trợ lý lí hệ thống hỏi đáp cậu bạn ơi ạ à nhé nhá nhỉ này đây đó
    vậy thế không lắm nhiều nhìu rất quá thật dạ vâng ừ rồi buổi sáng trưa chiều tối ngày mới tốt lành vẻ kính gửi các
    thưa vì đã trả lời giúp đỡ hôm được muốn chào cảm cám ơn tạ chân thành biệt tạm hẹn gặp lại là tên gì máy có thể làm
    biết hỗ những việc cái điều câu nào với
    """.split()  # noqa: SIM905 - a list of words reads better as words
)

_MOST_WORDS = 12


def small_talk(text: str) -> SmallTalk | None:
    """The kind of small talk; None if it may be a question to the documents."""
    found = list(words(text))
    if len(found) > _MOST_WORDS or not all(_fits(word) for word in found):
        return None
    folded = " ".join(_squeezed(folded_key(word)) for word in found)
    for kind, phrase in _PATTERNS.items():
        if phrase.search(folded):
            return kind if _POLITENESS.issuperset(_without_phrases(folded, phrase).split()) else None
    return None


def _without_phrases(folded: str, phrase: re.Pattern[str]) -> str:
    """The text without the phrase, greetings and thanks: these two go with any phrase."""
    for pattern in (_PATTERNS[SmallTalk.GREETING], _PATTERNS[SmallTalk.THANKS], phrase):
        folded = pattern.sub(" ", folded)
    return folded


def _fits(word: str) -> bool:
    """Whether the word has no accents, or is a polite word with its accents."""
    return folded_key(word) == word.casefold() or _squeezed(exact_key(word)) in _ACCENTED

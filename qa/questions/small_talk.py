"""Is this a greeting, thanks or a question about the service itself, and none to the documents?

A set phrase with nothing but courtesy around it. One word more, and it is a question: "Chào bạn, ai là đại sứ?".
"""

import re
from enum import StrEnum

from qa.text.keys import exact_key, folded_key, words


class SmallTalk(StrEnum):
    """What somebody says who asks nothing of the documents."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    IDENTITY = "identity"
    HELP = "help"


# Folded, every letter once where it stands twice ("hiii", "hello" is `helo`). The first that is found counts: who says
# thanks and goodbye says goodbye. Without accents "may la gi" may ask for clouds: only what is clear stands here.
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
_SAID = {kind: re.compile(rf"(?<!\S)(?:{phrase})(?!\S)") for kind, phrase in _PHRASES.items()}

_DOUBLED = re.compile(r"([^\W\d])\1+")

# Who is spoken to, and the words that make it polite.
_POLITENESS = frozenset(
    """
    ban em anh chi ad admin shop bot bac co chu ong ba minh toi to moi nguoi ca nha tro ly li he thong hoi dap cau chat
    chatbot oi a ah nhe nha nhi ne nay day do vay the khong lam nhieu nhiu rat qua that da vang u uh um ok oke okay roi
    buoi sang trua chieu ngay moi tot lanh vui ve xin kinh gui cac thua vi tra loi giup hehe haha hihi you so very much
    hom duoc muon cho
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def _squeezed(key: str) -> str:
    """The key with every run of a letter as one: "chàooo"."""
    return _DOUBLED.sub(r"\1", key)


# What somebody writes who types accents: "cháo" is no greeting.
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
    """What kind of small talk it is, or None where it may ask something of the documents."""
    said = list(words(text))
    if len(said) > _MOST_WORDS or not all(_fits(word) for word in said):
        return None
    spoken = " ".join(_squeezed(folded_key(word)) for word in said)
    for kind, phrase in _SAID.items():
        if phrase.search(spoken):
            return kind if _POLITENESS.issuperset(_without_phrases(spoken, phrase).split()) else None
    return None


def _without_phrases(spoken: str, phrase: re.Pattern[str]) -> str:
    """What else was said: greetings and thanks go with anything."""
    for said in (_SAID[SmallTalk.GREETING], _SAID[SmallTalk.THANKS], phrase):
        spoken = said.sub(" ", spoken)
    return spoken


def _fits(word: str) -> bool:
    """Whether the word carries no accents, or those of a polite word."""
    return folded_key(word) == word.casefold() or _squeezed(exact_key(word)) in _ACCENTED

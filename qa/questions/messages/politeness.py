"""What is left of a question without its forms of address, thanks, prefaces and emoji?

Only what stands before or after the question is left out, and only set phrases; with accents or without, but never with
other accents: "chào" and "chao" greet, "cháo" does not.
"""

import re
from collections.abc import Callable, Iterator

from qa.questions.messages.lenient_patterns import lenient
from qa.questions.messages.question_signs import asks, has_question_word

_ME = r"(?:em|mình|tôi|tui|tớ|con|cháu|chúng (?:tôi|em|mình|cháu)|(?:bọn|tụi) (?:em|mình)|gia đình (?:em|tôi)|mk|e|mik)"
_ONE = (
    r"(?:anh|chị|a|c|ad|ads|admin|shop|bạn|cậu|cô|chú|bác|thầy|ông|bà|dì|mọi người|mn|cả nhà|nhà mình|bot|chatbot|sếp"
    r"|ban quản trị|ban tư vấn|(?:quý )?(?:cơ quan|công ty|trường|cô chú|thầy cô|anh chị|vị(?! sao))|luật sư|cán bộ"
    r"|tổng đài|trợ lý|hệ thống|team)"
)
# Nobody addresses more in one breath; without a bound, a search begins at each of them and goes on to the last.
_MOST_OTHERS = 6
_YOU = (
    rf"(?:(?:các |quý |tất cả )?{_ONE}(?!\w)(?:(?:[,/] ?| và | )(?:các )?{_ONE}(?!\w)){{0,{_MOST_OTHERS}}}+"
    r"(?: ạ| nhé| nha)?)"
)
_LITTLE = r"(?: (?:chút|xíu|tí|tẹo|tý|một chút|1 chút|một xíu|một tí|một câu|nhanh|ngu|khí không phải|thêm|cái|với))"
_TO_SAY = r"(?: (?:là|rằng|xem|về|việc)(?! (?:gì|ai|sao|nào|thế nào)(?!\w)))?(?: (?:không biết|ko biết))?(?: ạ)?"
_PLEASE = r"(?:làm ơn|vui lòng|xin|phiền|nhờ|xin phép|mong|hãy)"
_THANKS = r"(?:cảm ơn|cám ơn|cảm tạ|cảmơn|camon|cmon|thanks?(?: you)?|thank|tks|thx|ty)"
_PARTICLE = r"(?:vậy|thế|nhỉ|nhé|nha|nhá|với|hả|hở|zậy|z|ta|luôn|đó|đấy)"

_OPENINGS = tuple(
    re.compile(rf"\A(?:{lenient(pattern)})(?!\w)[\s,.!:;~–-]*", re.IGNORECASE)
    for pattern in (
        # Letters by their numbers have no form without their marks here: "da so" is "đa số", "o dau" is "ở đâu".
        r"(?:d\u1ea1|vâng|alo|alô|hello|helo|hey)(?=[\s,.!])(?: thưa)?(?: vâng)?",
        r"(?:dạ|vâng|ừm|ơ|à|ôi|hi|ê)(?=[,.!])",
        rf"(?:dạ|hi) (?=(?:{_ME} )?(?:thưa|chào|xin|cho|{_YOU})(?!\w))",
        rf"(?:{_ME} )?(?:xin )?(?:kính |gửi lời )?(?:chào|gửi|thưa) {_YOU}(?: {_YOU})?",
        rf"(?:{_ME} )?(?:xin |kính )?chào(?: buổi (?:sáng|trưa|chiều|tối))?(?=[\s]*[,.!])",
        r"xin chào",
        rf"{_YOU} ơi",
        (
            rf"(?:{_PLEASE} )?(?:{_YOU} )?(?:{_PLEASE} )?cho(?: {_ME})?(?: xin)?(?: phép)? hỏi(?: thăm)?"
            rf"{_LITTLE}*{_TO_SAY}"
        ),
        (
            rf"{_ME}(?: cũng| đang| rất| chỉ| có)?(?: (?:muốn|cần|xin|xin phép|định|đang)){{1,2}} (?:hỏi|biết|tìm hiểu)"
            rf"{_LITTLE}*{_TO_SAY}"
        ),
        rf"{_ME} (?:có (?:một |1 )?(?:câu hỏi|thắc mắc)|thắc mắc|băn khoăn|hỏi){_LITTLE}*{_TO_SAY}",
        rf"{_ME} hỏi{_LITTLE}+{_TO_SAY}",
        rf"(?:xin (?:được )?hỏi{_LITTLE}*|hỏi{_LITTLE}+){_TO_SAY}",
        (
            rf"(?:{_PLEASE} )?(?:{_YOU} )?(?:có thể )?(?:{_PLEASE} )?(?:cho|giúp|nói cho|chỉ cho|chỉ giúp|chỉ) {_ME}"
            rf" (?:được )?biết(?: với)?{_TO_SAY}"
        ),
        rf"(?:làm ơn|vui lòng|xin|xin vui lòng|phiền {_YOU}|nhờ {_YOU}) cho (?:{_ME} )?biết{_TO_SAY}",
        (
            rf"(?:{_PLEASE} )?(?:{_YOU} )?(?:{_PLEASE} )?(?:tư vấn|giải đáp|hướng dẫn|giải thích)"
            rf"(?: giúp| cho| dùm| giùm)* {_ME}(?: với)?{_TO_SAY}"
        ),
        rf"(?:giúp|cứu) {_ME} với",
    )
)

# These are left out only in front of a question: "Ai biết tin ấy đầu tiên?" is one.
_BEFORE_A_QUESTION = tuple(
    re.compile(rf"\A(?:{lenient(pattern)})(?!\w)[\s,.!:;~–-]*", re.IGNORECASE)
    for pattern in (
        rf"(?:{_ME} )?(?:không|ko|k|chưa) (?:biết|rõ){_TO_SAY}",
        r"(?:có )?(?:ai|bác nào|anh chị nào|bạn nào) biết",
        rf"{_YOU} (?:có )?biết",
        rf"{_ME} là [^,.?!]{{1,60}}[,.!]",
        (
            rf"(?:nhà |con |vợ |chồng |bố |mẹ |gia đình |trường hợp của )?{_ME} [^?!.]{{1,160}}?"
            rf"(?:[,.!]|(?: nên| thì| vậy)(?!\w))(?= (?:{_YOU} )?(?:cho|nhờ|xin|vậy|thì|muốn|{_ME})(?!\w))"
        ),
    )
)

_CLOSINGS = tuple(
    re.compile(rf"(?<![\s,.!?:;~–-])[\s,.!?:;~–-]*+(?<!\w)(?:{lenient(pattern)})[\s,.!?~]*+$", re.IGNORECASE)
    for pattern in (
        (
            rf"(?:{_ME} )?(?:xin |rất )?(?:chân thành |trân trọng )?{_THANKS}"
            rf"(?: (?:{_YOU}|nhiều|rất|trước|ạ|a|nhé|nha|lắm|ơi|nhìu|nhiu|đã|đọc|trả lời|giúp|đỡ|much|so|very|you)"
            rf"(?!\w)){{0,{_MOST_OTHERS}}}+"
        ),
        (
            rf"(?:mong|rất mong|nhờ|xin) (?:được )?{_YOU}?(?: sớm)? ?(?:trả lời|giải đáp|tư vấn|hồi âm|phản hồi|giúp)"
            rf"(?: đỡ)?(?: (?:sớm|giúp|cho|{_ME}|ạ|với))*"
        ),
        (
            rf"(?:{_YOU} )?(?:tư vấn |giải đáp |trả lời |chỉ |nói )?(?:giúp|hộ|giùm|dùm|chỉ|cứu) {_ME}"
            r"(?: với| nhé| nha| ạ| a)*"
        ),
        rf"(?:cho|nói cho) {_ME} biết(?: với)(?: ạ| nhé| nha)*",
        # "\u1ea1" by its number has no form without its dot here.
        rf"(?:{_PARTICLE} )?(?:\u1ea1|ah)(?: {_YOU}(?: ơi)?)?",
        rf"(?:vậy|nhỉ|nhé|h\u1ea3|h\u1edf) {_YOU}(?: ơi)?",
        rf"{_YOU} ơi",
    )
)
# Without their marks these are other words: they are left out only behind a question word.
_BARE_PARTICLE = re.compile(
    rf"(?<=\w)(?:\s+{lenient('(?:vậy|thế|nhỉ|nhé|nha|nhá|hả|hở|zậy|ạ|ta|z)')}){{1,3}}[\s?!.~]*$", re.IGNORECASE
)
# "Ai dan dau doan a": a last "a" is "ạ", but for what is numbered by letters.
_LAST_A = re.compile(
    r"(?<!vitamin)(?<!nhóm)(?<!nhom)(?<!bảng)(?<!bang)(?<!hạng)(?<!hang)(?<!loại)(?<!loai)(?<!lớp)(?<!lop)(?<!khối)"
    r"(?<!khoi)(?<!điểm)(?<!diem)(?<!đội)(?<!doi)(?<!gan)(?<!máu)(?<!mau)(?<!khu)(?<!tòa)(?<!toa)(?<!dãy)(?<!day)"
    r"(?<!giải)(?<!giai)(?<!câu)(?<!cau)(?<!án)"
    r"(?<=\w) a[\s?!.~]*+\Z"
)
_ENDS_IN_A_QUESTION_WORD = re.compile(
    rf"(?<!\w)(?:{lenient('ai|gì|nào|đâu|sao|bao nhiêu|nhiêu|không|ko|chưa|bao lâu|lâu|giờ|được|mấy')})$", re.IGNORECASE
)
# "Có ai biết … không ạ?" around a question.
_DOES_ANYBODY_KNOW = re.compile(
    rf"(?:{lenient(rf'(?:có )?(?:ai|bác nào|bạn nào|{_YOU}) (?:có )?biết')}) (?P<asked>.+)"
    rf" {lenient('(?:không|ko|k|hông|chưa)')}(?: (?:{lenient(_PARTICLE)}|ạ|a))*[\s?!.]*$",
    re.IGNORECASE,
)

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b55\u20e3\U000e0020-\U000e007f]+")
_SMILEY = re.compile(
    r"(?<!\S)(?:[:=;][-']?[)(DPp3v]+|\^[_.]?\^|<3+|T[_.]T|(?:h[ieau]){2,}h?|:[vV])(?!\S)", re.IGNORECASE
)
_LAST_SMILEY = re.compile(r"(?<=[\w?!.])[:=;][-']?[)(D]+\s*$")
_BLANK_BEFORE_A_MARK = re.compile(r" (?=[?!.,])")
_LAST_MARKS = re.compile(r"(?<![?!\s])(\s*+[?!])[?!\s]*+$")

# In capitals throughout, a text of so many words or more is no row of abbreviations.
_FEWEST_SHOUTED = 3
_FEWEST_LEFT = 2


def bare_question(text: str) -> str:
    """The question in a composed text, without what is only polite around it; the text itself where there is nothing of
    the kind, or where nothing would be left.
    """
    plain = _lowered(_without_emoji(text))
    bare = _without_closings(_without_openings(plain, _always_opened))
    known = _DOES_ANYBODY_KNOW.match(bare)
    bare = _without_openings(known["asked"] if known and asks(known["asked"]) else bare, _opened)
    if bare == plain or len(bare.split()) < _FEWEST_LEFT:
        return plain or text
    return _as_question(bare)


def _without_emoji(text: str) -> str:
    found = _EMOJI.sub(" ", text)
    found = _LAST_SMILEY.sub("", _SMILEY.sub(" ", found))
    if found == text:
        return text
    spaced = _BLANK_BEFORE_A_MARK.sub("", " ".join(found.split()))
    return _LAST_MARKS.sub(r"\1", spaced) or text


def _lowered(text: str) -> str:
    """A text typed in capitals, in small letters."""
    if text.isupper() and sum(any(map(str.isalpha, word)) for word in text.split()) >= _FEWEST_SHOUTED:
        return text.capitalize()
    return text


def _without_openings(text: str, opened: Callable[[str], Iterator[str]]) -> str:
    rest = text
    while True:
        shorter = next((cut for cut in opened(rest) if len(cut.split()) >= _FEWEST_LEFT), None)
        if shorter is None:
            return rest
        rest = shorter


def _always_opened(text: str) -> Iterator[str]:
    """What is left of the text behind each opening that it has."""
    return (text[found.end() :] for pattern in _OPENINGS if (found := pattern.match(text)))


def _opened(text: str) -> Iterator[str]:
    """The same, with those openings that only a question follows."""
    yield from _always_opened(text)
    for pattern in _BEFORE_A_QUESTION:
        found = pattern.match(text)
        rest = text[found.end() :] if found else ""
        if rest and (has_question_word(rest) or next(_always_opened(rest), None)):
            yield rest


def _without_closings(text: str) -> str:
    rest = text
    while True:
        found = next((found for pattern in _CLOSINGS if (found := pattern.search(rest))), None) or _bare_particle(rest)
        if found is None or len(rest[: found.start()].split()) < _FEWEST_LEFT:
            return rest
        rest = rest[: found.start()]


def _bare_particle(text: str) -> re.Match[str] | None:
    found = _BARE_PARTICLE.search(text)
    if found and _ENDS_IN_A_QUESTION_WORD.search(text[: found.start()]):
        return found
    found = _LAST_A.search(text)
    return found if found and has_question_word(text[: found.start()]) else None


def _as_question(text: str) -> str:
    """The text with a capital in front and a question mark behind."""
    text = text.strip(" ,;:–-")
    if text[-1:] not in "?!.":
        text = f"{text}?"
    return text[:1].upper() + text[1:]

"""Does a question ask what stands at a place of a law: "khoản 2 Điều 3 luật cư trú quy định gì?"

Only where that is all it asks. Whoever asks for something within an article names a subject as well, and is answered by
a search.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.text.keys import folded_key, has_accents, words

# Longer messages ask more than a place; the longest name of a law has about 30 syllables.
_MOST_WORDS = 60

# Clauses of one article that are asked for at a time.
_MOST_CLAUSES = 5

_IN_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_DIGITS = {word: str(number) for number, word in enumerate(_IN_WORDS, start=1)}
_DIGITS_OF_FOLDED = {folded_key(word): digits for word, digits in _DIGITS.items()}

_NUMBER = rf"(?:\d{{1,4}}[a-z]?|(?:{'|'.join(_DIGITS_OF_FOLDED)})(?! (?:muoi|tram|\d)))(?!\S)"
_OF = r"(?:(?:cua|trong|tai|thuoc) )?"
# "Khoản 1", "khoản 1 và khoản 2", "khoản 1, 2 và 3", "k1".
_CLAUSES = rf"(?:khoan {_NUMBER}(?: (?:va )?(?:khoan )?{_NUMBER}){{0,{_MOST_CLAUSES - 1}}}|k\d{{1,3}}(?!\S))"
_POINT = r"diem (?:[a-z]|dd)(?!\S)"
_ARTICLE = rf"dieu (?:thu |so )?{_NUMBER}"
_REFERENCE = re.compile(
    rf"(?<!\S)(?:{_POINT} {_OF})?(?:{_CLAUSES} {_OF}(?:{_ARTICLE}|d\d{{1,4}}(?!\S))"
    rf"|{_ARTICLE}(?: {_OF}{_CLAUSES})?(?: {_OF}{_POINT})?)"
)

# What is asked about the place, in front of it and behind it. All of it without accents.
_LEAD = re.compile(
    r"(?:(?:hay|xin|hoi|cho|toi|minh|em|biet|xem|doc|tim|tra cuu|trich|trich dan|neu|cung cap|noi dung|toan van"
    r"|chi tiet|nguyen van|cu the|quy dinh|theo|can cu|tai|cua|trong|o|ve|la gi|the nao|gi) ){0,8}+"
)
_TAIL = re.compile(
    r"(?<!\S)(?:(?:thi|la|nay|do|co|duoc|da) ){0,3}"
    r"(?:(?:quy dinh|noi|ghi|viet|neu|de cap|bao gom|gom|co|noi dung|dieu chinh|yeu cau)"
    r"(?: (?:la|ve|rang|den|ro|cu the|chi tiet|noi dung|nhung|cac|cai|dieu|van de|chuyen)){0,4}"
    r" (?:gi|ra sao|sao|the nao|nhu the nao|nhu nao|ntn)"
    r"|quy dinh(?: ve)?|noi (?:ve|dung)|gi|ra sao|the nao|nhu the nao|ntn)"
    r"(?: (?:vay|the|a|nhi|nhe|ha|day|do|khong)){0,3}\Z"
)
_THIS = re.compile(
    r"(?:(?:cua|trong) )?(?:bo luat|luat|van ban|tai lieu|quy che|noi quy)(?: (?:nay|do|tren|ay))?\Z|nay\Z"
)
_CONNECTION = re.compile(r"(?:cua|trong|tai|thuoc|theo|o) ")
_CONNECTED = re.compile(
    r" (?:thi(?: (?:tai|o|trong))?"
    r"|(?:quy dinh|noi|ghi|co)(?: (?:gi|nhung gi|the nao|nhu the nao))?(?: (?:tai|o|trong))?)\Z"
)
# The kinds of documents that a name begins with.
KIND = re.compile(
    r"(?:bo luat|luat|hien phap|phap lenh|nghi dinh|nghi quyet|thong tu|quyet dinh|quy che|quy dinh|noi quy|dieu le"
    r"|hop dong|quy uoc|huong uoc|cong uoc|hiep dinh|quy trinh|chi thi|huong dan|thoa thuan)(?!\S)"
)
_YEAR = re.compile(r"(?: nam)? (?P<year>(?:18|19|20)\d\d)\Z")
_A_POINT, _A_CLAUSE, _AN_ARTICLE = "diem", "khoan", "dieu"


@dataclass(frozen=True, slots=True)
class LegalReference:
    """A place of a law: the article, its numbered clauses (khoản) and a point (điểm) of the first of them, as they are
    written in laws, in lower case: "15a", "2", "đ". Without clauses the whole article is meant.

    `law` are the words that name the law, its kind first, composed and in lower case; none where no law is named.
    `year` is the law's, if it is said.
    """

    article: str
    clauses: tuple[str, ...] = ()
    point: str | None = None
    law: tuple[str, ...] = ()
    year: int | None = None


def legal_reference(question: str) -> LegalReference | None:
    """The place that the question asks for; None if it asks for anything else, or for more."""
    typed = [word.lower() for word in words(question)]
    if len(typed) > _MOST_WORDS:
        return None
    folded = " ".join(map(folded_key, typed))
    found = _REFERENCE.search(folded)
    if not found:
        return None
    first, last = (len(folded[:offset].split()) for offset in found.span())
    before = _law(_CONNECTED.sub("", _LEAD.sub("", folded[: found.start()], 1).strip()), typed[:first])
    behind = _law(_TAIL.sub("", folded[found.end() :].strip()).strip(), typed[last:])
    named = [one for one in (before, behind) if one]
    if before is None or behind is None or len(named) > 1:
        return None
    law, year = _without_year(named[0] if named else ())
    parts = typed[first:last]
    article, clauses = _numbers_behind(_AN_ARTICLE, "d", parts), _numbers_behind(_A_CLAUSE, "k", parts)
    points = [letter for word, letter in pairwise(parts) if folded_key(word) == _A_POINT]
    if not article:
        return None
    return LegalReference(article[0], tuple(clauses), points[0] if points else None, law, year)


def _law(folded: str, typed: Sequence[str]) -> tuple[str, ...] | None:
    """The words that name a law in what stands beside the place; empty if nothing does, None if anything else does.
    `folded` is a part of the typed words, without what was recognised at either end.
    """
    if not folded or _THIS.fullmatch(folded):
        return ()
    bare = folded[found.end() :] if (found := _CONNECTION.match(folded)) else folded
    if not KIND.match(bare):
        return None
    keys = list(map(folded_key, typed))
    wanted = bare.split()
    first = next(index for index in range(len(keys)) if keys[index : index + len(wanted)] == wanted)
    return tuple(typed[first : first + len(wanted)])


def _without_year(law: tuple[str, ...]) -> tuple[tuple[str, ...], int | None]:
    found = _YEAR.search(" ".join(map(folded_key, law)))
    return (law[: -len(found[0].split())], int(found["year"])) if found else (law, None)


def _numbers_behind(name: str, short: str, parts: Sequence[str]) -> list[str]:
    """The numbers that follow this part of a law within the place, in digits."""
    numbers: list[str] = []
    part = ""
    for word in parts:
        key = folded_key(word)
        if key[:1] == short and key[1:].isdecimal():
            numbers.append(key[1:])
        elif key in {_A_POINT, _A_CLAUSE, _AN_ARTICLE}:
            part = key
        elif part == name and (number := _number(word, parts)):
            numbers.append(number)
    return numbers


def _number(word: str, parts: Sequence[str]) -> str | None:
    if word[0].isdecimal():
        return word
    return _DIGITS.get(word) or (None if has_accents(" ".join(parts)) else _DIGITS_OF_FOLDED.get(word))

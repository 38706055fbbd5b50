"""Which abbreviations does a text define?

By the method of Schwartz and Hearst (2003), on either side of a bracket, but by syllables: a Vietnamese abbreviation
has one letter for each syllable of its long form, so every letter must match one. Long forms that do not match letter
by letter, as "tổng sản phẩm trong nước" for GDP, are left out, since it is unclear where they begin.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.text.keys import CAPITAL, folded_key
from qa.text.lookalikes import composed


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation and what it stands for, both as written."""

    short: str
    long: str


# Words of a long form that may have no letter of their own.
_SILENT = frozenset("và của các về cho tại với trong những theo of the and for in on de du des".split())  # noqa: SIM905 - a list of words reads better as words

_MOST_LETTERS = 12

# `BQP`, `TP.HCM`, `KH&CN`: capitals, with signs between them.
SHORT = rf"(?<![\w.&-]){CAPITAL}(?:[.&-]?{CAPITAL}){{1,{_MOST_LETTERS - 1}}}(?![\w&-])"

# Repetitions are bounded, here and below: a search starts again at each of a thousand blanks or words in a row.
_CALLED = (
    r"(?:(?:sau đây|thường|còn|hay|được|có) ){0,6}(?:gọi|viết|tên|từ|chữ)(?: chung| tên)? tắt"
    r"(?: (?:là|thành|bằng))?:? ?[\"“'‘]?"
)
# "Long form (LF)", "long form (gọi tắt là LF)", "long form, viết tắt là LF"
# Bare letters must fill their bracket: "thác Tắc Tình (TT Tam Đường)" defines nothing.
_SHORT_SECOND = re.compile(rf"[ ,;–-]{{0,8}}(?:\( ?(?P<bare>)|\(? ?{_CALLED})(?P<short>{SHORT})(?(bare) ?[),;])")
# "LF (long form)", "LF (viết tắt của long form)", "LF là chữ viết tắt của long form"
_STANDS_FOR = r"(?:(?:chữ|tên|từ|cụm từ|ký hiệu|kí hiệu) )?(?:viết |gọi |nói )?tắt(?: (?:của|cho|từ|là))?:? ?"
_IN_ENGLISH = r"(?:(?:các |những )?(?:chữ|từ|cụm từ|tên)(?: đầu)? )?(?:trong )?(?:tiếng \w+:? ?)?[\"“'‘]?"
_SHORT_FIRST = re.compile(
    rf"(?P<short>{SHORT})[\"”'’]?(?:(?P<bracket> ?\((?:{_STANDS_FOR})?)|,? (?:là )?{_STANDS_FOR}){_IN_ENGLISH}"
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END_OF_PHRASE = re.compile(r"[^\w,&–/' -]|\n")
_BETWEEN = " ,–-&/\"”“'’"

# A long form is no longer than its letters, the words between them and these many code points a word.
_LONGEST_WORD = 12
# What follows a long form in brackets, and one that is in none.
_CLOSES_IN_BRACKET = re.compile(r"\s*(?:$|[,;:)\"”–-])")
_CLOSES = re.compile(r"\s*(?:$|[^\w\s]|(?:là|được|có|và|hay|hoặc|do|trong|tại)(?!\w))")


def definitions(texts: Iterable[str]) -> tuple[Definition, ...]:
    """The different definitions in these texts, in the order in which they come."""
    return tuple(dict.fromkeys(one for text in texts for one in _in_text(composed(text))))


def letters_of(short: str) -> str:
    """The letters of an abbreviation without the signs between them."""
    return "".join(letter for letter in short if letter.isalpha())


def _in_text(text: str) -> Iterator[Definition]:
    for found in _SHORT_SECOND.finditer(text):
        short = found["short"]
        long = _ending_at(text, found.start(), letters_of(short))
        if long:
            yield Definition(short, long)
    for found in _SHORT_FIRST.finditer(text):
        short = found["short"]
        long = _starting_at(text, found.end(), letters_of(short), closed=bool(found["bracket"]))
        if long:
            yield Definition(short, long)


def _ending_at(text: str, end: int, letters: str) -> str | None:
    """The long form of these letters that ends at `end`."""
    first = max(0, end - 2 * _LONGEST_WORD * len(letters))
    before = text[first:end].rstrip(_BETWEEN)
    borders = [border.end() for border in _END_OF_PHRASE.finditer(before)]
    phrase = before[borders[-1] if borders else 0 :]
    words = list(_WORD.finditer(phrase))
    # The first word of the slice may be a cut one.
    count = _aligned([word.group() for word in reversed(words)], letters[::-1])
    return None if count is None else phrase[words[-count].start() :]


def _starting_at(text: str, start: int, letters: str, *, closed: bool) -> str | None:
    """The long form of these letters that begins at `start`."""
    behind = text[start : start + 2 * _LONGEST_WORD * len(letters)]
    border = _END_OF_PHRASE.search(behind)
    phrase = behind[: border.start()] if border else behind
    words = list(_WORD.finditer(phrase))
    count = _aligned([word.group() for word in words], letters)
    if count is None or (words and phrase[: words[0].start()].strip()):
        return None
    end = words[count - 1].end()
    rest = behind[end:]
    ends = _CLOSES_IN_BRACKET.match(rest) if closed else _CLOSES.match(rest)
    return phrase[words[0].start() : end] if ends else None


def _aligned(words: Sequence[str], letters: str) -> int | None:
    """The number of words, from the first on, whose initials give the letters in order; None if they do not.

    Only silent words may be skipped, never the first or the last.
    """
    if not words or not letters or not _begins(words[0], letters[0]):
        return None
    # From the last letter to the first: for each word, where a match of the remaining letters that begins there ends.
    ends: list[int | None] = []
    behind: list[int | None] = [*range(1, len(words) + 1)]
    for letter in reversed(letters):
        ends = [end if _begins(word, letter) else None for word, end in zip(words, behind, strict=True)]
        behind = _after_silent(words, ends)
    return ends[0]


def _after_silent(words: Sequence[str], ends: Sequence[int | None]) -> list[int | None]:
    """For each word, the first of these ends after it with nothing but silent words between."""
    found: list[int | None] = [None]
    for word, end in zip(reversed(words), reversed(ends), strict=True):
        found.append(end if end is not None or word.casefold() not in _SILENT else found[-1])
    return found[-2::-1]


def _begins(word: str, letter: str) -> bool:
    """Whether the word begins with this letter of an abbreviation: D stands for đ as well, W for ư."""
    first = word[0].casefold()
    own = letter.casefold()
    if own == "đ":
        return first == "đ"
    return folded_key(first) == folded_key(own) or (own == "w" and first == "ư")

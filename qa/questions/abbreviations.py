"""What does an abbreviation in a question stand for, and which words of it have an abbreviation?

Known are the abbreviations that the documents define and a short public list. A question with the short form finds
documents with the long form, and the other way round.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from qa.questions.spellings import CHAT_PHRASES, CHAT_SPELLINGS
from qa.text.abbreviation_definitions import Definition, letters_of
from qa.text.keys import exact_keys, folded_key, has_accents
from qa.text.lookalikes import composed

# The weight of a word that was added as the short or long form of what was asked; a word of the question has 1.
# Sentence hit@1 on the 41 questions of viquad1_dev with a public long form is 63.4 with 0.25 and 65.9 with 0.5 or 1;
# that of mlqa_dev_vi is 63.4 with 0.5 and 63.2 with 1.
OTHER_WEIGHT = 0.5

PUBLIC = {
    "ATGT": "an toàn giao thông", "BCA": "Bộ Công an", "BCH": "ban chấp hành", "BHTN": "bảo hiểm thất nghiệp",
    "BHXH": "bảo hiểm xã hội", "BHYT": "bảo hiểm y tế", "BQP": "Bộ Quốc phòng", "CAND": "Công an nhân dân",
    "CCCD": "căn cước công dân", "CHDCND": "Cộng hòa Dân chủ Nhân dân", "CHXHCN": "Cộng hòa Xã hội chủ nghĩa",
    "CMND": "chứng minh nhân dân", "CNTT": "công nghệ thông tin", "CNXH": "chủ nghĩa xã hội",
    "CSGT": "cảnh sát giao thông", "ĐBQH": "đại biểu Quốc hội", "ĐCSVN": "Đảng Cộng sản Việt Nam",
    "ĐH": "đại học", "ĐHQG": "Đại học Quốc gia", "EU": "Liên minh châu Âu", "GD&ĐT": "giáo dục và đào tạo",
    "GDĐT": "giáo dục và đào tạo", "GPLX": "giấy phép lái xe", "GS": "giáo sư", "GTVT": "giao thông vận tải",
    "HCM": "Hồ Chí Minh", "HĐND": "Hội đồng nhân dân", "HLV": "huấn luyện viên", "HTX": "hợp tác xã",
    "KHCN": "khoa học và công nghệ", "KH&CN": "khoa học và công nghệ", "LHQ": "Liên Hợp Quốc",
    "LLVT": "lực lượng vũ trang", "MTTQ": "Mặt trận Tổ quốc", "NHNN": "Ngân hàng Nhà nước", "NXB": "nhà xuất bản",
    "PCCC": "phòng cháy chữa cháy", "PGS": "phó giáo sư", "QĐND": "Quân đội nhân dân", "QK": "quân khu",
    "SGK": "sách giáo khoa", "TAND": "Tòa án nhân dân", "TBT": "Tổng Bí thư", "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông", "ThS": "thạc sĩ", "TNHH": "trách nhiệm hữu hạn", "TP": "thành phố",
    "TPHCM": "Thành phố Hồ Chí Minh", "TP.HCM": "Thành phố Hồ Chí Minh", "TS": "tiến sĩ",
    "TTXVN": "Thông tấn xã Việt Nam", "TW": "trung ương",
    "UBND": "Ủy ban nhân dân", "VKSND": "Viện kiểm sát nhân dân", "VN": "Việt Nam",
    "WHO": "Tổ chức Y tế Thế giới", "WTO": "Tổ chức Thương mại Thế giới", "XHCN": "xã hội chủ nghĩa",
}  # fmt: skip

# What may be an abbreviation, as typed: `BQP`, `qdnd`, `TP.HCM`, `GS.TS.`
_TYPED = re.compile(r"(?<!\w)[^\W\d_]{1,12}(?:[.&-][^\W\d_]{1,12})*(?!\w)")

# A syllable in folded letters. A word that is none may be an abbreviation even in small letters.
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?")

# No word has such letters in a row; "Tp" and "Ubnd" are written so by telephones.
_UNPRONOUNCEABLE = re.compile(r"^[^aeiouy]+$|[^aeiouy]{3}(?<!ngh)")

# In a question for what the letters mean they stay: replaced by their meaning, the question would be lost.
_ASKS_FOR_MEANING = re.compile(r"(?:viết|gọi|tên|chữ|từ|viet|goi|ten|chu|tu) tắ?a?t(?!\w)|nghĩa|nghia", re.IGNORECASE)

# Two characters of Unicode's private use area around what replaces an abbreviation; correction leaves them alone.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MASKED = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")

_LETTERS = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"\. ?(?=[^\W\d_])")  # GS.TS., TP. Huế


@dataclass(frozen=True, slots=True)
class OtherWriting:
    """Keys of words in a question, and the keys of their short or long form."""

    asked: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation, its offsets in a question, and its long forms, all of different words. `defined` is whether the
    documents say what it stands for.
    """

    start: int
    end: int
    meanings: tuple[str, ...]
    defined: bool

    @property
    def clear(self) -> str | None:
        """Its long form, if there is only one and it is Vietnamese: nobody spells out NASA."""
        long = self.meanings[0]
        words = map(folded_key, _LETTERS.findall(long))
        return long if len(self.meanings) == 1 and all(map(_SYLLABLE.fullmatch, words)) else None


class LongForms:
    """The known abbreviations, by their letters and by their long forms."""

    def __init__(self, defined: Iterable[Definition] = ()) -> None:
        """Holds those that the documents define, and the public ones."""
        self._meanings: dict[str, dict[tuple[str, ...], str]] = {}
        self._shorts: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        defined = tuple(defined)
        for one in (*(Definition(*pair) for pair in PUBLIC.items()), *defined):
            words = tuple(exact_keys(one.long))
            self._meanings.setdefault(_letters(one.short), {}).setdefault(words, one.long)
            self._shorts.setdefault(words, {})[tuple(exact_keys(one.short))] = None
        self._defined = {_letters(one.short) for one in defined}
        self._longest = max(map(len, self._shorts))
        self._first = {words[0] for words in self._shorts if words}

    def found(self, text: str) -> list[Abbreviation]:
        """The abbreviations in a composed text as typed, in order."""
        shouted = text.isupper()
        return [
            Abbreviation(start, start + len(typed), meanings, _letters(typed) in self._defined)
            for word in _TYPED.finditer(text)
            for start, typed, meanings in self._in_word(word.start(), word.group(), shouted=shouted)
        ]

    def others(self, text: str) -> list[OtherWriting]:
        """The abbreviations of the long forms in a text, and the long forms of the abbreviations in it."""
        keys = exact_keys(text)
        found: dict[OtherWriting, None] = {}
        for start in (position for position, key in enumerate(keys) if key in self._first):
            for end in range(start + 2, min(len(keys), start + self._longest) + 1):
                words = tuple(keys[start:end])
                found |= dict.fromkeys(OtherWriting(words, short) for short in self._shorts.get(words, ()))
        for one in self.found(text):
            asked = tuple(exact_keys(text[one.start : one.end]))
            found |= dict.fromkeys(OtherWriting(asked, tuple(exact_keys(long))) for long in one.meanings)
        return list(found)

    def _in_word(self, start: int, typed: str, *, shouted: bool) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """The whole word if it is known (`TP.HCM`), otherwise those of its parts that are (`GS.TS`)."""
        meanings = self._of(typed, shouted=shouted)
        if meanings:
            yield start, typed, meanings
        elif not typed.isalpha():
            for part in _LETTERS.finditer(typed):
                meanings = self._of(part.group(), shouted=shouted)
                if meanings:
                    yield start + part.start(), part.group(), meanings

    def _of(self, typed: str, *, shouted: bool) -> tuple[str, ...]:
        if not _may_be_short(typed, shouted=shouted):
            return ()
        return tuple(self._meanings.get(_letters(typed), {}).values())


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its abbreviations masked, so that correction leaves them alone, and for each the two texts that may
    be put back: as typed, and as shown.
    """

    text: str
    typed: tuple[str, ...]
    shown: tuple[str, ...]

    def written_out(self, reading: str) -> str:
        """A reading of the masked text with the clear abbreviations written out."""
        return self._with(reading, self.shown)

    def as_typed(self, reading: str) -> str:
        """A reading of the masked text with the abbreviations as typed, in capitals."""
        return self._with(reading, [form.upper() for form in self.typed])

    def _with(self, reading: str, forms: Iterable[str]) -> str:
        remaining = iter(forms)
        return _MASKED.sub(lambda _: next(remaining), reading) if self.typed else reading


@cache
def public() -> LongForms:
    """The public abbreviations alone."""
    return LongForms()


def masked(text: str, known: LongForms, writes: Callable[[str], bool] = lambda _: False) -> Masked:
    """The composed text with its abbreviations masked. Those with one clear meaning are shown written out, without the
    full stop of the abbreviation; others are shown as typed, and so are all in a question for what letters mean, and
    what the documents write themselves, as `writes` says, and never define: there BQP may be anything.

    The mask holds the long form, as context for the words around it: without accents if none were typed.
    """
    found = [] if _OPEN in text else known.found(text)
    kept, accented = _ASKS_FOR_MEANING.search(text) is not None, has_accents(text)
    put, typed, shown, position = [], [], [], 0
    for one in found:
        typed.append(text[one.start : one.end])
        is_theirs = typed[-1].isupper() and not text.isupper() and not one.defined and writes(typed[-1])
        long = None if kept or is_theirs else one.clear
        put += [text[position : one.start], _OPEN, _context(long, accented=accented), _CLOSE]
        shown.append(_begun(long, one.start) if long else typed[-1])
        position = one.end
        stop = _STOP.match(text, position) if long else None
        if stop:
            put.append(" ")
            position = stop.end()
    return Masked("".join([*put, text[position:]]), tuple(typed), tuple(shown))


def _context(long: str | None, *, accented: bool) -> str:
    """What the language model sees of an abbreviation; a number if its meaning is not clear."""
    return "0" if long is None else long if accented else " ".join(map(folded_key, long.split()))


def _begun(long: str, start: int) -> str:
    return long if start else long[0].upper() + long[1:]


def _may_be_short(typed: str, *, shouted: bool) -> bool:
    """Whether it looks like an abbreviation: in capitals among small letters, or not a possible syllable."""
    capitals = sum(letter.isupper() for letter in typed)
    if capitals >= 2 and not shouted:
        return True
    letters = _letters(typed)
    if typed.istitle() and not _UNPRONOUNCEABLE.search(letters):
        return False  # a name, or the first word of a sentence: "Who", "Nam"
    if typed.islower() and (typed in CHAT_PHRASES or typed in CHAT_SPELLINGS):
        return False
    return len(letters) >= 2 and not _SYLLABLE.fullmatch(letters)


def is_syllable(word: str) -> bool:
    """Whether a word may be a Vietnamese syllable by its letters."""
    return _SYLLABLE.fullmatch(folded_key(word)) is not None


def _letters(short: str) -> str:
    return folded_key(letters_of(composed(short)))

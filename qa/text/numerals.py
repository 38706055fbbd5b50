"""Which numbers and days are written here, in digits, in words or as Roman numerals?

As keys, numbers have digits only: no leading zero, no points between thousands, a comma before decimals.
"""

import re
from collections.abc import Iterator, Sequence

_GROUPED = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+)(?P<decimals>,\d+)?|\d{1,3}(?:,\d{3}){2,}")
_DECIMAL = re.compile(r"(\d+)\.(\d+)")
_WITH_ZERO = re.compile(r"0\d")

_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}

# "Năm" is also "year": it is five before "mươi", "trăm" and the like, and after "linh" or "lẻ".
_ONE_TO_NINE = "(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_UNITS = "(?:một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín)"
_TENS = f"(?:{_ONE_TO_NINE} mươi|mười)(?: {_UNITS})?"
_HUNDREDS = f"{_ONE_TO_NINE} trăm(?: (?:{_TENS}|(?:linh|lẻ) {_ONE_TO_NINE}))?"
_THOUSAND = "(?:nghìn|ngàn|triệu|tỷ|tỉ)"
# "Nghìn tỷ". Bounded, here and below, since Python prints no number of more than 4,300 digits; possessive, so that
# there is one way only to match.
_THOUSANDS = rf"(?: {_THOUSAND}(?!\S)){{1,4}}+"
_BELOW = f"(?:{_HUNDREDS}|{_TENS})"
_WRITTEN = re.compile(
    rf"(?<!\S)(?:{_BELOW}|{_ONE_TO_NINE}(?= {_THOUSAND}))"
    rf"(?:{_THOUSANDS}(?: (?:{_BELOW}|không trăm {_TENS}))?){{0,6}}(?!\S)"
    rf"|(?<!\S)\d{{1,30}}(?:,\d{{1,30}})?{_THOUSANDS}(?!\S)"
)
# A text without any of these has no number in words.
_HINTS = frozenset({"mươi", "mười", "trăm", *_SCALES})

# Congresses, centuries and chapters stay below fifty; with letters above L, words would match: "MC", "CD", "DI".
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
# After these a single letter is a numeral too, and so are small letters: "khóa I", "the ky xx".
_COUNTED = frozenset(
    ["thứ", "kỷ", "kỉ", "khóa", "khoá", "chương", "phần", "mục", "hội", "hạng", "loại", "cấp", "tập", "quyển"]
)

# A day and a month, of one year or of any.
_DAY = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?:(?P=sign)(?P<year>\d{4}))?(?![/.-]?\d)"
)
_MONTH = re.compile(r"(?<![\d/.-])(?P<month>\d{1,2})[/-](?P<year>\d{4})(?![/.-]?\d)")
_NAMED_MONTHS = {"giêng": 1, "tư": 4, "chạp": 12}
_SPELLED = re.compile(
    rf"(?<!\S)(?:(?P<day>\d{{1,2}}|{_TENS}|(?<=mùng ){_ONE_TO_NINE}|(?<=mồng ){_ONE_TO_NINE}) )?"
    rf"tháng (?P<month>\d{{1,2}}|giêng|tư|chạp|mười một|mười hai|mười|{_ONE_TO_NINE})"
    r"(?: (?:năm )?(?P<year>\d{4}))?(?!\S)"
)


def plain_number(digits: str) -> str:
    """The key of a number in digits: "1000000" for "1.000.000", "2" for "02", "3,5" for "3.5"."""
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        whole = grouped["whole"] or digits
        return whole.replace(".", "").replace(",", "") + (grouped["decimals"] or "")
    if _WITH_ZERO.fullmatch(digits):
        return digits[1]
    decimal = _DECIMAL.fullmatch(digits)
    return f"{decimal[1]},{decimal[2]}" if decimal else digits


def written_numbers(words: Sequence[str]) -> Iterator[str]:
    """The keys of numbers written in words, given in lower case, in order: "năm mươi", "1,5 triệu"."""
    if _HINTS.isdisjoint(words):
        return
    for found in _WRITTEN.finditer(" ".join(words)):
        yield _in_digits(found.group().split())


def roman_numerals(words: Sequence[str]) -> Iterator[str]:
    """The keys of the Roman numerals among words, in order: two capitals or more, or any after "thứ" and the like."""
    before = ""
    for word in words:
        if (len(word) > 1 and word.isupper()) or before in _COUNTED:
            small = word.lower()
            if _ROMAN.fullmatch(small):
                yield str(_roman_value(small))
        before = word.lower()


def days(text: str, words: Sequence[str]) -> Iterator[str]:
    """The keys of the days and months in a composed text, given with its words in lower case.

    "2/12/1975" and "ngày 2 tháng 12 năm 1975" both are "2/12" and "12/1975"; a day with points gives its numbers too.
    """
    keys = list(_spelled_days(words)) if "tháng" in words else []
    if any(word[0].isdecimal() for word in words):
        keys += _numeric_days(text)
    return iter(dict.fromkeys(keys))


def _spelled_days(words: Sequence[str]) -> Iterator[str]:
    for found in _SPELLED.finditer(" ".join(words)):
        yield from _day_keys(_count(found["day"]), _count(found["month"]), found["year"])


def _numeric_days(text: str) -> Iterator[str]:
    for found in _DAY.finditer(text):
        if found["year"] or found["sign"] == "/":
            keys = list(_day_keys(int(found["day"]), int(found["month"]), found["year"]))
            yield from keys
            if keys and found["sign"] == ".":
                yield from (str(int(found["day"])), str(int(found["month"])), found["year"])
    for found in _MONTH.finditer(text):
        yield from _day_keys(None, int(found["month"]), found["year"])


def _day_keys(day: int | None, month: int | None, year: str | None) -> Iterator[str]:
    if not month or month > 12 or (day is not None and not 1 <= day <= 31):
        return
    if day is not None:
        yield f"{day}/{month}"
    if year:
        yield f"{month}/{year}"


def _count(written: str | None) -> int | None:
    if written is None or written.isdecimal():
        return int(written) if written else None
    return _NAMED_MONTHS.get(written) or int(_in_digits(written.split()))


def _in_digits(words: Sequence[str]) -> str:
    """The digits of a whole number in words: every scale multiplies the number before it."""
    if words[0][0].isdecimal():
        return _scaled(words[0], words[1:])
    total, group, unit = 0, 0, 0
    for word in words:
        if word in _SCALES:  # alone it multiplies all before it: "nghìn tỷ"
            below = group + unit
            total = total + below * _SCALES[word] if below else total * _SCALES[word]
            group = unit = 0
        elif word in {"mươi", "trăm"}:
            group, unit = group + unit * (10 if word == "mươi" else 100), 0
        elif word == "mười":
            group += 10
        else:
            unit = _DIGITS.get(word, 0)
    return str(total + group + unit)


def _scaled(number: str, scales: Sequence[str]) -> str:
    """A number times its scales, "1,5" and "triệu"; remaining decimals stay after the comma."""
    whole, _, decimals = number.partition(",")
    zeros = sum(len(str(_SCALES[scale])) - 1 for scale in scales)
    rest = decimals[zeros:].rstrip("0")
    return str(int(whole + decimals[:zeros].ljust(zeros, "0"))) + (f",{rest}" if rest else "")


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-one if one < behind else one for one, behind in zip(values, [*values[1:], 0], strict=True))

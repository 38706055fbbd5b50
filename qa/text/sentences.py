"""Where do sentences begin and end?

Sentences are offsets; nothing is rewritten. A line break ends a sentence, unless the paragraph is hard-wrapped; within
a line a run of closing punctuation does, unless an abbreviation, an initial or an ordinal precedes it, or lower case
follows.
"""

import re
from collections.abc import Iterator

# A web page saved as text may put the 2 of "O₂" on a line of its own: that break ends nothing.
_LINE = re.compile(r"[^\r\n]+(?:(?<=[OHN])\n(?=\d [a-zà-ỹđ])[^\r\n]+)*")

# A run of terminators with the closing quotes and brackets after it, and the full stop after a quotation at the end of
# a sentence: `"… ghê lắm...".` A semicolon or colon ends nothing. A run matches from its first sign on, possessively:
# otherwise every dot in a line of a million dots would begin one.
_TERMINATOR = re.compile(
    r"(?P<stop>(?<!\.)\.{2,}+|(?<!…)…++|(?<![.!?])[.!?]++/?\.?)"
    r"(?P<closing>(?:[\"'”’»)\]]++[.!?]?+)?+)(?P<gap>\s+|$|(?=[A-ZÀ-ỸĐ\"“«]))"
)

# Signs in front of the first word of a sentence.
_OPENING = re.compile(r"[\"'“‘«(\[–—\-*•+ ]*")
# A quotation after a full stop begins a sentence, even in lower case.
_QUOTING = re.compile(r"[\"“«]")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\],;:]+$")

# No abbreviation is longer; looking back further would take quadratic time in a line without blanks.
_LONGEST_WORD = 40

# Titles and abbreviations that are written with a full stop and followed by a capital letter.
_ABBREVIATIONS = frozenset(
    """
    ths ts gs pgs tskh bs bsckii bscki cn ks kts ds ls nsnd nsưt nghs nxb tp tx tt tnhh p q h x kp đc đ/c st mr mrs ms
    dr prof jr sr vs vol fig pp ed eds inc ltd corp dept univ tr tk cf al etc vd tcn scn u.s u.k d.c ph.d
    """.split()  # noqa: SIM905 - a list of sixty words reads better as words
)

# In lower case these two are Vietnamese words: "ăn no.", "chân co."
_CAPITALISED_ABBREVIATIONS = frozenset({"No", "Co"})

_ORDINAL = re.compile(r"(?:\d{1,3}|[IVXLC]{1,6}|[a-zđ])$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[A-ZĐ]$")


def sentence_spans(
    text: str, start: int = 0, end: int | None = None, *, across_lines: bool = False
) -> list[tuple[int, int]]:
    """The half-open spans of the sentences in `text[start:end]`, in order, without the blanks around them.

    With `across_lines`, line breaks are blanks: in a hard-wrapped paragraph they end nothing.
    """
    stop = len(text) if end is None else end
    # A slice, since the lookbehinds of the patterns would see the text before `start`.
    part = text[start:stop]
    lines = [(0, len(part))] if across_lines else [line.span() for line in _LINE.finditer(part)]
    spans = (span for first, last in lines for span in _in_line(part, first, last))
    return [(start + first, start + last) for first, last in spans if first < last]


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin, first_word = start, _end_of_opening(text, start, end)
    for match in _TERMINATOR.finditer(text, start, end):
        border = match.end("closing")
        if _ends_here(text, match, end, begin=begin, first_word=first_word):
            yield _trimmed(text, begin, border)
            begin, first_word = border, _end_of_opening(text, border, end)
    yield _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_here(text: str, match: re.Match[str], end: int, *, begin: int, first_word: int) -> bool:
    """Whether the sentence that begins at `begin`, and its first word at `first_word`, ends with this terminator."""
    first = _end_of_opening(text, match.end(), end)
    if first >= end:
        return match.end() >= end
    quoting = match["stop"] == "." and not match["closing"] and _QUOTING.match(text, match.end())
    if text[first].islower() and not quoting:
        return False
    if match["closing"] or not _is_single(match["stop"]):
        return True
    stop = match.start("stop")
    word = _LAST_WORD.search(text, max(begin, stop - _LONGEST_WORD), stop)
    before = word.group() if word else ""
    if match["gap"] == "":  # within a name or an address, unless a blank is missing between two words
        return len(before) > 1 and before.islower() and before.isalpha()
    opens = word is not None and first_word == word.start()
    numbered = before == "no" and text[first].isdigit()
    return match["stop"] != "." or not (numbered or _goes_on(before, opens=opens))


def _is_single(stop: str) -> bool:
    return stop in {".", "!", "?"}


def _end_of_opening(text: str, start: int, end: int) -> int:
    opening = _OPENING.match(text, start, end)
    return opening.end() if opening else start


def _goes_on(word: str, *, opens: bool) -> bool:
    """Whether a full stop after this word does not end a sentence. `opens`: the word is the first of its sentence."""
    if word in _CAPITALISED_ABBREVIATIONS or word.casefold() in _ABBREVIATIONS:
        return True
    if "." in word and word.rpartition(".")[2].casefold() in _ABBREVIATIONS:
        return True
    if opens and _ORDINAL.match(word):
        return True
    return bool(_INITIALS.match(word))

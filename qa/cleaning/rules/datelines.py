"""On which day was this published, according to the text itself?"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from qa.types import QUOTED, Span, SpanKind

_STAMP = re.compile(r"date (\d{4})-(\d{2})-(\d{2})")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
# `Chiều 26/1, …`, `(TTXVN) Sáng ngày 3-5, …` at the beginning of the article.
_DATELINE = re.compile(
    r"(?:\([^()]{2,40}\)\s*+(?:[-–—]\s*+)?|[^\n.]{2,40}?\s[-–—]\s)?"
    r"(?:sáng|trưa|chiều|tối|đêm|hôm nay|ngày|trong ngày)(?: nay| qua)?\s*+(?:,\s*+)?\(?(?:ngày\s*+)?"
    r"(\d{1,2})[/-](\d{1,2})(?![/\d-])",
    re.IGNORECASE,
)
# Outside of these, four digits are no year.
_EARLIEST, _LATEST = 1900, 2100


def published_on(text: str, spans: Iterable[Span]) -> date | None:
    """The day that a stamp, a byline or a letterhead gives in full; otherwise that of the article's dateline, if the
    text gives the same day with its year elsewhere. None if the text does not say; never a guess.
    """
    opening: Span | None = None
    for span in spans:
        # Days within the article are part of its story.
        if span.kind is SpanKind.BYLINE or (span.kind is SpanKind.OTHER and opening is None):
            if day := next(_days(text[span.start : span.end]), None):
                return day
        elif span.kind in QUOTED and opening is None:
            opening = span
    return _of_dateline(text, opening) if opening else None


def _of_dateline(text: str, opening: Span) -> date | None:
    dateline = _DATELINE.match(text, opening.start, opening.end)
    if dateline is None:
        return None
    candidates = {day for day in _days(text) if (day.day, day.month) == (int(dateline[1]), int(dateline[2]))}
    return candidates.pop() if len(candidates) == 1 else None


def _days(text: str) -> Iterator[date]:
    """The days that are given in full, stamps first."""
    for pattern, order in ((_STAMP, (1, 2, 3)), (_NUMBERS, (3, 2, 1)), (_WORDS, (3, 2, 1))):
        for found in pattern.finditer(text):
            year, month, day = (int(found[group]) for group in order)
            if _EARLIEST <= year <= _LATEST:
                with suppress(ValueError):  # 31/2 is no day
                    yield date(year, month, day)

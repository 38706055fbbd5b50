"""What is a document called where it has no title?"""

import re
from collections.abc import Collection, Iterable

from qa.types import QUOTED, Span, SpanKind

# One line on a phone.
LONGEST = 80

_BLANKS = re.compile(r"\s+")


def display_title(title: str | None, text: str, spans: Iterable[Span]) -> str:
    """The title, or else the opening words of the first quoted span, with an ellipsis where they are cut short.

    A document that has nothing but captions is called by the first of them. For display only: no search reads it.
    Derived when a document is ingested, and kept with it; `hoidap verify` derives it again. So whoever changes this
    rule also raises `RECIPE`, or writes a migration.
    """
    if title:
        return title
    in_order = tuple(spans)
    opening = _first(in_order, QUOTED) or _first(in_order, {SpanKind.CAPTION})
    return _shortened(text[opening.start : opening.end]) if opening else ""


def _first(spans: Iterable[Span], kinds: Collection[SpanKind]) -> Span | None:
    return next((span for span in spans if span.kind in kinds), None)


def _shortened(words: str) -> str:
    line = _BLANKS.sub(" ", words).strip()
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rpartition(" ")[0] + "…" if " " in line[:LONGEST] else line[:LONGEST] + "…"

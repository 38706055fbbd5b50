"""Which title is shown for a document, also if it has none?"""

import re
from collections.abc import Collection, Iterable

from qa.types import QUOTED, Span, SpanKind

# One line on a phone.
LONGEST = 80

_BLANKS = re.compile(r"\s+")


def display_title(title: str | None, text: str, spans: Iterable[Span]) -> str:
    """The title, or else the first words of the first quoted span, with an ellipsis if they are shortened.

    For a document with nothing but captions, the words of the first of them. For display only: it is not searched.
    Derived when a document is ingested, and stored; `hoidap verify` derives it again. So a change of this rule must
    raise `RECIPE`, or come with a migration.
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

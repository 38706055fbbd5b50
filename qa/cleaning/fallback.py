"""What is quoted from a text in which the rules leave nothing to quote?

Rules claim what surrounds an article. Where they claim every word (a headline sent by itself, a list of headings, a
page of contact details), there is no article to surround: those words are the document's content.
"""

from collections.abc import Iterable
from dataclasses import replace

from qa.types import QUOTED, Span, SpanKind

# Which claims are given up, the weakest first: headings and titles are the document's own sentences more often than
# bylines and letterheads, these more often than captions and links, and those more often than buttons and pictures.
_GIVEN_UP = (
    {SpanKind.HEADING},
    {SpanKind.TITLE},
    {SpanKind.BYLINE, SpanKind.OTHER},
    {SpanKind.CAPTION},
    {SpanKind.RELATED},
    {SpanKind.MENU, SpanKind.ADVERT},
    {SpanKind.MEDIA},
)


def with_content(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans; where no quoted span holds a letter, those with the weakest claim become body.

    The result has a quoted span with a letter whenever any span has a letter.
    """
    spans = tuple(spans)
    if any(span.kind in QUOTED and _has_words(text, span) for span in spans):
        return spans
    for kinds in _GIVEN_UP:
        if any(span.kind in kinds and _has_words(text, span) for span in spans):
            return tuple(_as_body(span) if span.kind in kinds and _has_words(text, span) else span for span in spans)
    return spans


def _has_words(text: str, span: Span) -> bool:
    return any(map(str.isalpha, text[span.start : span.end]))


def _as_body(span: Span) -> Span:
    return replace(span, kind=SpanKind.BODY, level=0)

"""What is quoted of a text of which the rules leave nothing to quote?

Rules tell what surrounds an article. Where they claim every word, a headline sent by itself, a list of headings, a page
of contact details, there is no article for these words to surround: they are what the document says.
"""

from collections.abc import Iterable
from dataclasses import replace

from qa.types import QUOTED, Span, SpanKind

# Which claims are given up, the weakest first: what heads a text is a sentence of the document's own more often than
# who wrote it and its form, these more often than captions and links, and those than buttons and pictures.
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
    """The spans, with those of the weakest claim as body where no span that is quoted holds a letter.

    A text with a letter has at least one quoted span with a letter then.
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

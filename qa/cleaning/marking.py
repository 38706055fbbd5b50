"""What is each line of a document?"""

from collections.abc import Callable, Iterable, Iterator

from qa.cleaning.captions import alt_texts, cells_below_pictures, doubled_lines, photo_credits
from qa.cleaning.furniture import front_matter, inline_links, pictures, reader_buttons, rulers
from qa.cleaning.legal_forms import letterhead, signatures
from qa.cleaning.lines import Page
from qa.cleaning.related_links import related_tails
from qa.cleaning.sections import headings_and_references
from qa.cleaning.titles import first_line_title
from qa.types import Span, SpanKind

Rule = Callable[[Page], Iterable[tuple[int, SpanKind]]]

# The first rule that claims a line has it, so the surest marks come first: what is written as markup, then what a
# line says of itself, then what only its neighbours tell. A line that nobody claims is body.
RULES: tuple[Rule, ...] = (
    front_matter,
    rulers,
    pictures,
    photo_credits,
    letterhead,
    first_line_title,
    headings_and_references,
    alt_texts,
    doubled_lines,
    cells_below_pictures,
    related_tails,
    inline_links,
    reader_buttons,
    signatures,
)


def mark_spans(text: str, title: str | None, marked: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """One span a line, and more where marks stand around what it says; in order, with no blank at any edge.

    Every character that is no blank lies in one span. `title` is what the document's source calls it, if anything;
    `marked` is what the file's own markup says, which no rule overrules.
    A text without one BODY span has nothing to be asked about.
    """
    page = Page(text, title, marked)
    for rule in RULES:
        # A rule reads the page as the rules before it left it, so its claims are gathered first.
        for index, kind in tuple(rule(page)):
            if page.kinds[index] is None:
                page.kinds[index] = kind
    return tuple(_spans(page))


def guess_title(text: str, spans: Iterable[Span]) -> str | None:
    """What the spans mark as title, on one line; None where they mark none."""
    words = " ".join(text[span.start : span.end] for span in spans if span.kind is SpanKind.TITLE).split()
    return " ".join(words) or None


def _spans(page: Page) -> Iterator[Span]:
    for line, kind in zip(page.lines, page.kinds, strict=True):
        pieces = [Span(start, end, SpanKind.OTHER) for start, end in line.margins]
        pieces.append(Span(line.start, line.end, kind or SpanKind.BODY))
        yield from sorted(pieces, key=lambda span: span.start)

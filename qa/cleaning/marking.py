"""Of which kind is each line of a document?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from qa.cleaning.fallback import with_content
from qa.cleaning.lines import Page
from qa.cleaning.outline import RANK_OF_ARTICLES, heading_ends, law_headings, plain_headings, rank_of
from qa.cleaning.rules.bylines import bylines, lone_names
from qa.cleaning.rules.captions import alt_texts, cells_below_pictures, doubled_lines, numbered_figures, photo_credits
from qa.cleaning.rules.forums import forum_marks, letter_forms
from qa.cleaning.rules.furniture import contents, front_matter, inline_links, rulers
from qa.cleaning.rules.items import list_items, quotes
from qa.cleaning.rules.legal_forms import letterhead, signatures
from qa.cleaning.rules.markup import marked_by_markup
from qa.cleaning.rules.media import adverts, pictures, players
from qa.cleaning.rules.menus import imprints, paths_and_tags, section_menus, site_names
from qa.cleaning.rules.related_links import related_tails
from qa.cleaning.rules.sections import headings_and_references
from qa.cleaning.rules.titles import first_line_title
from qa.cleaning.wrapping import wrapped_paragraphs
from qa.types import Span, SpanKind

# In characters. A longer "heading" is a paragraph, whatever its markup says; and headings are encoded in front of each
# sentence below them.
LONGEST_HEADING = 1_000

Rule = Callable[[Page], Iterable[tuple[int, SpanKind]]]

# The first rule that claims a line wins, so the surest evidence comes first: markup, then the line itself, then its
# neighbours. A line that no rule claims is body.
RULES: tuple[Rule, ...] = (
    marked_by_markup,
    front_matter,
    rulers,
    contents,
    pictures,
    photo_credits,
    numbered_figures,
    letterhead,
    letter_forms,
    paths_and_tags,
    section_menus,
    site_names,
    adverts,
    players,
    bylines,
    forum_marks,
    first_line_title,
    headings_and_references,
    law_headings,
    alt_texts,
    doubled_lines,
    cells_below_pictures,
    related_tails,
    inline_links,
    signatures,
    imprints,
    lone_names,
    list_items,
    quotes,
    plain_headings,
)


def mark_spans(text: str, title: str | None, marked: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """One span for each line, or for each paragraph that was wrapped at a margin, and one for each mark around a line's
    content. Spans are in order, disjoint, with no blank at either edge.

    Every character that is not blank lies in one span. `title` is the title of the document's source, if any; `marked`
    are the spans of the file's own markup, which no rule overrules.
    Where the rules leave no word to quote, their weakest claims become body (`with_content`): a text with a letter
    always has content.
    """
    page = Page(text, title, marked)
    for rule in RULES:
        # All claims of a rule are collected first: while it runs it must not see its own.
        for index, kind in tuple(rule(page)):
            is_paragraph = kind is SpanKind.HEADING and len(page.lines[index].key) > LONGEST_HEADING
            if page.kinds[index] is None and not is_paragraph:
                page.kinds[index] = kind
    return with_content(text, _spans(page))


def guess_title(text: str, spans: Iterable[Span]) -> str | None:
    """The text of the title spans on one line; None if there are none."""
    words = " ".join(text[span.start : span.end] for span in spans if span.kind is SpanKind.TITLE).split()
    return " ".join(words) or None


def _spans(page: Page) -> Iterator[Span]:
    ends, wrapped = heading_ends(page), wrapped_paragraphs(page)
    joined_to = -1
    for index, (line, kind) in enumerate(zip(page.lines, page.kinds, strict=True)):
        if index <= joined_to:
            continue
        pieces = [Span(start, end, SpanKind.OTHER) for start, end in line.margins]
        if kind is SpanKind.HEADING:
            pieces.append(Span(line.start, line.end, kind, rank_of(page, index)))
        elif end := ends.get(index):
            start = end + len(page.text[end : line.end]) - len(page.text[end : line.end].lstrip())
            pieces.append(Span(line.start, end, SpanKind.HEADING, RANK_OF_ARTICLES))
            pieces.append(Span(start, line.end, SpanKind.BODY))
        else:
            joined_to = wrapped.get(index, index)
            span = Span(line.start, page.lines[joined_to].end, kind or SpanKind.BODY)
            pieces += _around_left_out(page, span) if page.marked else (span,)
        yield from sorted(pieces, key=lambda span: span.start)


def _around_left_out(page: Page, span: Span) -> Iterator[Span]:
    """The span, divided where the markup leaves something out within it."""
    start = span.start
    for mark in page.left_out_within(span.start, span.end) if span.kind is not SpanKind.OTHER else ():
        yield from _without_blanks(page.text, replace(span, start=start, end=mark.start))
        yield mark
        start = mark.end
    yield from _without_blanks(page.text, replace(span, start=start))


def _without_blanks(text: str, span: Span) -> Iterator[Span]:
    piece = text[span.start : span.end]
    if piece.strip():
        start = span.start + len(piece) - len(piece.lstrip())
        yield replace(span, start=start, end=start + len(piece.strip()))

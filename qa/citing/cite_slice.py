"""How is any slice of a document cited, whether it is a sentence or not?"""

from bisect import bisect_left, bisect_right

from qa.library.read_models.citation_view import KeptPassage, KeptText
from qa.text.clauses import clause_at
from qa.text.quote_context import MARGIN, quote_of
from qa.text.utf16 import utf16_offset
from qa.types import Citation


def cite_slice(kept: KeptText, start: int, end: int) -> Citation:
    """The citation of `kept.text[start:end]`, which is not empty; for a sentence it is what `cite` returns.

    The context extends over the sentences that the slice is in or next to, within its passage; outside of all passages,
    as in a title, there is none.
    """
    text, passage = kept.text, kept.passage_at(start)
    opening, closing = _context(passage, start, end)
    headings = tuple(text[first:last] for first, last in passage.headings) if passage else ()
    inside = text[passage.start : passage.end] if passage and headings else ""
    return Citation(
        kept.id,
        kept.display_title,
        kept.source,
        start,
        end,
        kept.sha256,
        text[opening:start],
        text[end:closing],
        quote_of(text[max(0, start - MARGIN) : start], text[start:end], text[end : end + MARGIN]),
        utf16_offset(kept.astral, start),
        headings,
        clause_at(headings, inside, start - passage.start) if passage else None,
        bisect_right(kept.pages, start) or None,
    )


def _context(passage: KeptPassage | None, start: int, end: int) -> tuple[int, int]:
    """The range of the neighbouring sentences."""
    if passage is None:
        return start, end
    starts, ends = passage.sentence_starts, passage.sentence_ends
    before, behind = bisect_left(starts, start) - 1, bisect_right(ends, end)
    return starts[before] if before >= 0 else start, ends[behind] if behind < len(ends) else end

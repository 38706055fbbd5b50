"""How is the sentence of an answer cited?"""

from bisect import bisect_left, bisect_right

from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence
from qa.text.clauses import clause_at
from qa.text.quote_context import MARGIN, quote_of
from qa.text.utf16 import astral_count
from qa.types import Citation


def cite(first: IndexedSentence, last: IndexedSentence | None = None) -> Citation:
    """The citation of this sentence, or of the sentences from it to `last` in the same passage, with the neighbouring
    sentences of the passage as context.
    """
    return cite_range(first.passage, first.start, (last or first).end)


def cite_range(passage: IndexedPassage, start: int, end: int) -> Citation:
    """The citation of the document's text from `start` to `end`, both within this passage, with the sentences that it
    is in or next to as context.
    """
    document = passage.document
    before, behind = bisect_left(passage.starts, start) - 1, bisect_right(passage.ends, end)
    opening = passage.starts[before] if before >= 0 else start
    closing = passage.ends[behind] if behind < len(passage) else end
    text, (lead, trail) = passage.text, passage.margins
    within, until = start - passage.start, end - passage.start
    return Citation(
        document.id,
        document.display_title,
        document.source,
        start,
        end,
        document.sha256,
        passage.slice(opening, start),
        passage.slice(end, closing),
        quote_of((lead + text[:within])[-MARGIN:], text[within:until], (text[until:] + trail)[:MARGIN]),
        start + passage.astral + astral_count(text[:within]),
        passage.headings,
        clause_at(passage.headings, text, within),
        bisect_right(document.pages, start) or None,
    )

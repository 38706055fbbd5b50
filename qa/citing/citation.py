"""How is the sentence of an answer cited?"""

from bisect import bisect_right

from qa.retrieval.indexed_sentence import IndexedSentence
from qa.text.clauses import clause_at
from qa.text.quote_context import MARGIN, quote_of
from qa.text.utf16 import astral_count
from qa.types import Citation


def cite(first: IndexedSentence, last: IndexedSentence | None = None) -> Citation:
    """The citation of this sentence, or of the sentences from it to `last` in the same passage, with the neighbouring
    sentences of the passage as context.
    """
    last = last or first
    passage, document = first.passage, first.passage.document
    start, end = first.start, last.end
    opening = passage.starts[first.index - 1] if first.index else start
    closing = passage.ends[last.index + 1] if last.index + 1 < len(passage) else end
    text, (lead, trail) = passage.text, passage.margins
    within, behind = start - passage.start, end - passage.start
    return Citation(
        document.id,
        document.display_title,
        document.source,
        start,
        end,
        document.sha256,
        passage.slice(opening, start),
        passage.slice(end, closing),
        quote_of((lead + text[:within])[-MARGIN:], text[within:behind], (text[behind:] + trail)[:MARGIN]),
        start + passage.astral + astral_count(text[:within]),
        passage.headings,
        clause_at(passage.headings, text, within),
        bisect_right(document.pages, start) or None,
    )

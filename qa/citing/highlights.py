"""Which words of a quotation are marked?"""

from qa.text.utf16 import utf16_length
from qa.types import Citation, Highlight


def highlights_of(citation: Citation, sentence_start: int, span: tuple[int, int] | None) -> tuple[Highlight, ...]:
    """The words from `span[0]` to `span[1]` of the sentence that begins at `sentence_start` of the document, which the
    citation quotes; without blanks around them.
    """
    if span is None:
        return ()
    offset = sentence_start - citation.start
    words = citation.quote.exact[offset + span[0] : offset + span[1]]
    start = citation.start + offset + span[0] + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start >= end:
        return ()
    before = citation.quote.exact[: start - citation.start]
    start_utf16 = citation.start_utf16 + utf16_length(before)
    return (Highlight(start, end, start_utf16, start_utf16 + utf16_length(words.strip())),)

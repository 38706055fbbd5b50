"""Which context goes with a quotation, so that it can be found again?"""

from qa.text.graphemes import is_border
from qa.types import Quote

# In characters on each side: as many as the annotation client Hypothesis takes (its library dom-anchor-text-quote). Six
# or seven Vietnamese syllables distinguish two occurrences in one sentence, and changes further off do no harm.
CONTEXT = 32

# Characters needed on each side to choose the context: one more, to see whether a grapheme would be split.
MARGIN = CONTEXT + 1


def quote_of(before: str, exact: str, after: str) -> Quote:
    """The quotation with its context, given the text right before and right after it: `MARGIN` characters each, or
    fewer at the edges of the document.
    """
    first, last = max(0, len(before) - CONTEXT), min(len(after), CONTEXT)
    while first < len(before) and not is_border(before, first):
        first += 1
    while last > 0 and not is_border(after, last):
        last -= 1
    return Quote(exact, before[first:], after[:last])

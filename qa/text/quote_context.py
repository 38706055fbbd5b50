"""By which words around it is a quotation found again?"""

from qa.text.graphemes import is_border
from qa.types import Quote

# In characters on each side: as many as the annotation client Hypothesis takes (its library dom-anchor-text-quote). Six
# or seven Vietnamese syllables tell two places of one sentence apart, and a change further off does no harm.
CONTEXT = 32

# What must be known around a quotation to choose its context: to see whether a sign would be torn, one character more.
MARGIN = CONTEXT + 1


def quote_of(before: str, exact: str, after: str) -> Quote:
    """The quotation with its context, given the document's text right before and right behind: `MARGIN` characters, or
    all there are.
    """
    first, last = max(0, len(before) - CONTEXT), min(len(after), CONTEXT)
    while first < len(before) and not is_border(before, first):
        first += 1
    while last > 0 and not is_border(after, last):
        last -= 1
    return Quote(exact, before[first:], after[:last])

"""Where does an answer stand?"""

from bisect import bisect_right

import numpy as np

from qa.library.units import Units
from qa.retrieval.neighbours import neighbours
from qa.text.clauses import clause_at
from qa.text.quotes import MARGIN, quote_of
from qa.text.utf16 import astral_count
from qa.types import Citation


def cite(units: Units, position: int) -> Citation:
    """Where the sentence at this position stands, and its neighbours in its passage as context."""
    document = units.document(position)
    start, end = int(units.starts[position]), int(units.ends[position])
    passage = int(units.passage_of[position])
    first, text = int(units.passage_starts[passage]), units.passage_texts[passage]
    lead, trail = units.passage_margins[passage]
    before, behind = (int(place[0]) for place in neighbours(units, np.array([position])))
    opening = int(units.starts[before]) if before >= 0 else start
    closing = int(units.ends[behind]) if behind >= 0 else end
    headings = units.headings(position)
    within = start - first
    return Citation(
        document.id,
        document.heading,
        document.source,
        start,
        end,
        document.sha256,
        units.slice(position, opening, start),
        units.slice(position, end, closing),
        quote_of((lead + text[:within])[-MARGIN:], units.text(position), (text[end - first :] + trail)[:MARGIN]),
        start + int(units.passage_astral[passage]) + astral_count(text[:within]),
        headings,
        clause_at(headings, text, within),
        bisect_right(document.pages, start) or None,
    )

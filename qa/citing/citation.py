"""Where does an answer stand?"""

from bisect import bisect_right

import numpy as np

from qa.library.units import Units
from qa.retrieval.neighbours import neighbours
from qa.text.clauses import clause_at
from qa.text.quote_context import MARGIN, quote_of
from qa.text.utf16 import astral_count
from qa.types import Citation


def cite(units: Units, position: int, last: int | None = None) -> Citation:
    """Where the sentence at this position stands, and its neighbours in its passage as context; or the sentences from
    there to `last`, in one passage.
    """
    document = units.document(position)
    last = position if last is None else last
    start, end = int(units.starts[position]), int(units.ends[last])
    passage = int(units.passage_of[position])
    first, text = int(units.passage_starts[passage]), units.passage_texts[passage]
    lead, trail = units.passage_margins[passage]
    before, behind = int(neighbours(units, np.array([position]))[0][0]), int(neighbours(units, np.array([last]))[1][0])
    opening = int(units.starts[before]) if before >= 0 else start
    closing = int(units.ends[behind]) if behind >= 0 else end
    headings = units.headings(position)
    within = start - first
    return Citation(
        document.id,
        document.display_title,
        document.source,
        start,
        end,
        document.sha256,
        units.slice(position, opening, start),
        units.slice(position, end, closing),
        quote_of((lead + text[:within])[-MARGIN:], text[within : end - first], (text[end - first :] + trail)[:MARGIN]),
        start + int(units.passage_astral[passage]) + astral_count(text[:within]),
        headings,
        clause_at(headings, text, within),
        bisect_right(document.pages, start) or None,
    )

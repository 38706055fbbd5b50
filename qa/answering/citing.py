"""Where does an answer stand?"""

from bisect import bisect_right

import numpy as np

from qa.library.units import Units
from qa.retrieval.neighbours import neighbours
from qa.text.clauses import clause_at
from qa.types import Citation


def cite(units: Units, position: int) -> Citation:
    """Where the sentence at this position stands, and its neighbours in its passage as context."""
    document = units.document(position)
    start, end = int(units.starts[position]), int(units.ends[position])
    passage = units.passage_of[position]
    before, behind = (int(place[0]) for place in neighbours(units, np.array([position])))
    opening = int(units.starts[before]) if before >= 0 else start
    closing = int(units.ends[behind]) if behind >= 0 else end
    headings = units.headings(position)
    within = start - int(units.passage_starts[passage])
    return Citation(
        document.id,
        document.heading,
        document.source,
        start,
        end,
        document.sha256,
        units.slice(position, opening, start),
        units.slice(position, end, closing),
        headings,
        clause_at(headings, units.passage_texts[passage], within),
        bisect_right(document.pages, start) or None,
    )

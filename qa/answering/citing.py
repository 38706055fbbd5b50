"""Where does an answer stand?"""

from bisect import bisect_right

from qa.library.units import Units
from qa.text.clauses import clause_at
from qa.types import Citation


def cite(units: Units, position: int) -> Citation:
    """Where the sentence at this position stands, and its neighbours in its passage as context."""
    document = units.document(position)
    start, end = int(units.starts[position]), int(units.ends[position])
    passage = units.passage_of[position]
    opening, closing = start, end
    if position > 0 and units.passage_of[position - 1] == passage:
        opening = int(units.starts[position - 1])
    if position + 1 < len(units) and units.passage_of[position + 1] == passage:
        closing = int(units.ends[position + 1])
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

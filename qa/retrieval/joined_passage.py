"""Which text around a sentence is of one piece, beyond its passage?

Passages are cut by length, so that a list or an answer may begin in one and end in another.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence
from qa.text.quote_context import MARGIN


def joined_passage(passages: Sequence[IndexedPassage], sentence: IndexedSentence) -> tuple[IndexedPassage, int]:
    """The passage of the sentence together with those of `passages`, in order, that are right before and right after it
    below the same headings, with nothing but blanks in between; and the index of the sentence in it.

    Positions hold for the sentences of its first part only.
    """
    own = next(index for index, one in enumerate(passages) if one.number == sentence.passage.number)
    first = last = own
    while first and _gap(passages[first - 1], passages[first]) is not None:
        first -= 1
    while last + 1 < len(passages) and _gap(passages[last], passages[last + 1]) is not None:
        last += 1
    before = sum(len(passage) for passage in passages[first:own])
    return _joined(passages[first : last + 1]), before + sentence.index


def _gap(one: IndexedPassage, other: IndexedPassage) -> str | None:
    """The blanks between two passages of one piece; None where they are not."""
    length = other.start - one.start - len(one.text)
    gap = one.margins[1][:length]
    adjacent = 0 <= length <= MARGIN and not gap.strip()
    return gap if adjacent and one.heading_starts == other.heading_starts else None


def _joined(passages: Sequence[IndexedPassage]) -> IndexedPassage:
    first, last = passages[0], passages[-1]
    text = first.text
    for one, other in pairwise(passages):
        text += (_gap(one, other) or "") + other.text
    return replace(
        first,
        text=text,
        starts=tuple(start for passage in passages for start in passage.starts),
        ends=tuple(end for passage in passages for end in passage.ends),
        margins=(first.margins[0], last.margins[1]),
        is_item=tuple(item for passage in passages for item in passage.is_item),
    )

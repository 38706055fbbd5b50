"""Which passages are of one piece, and how are they read as one?

Passages are cut by length, so that a list, an answer or an article of a law may begin in one and end in another.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence


def joined_passage(passages: Sequence[IndexedPassage], sentence: IndexedSentence) -> tuple[IndexedPassage, int]:
    """The passage of the sentence together with those of `passages`, in order, that are right before and right after it
    below the same headings, with nothing but blanks in between; and the index of the sentence in it.

    Positions hold for the sentences of its first part only.
    """
    own = next(index for index, one in enumerate(passages) if one.number == sentence.passage.number)
    first = last = own
    while first and _is_one_piece(passages[first - 1], passages[first]):
        first -= 1
    while last + 1 < len(passages) and _is_one_piece(passages[last], passages[last + 1]):
        last += 1
    before = sum(len(passage) for passage in passages[first:own])
    return joined(passages[first : last + 1]), before + sentence.index


def _is_one_piece(one: IndexedPassage, other: IndexedPassage) -> bool:
    return one.heading_starts == other.heading_starts and gap(one, other) is not None


def gap(before: IndexedPassage, after: IndexedPassage) -> str | None:
    """The blanks between two passages of a document; None if there is more than blanks, or more than is known of it."""
    length = after.start - before.start - len(before.text)
    between = before.margins[1][:length]
    return between if len(between) == length and not between.strip() else None


def joined(passages: Sequence[IndexedPassage]) -> IndexedPassage:
    """Passages with nothing but blanks between them, at least one, as one below the headings of the first."""
    first, last = passages[0], passages[-1]
    texts = [first.text]
    for one, other in pairwise(passages):
        texts += gap(one, other) or "", other.text
    return replace(
        first,
        text="".join(texts),
        starts=tuple(start for passage in passages for start in passage.starts),
        ends=tuple(end for passage in passages for end in passage.ends),
        margins=(first.margins[0], last.margins[1]),
        is_item=tuple(item for passage in passages for item in passage.is_item),
    )

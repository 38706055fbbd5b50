"""Which slices are shown for a ranking, each part of a document once?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from qa.answering.deduplication import DuplicateGroup
from qa.answering.spans.answer_slice import AnswerSlice
from qa.answering.spans.asked_for import AskedFor
from qa.answering.spans.whole_answers import answer_slice
from qa.retrieval.search_engine import SearchView
from qa.text.keys import exact_keys


@dataclass(frozen=True, slots=True)
class DistinctAnswer:
    """The slice for the sentence with this rank, which is `best`, or a duplicate of it from a better source; `others`
    are the same in other documents.
    """

    rank: int
    best: int
    slice: AnswerSlice
    others: tuple[AnswerSlice, ...]


def distinct_answers(
    view: SearchView, groups: Iterable[tuple[int, int, DuplicateGroup]], asked: AskedFor
) -> Iterator[DistinctAnswer]:
    """The answers for `groups`: rank, position and duplicates of each sentence, in the order of the ranking. Left out
    are questions and lead-ins that nothing follows, and what is within an earlier answer or introduces it as a whole.
    """
    earlier: list[AnswerSlice] = []
    for rank, position, group in groups:
        (sentence,) = view.sentences(np.array([position]))
        if any(one.covers(sentence) for one in earlier):
            continue
        found = _of_group(view, rank, position, group, asked)
        if found is not None and not any(_overlap(one, found.slice) for one in earlier):
            earlier.append(found.slice)
            yield found


def _overlap(one: AnswerSlice, other: AnswerSlice) -> bool:
    return one.first in other or other.first in one


def _of_group(
    view: SearchView, rank: int, position: int, group: DuplicateGroup, asked: AskedFor
) -> DistinctAnswer | None:
    """The answer from the best source. "Không." stands below many questions: where more than the sentence is shown, the
    others must be the same as a whole.
    """
    own = answer_slice(view, position, asked)
    if own is None:
        return _of_duplicate(view, rank, group, asked)
    slices = {position: own}
    for other in (group.best, *group.others):
        found = slices.get(other) or answer_slice(view, other, asked)
        if found is not None and (other == position or _is_same(found, own)):
            slices[other] = found
    best = group.best if group.best in slices else position
    others = tuple(slices[other] for other in group.others if other in slices and other != best)
    return DistinctAnswer(rank, best, slices[best], others)


def _of_duplicate(view: SearchView, rank: int, group: DuplicateGroup, asked: AskedFor) -> DistinctAnswer | None:
    """A question in a table of contents has no answer there, but its duplicate further down may."""
    for other in (group.best, *group.others):
        found = answer_slice(view, other, asked)
        if found is not None:
            return DistinctAnswer(rank, other, found, ())
    return None


def _is_same(one: AnswerSlice, other: AnswerSlice) -> bool:
    if one.introduction is None and other.introduction is None and not one.is_whole and not other.is_whole:
        return True  # single sentences, which deduplication has compared
    return exact_keys(_with_introduction(one)) == exact_keys(_with_introduction(other))


def _with_introduction(one: AnswerSlice) -> str:
    return f"{one.introduction.text if one.introduction else ''} {one.text}"

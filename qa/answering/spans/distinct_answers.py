"""Which slices are shown for a ranking, each part of a document once?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qa.answering.deduplication import DuplicateGroup
from qa.answering.spans.answer_slice import AnswerSlice
from qa.answering.spans.asked_for import AskedFor
from qa.answering.spans.whole_answers import answer_slice
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.search_engine import SearchView
from qa.text.keys import exact_keys


@dataclass(frozen=True, slots=True)
class DistinctAnswer:
    """The slice for `best`: the sentence with this rank, or a duplicate of it from a better source. `others` are the
    same in other documents.
    """

    rank: int
    best: IndexedSentence
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
        found = _of_group(view, rank, sentence, group, asked)
        if found is not None and not any(_overlap(one, found.slice) for one in earlier):
            earlier.append(found.slice)
            yield found


def _overlap(one: AnswerSlice, other: AnswerSlice) -> bool:
    return one.first in other or other.first in one


def _of_group(
    view: SearchView, rank: int, sentence: IndexedSentence, group: DuplicateGroup, asked: AskedFor
) -> DistinctAnswer | None:
    """The answer from the best source. "Không." stands below many questions: where more than the sentence is shown, the
    others must be the same as a whole.
    """
    own = answer_slice(view, sentence, asked)
    if own is None:
        return _of_duplicate(view, rank, group, asked)
    found = {sentence.position: (sentence, own)}
    for other in _sources(view, group):
        slice_ = own if other.position == sentence.position else answer_slice(view, other, asked)
        if slice_ is not None and (slice_ is own or _is_same(slice_, own)):
            found[other.position] = other, slice_
    best, shown = found.get(group.best, (sentence, own))
    others = tuple(found[other][1] for other in group.others if other in found and other != best.position)
    return DistinctAnswer(rank, best, shown, others)


def _of_duplicate(view: SearchView, rank: int, group: DuplicateGroup, asked: AskedFor) -> DistinctAnswer | None:
    """A question in a table of contents has no answer there, but its duplicate further down may."""
    for other in _sources(view, group):
        found = answer_slice(view, other, asked)
        if found is not None:
            return DistinctAnswer(rank, other, found, ())
    return None


def _sources(view: SearchView, group: DuplicateGroup) -> Sequence[IndexedSentence]:
    """The sentence of the best source, and those of the others."""
    return view.sentences(np.array([group.best, *group.others]))


def _is_same(one: AnswerSlice, other: AnswerSlice) -> bool:
    if one.introduction is None and other.introduction is None and not one.is_whole and not other.is_whole:
        return True  # single sentences, which deduplication has compared
    return exact_keys(_with_introduction(one)) == exact_keys(_with_introduction(other))


def _with_introduction(one: AnswerSlice) -> str:
    return f"{one.introduction.text if one.introduction else ''} {one.text}"

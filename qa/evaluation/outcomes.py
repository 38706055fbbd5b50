"""What became of a question, and was it right?"""

from dataclasses import dataclass

import numpy as np

from qa.answering.answerer import Ranking
from qa.evaluation.measures import Found
from qa.evaluation.question_file import GoldQuestion
from qa.ingesting.identity import document_id
from qa.retrieval.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    `sentences` and `passages` have the ranks of the right ones; a passage is a context of the question file. `answer`
    is the first sentence, whether it was given as an answer or, by an abstention, as what came nearest; `source` is the
    display title of its document and `confidence` its own; all are empty and 0 where nothing was found. `right` is the
    right sentence, the highest of several; empty where there is none in the library.
    """

    gold: GoldQuestion
    read_as: str
    sentences: Found
    passages: Found
    answer: str
    source: str
    confidence: float
    abstained: bool
    right: str
    milliseconds: float

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return bool(self.gold.spans)

    @property
    def correct(self) -> bool:
        """Whether the first sentence is a right one: overlaps a right answer where that stands."""
        return self.sentences.first == 0


class RightSentences:
    """Where the right sentences of each question stand in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        units = snapshot.units
        numbers = np.flatnonzero(np.isin(np.arange(len(units.documents)), units.document_of[snapshot.live]))
        self._numbers = {units.documents[number].id: int(number) for number in numbers}
        # Sentences stand in document order: where those of each document begin, and where the last ones end.
        self._firsts = np.searchsorted(units.document_of[units.passage_of], np.arange(len(units.documents) + 1))

    def of(self, gold: GoldQuestion) -> tuple[int, ...]:
        """Positions of the sentences of the question's own context that overlap a right answer, rising."""
        number = self._numbers.get(document_id(gold.context))
        if number is None:
            return ()
        units = self.snapshot.units
        first, last = self._firsts[number : number + 2].tolist()
        starts, ends = units.starts[first:last], units.ends[first:last]
        overlaps = np.zeros(last - first, bool)
        for start, end in gold.spans:
            overlaps |= (starts < end) & (start < ends)
        return tuple((first + np.flatnonzero(overlaps)).tolist())


def sentences_found(ranking: Ranking, right: tuple[int, ...]) -> Found:
    """The ranks of the right sentences, given by their positions."""
    wanted = set(right)
    ranks = tuple(rank for rank in range(len(ranking.order)) if ranking.position(rank) in wanted)
    return Found(ranks, len(right))


def passages_found(ranking: Ranking, gold: GoldQuestion) -> Found:
    """The rank of the question's own context among the contexts, each standing where its best sentence does."""
    if not gold.spans:
        return Found((), 0)
    seen: dict[str, None] = {}
    for rank in range(len(ranking.order)):
        seen.setdefault(ranking.snapshot.units.document(ranking.position(rank)).id)
    wanted = document_id(gold.context)
    return Found(tuple(rank for rank, name in enumerate(seen) if name == wanted), 1)

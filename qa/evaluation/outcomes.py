"""What became of a question, and was it right?"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.stages import Ranking
from qa.evaluation.measures import Found
from qa.evaluation.question_file import GoldQuestion
from qa.ingesting.identity import document_id
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.search_engine import SearchView


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    `sentences` and `passages` are the ranks of the right ones; a passage is a context of the question file. `answer` is
    the first sentence, whether it was given as an answer or, by an abstention, as what came nearest; `source` is the
    display title of its document and `confidence` its own; all are empty and 0 where nothing was found. `right` is the
    right sentence, the best ranked of several; empty where there is none in the library.
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
        """Whether the documents hold the answer."""
        return bool(self.gold.spans)

    @property
    def correct(self) -> bool:
        """Whether the first sentence is a right one: overlaps a right answer."""
        return self.sentences.first == 0


def right_sentences(view: SearchView, gold: GoldQuestion) -> tuple[IndexedSentence, ...]:
    """The sentences of the question's own context that overlap a right answer, in order."""
    if not gold.spans:
        return ()
    return tuple(
        sentence
        for sentence in view.sentences_of(document_id(gold.context))
        if any(sentence.start < end and start < sentence.end for start, end in gold.spans)
    )


def sentences_found(ranking: Ranking, right: Sequence[IndexedSentence]) -> Found:
    """The ranks of the right sentences."""
    positions = {sentence.position for sentence in right}
    ranks = tuple(rank for rank in range(len(ranking.order)) if ranking.position(rank) in positions)
    return Found(ranks, len(right))


def passages_found(ranking: Ranking, gold: GoldQuestion) -> Found:
    """The rank of the question's own context among the contexts, each ranked as its best sentence is."""
    if not gold.spans:
        return Found((), 0)
    positions = ranking.ranking_input.candidates.positions[list(ranking.order)]
    contexts = dict.fromkeys(document.id for document in ranking.view.documents(positions))
    own = document_id(gold.context)
    return Found(tuple(rank for rank, context in enumerate(contexts) if context == own), 1)

"""Which types do the stages of answering pass on?

read → embed → search → rank → decide → cite. Every stage is a callable from one of these types to the next, so that it
can be measured or replaced by itself; `Answerer` runs them in order.
"""

from dataclasses import dataclass

from embeddings.encoder import FloatArray
from qa.answering.spans.answer_slice import AnswerSlice
from qa.questions.follow_ups import Turn
from qa.questions.reading import ReadQuestion
from qa.ranking.ranker import Ranked, RankingInput
from qa.retrieval.candidates import Filter
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.search_engine import SearchView


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """The input: a question, the most answers to return, the filter on documents, and the turns before it, the oldest
    first. A `literal` question is taken as typed.
    """

    text: str
    top_k: int = 3
    wanted: Filter | None = None
    turns: tuple[Turn, ...] = ()
    literal: bool = False


@dataclass(frozen=True, slots=True)
class InterpretedQuestion:
    """The result of `Read`: the question as it is searched for, and the view that all later stages use."""

    asked: AskedQuestion
    view: SearchView
    question: ReadQuestion


@dataclass(frozen=True, slots=True)
class EmbeddedQuestion:
    """The result of `Embed`: the question's vector, a unit row."""

    interpreted: InterpretedQuestion
    vector: FloatArray


@dataclass(frozen=True, slots=True)
class RetrievedCandidates:
    """The result of `search`: the candidates, with everything needed to rank them."""

    asked: AskedQuestion
    ranking_input: RankingInput


@dataclass(frozen=True, slots=True)
class Ranking:
    """The result of `Rank`: the order of the candidates as indexes, the best first, and the score of each."""

    asked: AskedQuestion
    ranking_input: RankingInput
    ranked: Ranked
    order: tuple[int, ...]
    scores: tuple[float, ...]

    @property
    def question(self) -> ReadQuestion:
        """The question as it was read."""
        return self.ranking_input.question

    @property
    def view(self) -> SearchView:
        """The view that was searched."""
        return self.ranking_input.view

    def position(self, rank: int) -> int:
        """The position in the view of the sentence with this rank."""
        return int(self.ranking_input.candidates.positions[self.order[rank]])


@dataclass(frozen=True, slots=True)
class ChosenAnswer:
    """A slice to show; `others` are duplicates, which are only named. `best` is the sentence that ranked best, and
    `span` the words of it that answer: start and end in its characters, None where they are not known.
    """

    slice: AnswerSlice
    others: tuple[AnswerSlice, ...]
    score: float
    confidence: float
    best: IndexedSentence
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What `Decide` makes of it: the best answers, whether the first of them is confident enough to be given, and
    the sentences that ranked best, which it is made of.
    """

    ranking: Ranking
    chosen: tuple[ChosenAnswer, ...]
    confident: bool
    best: tuple[IndexedSentence, ...]

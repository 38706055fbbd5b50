"""Which sentences answer this, and does any?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from embeddings.encoder import Encoder, FloatArray
from qa.answering.answer_span import answer_span
from qa.answering.confidence import FUSION_CONFIDENCE, Confidence, Shown, margins
from qa.answering.deduplication import DuplicateGroup, deduplicated
from qa.answering.follow_up_adjustment import follow_up_adjustment
from qa.answering.precision_curve import TARGET_PRECISION
from qa.answering.small_talk_reply import small_talk_reply
from qa.answering.suggestions import suggestions
from qa.citing.citation import cite
from qa.questions.follow_ups import Turn
from qa.questions.reading import ReadQuestion, as_typed, check_question, read_question, tidied
from qa.questions.small_talk import small_talk
from qa.ranking.ranker import Ranked, Ranker, RankingInput
from qa.retrieval.candidates import Filter
from qa.retrieval.engine import SearchEngine, admitted
from qa.retrieval.snapshot import Snapshot
from qa.types import Abstention, Answer, Answers, SmallTalkReply


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of one question, in the order in which they answer: places among `candidates`, best first."""

    ranking_input: RankingInput
    ranked: Ranked
    wanted: Filter | None
    order: tuple[int, ...]
    scores: tuple[float, ...]

    @property
    def question(self) -> ReadQuestion:
        """The question as it was read."""
        return self.ranking_input.question

    @property
    def snapshot(self) -> Snapshot:
        """What was searched."""
        return self.ranking_input.snapshot

    def position(self, rank: int) -> int:
        """Where the sentence of this rank stands in the snapshot."""
        return int(self.ranking_input.candidates.positions[self.order[rank]])


class Answerer:
    """Answers questions from one library. Safe to use from several threads."""

    def __init__(  # noqa: PLR0913 - the parts that it is made of, each of which may be another
        self,
        encoder: Encoder,
        engine: SearchEngine,
        ranker: Ranker,
        confidence: Confidence | None = None,
        threshold: float | None = None,
        *,
        sentences: int = 1,
    ) -> None:
        """Below the `threshold` of confidence it abstains; None for the one that reaches the usual precision.
        `sentences` is 1, or 2 where the first answer may be told with the sentence before or behind it.
        """
        self._encoder = encoder
        self._engine = engine
        self._ranker = ranker
        self._confidence = confidence or FUSION_CONFIDENCE
        self._threshold = self._confidence.curve.threshold(TARGET_PRECISION) if threshold is None else threshold
        self._sentences = sentences

    def answer(
        self,
        question: str,
        top_k: int = 3,
        wanted: Filter | None = None,
        *,
        turns: Sequence[Turn] = (),
        literal: bool = False,
    ) -> Answers | Abstention | SmallTalkReply:
        """Up to `top_k` different sentences, best first, or an abstention that shows what came nearest; a courtesy to
        who greets or thanks. A question that leans on the `turns` before it, the oldest first, is read with them.
        `literal` takes the question as typed and guesses at nothing.

        Raises:
            QuestionError: the question cannot be asked.
        """
        check_question(question)
        kind = None if literal else small_talk(question)
        if kind:
            snapshot = self._engine.snapshot()
            return SmallTalkReply(tidied(question), small_talk_reply(kind, snapshot), snapshot.generation)
        ranking = self.rank(question, wanted, turns=turns, literal=literal)
        return self.select_answers(ranking, top_k, [turn.question for turn in turns])

    def rank(
        self, question: str, wanted: Filter | None = None, *, turns: Sequence[Turn] = (), literal: bool = False
    ) -> Ranking:
        """All candidates in the order in which they answer; `turns` and `literal` as in `answer`.

        Raises:
            QuestionError: the question cannot be asked.
        """
        ranking_input = self.ranking_input(question, wanted, turns=turns, literal=literal)
        ranked = self._ranker.rank(ranking_input)
        asked = follow_up_adjustment(ranking_input, turns[-1]) if ranking_input.question.leans else 0
        scores = (ranked.scores + asked).tolist()
        # Equal scores stand in the order of the library, so that the same question gets the same answer.
        units, positions = ranking_input.snapshot.units, ranking_input.candidates.positions.tolist()
        documents = [units.document(position).version.number for position in positions]
        order = sorted(range(len(scores)), key=lambda choice: (-scores[choice], documents[choice]))
        return Ranking(ranking_input, ranked, wanted, tuple(order), tuple(scores[choice] for choice in order))

    def ranking_input(
        self, question: str, wanted: Filter | None = None, *, turns: Sequence[Turn] = (), literal: bool = False
    ) -> RankingInput:
        """The question as it is read, and the candidates that could answer it; `turns` and `literal` as in `answer`.

        Raises:
            QuestionError: the question cannot be asked.
        """
        check_question(question)
        snapshot = self._engine.snapshot()
        read = (
            as_typed(question) if literal else read_question(question, snapshot.corrector, turns, snapshot.long_forms)
        )
        vector = self._vector(read)
        return RankingInput(snapshot, read, vector, self._engine.candidates(snapshot, read, vector, wanted))

    def _vector(self, read: ReadQuestion) -> FloatArray:
        """The mean of what was likely meant."""
        vectors = self._encoder.embed_queries([one.text for one in read.encoded])
        mean = np.array([one.probability for one in read.encoded], np.float32) @ vectors
        unit: FloatArray = mean / np.linalg.norm(mean)
        return unit

    def select_answers(self, ranking: Ranking, top_k: int, asked: Sequence[str] = ()) -> Answers | Abstention:
        """What the asker is told of a ranking; `asked` are the questions before it, which are not suggested again."""
        positions = (ranking.position(rank) for rank in range(len(ranking.order)))
        found = deduplicated(ranking.snapshot, positions, admitted(ranking.snapshot, ranking.wanted))
        best = list(islice(found, top_k + 1))  # one more, for by how much the first is ahead
        ahead = margins([ranking.scores[rank] for rank, _ in best])
        shown = [Shown(ranking.order[rank], margin) for (rank, _), margin in zip(best, ahead, strict=True)][:top_k]
        confidences = self._confidence(ranking.ranking_input, ranking.ranked, shown)
        answers = tuple(self._answers(ranking, best[:top_k], confidences))
        read_as, generation = ranking.question.read_as, ranking.snapshot.generation
        if not answers or answers[0].confidence < self._threshold:
            return Abstention(read_as, answers, generation)
        cited = [duplicates.best for _, duplicates in best[:top_k]]
        next_ones = suggestions(ranking.snapshot.units, cited, [ranking.question.text, read_as, *asked])
        return Answers(read_as, answers, generation, next_ones)

    def _answers(
        self, ranking: Ranking, best: Sequence[tuple[int, DuplicateGroup]], confidences: Sequence[float]
    ) -> Iterator[Answer]:
        """The first with what it is told together with, which is not told again."""
        told = range(0)
        for (rank, duplicates), confidence in zip(best, confidences, strict=True):
            if duplicates.best in told:
                continue
            first, last = (duplicates.best, duplicates.best) if told else self._answer_span(ranking, rank, duplicates)
            told = told or range(first, last + 1)
            units = ranking.snapshot.units
            cited = cite(units, first, last)
            also_in = tuple(cite(units, position) for position in duplicates.others)
            yield Answer(cited.quote.exact, ranking.scores[rank], confidence, cited, also_in)

    def _answer_span(self, ranking: Ranking, rank: int, duplicates: DuplicateGroup) -> tuple[int, int]:
        """The first and last position of the first answer. A copy of what ranks first is told alone."""
        if self._sentences == 1 or ranking.position(rank) != duplicates.best:
            return duplicates.best, duplicates.best
        listed = frozenset(ranking.ranked.shortlist.tolist())
        scores = {
            ranking.position(place): ranking.scores[place]
            for place, choice in enumerate(ranking.order)
            if choice in listed
        }
        return answer_span(ranking.snapshot.units, duplicates.best, scores)

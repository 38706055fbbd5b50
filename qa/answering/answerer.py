"""Which sentences answer a question, if any does?"""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.encoder import Encoder
from qa.answering.answer_cache import CACHE_SIZE, BoundedCache, answer_key, version_of
from qa.answering.cite import cite_answers
from qa.answering.confidence import FUSION_CONFIDENCE, Confidence
from qa.answering.decide import NEAREST_FROM, Decide
from qa.answering.precision_curve import TARGET_PRECISION
from qa.answering.rank import Rank
from qa.answering.references.referenced_answers import referenced_answers
from qa.answering.retrieve import Embed, Read, search
from qa.answering.small_talk_reply import small_talk_reply
from qa.answering.stages import AskedQuestion, InterpretedQuestion, Ranking, RetrievedCandidates
from qa.answering.timings import Observer, Stage, StageClock, observed, unobserved
from qa.questions.follow_ups import Turn
from qa.questions.reading import check_question, tidied
from qa.questions.small_talk import small_talk
from qa.ranking.ranker import Ranker, RankingInput
from qa.retrieval.candidates import Filter
from qa.retrieval.search_engine import SearchEngine
from qa.types import Abstention, Answers, SmallTalkReply


class Answerer:
    """Runs the stages, for questions to one library. Thread-safe."""

    def __init__(  # noqa: PLR0913 - the parts that it is made of, each of which may be another
        self,
        encoder: Encoder,
        engine: SearchEngine,
        ranker: Ranker,
        confidence: Confidence | None = None,
        threshold: float | None = None,
        *,
        sentences: int = 1,
        cache_size: int = CACHE_SIZE,
        observe: Observer = unobserved,
    ) -> None:
        """It abstains below the confidence `threshold`; None for the threshold of the default precision. `sentences` is
        1, or 2 if the first answer may include an adjacent sentence. `observe` is called with the timings of each
        question. `cache_size` answers are kept for those who ask the same again.
        """
        confidence = confidence or FUSION_CONFIDENCE
        threshold = confidence.curve.threshold(TARGET_PRECISION) if threshold is None else threshold
        self._engine = engine
        self._read = Read(engine, BoundedCache(cache_size))
        self._answers: BoundedCache[tuple[object, ...], Answers | Abstention] = BoundedCache(cache_size)
        self._embed = Embed(encoder)
        self._rank = Rank(ranker)
        self._decide = Decide(confidence, threshold, sentences)
        self._observe = observe

    def answer(
        self,
        question: str,
        top_k: int = 3,
        wanted: Filter | None = None,
        *,
        turns: Sequence[Turn] = (),
        literal: bool = False,
    ) -> Answers | Abstention | SmallTalkReply:
        """Up to `top_k` distinct sentences, best first, or an abstention with the nearest sentences, or a reply to
        small talk. A follow-up is completed from the `turns` before it, the oldest first. A `literal` question is taken
        as typed, without correction.

        Raises:
            QuestionError: the question is blank, too long or has no words.
        """
        check_question(question)
        kind = None if literal else small_talk(question)
        if kind:
            view = self._engine.view()
            return SmallTalkReply(tidied(question), small_talk_reply(kind, view), view.generation)
        with observed(self._observe) as clock:
            asked = AskedQuestion(question, top_k, wanted, tuple(turns), literal)
            interpreted = clock.run(Stage.READ, self._read, asked)
            return self._answers.get(
                version_of(interpreted.view),
                answer_key(interpreted),
                lambda: (
                    referenced_answers(interpreted) or _answered(self._ranked(interpreted, clock), clock, self._decide)
                ),
            )

    def ranking_input(self, asked: AskedQuestion) -> RankingInput:
        """The question as it was read, and its candidates.

        Raises:
            QuestionError: the question is blank, too long or has no words.
        """
        with observed(self._observe) as clock:
            return self._retrieved(clock.run(Stage.READ, self._read, asked), clock).ranking_input

    def rank(self, asked: AskedQuestion) -> Ranking:
        """All candidates, ranked.

        Raises:
            QuestionError: the question is blank, too long or has no words.
        """
        with observed(self._observe) as clock:
            return self._ranked(clock.run(Stage.READ, self._read, asked), clock)

    def select_answers(self, ranking: Ranking, *, nearest_from: float = NEAREST_FROM) -> Answers | Abstention:
        """The answers of a ranking. An abstention shows no sentence with a confidence below `nearest_from`."""
        with observed(self._observe) as clock:
            return _answered(ranking, clock, replace(self._decide, nearest_from=nearest_from))

    def _retrieved(self, interpreted: InterpretedQuestion, clock: StageClock) -> RetrievedCandidates:
        embedded = clock.run(Stage.EMBED, self._embed, interpreted)
        return clock.run(Stage.SEARCH, search, embedded)

    def _ranked(self, interpreted: InterpretedQuestion, clock: StageClock) -> Ranking:
        return clock.run(Stage.RANK, self._rank, self._retrieved(interpreted, clock))


def _answered(ranking: Ranking, clock: StageClock, decide: Decide) -> Answers | Abstention:
    return clock.run(Stage.CITE, cite_answers, clock.run(Stage.DECIDE, decide, ranking))

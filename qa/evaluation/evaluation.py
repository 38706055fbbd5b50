"""How well are the questions of a file answered?"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.answering.answerer import Answerer, Ranking
from qa.evaluation.measures import RankMeasures, percentile, rank_measures
from qa.evaluation.question_file import GoldQuestion
from qa.ingesting.identity import document_id
from qa.types import Abstention

# What a user sees of an answer, and so what is timed.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question. Ranks count from 0; None: not among the candidates."""

    gold: GoldQuestion
    sentence_rank: int | None
    passage_rank: int | None
    answer: str
    confidence: float
    abstained: bool
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one run. Ranks are measured over the questions that have an answer.

    `abstained_answerable` and `abstained_impossible` are shares of the questions with and without an answer; None where
    there are none of the kind. `answer_chars` is the mean length of the first sentence: a longer one hits more easily.
    """

    questions: int
    sentence: RankMeasures
    passage: RankMeasures
    abstained_answerable: float | None
    abstained_impossible: float | None
    answer_chars: float
    ms_p50: float
    ms_p95: float


def ask_all(
    answerer: Answerer, questions: Sequence[GoldQuestion], on_progress: Callable[[int], None] = lambda _: None
) -> list[Outcome]:
    """Asks every question as a user would, one after the other, and judges what comes."""
    outcomes = []
    for count, gold in enumerate(questions, start=1):
        outcomes.append(_ask(answerer, gold))
        on_progress(count)
    return outcomes


def summarise(outcomes: Sequence[Outcome]) -> Evaluation:
    """The figures over all outcomes."""
    answerable = [one for one in outcomes if one.gold.spans]
    impossible = [one for one in outcomes if not one.gold.spans]
    times = [one.milliseconds for one in outcomes]
    return Evaluation(
        len(outcomes),
        rank_measures([one.sentence_rank for one in answerable]),
        rank_measures([one.passage_rank for one in answerable]),
        _share_abstained(answerable),
        _share_abstained(impossible),
        sum(len(one.answer) for one in outcomes) / (len(outcomes) or 1),
        percentile(times, 0.5),
        percentile(times, 0.95),
    )


def _share_abstained(outcomes: Sequence[Outcome]) -> float | None:
    return sum(one.abstained for one in outcomes) / len(outcomes) if outcomes else None


def _ask(answerer: Answerer, gold: GoldQuestion) -> Outcome:
    began = time.perf_counter()
    ranking = answerer.rank(gold.question)
    told = answerer.tell(ranking, SHOWN)
    milliseconds = (time.perf_counter() - began) * 1000
    shown = told.nearest if isinstance(told, Abstention) else told.answers
    return Outcome(
        gold,
        _sentence_rank(ranking, gold),
        _passage_rank(ranking, gold),
        shown[0].text if shown else "",
        shown[0].confidence if shown else 0.0,
        isinstance(told, Abstention),
        milliseconds,
    )


def _sentence_rank(ranking: Ranking, gold: GoldQuestion) -> int | None:
    """The rank of the first sentence that overlaps a right answer at its place."""
    units, wanted = ranking.snapshot.units, document_id(gold.context)
    for rank in range(len(ranking.order)):
        position = ranking.position(rank)
        first, last = int(units.starts[position]), int(units.ends[position])
        overlaps = any(start < last and first < end for start, end in gold.spans)
        if overlaps and units.document(position).id == wanted:
            return rank
    return None


def _passage_rank(ranking: Ranking, gold: GoldQuestion) -> int | None:
    """The rank of the question's own context among the contexts, each standing where its best sentence does."""
    seen: dict[str, None] = {}
    for rank in range(len(ranking.order)):
        seen.setdefault(ranking.snapshot.units.document(ranking.position(rank)).id)
    return next((rank for rank, name in enumerate(seen) if name == document_id(gold.context)), None)

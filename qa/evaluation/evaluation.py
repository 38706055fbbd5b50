"""How well are the questions of a file answered?"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.answering.answerer import Answerer
from qa.answering.stages import AskedQuestion, Ranking
from qa.evaluation.bootstrap import Interval, intervals
from qa.evaluation.calibration import Calibration, auroc, calibration
from qa.evaluation.measures import RankMeasures, mean_scores, percentile, scores
from qa.evaluation.outcomes import Outcome, passages_found, right_sentences, sentences_found
from qa.evaluation.question_file import GoldQuestion
from qa.evaluation.selective import RiskCoverage, risk_coverage
from qa.types import Abstention, Answers

# What a user sees of an answer, and so what is timed.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class OfKind:
    """The figures of the questions of one kind that have an answer."""

    kind: str
    questions: int
    sentence: RankMeasures
    hit_at_1: Interval
    abstained: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one run. Ranks are measured over the questions that have an answer, the rest over all.

    `sentence` and `passage` are means, with their intervals beside them. `abstained_answerable` and
    `abstained_impossible` are shares of the questions with and without an answer; None where there are none of the
    kind. `auroc_answerable` is how well confidence parts these two, `auroc_correct` how well it parts right first
    sentences from wrong ones. `risk` is the share wrong of those that were answered, None where none was.
    `answer_chars` is the mean length of the first sentence: a longer one hits more easily.
    """

    questions: int
    answerable: int
    sentence: RankMeasures
    sentence_intervals: tuple[Interval, ...]
    passage: RankMeasures
    passage_intervals: tuple[Interval, ...]
    by_kind: tuple[OfKind, ...]
    abstained_answerable: float | None
    abstained_impossible: float | None
    risk: float | None
    auroc_answerable: float | None
    auroc_correct: float | None
    calibration: Calibration
    risk_coverage: RiskCoverage
    answer_chars: float
    ms_p50: float
    ms_p95: float


def ask_all(
    answerer: Answerer, questions: Sequence[GoldQuestion], on_progress: Callable[[int], None] = lambda _: None
) -> list[Outcome]:
    """Asks every question as a user would, one after the other, and judges what comes."""
    outcomes: list[Outcome] = []
    for gold in questions:
        began = time.perf_counter()
        ranking = answerer.rank(AskedQuestion(gold.question, SHOWN))
        answers = answerer.select_answers(ranking, nearest_from=0)  # what came first is judged, shown or not
        milliseconds = (time.perf_counter() - began) * 1000
        outcomes.append(_judged(gold, ranking, answers, milliseconds))
        on_progress(len(outcomes))
    return outcomes


def summarise(outcomes: Sequence[Outcome], kind_of: Callable[[str], str] | None = None) -> Evaluation:
    """The figures over all outcomes. `kind_of` gives the kind of a question, as it was read, for `by_kind`."""
    answerable = [one for one in outcomes if one.answerable]
    impossible = [one for one in outcomes if not one.answerable]
    answered = [one for one in outcomes if not one.abstained]
    sentence = scores([one.sentences for one in answerable])
    passage = scores([one.passages for one in answerable])
    confidences, correct = [one.confidence for one in outcomes], [one.correct for one in outcomes]
    times = [one.milliseconds for one in outcomes]
    return Evaluation(
        questions=len(outcomes),
        answerable=len(answerable),
        sentence=mean_scores(sentence),
        sentence_intervals=intervals(sentence),
        passage=mean_scores(passage),
        passage_intervals=intervals(passage),
        by_kind=by_kind(answerable, kind_of) if kind_of else (),
        abstained_answerable=_share([one.abstained for one in answerable]),
        abstained_impossible=_share([one.abstained for one in impossible]),
        risk=_share([not one.correct for one in answered]),
        auroc_answerable=auroc(confidences, [one.answerable for one in outcomes]),
        auroc_correct=auroc(confidences, correct),
        calibration=calibration(confidences, correct),
        risk_coverage=risk_coverage(confidences, correct),
        answer_chars=sum(len(one.answer) for one in outcomes) / (len(outcomes) or 1),
        ms_p50=percentile(times, 0.5),
        ms_p95=percentile(times, 0.95),
    )


def by_kind(outcomes: Sequence[Outcome], kind_of: Callable[[str], str]) -> tuple[OfKind, ...]:
    """The figures for each kind of question, the most frequent first. All outcomes must have an answer."""
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(kind_of(one.read_as), []).append(one)
    return tuple(_of_kind(kind, groups[kind]) for kind in sorted(groups, key=lambda kind: (-len(groups[kind]), kind)))


def _of_kind(kind: str, outcomes: Sequence[Outcome]) -> OfKind:
    of_questions = scores([one.sentences for one in outcomes])
    abstained = sum(one.abstained for one in outcomes) / len(outcomes)
    return OfKind(kind, len(outcomes), mean_scores(of_questions), intervals(of_questions)[0], abstained)


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def _judged(gold: GoldQuestion, ranking: Ranking, answers: Answers | Abstention, milliseconds: float) -> Outcome:
    shown = answers.nearest if isinstance(answers, Abstention) else answers.answers
    right = right_sentences(ranking.view, gold)
    found = sentences_found(ranking, right)
    texts = {sentence.position: sentence.text for sentence in right}
    best = ranking.position(found.ranks[0]) if found.ranks else next(iter(texts), None)
    return Outcome(
        gold=gold,
        read_as=ranking.question.read_as,
        sentences=found,
        passages=passages_found(ranking, gold),
        answer=shown[0].text if shown else "",
        source=shown[0].citation.display_title if shown else "",
        confidence=shown[0].confidence if shown else 0.0,
        abstained=isinstance(answers, Abstention),
        right="" if best is None else texts[best],
        milliseconds=milliseconds,
    )

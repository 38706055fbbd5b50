"""What does `hoidap evaluate --json` print? Shares and probabilities from 0 to 1."""

from collections.abc import Sequence
from dataclasses import asdict

from api.evaluation_report.report import Against, Report, coverage_rows
from qa.evaluation.bootstrap import Interval
from qa.evaluation.comparing import Difference
from qa.evaluation.evaluation import Evaluation, OfKind
from qa.evaluation.measures import RankMeasures
from qa.evaluation.outcomes import Outcome

# What the measures are called, in the order of `RankMeasures`.
_NAMES = ("hit@1", "hit@5", "mrr@10", "ndcg@10")


def report_json(report: Report) -> dict[str, object]:
    """The whole report."""
    fields: dict[str, object] = {"setting": dict(report.setting), **_figures(report.figures)}
    if report.misses:
        fields["misses"] = [_miss(one) for one in report.misses]
    if report.against:
        fields["compared"] = _compared(report.against)
    return fields


def _figures(figures: Evaluation) -> dict[str, object]:
    return {
        "questions": figures.questions,
        "answerable": figures.answerable,
        "sentence": _ranks(figures.sentence) | {"interval": _ends(figures.sentence_intervals)},
        "passage": _ranks(figures.passage) | {"interval": _ends(figures.passage_intervals)},
        "by_kind": {one.kind: _of_kind(one) for one in figures.by_kind},
        "abstained": {"answerable": figures.abstained_answerable, "impossible": figures.abstained_impossible},
        "auroc": {"answerable": figures.auroc_answerable, "correct": figures.auroc_correct},
        "calibration": {
            "ece": figures.calibration.ece,
            "ece_if_true": [figures.calibration.ece_if_true.low, figures.calibration.ece_if_true.high],
            "ece_adaptive": figures.calibration.adaptive_ece,
            "brier": figures.calibration.brier,
            "bins": [asdict(one) for one in figures.calibration.bins],
        },
        "risk_coverage": {
            "aurc": figures.risk_coverage.aurc,
            "risk": figures.risk,
            "points": [asdict(point) for point in coverage_rows(figures)],
        },
        "answer_chars": {"mean": round(figures.answer_chars, 1)},
        "ms": {"p50": round(figures.ms_p50, 2), "p95": round(figures.ms_p95, 2)},
    }


def _ranks(measures: RankMeasures) -> dict[str, object]:
    return dict(zip(_NAMES, measures, strict=True))


def _ends(intervals: Sequence[Interval]) -> dict[str, list[float]]:
    ends = ([one.low, one.high] for one in intervals)
    return dict(zip(_NAMES, ends, strict=True))


def _of_kind(one: OfKind) -> dict[str, object]:
    interval = {"interval": {"hit@1": [one.hit_at_1.low, one.hit_at_1.high]}}
    return {"questions": one.questions, **_ranks(one.sentence), **interval, "abstained": one.abstained}


def _miss(outcome: Outcome) -> dict[str, object]:
    rank = outcome.sentences.first
    return {
        "question": outcome.gold.question,
        "read_as": outcome.read_as,
        "answer": outcome.answer,
        "source": outcome.source,
        "confidence": outcome.confidence,
        "abstained": outcome.abstained,
        "right": outcome.right or None,
        "rank": None if rank is None else rank + 1,
    }


def _compared(against: Against) -> dict[str, object]:
    return {
        "with": against.name,
        "setting": dict(against.setting),
        "before": _figures(against.figures),
        "differences": {one.name: _difference(one) for one in against.comparison.differences},
        "lost": [one.gold.question for one in against.comparison.lost],
        "gained": [one.gold.question for one in against.comparison.gained],
    }


def _difference(one: Difference) -> dict[str, object]:
    return {
        "questions": one.questions,
        "before": one.before,
        "after": one.after,
        "difference": one.change,
        "interval": [one.interval.low, one.interval.high],
        "p": one.p_value,
        "gained": one.gained,
        "lost": one.lost,
    }

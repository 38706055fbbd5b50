"""What does a report contain, and by which names?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qa.evaluation.calibration import Calibration
from qa.evaluation.comparing import Comparison
from qa.evaluation.evaluation import Evaluation
from qa.evaluation.outcomes import Outcome
from qa.evaluation.selective import COVERAGES, CoveragePoint

MEASURES = {
    "hit_at_1": "hit@1",
    "hit_at_5": "hit@5",
    "mrr_at_10": "MRR@10",
    "ndcg_at_10": "nDCG@10",
    "passage_hit_at_1": "đoạn, hit@1",
    "abstained_answerable": "từ chối câu có trả lời",
    "abstained_impossible": "từ chối câu không có trả lời",
}

# Means of reciprocals and gains; the others are shares of questions, shown in percent.
_NO_SHARES = frozenset({"mrr_at_10", "ndcg_at_10"})

KINDS = {
    "person": "người",
    "date": "thời gian",
    "number": "con số",
    "place": "nơi chốn",
    "reason": "lý do",
    "manner": "cách thức",
    "definition": "định nghĩa",
    "list": "liệt kê",
    "yes_no": "có hay không",
    "thing": "sự vật",
}

SETTINGS = {
    "file": "Tệp câu hỏi",
    "model": "Mô hình",
    "precision": "Độ chính xác số",
    "threshold": "Ngưỡng",
    "captions": "Chú thích ảnh",
    "corpus": "Kho hỏi thêm",
    "off_topic": "Câu hỏi lạc đề",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """An earlier run: the file it was read from, its setting and figures, and what has changed since."""

    name: str
    setting: Mapping[str, str]
    figures: Evaluation
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run, whole. `misses` are as many as were asked for; `against` is None where nothing is compared."""

    setting: Mapping[str, str]
    figures: Evaluation
    misses: tuple[Outcome, ...]
    against: Against | None


def number(name: str, value: float) -> str:
    """The value of a measure as people read it."""
    return f"{value:.3f}" if name in _NO_SHARES else f"{value:.1%}"


def signed(name: str, value: float) -> str:
    """A change of a measure: in points of percent where it is a share."""
    return f"{value:+.3f}" if name in _NO_SHARES else f"{100 * value:+.1f}"


def optional(value: float | None, form: str) -> str:
    """The value in this format, or a dash for none."""
    return "–" if value is None else format(value, form)


def by_chance(measured: Calibration) -> str:
    """The range of the ECE that chance alone explains, over so many questions."""
    low, high = measured.ece_if_true.low, measured.ece_if_true.high
    return f"Nếu độ tin cậy đúng hoàn toàn, với chừng này câu ECE cũng từ {low:.3f} đến {high:.3f}."


def kind_name(kind: str) -> str:
    """The Vietnamese name of a kind of question; the kind itself where it has none."""
    return KINDS.get(kind, kind)


def coverage_rows(figures: Evaluation) -> list[CoveragePoint]:
    """Points of the risk–coverage curve for a table, each once."""
    found = (figures.risk_coverage.at(coverage) for coverage in COVERAGES)
    return list(dict.fromkeys(point for point in found if point is not None))


def others(before: Evaluation, after: Evaluation) -> Iterator[tuple[str, str, str]]:
    """The figures that two runs are compared by without a test: the name, then the earlier and the later value."""
    values = (
        ("ECE", before.calibration.ece, after.calibration.ece, ".3f"),
        ("Brier", before.calibration.brier, after.calibration.brier, ".3f"),
        ("AURC", before.risk_coverage.aurc, after.risk_coverage.aurc, ".3f"),
        ("AUROC có/không có câu trả lời", before.auroc_answerable, after.auroc_answerable, ".3f"),
        ("AUROC đúng/sai", before.auroc_correct, after.auroc_correct, ".3f"),
        ("ms trung vị", before.ms_p50, after.ms_p50, ".1f"),
    )
    return ((name, optional(one, form), optional(other, form)) for name, one, other, form in values)


def where_right(outcome: Outcome) -> str:
    """The rank of the right sentence, or why it has none."""
    if not outcome.answerable:
        return "tài liệu không có câu trả lời"
    if not outcome.right:
        return "câu đúng không có trong kho"
    rank = outcome.sentences.first
    return "ngoài các câu được xét" if rank is None else f"hạng {rank + 1}"


def changed_settings(report: Report) -> Iterator[tuple[str, str, str]]:
    """The settings in which the two runs differ: the name, then the earlier and the later value."""
    before = report.against.setting if report.against else {}
    for name, called in SETTINGS.items():
        values = before.get(name, ""), report.setting.get(name, "")
        if report.against and values[0] != values[1]:
            yield called, values[0] or "không", values[1] or "không"

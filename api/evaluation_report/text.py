"""What does `hoidap evaluate` print for people?"""

from collections.abc import Iterator, Sequence

from api.evaluation_report.report import (
    MEASURES,
    Against,
    Report,
    by_chance,
    changed_settings,
    coverage_rows,
    kind_name,
    number,
    others,
    signed,
    where_right,
)
from qa.evaluation.bootstrap import Interval
from qa.evaluation.evaluation import Evaluation
from qa.evaluation.measures import RankMeasures

_RANKED = RankMeasures._fields


def lines(report: Report) -> Iterator[str]:
    """The report, line by line."""
    figures = report.figures
    yield f"{figures.questions} câu hỏi, {figures.answerable} câu có câu trả lời"
    yield from _ranks(figures)
    yield from _abstaining(figures)
    yield from _by_kind(figures)
    yield f"Câu trả lời dài trung bình {figures.answer_chars:.0f} ký tự."
    yield f"Mỗi câu hỏi mất {figures.ms_p50:.1f} ms (trung vị), {figures.ms_p95:.1f} ms (p95)."
    yield from _misses(report)
    if report.against:
        yield from _compared(report, report.against)


def _ranks(figures: Evaluation) -> Iterator[str]:
    if not figures.answerable:
        return
    yield f"{'':6}" + "".join(f"{MEASURES[name]:<22}" for name in _RANKED).rstrip()
    rows = ("câu", figures.sentence, figures.sentence_intervals), ("đoạn", figures.passage, figures.passage_intervals)
    for called, means, intervals in rows:
        yield f"{called:6}" + "".join(_cell(*one) for one in zip(_RANKED, means, intervals, strict=True)).rstrip()
    yield "Trong ngoặc là khoảng tin cậy 95% (bootstrap trên các câu hỏi)."


def _cell(name: str, mean: float, interval: Interval) -> str:
    low, high = (number(name, end).rstrip("%") for end in (interval.low, interval.high))
    return f"{f'{number(name, mean)} [{low}, {high}]':<22}"


def _abstaining(figures: Evaluation) -> Iterator[str]:
    for kind, share in (("có", figures.abstained_answerable), ("không có", figures.abstained_impossible)):
        if share is not None:
            yield f"Từ chối trả lời {share:.1%} câu hỏi {kind} câu trả lời."
    if figures.risk is not None:
        yield f"Trong các câu được trả lời, {figures.risk:.1%} sai."
    calibration = figures.calibration
    ece, even = calibration.ece, calibration.adaptive_ece
    yield f"Độ tin cậy: ECE {ece:.3f} (nhóm đều số câu: {even:.3f}), Brier {calibration.brier:.3f}."
    yield by_chance(calibration)
    parted = [
        f"{what} {value:.3f}"
        for what, value in (
            ("câu có và không có câu trả lời", figures.auroc_answerable),
            ("câu đúng và câu sai", figures.auroc_correct),
        )
        if value is not None
    ]
    if parted:
        yield f"Độ tin cậy tách được (AUROC): {'; '.join(parted)}."
    yield from _coverage(figures)


def _coverage(figures: Evaluation) -> Iterator[str]:
    points = coverage_rows(figures)
    yield f"{'trả lời':9}" + "".join(f"{point.coverage:7.0%}" for point in points)
    yield (
        f"{'thì sai':9}"
        + "".join(f"{point.risk:7.1%}" for point in points)
        + f"   AURC {figures.risk_coverage.aurc:.3f}"
    )
    yield f"{'ngưỡng':9}" + "".join(f"{point.threshold:7.2f}" for point in points)


def _by_kind(figures: Evaluation) -> Iterator[str]:
    if figures.by_kind:
        yield f"{'hỏi về':16}{'số câu':>7}  {'hit@1':22}{'hit@5':>7}{'nDCG@10':>9}{'từ chối':>9}"
    for one in figures.by_kind:
        first = _cell("hit_at_1", one.sentence.hit_at_1, one.hit_at_1)
        rest = f"{one.sentence.hit_at_5:7.1%}{one.sentence.ndcg_at_10:9.3f}{one.abstained:9.1%}"
        yield f"{kind_name(one.kind):16}{one.questions:7}  {first}{rest}"


def _misses(report: Report) -> Iterator[str]:
    if report.misses:
        yield ""
        yield "Sai nặng nhất:"
    for count, one in enumerate(report.misses, start=1):
        yield f"{count}. {one.gold.question}"
        if one.read_as != one.gold.question:
            yield f"   hiểu là:  {one.read_as}"
        label = "gần nhất" if one.abstained else "trả lời"
        yield f"   {f'{label}:':9} {one.answer or '–'} ({one.source}, độ tin cậy {one.confidence:.2f})"
        yield f"   {'đúng ra:':9} {one.right or '–'} ({where_right(one)})"


def _compared(report: Report, against: Against) -> Iterator[str]:
    yield ""
    yield f"So với {against.name}:"
    for name, before, after in changed_settings(report):
        yield f"  {name}: {before} → {after}"
    comparison = against.comparison
    yield f"  {'':30}{'trước':>8}{'nay':>8}{'khác':>8}  {'khoảng 95%':18}{'p':>7}  {'lên/xuống'}"
    for one in comparison.differences:
        ends = f"[{signed(one.name, one.interval.low)}, {signed(one.name, one.interval.high)}]"
        values = "".join(f"{number(one.name, value):>8}" for value in (one.before, one.after))
        change = f"{signed(one.name, one.change):>8}"
        yield f"  {MEASURES[one.name]:30}{values}{change}  {ends:18}{one.p_value:7.4f}  {one.gained}/{one.lost}"
    yield "  p: McNemar chính xác cho tỉ lệ câu hỏi, đảo dấu ngẫu nhiên từng cặp cho MRR và nDCG."
    yield from _calibrations(against.figures, report.figures)
    if report.misses:
        yield from _questions("Trước đúng, nay sai", [one.gold.question for one in comparison.lost], len(report.misses))


def _calibrations(before: Evaluation, after: Evaluation) -> Iterator[str]:
    for name, one, other in others(before, after):
        yield f"  {name:30}{one:>8}{other:>8}"


def _questions(heading: str, questions: Sequence[str], most: int) -> Iterator[str]:
    if questions:
        yield f"  {heading} ({len(questions)}):"
    for question in questions[:most]:
        yield f"    {question}"

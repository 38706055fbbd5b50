"""What does the HTML report contain? It is one file: no script, and nothing is loaded."""

from collections.abc import Iterator
from pathlib import PurePath

from api.evaluation_report.compared import compared
from api.evaluation_report.plots import Bar, forest, reliability, risk_curve
from api.evaluation_report.report import (
    MEASURES,
    SETTINGS,
    Report,
    by_chance,
    coverage_rows,
    kind_name,
    number,
    optional,
    where_right,
)
from api.evaluation_report.style import STYLE
from api.evaluation_report.tables import figure, folded, table
from api.markup import Markup, element, joined
from qa.evaluation.bootstrap import Interval
from qa.evaluation.evaluation import Evaluation
from qa.evaluation.measures import RankMeasures
from qa.evaluation.outcomes import Outcome
from qa.evaluation.selective import CoveragePoint

# Even if something slipped through unescaped, the browser would run and load nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(report: Report) -> str:
    """The whole file."""
    # The folder says which set it is of, for many sets name their files alike.
    title = f"Đo trên {'/'.join(PurePath(report.setting.get('file', '')).parts[-2:])}"
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", f"{title} · Hỏi Đáp"),
        Markup(f"<style>{STYLE}</style>"),
    )
    body = element("body", element("main", element("h1", title), *_sections(report)))
    return f"<!doctype html>\n{element('html', element('head', head), body, lang='vi')}\n"


def _sections(report: Report) -> Iterator[Markup]:
    figures = report.figures
    yield element("p", _opening(figures), class_="muted")
    yield element("ul", *_tiles(figures), class_="tiles")
    if report.against:
        yield compared(report, report.against)
    if figures.answerable:
        yield _ranks(figures)
    yield _confidence(figures, report.setting.get("threshold", "0"))
    if figures.by_kind:
        yield _by_kind(figures)
    if report.misses:
        yield joined(element("h2", "Sai nặng nhất"), *(_miss(one) for one in report.misses))
    yield element("h2", "Thiết lập")
    rows = [(SETTINGS.get(name, name), value) for name, value in report.setting.items() if value]
    yield table("Lần đo này chạy với", ("", ""), rows)


def _opening(figures: Evaluation) -> str:
    return (
        f"{figures.questions} câu hỏi, {figures.answerable} câu có câu trả lời. Một câu là đúng khi nó chồng lên một "
        f"câu trả lời đúng ở đúng vị trí. Mỗi câu hỏi mất {figures.ms_p50:.1f} ms (trung vị), "
        f"{figures.ms_p95:.1f} ms (p95); câu trả lời dài trung bình {figures.answer_chars:.0f} ký tự."
    )


def _tiles(figures: Evaluation) -> Iterator[Markup]:
    if figures.answerable:
        for name, mean, interval in zip(
            RankMeasures._fields, figures.sentence, figures.sentence_intervals, strict=True
        ):
            yield _tile(number(name, mean), f"{MEASURES[name]} của câu, {_ends(name, interval)}")
        yield _tile(optional(figures.abstained_answerable, ".1%"), "câu có trả lời bị từ chối")
    if figures.abstained_impossible is not None:
        yield _tile(f"{figures.abstained_impossible:.1%}", "câu không có trả lời được từ chối")
    yield _tile(optional(figures.risk, ".1%"), "sai trong các câu được trả lời")
    yield _tile(f"{figures.calibration.ece:.3f}", "ECE, sai lệch của độ tin cậy")


def _tile(value: str, label: str) -> Markup:
    return element("li", element("b", value), element("span", label, class_="muted"))


def _ends(name: str, interval: Interval) -> str:
    return f"95%: {number(name, interval.low)}–{number(name, interval.high)}"


def _ranks(figures: Evaluation) -> Markup:
    rows = ("câu", figures.sentence, figures.sentence_intervals), ("đoạn", figures.passage, figures.passage_intervals)
    cells = [
        (called, *(f"{number(name, mean)} ({number(name, one.low)}–{number(name, one.high)})"
                   for name, mean, one in zip(RankMeasures._fields, means, intervals, strict=True)))
        for called, means, intervals in rows
    ]  # fmt: skip
    heads = ("", *(MEASURES[name] for name in RankMeasures._fields))
    caption = "Trong ngoặc là khoảng tin cậy 95%, bootstrap trên các câu hỏi"
    return joined(element("h2", "Xếp hạng"), table(caption, heads, cells))


def _confidence(figures: Evaluation, threshold: str) -> Markup:
    calibration = figures.calibration
    bins = [(f"{one.low:.2f}–{one.high:.2f}", str(one.count), f"{one.confidence:.3f}", f"{one.accuracy:.1%}")
            for one in calibration.bins]  # fmt: skip
    points = [(f"{one.coverage:.0%}", f"{one.risk:.1%}", f"{one.threshold:.2f}") for one in coverage_rows(figures)]
    calibrated = figure(
        reliability(calibration.bins),
        f"Đường chéo là lý tưởng; chấm to là nhiều câu. ECE {calibration.ece:.3f} ({calibration.adaptive_ece:.3f} "
        f"khi các nhóm đều số câu), Brier {calibration.brier:.3f}. {by_chance(calibration)}",
        folded("Các con số", table("Từng khoảng độ tin cậy", ("khoảng", "số câu", "độ tin cậy", "đúng"), bins)),
    )
    selective = figure(
        risk_curve(figures.risk_coverage, _present(figures, threshold)),
        f"Chỉ trả lời những câu chắc nhất thì sai bao nhiêu. AURC {figures.risk_coverage.aurc:.3f}.",
        folded("Các con số", table("Từng mức", ("trả lời", "sai", "ngưỡng"), points)),
    )
    parted = (
        f"AUROC: độ tin cậy tách câu có và không có câu trả lời {optional(figures.auroc_answerable, '.3f')}, "
        f"tách câu đúng và câu sai {optional(figures.auroc_correct, '.3f')}."
    )
    plots = element("div", calibrated, selective, class_="plots")
    return joined(element("h2", "Độ tin cậy và từ chối"), element("p", parted), plots)


def _present(figures: Evaluation, threshold: str) -> CoveragePoint | None:
    """The point of the curve that the service works at; None where it answers nothing."""
    answering = [point for point in figures.risk_coverage.points if point.threshold >= float(threshold)]
    return CoveragePoint(float(threshold), answering[-1].coverage, answering[-1].risk) if answering else None


def _by_kind(figures: Evaluation) -> Markup:
    bars = [
        Bar(
            label=f"{kind_name(one.kind)} ({one.questions})",
            low=one.hit_at_1.low,
            value=one.sentence.hit_at_1,
            high=one.hit_at_1.high,
            text=f"{one.sentence.hit_at_1:.1%}",
        )
        for one in figures.by_kind
    ]
    rows = [
        (kind_name(one.kind), str(one.questions), f"{one.sentence.hit_at_1:.1%}", f"{one.sentence.hit_at_5:.1%}",
         f"{one.sentence.mrr_at_10:.3f}", f"{one.sentence.ndcg_at_10:.3f}", f"{one.abstained:.1%}")
        for one in figures.by_kind
    ]  # fmt: skip
    heads = ("hỏi về", "số câu", "hit@1", "hit@5", "MRR@10", "nDCG@10", "từ chối")
    numbers = folded("Các con số", table("Từng loại câu hỏi", heads, rows))
    caption = "hit@1 của câu và khoảng tin cậy 95%, từ 0 đến 100%; trong ngoặc là số câu hỏi."
    plot = forest("hit@1 theo loại câu hỏi", bars, low=0, high=1)
    return joined(element("h2", "Theo loại câu hỏi"), figure(plot, caption, numbers))


def _miss(outcome: Outcome) -> Markup:
    label = "Gần nhất" if outcome.abstained else "Đã trả lời"
    facts: list[tuple[str, str, str | None]] = [(label, outcome.answer or "–", "wrong")]
    facts.append(("Trong", f"{outcome.source or '–'} · độ tin cậy {outcome.confidence:.2f}", None))
    facts.append(("Đúng ra", f"{outcome.right or '–'} · {where_right(outcome)}", None))
    if outcome.read_as != outcome.gold.question:
        facts.insert(0, ("Hiểu là", outcome.read_as, None))
    listed = [joined(element("dt", name), element("dd", value, class_=kind)) for name, value, kind in facts]
    return element("section", element("h3", outcome.gold.question), element("dl", *listed), class_="miss")

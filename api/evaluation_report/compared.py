"""How does the page show what has changed since an earlier run?"""

from collections.abc import Sequence

from api.evaluation_report.plots import Bar, forest
from api.evaluation_report.report import MEASURES, Against, Report, changed_settings, number, others, signed
from api.evaluation_report.tables import figure, folded, table
from api.markup import Markup, element, joined
from qa.evaluation.comparing import Difference
from qa.evaluation.evaluation import Evaluation
from qa.evaluation.outcomes import Outcome


def compared(report: Report, against: Against) -> Markup:
    """The section on the comparison."""
    differences = against.comparison.differences
    settings = [f"{name}: {before} → {after}" for name, before, after in changed_settings(report)]
    settings_line = "; ".join(settings) or "Cùng thiết lập."
    return joined(
        element("h2", f"So với {against.name}"),
        element("p", settings_line, class_="muted"),
        figure(
            _forest(differences),
            "Thay đổi và khoảng tin cậy 95%, tính bằng điểm phần trăm (MRR và nDCG nhân 100); đường đứt là không đổi.",
        ),
        _differences(differences),
        _others(against.figures, report.figures),
        _questions("Trước đúng, nay sai", against.comparison.lost),
        _questions("Trước sai, nay đúng", against.comparison.gained),
    )


def _forest(differences: Sequence[Difference]) -> Markup:
    """A row for each, on an axis with 0 in its middle that holds them all."""
    bars = [
        Bar(
            label=MEASURES[one.name],
            low=one.interval.low,
            value=one.change,
            high=one.interval.high,
            text=f"{100 * one.change:+.1f}",
        )
        for one in differences
    ]
    reach = 1.1 * max((max(abs(bar.low), abs(bar.high), abs(bar.value)) for bar in bars), default=1.0) or 0.01
    return forest("Thay đổi so với lần trước", bars, low=-reach, high=reach)


def _differences(differences: Sequence[Difference]) -> Markup:
    rows = [
        (
            MEASURES[one.name],
            number(one.name, one.before),
            number(one.name, one.after),
            signed(one.name, one.change),
            f"{signed(one.name, one.interval.low)} đến {signed(one.name, one.interval.high)}",
            f"{one.p_value:.4f}",
            f"{one.gained} / {one.lost}",
        )
        for one in differences
    ]
    caption = "p: McNemar chính xác cho tỉ lệ câu hỏi, đảo dấu ngẫu nhiên từng cặp cho MRR và nDCG; chưa hiệu chỉnh"
    return table(caption, ("", "trước", "nay", "khác", "khoảng 95%", "p", "lên / xuống"), rows)


def _others(before: Evaluation, after: Evaluation) -> Markup:
    return folded(
        "Độ tin cậy và thời gian", table("Không kiểm định", ("", "trước", "nay"), list(others(before, after)))
    )


def _questions(label: str, outcomes: Sequence[Outcome]) -> Markup:
    listed = element("ul", *(element("li", one.gold.question) for one in outcomes))
    return folded(f"{label}: {len(outcomes)} câu", listed) if outcomes else joined()

"""How are the curves drawn? As inline SVG, coloured by the page's style, each with a description in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from api.markup import Markup, element, joined
from qa.evaluation.calibration import Bin
from qa.evaluation.selective import CoveragePoint, RiskCoverage

# Units of the view box, which the page scales; text of 12 units is legible on a phone.
_WIDTH, _HEIGHT = 360.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 14.0, 12.0, 44.0

# More points than the eye can see apart only make the file heavy.
_MOST_POINTS = 240

# The radius of the dot for all questions; others are smaller by area.
_GREATEST_DOT = 26.0

_ROW = 26.0
_LABELS = 208.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of `forest`: a value with its interval, all in the units of its axis, and the value in words."""

    label: str
    low: float
    value: float
    high: float
    text: str


def reliability(bins: Sequence[Bin]) -> Markup:
    """Accuracy over confidence: on the diagonal both are the same. The area of a dot is the number of its questions."""
    total = sum(one.count for one in bins) or 1
    bars = [
        element("rect", class_="bar", x=_x(one.low) + 1, y=_y(one.accuracy), width=_x(one.high) - _x(one.low) - 2,
                height=_y(0) - _y(one.accuracy))
        for one in bins
    ]  # fmt: skip
    dots = [
        element("circle", class_="dot", cx=_x(one.confidence), cy=_y(one.accuracy),
                r=max(2.5, _GREATEST_DOT * sqrt(one.count / total)))
        for one in bins
    ]  # fmt: skip
    diagonal = element("line", class_="ideal", x1=_x(0), y1=_y(0), x2=_x(1), y2=_y(1))
    description = "; ".join(
        f"độ tin cậy {one.confidence:.2f}: đúng {one.accuracy:.0%} của {one.count} câu" for one in bins
    )
    return _plot(
        "Độ tin cậy và tỉ lệ đúng", description, [*_axes("độ tin cậy", "tỉ lệ đúng", 1), *bars, diagonal, *dots]
    )


def risk_curve(curve: RiskCoverage, present: CoveragePoint | None) -> Markup:
    """Risk over coverage; `present` is the point that the service works at."""
    # The first few answers move the risk by leaps, and what is above the frame is cut off.
    highest = max((point.risk for point in curve.points if point.coverage >= 0.05), default=1)
    top = min(1.0, max(0.1, ceil(10 * max(highest, present.risk if present else 0)) / 10))
    step = max(1, len(curve.points) // _MOST_POINTS)
    points = [*curve.points[::step], *curve.points[-1:]]
    points_drawn = " ".join(f"{_x(one.coverage):.1f},{_y(min(one.risk / top, 1)):.1f}" for one in points)
    drawn = [*_axes("tỉ lệ được trả lời", "tỉ lệ sai", top), element("polyline", class_="curve", points=points_drawn)]
    if present:
        x = _x(present.coverage)
        beside, anchor = (-8.0, "end") if present.coverage > 0.5 else (8.0, "start")
        label = f"ngưỡng {present.threshold:.2f}"
        drawn += [
            element("line", class_="ideal", x1=x, y1=_y(0), x2=x, y2=_y(1)),
            element("circle", class_="now", cx=x, cy=_y(present.risk / top), r=5),
            # At the bottom, which the curve seldom reaches.
            element("text", label, x=x + beside, y=_y(0) - 8, text_anchor=anchor),
        ]
    description = "; ".join(
        f"trả lời {point.coverage:.0%} thì sai {point.risk:.1%}"
        for point in (curve.at(share) for share in (0.25, 0.5, 0.75, 1))
        if point is not None
    )
    return _plot("Tỉ lệ sai theo tỉ lệ được trả lời", description, drawn)


def forest(title: str, bars: Sequence[Bar], *, low: float, high: float) -> Markup:
    """Values with their intervals, one below the other, on an axis from `low` to `high`; a line at 0 where it is
    within.

    Intervals beyond the axis are cut off.
    """
    width, height = 640.0, _ROW * len(bars) + 8
    right = width - 76
    span = (high - low) or 1.0

    def x_of(value: float) -> float:
        return _LABELS + (min(max(value, low), high) - low) / span * (right - _LABELS)

    drawn = []
    if low < 0 < high:
        drawn.append(element("line", class_="ideal", x1=x_of(0), y1=0, x2=x_of(0), y2=height))
    for number, bar in enumerate(bars):
        y = _ROW * number + _ROW / 2 + 4
        drawn += [
            element("text", bar.label, x=_LABELS - 14, y=y + 4, text_anchor="end"),
            element("line", class_="track", x1=_LABELS, y1=y, x2=right, y2=y),
            element("line", class_="interval", x1=x_of(bar.low), y1=y, x2=x_of(bar.high), y2=y),
            element("circle", class_="dot", cx=x_of(bar.value), cy=y, r=5),
            element("text", bar.text, x=right + 14, y=y + 4),
        ]
    description = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return _plot(title, description, drawn, size=(width, height), kind="wide")


def _plot(
    title: str,
    description: str,
    drawn: Sequence[Markup],
    *,
    size: tuple[float, float] = (_WIDTH, _HEIGHT),
    kind: str | None = None,
) -> Markup:
    width, height = size
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        joined(*drawn),
        class_=kind,
        role="img",
        aria_label=f"{title}. {description}.",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
    )


def _axes(across: str, up: str, top: float) -> list[Markup]:
    """The grid of a square from 0 to 1, its height labelled up to `top`."""
    drawn = []
    for quarter in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawn += [
            element("line", class_="grid", x1=_x(0), y1=_y(quarter), x2=_x(1), y2=_y(quarter)),
            element("text", f"{quarter * top:.3g}", class_="tick", x=_x(0) - 8, y=_y(quarter) + 4, text_anchor="end"),
            element("text", f"{quarter:.3g}", class_="tick", x=_x(quarter), y=_y(0) + 16, text_anchor="middle"),
        ]
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    drawn.append(element("text", across, x=(_LEFT + _WIDTH - _RIGHT) / 2, y=_HEIGHT - 8, text_anchor="middle"))
    turned = f"rotate(-90 12 {middle:.0f})"
    drawn.append(element("text", up, x=12, y=middle, text_anchor="middle", transform=turned))
    return drawn


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP)

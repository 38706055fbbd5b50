"""Are as many of the shown answers right as a precision curve says?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.precision_curve import PrecisionCurve
from qa.answering.trained_confidence import ON_TOPIC_ODDS
from qa.learning.confidence_training import fit_curve

share = st.floats(0, 1, width=16)


@st.composite
def _judged(draw: st.DrawFn) -> tuple[list[float], list[bool], list[float]]:
    """Confidences, whether each is right, and confidences in answers to questions on other subjects."""
    ours = draw(st.lists(st.tuples(share, st.booleans()), min_size=1, max_size=30))
    theirs = draw(st.lists(share, max_size=30))
    return [one for one, _ in ours], [right for _, right in ours], theirs


def _precision(judged: tuple[list[float], list[bool], list[float]], threshold: float) -> float:
    """Counted one by one."""
    ours, right, theirs = judged
    shown = [is_right for one, is_right in zip(ours, right, strict=True) if one >= threshold]
    strange = sum(one >= threshold for one in theirs) * len(ours) / ON_TOPIC_ODDS / max(len(theirs), 1)
    return sum(shown) / max(len(shown) + strange, 1)


@given(judged=_judged())
def test_every_threshold_reaches_its_precision_and_no_lower_one_does(
    judged: tuple[list[float], list[bool], list[float]],
) -> None:
    curve = fit_curve(*judged)
    for precision, threshold in zip(curve.precisions[1:], curve.thresholds[1:], strict=True):
        at = min((one for one in judged[0] if abs(one - threshold) <= 1e-4), default=0.0)  # as it was before rounding
        assert _precision(judged, at) >= precision - 1e-9
        assert all(_precision(judged, one) < precision for one in judged[0] if one < threshold - 1e-4)


@given(judged=_judged(), one=share, other=share)
def test_who_asks_for_more_precision_gets_no_lower_a_threshold(
    judged: tuple[list[float], list[bool], list[float]], one: float, other: float
) -> None:
    curve = fit_curve(*judged)
    low, high = sorted([one * curve.highest, other * curve.highest])
    assert 0 <= curve.threshold(low) <= curve.threshold(high) <= 1


@given(kinds=st.lists(_judged(), min_size=1, max_size=3), precision=share)
def test_the_strictest_curve_reaches_a_precision_on_every_kind(
    kinds: list[tuple[list[float], list[bool], list[float]]], precision: float
) -> None:
    curves = [fit_curve(*judged) for judged in kinds]
    strictest = PrecisionCurve.strictest(curves)
    for curve in curves:
        for step in curve.precisions:
            assert strictest.threshold(step) >= curve.threshold(step)
    assert strictest.threshold(0) <= strictest.threshold(precision * strictest.highest)


def test_between_two_thresholds_it_goes_by_the_line() -> None:
    curve = PrecisionCurve((0.5, 0.6, 0.8), (0.0, 0.2, 0.6))
    assert curve.threshold(0.7) == pytest.approx(0.4)
    assert curve.threshold(0.1) == 0


def test_more_than_any_threshold_reaches_is_not_promised() -> None:
    with pytest.raises(ValueError, match=r"0\.9.*0\.8"):
        PrecisionCurve((0.5, 0.8), (0.0, 0.6)).threshold(0.9)

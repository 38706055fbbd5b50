"""Are the measures of an evaluation what their definitions say?"""

import itertools
import math
import operator
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from qa.evaluation.bootstrap import Interval, intervals
from qa.evaluation.calibration import BINS, auroc, calibration
from qa.evaluation.comparing import difference, mcnemar, sign_flips
from qa.evaluation.measures import Found, mean_scores, ndcg, score, scores
from qa.evaluation.selective import risk_coverage

# Where there is no deadline, the first call imports the library that counts.

found = st.builds(
    lambda ranks, missing: Found(tuple(sorted(ranks)), len(ranks) + missing),
    st.sets(st.integers(0, 30), max_size=6),
    st.integers(0, 14),
)
# Few values, so that ties are met; such that float sums of them are exact.
confidence = st.sampled_from([0.0, 0.125, 0.25, 0.5, 0.75, 1.0])
answers = st.lists(st.tuples(confidence, st.booleans()), min_size=1, max_size=40)


def _columns(answered: Sequence[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [confidence for confidence, _ in answered], [right for _, right in answered]


class TestRanks:
    @given(found)
    def test_a_deeper_look_never_finds_less(self, one: Found) -> None:
        measures = score(one)
        assert 0 <= measures.hit_at_1 <= measures.hit_at_5 <= 1
        assert measures.hit_at_1 <= measures.mrr_at_10 <= 1
        assert 0 <= measures.ndcg_at_10 <= 1 + 1e-12

    @given(found)
    def test_ndcg_is_the_gain_over_the_best_gain_of_any_order(self, one: Found) -> None:
        gains = [1.0 if rank in one.ranks else 0.0 for rank in range(10)]
        best = sorted([1.0] * one.total + [0.0] * 10, reverse=True)[:10]
        gained, ideal = (sum(gain / math.log2(rank + 1) for rank, gain in enumerate(row, 1)) for row in (gains, best))
        assert ndcg(one) == pytest.approx(gained / ideal if ideal else 0)

    @given(st.integers(1, 30))
    def test_ndcg_is_1_where_all_right_ones_stand_first(self, total: int) -> None:
        assert ndcg(Found(tuple(range(total)), total)) == pytest.approx(1)

    @given(st.lists(found, min_size=1, max_size=10))
    def test_means_are_over_all_questions(self, many: list[Found]) -> None:
        assert mean_scores(scores(many)) == pytest.approx(
            [sum(column) / len(many) for column in zip(*map(score, many), strict=True)]
        )


class TestConfidence:
    @settings(deadline=None)
    @given(answers)
    def test_auroc_counts_pairs(self, answered: list[tuple[float, bool]]) -> None:
        positives = [confidence for confidence, right in answered if right]
        negatives = [confidence for confidence, right in answered if not right]
        pairs = [(one > other) + (one == other) / 2 for one, other in itertools.product(positives, negatives)]
        counted = auroc(*_columns(answered))
        assert counted == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)

    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), min_size=1, max_size=6))
    def test_bins_that_are_as_right_as_they_say_have_no_error(self, groups: list[tuple[int, int]]) -> None:
        """Groups of four answers, of which as many are right as the confidence says."""
        answered = [(right / 4, number < right) for right, times in groups for number in range(4) for _ in range(times)]
        assert calibration(*_columns(answered)).ece == pytest.approx(0, abs=1e-12)

    @given(answers)
    def test_the_error_is_the_distance_bin_by_bin(self, answered: list[tuple[float, bool]]) -> None:
        total = 0.0
        for number in range(BINS):
            low, high = number / BINS, (number + 1) / BINS
            inside = [one for one in answered if low < one[0] <= high or (number == 0 and one[0] == 0)]
            total += abs(sum(right - confidence for confidence, right in inside))
        measured = calibration(*_columns(answered))
        assert measured.ece == pytest.approx(total / len(answered))
        assert sum(one.count for one in measured.bins) == len(answered)
        assert measured.brier == pytest.approx(
            sum((confidence - right) ** 2 for confidence, right in answered) / len(answered)
        )
        assert all(one.low <= one.confidence <= one.high for one in measured.bins)

    @given(st.lists(confidence, min_size=1, max_size=40))
    def test_sure_of_all_and_wrong_in_all_is_the_greatest_error(self, confidences: list[float]) -> None:
        measured = calibration([1.0 for _ in confidences], [False for _ in confidences])
        assert (measured.ece, measured.adaptive_ece, measured.brier) == (1, 1, 1)

    @pytest.mark.parametrize("count", [1, 20, 400])
    def test_chance_alone_errs_as_far_as_coins_do(self, count: int) -> None:
        """Of tosses of a fair coin; the seed moves the ends by no more than two tosses."""
        chance = calibration([0.5] * count, [True] * count).ece_if_true
        off = np.abs(binom.ppf([0.0125, 0.9875], count, 0.5) / count - 0.5)
        assert chance.high == pytest.approx(off.max(), abs=2 / count)
        assert 0 <= chance.low <= chance.high

    @given(st.lists(st.sampled_from([0.0, 1.0]), max_size=40))
    def test_chance_leaves_what_is_certain_without_error(self, confidences: list[float]) -> None:
        assert calibration(confidences, [False for _ in confidences]).ece_if_true == Interval(0, 0)

    @given(answers)
    def test_the_same_confidences_are_judged_alike_whatever_came_true(self, answered: list[tuple[float, bool]]) -> None:
        confidences, right = _columns(answered)
        assert (
            calibration(confidences, right).ece_if_true
            == calibration(confidences, [not one for one in right]).ece_if_true
        )

    def test_equal_counts_are_not_fooled_by_an_empty_region(self) -> None:
        """Two answers that miss their confidence by 0.03, both ways: alike in one wide bin, apart in two even ones."""
        measured = calibration([0.01, 0.03, 0.97, 0.99], [False, False, True, True])
        assert measured.ece == pytest.approx(0.02)
        assert measured.adaptive_ece == pytest.approx((0.01 + 0.03 + 0.03 + 0.01) / 4)


class TestRiskAndCoverage:
    @given(answers)
    def test_each_point_is_what_its_threshold_does(self, answered: list[tuple[float, bool]]) -> None:
        curve = risk_coverage(*_columns(answered))
        assert {point.threshold for point in curve.points} == {confidence for confidence, _ in answered}
        for point in curve.points:
            taken = [right for confidence, right in answered if confidence >= point.threshold]
            assert point.coverage == pytest.approx(len(taken) / len(answered))
            assert point.risk == pytest.approx(taken.count(False) / len(taken))

    @given(answers)
    def test_coverage_rises_to_1_while_the_threshold_falls(self, answered: list[tuple[float, bool]]) -> None:
        points = risk_coverage(*_columns(answered)).points
        for one, other in itertools.pairwise(points):
            assert one.coverage < other.coverage
            assert one.threshold > other.threshold
        assert points[-1].coverage == 1

    @given(answers)
    def test_the_area_is_the_mean_risk_over_the_answers(self, answered: list[tuple[float, bool]]) -> None:
        curve = risk_coverage(*_columns(answered))
        risks = {point.threshold: point.risk for point in curve.points}
        assert curve.aurc == pytest.approx(sum(risks[confidence] for confidence, _ in answered) / len(answered))

    @given(answers, st.floats(0.01, 1))
    def test_a_coverage_is_met_with_the_highest_threshold(
        self, answered: list[tuple[float, bool]], wanted: float
    ) -> None:
        curve = risk_coverage(*_columns(answered))
        point = curve.at(wanted)
        assert point
        assert point.coverage >= wanted - 1e-9
        assert all(other.coverage < wanted for other in curve.points if other.threshold > point.threshold)

    def test_nothing_asked_has_no_curve(self) -> None:
        assert risk_coverage([], []).at(0.5) is None


class TestIntervals:
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=30))
    def test_they_hold_the_mean_and_come_out_the_same(self, values: list[float]) -> None:
        column = np.array(values)[:, None]
        (one,) = intervals(column)
        assert min(values) <= one.low <= np.mean(values) <= one.high <= max(values)
        assert intervals(column) == (one,)

    def test_more_questions_make_them_narrower_as_the_normal_law_says(self) -> None:
        widths = []
        for questions in (100, 1600):
            (one,) = intervals((np.arange(questions) % 2.0)[:, None])
            widths.append(one.high - one.low)
        assert widths == pytest.approx([2 * 1.96 * 0.5 / 10, 2 * 1.96 * 0.5 / 40], rel=0.15)

    def test_columns_are_resampled_together(self) -> None:
        column = np.random.default_rng(1).random(50)
        assert len(set(intervals(np.stack([column, column], axis=1)))) == 1

    def test_no_question_has_no_width(self) -> None:
        (one,) = intervals(np.empty((0, 1)))
        assert (one.low, one.high) == (0, 0)


class TestPairedTests:
    @settings(deadline=None)
    @given(st.integers(0, 25), st.integers(0, 25))
    def test_mcnemar_sums_the_binomial(self, gained: int, lost: int) -> None:
        moved = gained + lost
        as_rare = range(min(gained, lost) + 1)
        tails = 2 * sum(math.comb(moved, count) for count in as_rare) / 2**moved
        assert mcnemar(gained, lost) == pytest.approx(min(1, tails))

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.sampled_from([-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=9))
    def test_sign_flips_try_every_flip_of_few(self, changes: list[float]) -> None:
        moved = [change for change in changes if change]
        sums = [sum(flipped) for flipped in itertools.product(*((one, -one) for one in moved))]
        low, high = (sum(way(one, sum(moved)) for one in sums) / len(sums) for way in (operator.le, operator.ge))
        assert sign_flips(np.array(changes)) == pytest.approx(min(1, 2 * min(low, high)) if moved else 1)

    def test_sign_flips_of_many_come_near_the_normal_law(self) -> None:
        changes = np.concatenate([np.full(60, 0.5), np.full(40, -0.5), np.zeros(100)])
        # 60 of 100 coins: ten above the mean, half a coin for continuity, with a deviation of five.
        expected = math.erfc((10 - 0.5) / 5 / math.sqrt(2))
        assert sign_flips(changes) == pytest.approx(expected, abs=0.02)

    @given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30))
    @settings(max_examples=25, deadline=None)
    def test_a_difference_turns_round_with_its_runs(self, pairs: list[tuple[bool, bool]]) -> None:
        before, after = (np.array(column, np.float64) for column in zip(*pairs, strict=True))
        there, back = difference("x", before, after), difference("x", after, before)
        assert there.change == pytest.approx(-back.change)
        assert (there.gained, there.lost, there.p_value) == (back.lost, back.gained, pytest.approx(back.p_value))
        assert there.interval.low <= there.change <= there.interval.high

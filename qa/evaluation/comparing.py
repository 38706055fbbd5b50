"""Is one run better than another, or only luckier?

Both asked the same questions, so every test is paired: what is alike in both does not blur what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.errors import EvaluationError
from qa.evaluation.bootstrap import SEED, Interval, intervals
from qa.evaluation.measures import FloatArray, RankMeasures, scores
from qa.evaluation.outcomes import Outcome
from qa.evaluation.question_file import GoldQuestion

# A p of 0.05 is known to about ±0.004 with as many.
FLIPS = 9_999

# At once: with 10,000 questions about 20 MB.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure in two runs, each a mean over `questions`, and `after` - `before` with its 95% interval.

    `p_value` is how likely so great a difference, to either side, were if the two runs were equally good. `gained` and
    `lost` count the questions whose score rose and fell.
    """

    name: str
    questions: int
    before: float
    after: float
    interval: Interval
    p_value: float
    gained: int
    lost: int

    @property
    def change(self) -> float:
        """By how much it rose."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs of the same questions. `lost` and `gained` are outcomes of the later one: those whose first sentence was
    right and now is wrong, and the other way round, in the order of the questions.
    """

    differences: tuple[Difference, ...]
    lost: tuple[Outcome, ...]
    gained: tuple[Outcome, ...]


def check_same_questions(before: Sequence[GoldQuestion], after: Sequence[GoldQuestion], name: str) -> None:
    """Refuses runs that cannot be paired; `name` is the earlier one's.

    Raises:
        EvaluationError: the questions, their right answers or their order differ.
    """
    if len(before) != len(after):
        raise EvaluationError(
            f"{name}: có {len(before)} câu hỏi, lần đo này có {len(after)}; chỉ so được cùng các câu hỏi."
        )
    for number, (one, other) in enumerate(zip(before, after, strict=True), start=1):
        if one.question != other.question:
            raise EvaluationError(
                f"{name}: câu hỏi thứ {number} là “{one.question}”, lần đo này là “{other.question}”; "
                "chỉ so được cùng các câu hỏi."
            )
        if one != other:
            raise EvaluationError(
                f"{name}: câu hỏi thứ {number}, “{one.question}”, có câu trả lời đúng ở chỗ khác với lần đo này; "
                "chỉ so được cùng các câu hỏi."
            )


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> Comparison:
    """The differences between two runs of the same questions, in the same order."""
    pairs = list(zip(before, after, strict=True))
    answerable = [pair for pair in pairs if pair[1].answerable]
    impossible = [pair for pair in pairs if not pair[1].answerable]
    ranked = [np.array(scores([pair[run].sentences for pair in answerable])) for run in (0, 1)]
    of_passages = [np.array(scores([pair[run].passages for pair in answerable])) for run in (0, 1)]
    columns = [(name, ranked[0][:, column], ranked[1][:, column]) for column, name in enumerate(RankMeasures._fields)]
    columns.append(("passage_hit_at_1", of_passages[0][:, 0], of_passages[1][:, 0]))
    for name, group in (("abstained_answerable", answerable), ("abstained_impossible", impossible)):
        flags = np.array([[one.abstained, other.abstained] for one, other in group], np.float64).reshape(-1, 2)
        columns.append((name, flags[:, 0], flags[:, 1]))
    return Comparison(
        tuple(difference(*column) for column in columns if len(column[1])),
        tuple(other for one, other in answerable if one.correct and not other.correct),
        tuple(other for one, other in answerable if other.correct and not one.correct),
    )


def difference(name: str, before: FloatArray, after: FloatArray) -> Difference:
    """Of one score, given for each question in both runs: McNemar's exact test where it is 0 or 1, sign flips else."""
    changes = after - before
    gained, lost = int((changes > 0).sum()), int((changes < 0).sum())
    yes_or_no = bool(np.isin(before, (0, 1)).all() and np.isin(after, (0, 1)).all())
    p_value = mcnemar(gained, lost) if yes_or_no else sign_flips(changes)
    (interval,) = intervals(changes[:, None])
    return Difference(name, len(changes), float(before.mean()), float(after.mean()), interval, p_value, gained, lost)


def mcnemar(gained: int, lost: int) -> float:
    """The exact test of McNemar 1947: of the questions that changed, as many should have gained as lost."""
    if gained + lost == 0:
        return 1.0
    from scipy.stats import binomtest  # noqa: PLC0415 - takes a second, which `--help` need not wait for

    return float(binomtest(gained, gained + lost, 0.5).pvalue)


def sign_flips(changes: FloatArray) -> float:
    """The randomisation test of paired differences (Fisher 1935; Smucker et al. 2007 for rankings): were the runs
    equally good, each difference could as well have had the other sign. Exact where all flips can be tried.
    """
    moved = changes[changes != 0]  # the others are the same with either sign
    if len(moved) < 2:
        return 1.0  # of one difference either sign is as far from none
    from scipy.stats import permutation_test  # noqa: PLC0415 - takes a second, which `--help` need not wait for

    return float(
        permutation_test(
            (moved,),
            np.sum,
            permutation_type="samples",
            vectorized=True,
            n_resamples=FLIPS,
            batch=_BATCH,
            axis=-1,
            rng=SEED,
        ).pvalue
    )

"""How likely is it that the first answer answers the question?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

from qa.answering.precision_curve import UNMEASURED_CURVE, PrecisionCurve
from qa.ranking.ranker import Ranked, RankingInput
from qa.text.keys import matching_keys


@dataclass(frozen=True, slots=True)
class Shown:
    """A candidate to be shown: its index, and the margin of its score over the best other one that is shown; negative
    if below it.
    """

    choice: int
    margin: float


def margins(scores: Sequence[float]) -> list[float]:
    """The margin of each score, the best first, over the best other one; 0 if there is no other."""
    if len(scores) < 2:
        return [0.0] * len(scores)
    return [scores[0] - scores[1], *(score - scores[0] for score in scores[1:])]


class Confidence(Protocol):
    """Anything that estimates the probability that an answer is right."""

    @property
    def curve(self) -> PrecisionCurve:
        """The precision of the answers given, by the confidence threshold."""
        ...

    def __call__(self, ranking_input: RankingInput, ranked: Ranked, shown: Sequence[Shown]) -> list[float]:
        """The probability, between 0 and 1, that each shown candidate answers the question; best first."""
        ...


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression (Platt 1999) over two features that are comparable across questions: the encoder's cosine,
    and the share, from 0 to 1, of the question's words that are in the sentence or its document's title, weighted by
    inverse document frequency.
    """

    intercept: float
    cosine: float
    coverage: float
    curve: PrecisionCurve = UNMEASURED_CURVE

    def __call__(self, ranking_input: RankingInput, ranked: Ranked, shown: Sequence[Shown]) -> list[float]:  # noqa: ARG002 - seam
        """The probability for each shown candidate, whatever the ranker."""
        cosines = ranking_input.candidates.sentence_cosines
        return [self.of(float(cosines[one.choice]), coverage(ranking_input, one.choice)) for one in shown]

    def of(self, cosine: float, covered: float) -> float:
        """The probability for values of the two features."""
        return 1 / (1 + exp(-(self.intercept + self.cosine * cosine + self.coverage * covered)))


def coverage(ranking_input: RankingInput, choice: int) -> float:
    """The share of the question's words in one candidate or the title of its document, from 0 to 1."""
    (sentence,) = ranking_input.view.sentences(ranking_input.candidates.positions[[choice]])
    weights = ranking_input.own_weights
    present = ranking_input.question.said_in(set(matching_keys(sentence.titled_text)))
    return sum(weight for key, weight in weights.items() if key in present) / (sum(weights.values()) or 1.0)


# For the first answers of `FusionRanker`. Fitted on those to the questions of xquad_vi and mlqa_dev_vi, each asked of
# its own library and, as off-topic questions, of the other's at a quarter of the weight. The curve is over the same
# questions as that of the trained confidence (`qa/learning/confidence_training.py`).
FUSION_CONFIDENCE = Logistic(
    intercept=-24.15,
    cosine=24.80,
    coverage=5.51,
    curve=PrecisionCurve(
        precisions=(0.51, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90),
        thresholds=(0.0, 0.044, 0.060, 0.098, 0.149, 0.236, 0.380, 0.635, 0.809),
    ),
)

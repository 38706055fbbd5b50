"""How likely is it that the first answer answers the question?"""

from dataclasses import dataclass
from math import exp

from qa.ranking.ranker import Contest
from qa.text.keys import matching_keys


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether a sentence answers at all, in terms that two questions can be compared by.

    `cosine` is the encoder's, between -1 and 1. `coverage` is the share, from 0 to 1, of the question's words that
    stand in the sentence or its document's title, each word counted by how telling it is. `margin` is by how much the
    ranker's score stands above the best other one; below it, if negative.
    """

    cosine: float
    coverage: float
    margin: float


def signs_of(contest: Contest, choice: int, margin: float) -> Signs:
    """The signs of one candidate, given as its place among the candidates."""
    units, position = contest.snapshot.units, int(contest.candidates.positions[choice])
    coverage = _coverage(contest, f"{units.context(int(units.passage_of[position]))} {units.text(position)}")
    return Signs(float(contest.candidates.sentence_cosines[choice]), coverage, margin)


def _coverage(contest: Contest, text: str) -> float:
    weights = contest.own_weights
    present = contest.question.said_in(set(matching_keys(text)))
    return sum(weight for key, weight in weights.items() if key in present) / (sum(weights.values()) or 1.0)


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic regression over `Signs` (Platt 1999)."""

    intercept: float
    cosine: float
    coverage: float
    margin: float

    def __call__(self, signs: Signs) -> float:
        """The probability, between 0 and 1, that this sentence answers the question."""
        told = self.cosine * signs.cosine + self.coverage * signs.coverage + self.margin * signs.margin
        return 1 / (1 + exp(-(self.intercept + told)))


# Of what `FusionRanker` puts first. Fitted on first answers to the questions of xquad_vi and mlqa_dev_vi, each asked of
# its own library and, as questions on other subjects, of the other's at a quarter of the weight.
FUSED = Confidence(intercept=-24.15, cosine=24.80, coverage=5.51, margin=0.0)

# Of what `TrainedRanker` puts first: fitted by `scripts/train_ranker`, on scores out of fold.
TRAINED = Confidence(intercept=-23.67, cosine=24.32, coverage=2.97, margin=0.745)

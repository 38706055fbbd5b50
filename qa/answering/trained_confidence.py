"""How likely is it that an answer is right, by all features of the ranking?

The product of two probabilities, each by trees of its own: that the documents cover the subject at all, judged by the
first answer, and that this sentence answers, given that they do. One model for both confuses the two kinds of doubt: on
viquad1_dev it has an AUROC of .960 against off-topic questions, the product .968.
"""

from collections.abc import Sequence
from functools import cache
from math import log
from pathlib import Path

import numpy as np

from embeddings.encoder import FloatArray
from qa.answering.confidence import Shown
from qa.answering.precision_curve import PrecisionCurve
from qa.ranking.columns import Columns
from qa.ranking.ranker import Ranked, RankingInput
from qa.ranking.trees import Trees

FOLDER = Path(__file__).parent

_FILES = ("subject_trees.npz", "answer_trees.npz", "precision_curve.json")

# The expected ratio of on-topic to off-topic questions. The trees were trained on as many of each, and their odds are
# adjusted by this prior (Saerens et al. 2002). Unadjusted they withhold less at the same refusals (AUROC .968, with
# this .964) but give a mean of .665 on viquad1_dev where .713 is right (ECE .056); with this .683 (.046).
ON_TOPIC_ODDS = 2.0

# Features of which the best value of any candidate counts as well.
_BEST_OF_ALL = ("sentence_cosine", "passage_cosine", "covered_titled", "covered_passage")

# Confidence is monotone in these: no figure is worse for it, and it can be explained. Those of a reader are there where
# the question was read about.
_OF_READER = ("read_share", "read_share_of_window", "read_sentence", "read_span", "read_best")
RISING = frozenset({"margin", *_BEST_OF_ALL, *(f"best_{name}" for name in _BEST_OF_ALL), *_OF_READER})


@cache
def shipped_confidence() -> "TrainedConfidence":
    """The confidence that comes with the program."""
    return TrainedConfidence.load(FOLDER)


class TrainedConfidence:
    """The confidence in the candidates that `TrainedRanker` ranks first, second and so on."""

    def __init__(self, subject: Trees, answer: Trees, curve: PrecisionCurve) -> None:
        self.subject = subject
        self.answer = answer
        self.curve = curve

    @classmethod
    def load(cls, folder: Path) -> "TrainedConfidence":
        """Reads what `save` wrote."""
        subject, answer, curve = (folder / name for name in _FILES)
        return cls(Trees.load(subject), Trees.load(answer), PrecisionCurve.load(curve))

    def save(self, folder: Path) -> None:
        """Writes its three files."""
        subject, answer, curve = (folder / name for name in _FILES)
        self.subject.save(subject)
        self.answer.save(answer)
        self.curve.save(curve)

    def __call__(self, ranking_input: RankingInput, ranked: Ranked, shown: Sequence[Shown]) -> list[float]:  # noqa: ARG002 - seam
        """The probability for each. What is not on the shortlist answers nothing: its probability is 0."""
        rows = {choice: row for row, choice in enumerate(ranked.shortlist.tolist())}
        listed = [one for one in shown if one.choice in rows]
        if not listed:
            return [0.0] * len(shown)
        features = confidence_features(
            ranked.columns, [rows[one.choice] for one in listed], [one.margin for one in listed]
        )
        probabilities = {
            one.choice: probability for one, probability in zip(listed, self.of(features).tolist(), strict=True)
        }
        return [probabilities.get(one.choice, 0.0) for one in shown]

    def of(self, features: Columns) -> FloatArray:
        """The probability for each answer of one question, (answers,), the first answer first."""
        answer = _probability(self.answer(features))
        first = {name: column[:1] for name, column in features.items()}
        subject = _probability(self.subject(first) + log(ON_TOPIC_ODDS))
        return subject * answer


def confidence_features(columns: Columns, rows: Sequence[int], margins: Sequence[float]) -> Columns:
    """The features of some rows of a shortlist, with the margin of each and the best values of the whole shortlist."""
    chosen = {name: column[list(rows)] for name, column in columns.items()}
    best = {f"best_{name}": np.full(len(rows), columns[name].max(), np.float32) for name in _BEST_OF_ALL}
    return chosen | best | {"margin": np.array(margins, np.float32)}


def _probability(scores: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)

"""How likely is it that an answer is right, by all features that ranked it?

Two things must hold, and each has trees of its own that learned its probability: that the documents speak of what is
asked at all, which the first answer shows, and that this sentence answers, where they do. One model for both confuses
the two kinds of doubt: on viquad1_dev it has an AUROC of .960 against questions on other subjects, their product .968.
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

SUBJECT_PATH = Path(__file__).with_name("subject_trees.npz")
ANSWER_PATH = Path(__file__).with_name("answer_trees.npz")
CURVE_PATH = Path(__file__).with_name("precision_curve.json")

# For each question on another subject so many on what the documents speak of. The trees have learned from as many of
# either, and their odds are moved by this (Saerens et al. 2002). As learned, they withhold less at the same refusals
# (AUROC .968, with this .964) but say .665 of viquad1_dev where .713 is right (ECE .056); with this .683 (.046).
ON_TOPIC_ODDS = 2.0

# Of these it matters as well how far the best candidate comes, whichever it is.
_BEST_OF_ALL = ("sentence_cosine", "passage_cosine", "covered_titled", "covered_passage")

# Where one of these is more, confidence is never less: no figure is the worse for it, and it can be explained.
RISING = frozenset({"margin", *_BEST_OF_ALL, *(f"best_{name}" for name in _BEST_OF_ALL)})


@cache
def shipped_confidence() -> "TrainedConfidence":
    """The confidence that comes with the program."""
    return TrainedConfidence(Trees.load(SUBJECT_PATH), Trees.load(ANSWER_PATH), PrecisionCurve.load(CURVE_PATH))


class TrainedConfidence:
    """The confidence in what `TrainedRanker` puts first, second and so on."""

    def __init__(self, subject: Trees, answer: Trees, curve: PrecisionCurve) -> None:
        self.subject = subject
        self.answer = answer
        self.curve = curve

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
    """The features of some rows of a shortlist, with how much each is ahead and the best of the whole shortlist."""
    chosen = {name: column[list(rows)] for name, column in columns.items()}
    best = {f"best_{name}": np.full(len(rows), columns[name].max(), np.float32) for name in _BEST_OF_ALL}
    return chosen | best | {"margin": np.array(margins, np.float32)}


def _probability(scores: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)

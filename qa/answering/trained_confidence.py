"""How likely is it that an answer is right, by all evidence that ranked it?

Two things must hold, and each has trees of its own that learned its probability: that the documents speak of what is
asked at all, which the first answer tells, and that this sentence answers, where they do. One model for both confuses
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

# Where one of these is more, trust is never less: no figure is the worse for it, and who asks why can be told.
RISING = frozenset({"margin", *_BEST_OF_ALL, *(f"best_{name}" for name in _BEST_OF_ALL)})


@cache
def shipped_confidence() -> "TrainedConfidence":
    """The confidence that comes with the program."""
    return TrainedConfidence(Trees.load(SUBJECT_PATH), Trees.load(ANSWER_PATH), PrecisionCurve.load(CURVE_PATH))


class TrainedConfidence:
    """Trust in what `TrainedRanker` puts first, second and so on."""

    def __init__(self, subject: Trees, answer: Trees, curve: PrecisionCurve) -> None:
        self.subject = subject
        self.answer = answer
        self.curve = curve

    def __call__(self, ranking_input: RankingInput, ranked: Ranked, shown: Sequence[Shown]) -> list[float]:  # noqa: ARG002 - seam
        """The probability for each. What is not on the shortlist answers nothing: it is trusted with 0."""
        places = {choice: place for place, choice in enumerate(ranked.shortlist.tolist())}
        listed = [one for one in shown if one.choice in places]
        if not listed:
            return [0.0] * len(shown)
        told = self.of(signs(ranked.columns, [places[one.choice] for one in listed], [one.margin for one in listed]))
        trusted = {one.choice: probability for one, probability in zip(listed, told.tolist(), strict=True)}
        return [trusted.get(one.choice, 0.0) for one in shown]

    def of(self, those: Columns) -> FloatArray:
        """The probability for each row of signs, of which the first is of the first answer."""
        answer = _probability(self.answer(those))
        first = {name: column[:1] for name, column in those.items()}
        subject = _probability(self.subject(first) + log(ON_TOPIC_ODDS))
        return subject * answer


def signs(columns: Columns, places: Sequence[int], margins: Sequence[float]) -> Columns:
    """The evidence for some of a shortlist, as columns, with what tells of their question."""
    chosen = {name: column[list(places)] for name, column in columns.items()}
    best = {f"best_{name}": np.full(len(places), columns[name].max(), np.float32) for name in _BEST_OF_ALL}
    return chosen | best | {"margin": np.array(margins, np.float32)}


def _probability(scores: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)

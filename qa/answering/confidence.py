"""How likely is it that the first answer answers the question?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.retrieval.candidates import Candidates
from qa.retrieval.snapshot import Snapshot
from qa.text.keys import exact_keys, folded_keys
from qa.text.questions import ReadQuestion


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether a sentence answers at all, in absolute terms that two questions can be compared by.

    The cosines are the encoder's; a coverage is the share, from 0 to 1, of the question's words that stand in the
    sentence or the passage (titles included), each word counted by how telling it is.
    """

    sentence_cosine: float
    passage_cosine: float
    sentence_coverage: float
    passage_coverage: float


def signs_of(snapshot: Snapshot, question: ReadQuestion, candidates: Candidates, choice: int) -> Signs:
    """The signs of one candidate, given as its place among the candidates."""
    position = int(candidates.positions[choice])
    units = snapshot.units
    title = units.document(position).source.title or ""
    passage = units.passage_texts[units.passage_of[position]]
    return Signs(
        float(candidates.sentence_cosines[choice]),
        float(candidates.passage_cosines[choice]),
        _coverage(snapshot, question, f"{title} {units.text(position)}"),
        _coverage(snapshot, question, f"{title} {passage}"),
    )


def _coverage(snapshot: Snapshot, question: ReadQuestion, text: str) -> float:
    words, wanted, keys_of = (
        (snapshot.exact, question.exact_keys, exact_keys)
        if question.accented
        else (snapshot.folded, question.folded_keys, folded_keys)
    )
    weights = words.sentences.weights(wanted)
    return _weighted_share(wanted, weights.tolist(), set(keys_of(text)))


def _weighted_share(wanted: Sequence[str], weights: Sequence[float], present: set[str]) -> float:
    found = sum(weight for key, weight in zip(wanted, weights, strict=True) if key in present)
    return found / (sum(weights) or 1.0)


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic regression over `Signs` (Platt 1999)."""

    intercept: float = -10.0
    sentence_cosine: float = 5.0
    passage_cosine: float = 5.0
    sentence_coverage: float = 1.0
    passage_coverage: float = 2.0

    def __call__(self, signs: Signs) -> float:
        """The probability, between 0 and 1, that this sentence answers the question."""
        evidence = (
            self.intercept
            + self.sentence_cosine * signs.sentence_cosine
            + self.passage_cosine * signs.passage_cosine
            + self.sentence_coverage * signs.sentence_coverage
            + self.passage_coverage * signs.passage_coverage
        )
        return float(1 / (1 + np.exp(-evidence)))

"""How likely is an answer right, where its passage may have been read?

Trees of their own for questions that were read about, since they have the reader's features, and a margin by both.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from qa.answering.confidence import Shown
from qa.answering.trained_confidence import TrainedConfidence, shipped_confidence
from qa.passage_reading.reader_features import NAMES
from qa.ranking.ranker import Ranked, RankingInput

FOLDER = Path(__file__).parent


@cache
def shipped_reading_confidence() -> "ReadingConfidence":
    """The confidence that comes with the program, for `ReadingRanker`."""
    return ReadingConfidence(shipped_confidence(), TrainedConfidence.load(FOLDER))


class ReadingConfidence:
    """The confidence in the candidates that `ReadingRanker` ranks first, second and so on."""

    def __init__(self, unread: TrainedConfidence, read: TrainedConfidence) -> None:
        """The curve is that of `read`: over both kinds of questions, as many of each as there are in "auto"."""
        self.unread, self.read = unread, read
        self.curve = read.curve

    def __call__(self, ranking_input: RankingInput, ranked: Ranked, shown: Sequence[Shown]) -> list[float]:
        """The probability for each."""
        of_kind = self.read if ranked.columns.keys() >= set(NAMES) else self.unread
        return of_kind(ranking_input, ranked, shown)

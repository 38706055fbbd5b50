"""Which candidate answers best, once the best passages have been read?"""

from typing import Literal

import numpy as np

from embeddings.encoder import FloatArray
from embeddings.reader.passage_reader import PassageReader
from qa.passage_reading.reader_features import Reading, read_candidates
from qa.ranking.ranker import Ranked, Ranker, RankingInput

ReaderMode = Literal["auto", "always", "never"]

# How much the reader's word counts beside the trees' scores, in units of these for each unit of `read_share`. On 1,111
# questions of xquad_vi and mlqa_dev_vi, out of fold, any from 0.6 to 0.8 gives the same hit@1 within 0.1 point (78.5,
# without 74.6); at 0.4 and 1.0 it is half a point less. Boosted trees over the reader's features had 77.0 to 78.0.
SHARE_WEIGHT = 0.6

# In "auto", a first that is ahead of the second by more is not read about. So 46 of 100 questions of xquad_vi are read
# about and 62 of mlqa_dev_vi, and hit@1 is 86.1 and 71.2 (86.2 and 70.8 where all are). With 2.0
# (and a weight of 0.7) it is 35 and 51, and hit@1 is 85.7 and 70.8.
SURE_FROM = 2.5


class ReadingRanker:
    """A first ranker with features selects, and a reader reorders what it read of them.

    What was not read stays below what was, as far as the least likely that was read.
    """

    def __init__(
        self, first: Ranker, reader: PassageReader, *, mode: ReaderMode = "auto", highlights: bool = True
    ) -> None:
        """`highlights`: whether the words that answer are handed on."""
        self._first, self._reader, self._mode, self._highlights = first, reader, mode, highlights

    def rank(self, ranking_input: RankingInput) -> Ranked:
        """The first ranker's scores for the shortlist, adjusted; all others below, in its order."""
        ranked = self._first.rank(ranking_input)
        scores = ranked.scores[ranked.shortlist]
        if len(scores) == 0 or (self._mode == "auto" and is_sure(scores)):
            return ranked
        sentences = ranking_input.view.sentences(ranking_input.candidates.positions[ranked.shortlist])
        reading = read_candidates(self._reader, ranking_input.question.text, sentences, scores)
        return self._adjusted(ranked, reading)

    def _adjusted(self, ranked: Ranked, reading: Reading) -> Ranked:
        shortlist = ranked.shortlist
        scores = ranked.scores.copy()
        scores[shortlist] = combined(ranked.scores[shortlist], reading)
        others = np.setdiff1d(np.arange(len(scores)), shortlist)
        scores[others] += scores[shortlist].min() - ranked.scores[shortlist].min()
        spans = {int(shortlist[row]): span for row, span in reading.spans.items()} if self._highlights else {}
        return Ranked(scores, shortlist, ranked.columns | reading.columns, spans)


def is_sure(scores: FloatArray) -> bool:
    """Whether the first is so far ahead that reading would change nothing."""
    if len(scores) < 2:
        return False
    second, first = np.partition(scores, -2)[-2:]
    return bool(first - second > SURE_FROM)


def combined(scores: FloatArray, reading: Reading) -> FloatArray:
    """The scores of a shortlist by both."""
    total: FloatArray = scores + SHARE_WEIGHT * reading.columns["read_share"]
    return total

"""Which candidate answers best, once the best passages have been read?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from embeddings.encoder import FloatArray
from embeddings.reader.passage_reader import PassageReader
from qa.passage_reading.reader_features import Reading, answering_words, read_candidates
from qa.ranking.ranker import Ranked, Ranker, RankingInput
from qa.retrieval.indexed_sentence import IndexedSentence

ReaderMode = Literal["auto", "always", "never"]

# How much the reader's word counts beside the trees' scores, in units of these for each unit of `read_share`. On 1,111
# questions of xquad_vi and mlqa_dev_vi, out of fold, any from 0.6 to 0.8 gives the same hit@1 within 0.1 point (78.5,
# without 74.6); at 0.4 and 1.0 it is half a point less. Boosted trees over the reader's features had 77.0 to 78.0.
SHARE_WEIGHT = 0.6

# In "auto", a first that is ahead of the second by more is not read about, but for the words that answer. So 46 of 100
# questions of xquad_vi are read about and 62 of mlqa_dev_vi, and hit@1 is 86.1 and 71.2 (86.2 and 70.8 where all are).
# With 2.0 it is 35 and 51, and hit@1 is 85.8 and 70.8; chosen by the confidence, as many give 85.3 and 70.4.
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
        if len(scores) == 0:
            return ranked
        question = ranking_input.question.text
        sentences = ranking_input.view.sentences(ranking_input.candidates.positions[ranked.shortlist])
        if self._mode == "auto" and is_sure(scores):
            return self._marked(ranked, question, sentences)
        return self._adjusted(ranked, read_candidates(self._reader, question, sentences, scores))

    def _marked(self, ranked: Ranked, question: str, sentences: Sequence[IndexedSentence]) -> Ranked:
        """Nothing but the words of the first that answer: with them 89 of 100 right first answers to viquad1_dev have
        some, without 38.
        """
        first = int(ranked.scores[ranked.shortlist].argmax())
        span = answering_words(self._reader, question, sentences[first]) if self._highlights else None
        return ranked if span is None else replace(ranked, spans={int(ranked.shortlist[first]): span})

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

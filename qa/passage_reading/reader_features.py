"""What does the reader say of each candidate?

Its scores are logarithms of odds against "no answer here", trained to be comparable between passages (Clark and Gardner
2018): so those of one sentence are set against those of all that was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.reader.passage_reader import PassageReader, SentenceScores
from qa.passage_reading.windows import Window, window_of, windows
from qa.ranking.columns import Columns
from qa.retrieval.indexed_sentence import IndexedSentence

# An answer has at most so many tokens, as usual in readers (Devlin et al. 2019).
MOST_ANSWER_TOKENS = 30
# A candidate is read about if its score is at most so far below that of the first. Of 1,400 questions of xquad_vi,
# mlqa_dev_vi and viquad1_dev as many are answered rightly as where five windows are read whatever the scores, and 45
# of 100 windows need not be read. At 3.0 it is one question fewer, at 2.5 four.
WORTH_READING = 3.5
# Of a sentence that was cut off before its first token, or not read.
UNREAD = -20.0

# A sentence's share of all that was read, and of its window; how likely it answers, and its best words do; how likely
# its window does, and the best window; and the rank of its window.
NAMES = ("read_share", "read_share_of_window", "read_sentence", "read_span", "read_window", "read_best", "read_rank")


@dataclass(frozen=True, slots=True)
class Reading:
    """`columns`, one value for each candidate; `read` says which were read. `spans` are the most likely answers, start
    and end in a sentence's characters, by its index: of those that more likely answer than not.
    """

    columns: Columns
    read: NDArray[np.bool_]
    spans: dict[int, tuple[int, int]]


def read_candidates(
    reader: PassageReader, question: str, sentences: Sequence[IndexedSentence], scores: FloatArray
) -> Reading:
    """Reads around the candidates with the highest `scores`."""
    order = np.argsort(-scores, kind="stable")
    found = windows(
        sentences[index] for index in order[scores[order] >= scores.max(initial=-np.inf) - WORTH_READING].tolist()
    )
    said = reader.read(question, [window.text for window in found])
    totals = [_total([_sums(one) for one in of_window]) for of_window in said]
    everything = _total([*totals, np.zeros(2, np.float32)])
    best = max((float(total.sum()) for total in totals), default=UNREAD)
    unread = [*[UNREAD] * (len(NAMES) - 2), best, len(found)]
    rows, spans = np.tile(np.array(unread, np.float32), (len(sentences), 1)), {}
    was_read = np.zeros(len(sentences), bool)
    for index, sentence in enumerate(sentences):
        number = window_of(sentence, found)
        scored = None if number is None else said[number][sentence.index - found[number].first]
        if number is None or scored is None or not scored.starts:
            continue
        own, total, (span, score) = _sums(scored), totals[number], best_span(scored)
        shares = (own - everything).sum(), (own - total).sum()
        rows[index] = [*shares, own.sum(), score, total.sum(), best, number]
        was_read[index] = True
        if own.sum() > 0:
            spans[index] = span
    return Reading({name: rows[:, column] for column, name in enumerate(NAMES)}, was_read, spans)


def answering_words(reader: PassageReader, question: str, sentence: IndexedSentence) -> tuple[int, int] | None:
    """Start and end, in the characters of a sentence, of the words that answer, by reading it alone: that takes a third
    of the time of a window. None where it more likely does not answer.
    """
    alone = Window(sentence.passage, sentence.index, sentence.index + 1)
    ((scored,),) = reader.read(question, [alone.text])
    return best_span(scored)[0] if scored.starts and _sums(scored).sum() > 0 else None


def best_span(scored: SentenceScores) -> tuple[tuple[int, int], float]:
    """The most likely answer within a sentence, in its characters, and its score. At least one token was read."""
    starts, ends = scored.scores[:, 0], scored.scores[:, 1]
    sums = starts[:, None] + ends[None, :]
    length = np.arange(len(ends))[None, :] - np.arange(len(starts))[:, None]
    sums[(length < 0) | (length >= MOST_ANSWER_TOKENS)] = -np.inf
    first, last = divmod(int(sums.argmax()), len(ends))
    return (scored.starts[first], scored.ends[last]), float(sums[first, last])


def _sums(scored: SentenceScores) -> FloatArray:
    """The logarithms of the odds that the answer starts in the sentence, and that it ends there: (2,)."""
    return _total(scored.scores) if len(scored.scores) else np.full(2, UNREAD / 2, np.float32)


def _total(scores: Sequence[FloatArray] | FloatArray) -> FloatArray:
    total: FloatArray = np.logaddexp.reduce(np.asarray(scores), axis=0)
    return total

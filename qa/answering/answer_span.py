"""Is the answer longer than one sentence, with the next or the previous one?"""

from collections.abc import Mapping

import numpy as np

from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.search_engine import SearchView

# The largest difference, in scores of the trained ranker, between the first answer and an adjacent sentence of its
# passage that is shown with it. On viquad1_dev 8 of 100 first answers are then two sentences, and the right one is
# shown first in 73.4 of 100 instead of 71.3; at 0.5 it is 4 and 72.4, at 2.0 it is 21 and 75.4. On the UIT seminar
# questions it is 10, and 81.9 instead of 79.9.
NEARLY = 1.0


def answer_span(
    view: SearchView, sentence: IndexedSentence, scores: Mapping[int, float]
) -> tuple[IndexedSentence, IndexedSentence]:
    """The first and the last sentence of the answer whose best is `sentence`. `scores` are those of the reranked
    positions.
    """
    position = sentence.position
    first, end = sentence.passage.first, sentence.passage.first + len(sentence.passage)
    neighbours = [other for other in (position - 1, position + 1) if first <= other < end and other in scores]
    if not neighbours or position not in scores:
        return sentence, sentence
    score, other = max((scores[other], other) for other in neighbours)
    if scores[position] - score > NEARLY:
        return sentence, sentence
    (neighbour,) = view.sentences(np.array([other]))
    return (neighbour, sentence) if other < position else (sentence, neighbour)

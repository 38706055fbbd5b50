"""At which position of its passage is each candidate, and how long is it?"""

from collections.abc import Sequence

import numpy as np

from qa.ranking.columns import Columns
from qa.ranking.fusion import standardised
from qa.retrieval.indexed_sentence import IndexedSentence


def position_features(sentences: Sequence[IndexedSentence]) -> Columns:
    """The numbers of sentences before it, after it and in all of its passage, and the logarithm of its length."""
    index = np.array([sentence.index for sentence in sentences])
    count = np.array([len(sentence.passage) for sentence in sentences])
    length = np.log(np.array([sentence.end - sentence.start for sentence in sentences], np.float32))
    return {
        "place": index.astype(np.float32),
        "places_left": (count - index - 1).astype(np.float32),
        "passage_sentences": count.astype(np.float32),
        "length": length,
        "length_spread": standardised(length),
    }

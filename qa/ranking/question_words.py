"""How much of the question's words does each of some texts hold?"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.questions.reading import ReadQuestion
from qa.ranking.text_keys import KnownKeys, TextKeys, joined, rows_of
from qa.text.keys import matching_keys

# How many of the question's rarest words have features of their own.
_RAREST = 3

Shares = NDArray[np.float64]
Counts = NDArray[np.int64]
# A row for each text and a column for each of `QuestionWords.relevant`: whether the text holds it.
Held = NDArray[np.bool_]


class QuestionWords:
    """The question's keys with their weights, and those of other writings of it."""

    def __init__(self, question: ReadQuestion, weights: Mapping[str, float]) -> None:
        """`weights` of the question's own keys, 0 or more."""
        others = {key for one in question.others for key in one.other}
        self.relevant = tuple(dict.fromkeys((*weights, *sorted(others))))
        self._index = {key: index for index, key in enumerate(self.relevant)}
        self._weights = tuple(weights.values())
        self._total = sum(self._weights) or 1.0
        self._others = [
            ([self._index[key] for key in one.other], [self._index[key] for key in one.asked if key in weights])
            for one in question.others
        ]
        rarest = sorted(weights, key=lambda key: -weights[key])[:_RAREST]
        self._rarest = [self._index[key] for key in rarest]
        order = matching_keys(question.text)
        self._length = max(len(order), 1)
        self.known = tuple(dict.fromkeys((*self.relevant, *order)))
        self._order = list(pairwise(order))
        self._pairs = {pair: sum(weights.get(key, 0.0) for key in pair) for pair in self._order}

    @property
    def own(self) -> int:
        """How many of `known` are the question's own: the first."""
        return len(self._weights)

    def held_by(self, sets: Sequence[Collection[str]]) -> Held:
        """Which of the relevant keys these sets have."""
        return np.array([[key in keys for key in self.relevant] for keys in sets], bool).reshape(len(sets), -1)

    def covered(self, held: Held) -> Shares:
        """The share of the question's words that each text holds, in whatever writing; from 0 to 1."""
        known = held.copy()
        for other, asked in self._others:
            known[np.flatnonzero(held[:, other].all(axis=1))[:, None], asked] = True
        return _weighed(self._weights, known) / self._total

    def rare(self, held: Held) -> Counts:
        """How many of the rarest words each text holds."""
        count: Counts = held[:, self._rarest].sum(axis=1)
        return count

    def pair_columns(self) -> Mapping[tuple[int, int], int]:
        """The columns of what `paired` and `longest_run` expect: the question's adjacent keys, as indexes of
        `known`.
        """
        index = {key: number for number, key in enumerate(self.known)}
        return {(index[first], index[second]): column for column, (first, second) in enumerate(self._pairs)}

    def paired(self, pairs: NDArray[np.bool_]) -> Shares:
        """The share of the question's adjacent pairs that are adjacent in each text too, from 0 to 1."""
        return _weighed(tuple(self._pairs.values()), pairs) / (2 * self._total)

    def longest_run(self, pairs: NDArray[np.bool_]) -> Shares:
        """The longest run of the question that occurs in each text, as a share of the question."""
        columns = {pair: column for column, pair in enumerate(self._pairs)}
        longest = run = np.zeros(len(pairs), np.int64)
        for pair in self._order:
            run = np.where(pairs[:, columns[pair]], run + 1, 0)
            longest = np.maximum(longest, run)
        return longest / self._length


class KeyTable:
    """Where the words of a question stand in some texts: a row for each text."""

    def __init__(self, words: QuestionWords, texts: Sequence[TextKeys]) -> None:
        self._words = words
        self._texts = texts
        self._known = KnownKeys(words.known)
        parts = [text.keys for text in texts]
        self._rows = rows_of(parts)
        self._found = self._known.indexes(joined(parts))
        self.lengths = np.array([len(part) for part in parts], np.int64)
        # One column more, for what is not known.
        table = np.zeros((len(texts), len(words.known) + 1), bool)
        table[self._rows, self._found] = True
        self.held: Held = table[:, : len(words.relevant)]

    @property
    def new(self) -> Mapping[str, Counts]:
        """How many words, names and numbers that are not the question's each text has."""
        distinct = np.array([text.distinct for text in self._texts], np.int64)
        return {
            "words": distinct - np.count_nonzero(self.held[:, : self._words.own], axis=1),
            "names": self._new([text.names for text in self._texts]),
            "numbers": self._new([text.digits for text in self._texts]),
        }

    def _new(self, parts: Sequence[NDArray[np.int64]]) -> Counts:
        foreign = self._known.indexes(joined(parts)) >= self._words.own
        return np.bincount(rows_of(parts)[foreign], minlength=len(parts))

    @property
    def pairs(self) -> NDArray[np.bool_]:
        """Which of the question's adjacent pairs each text has, a column for each."""
        columns = self._words.pair_columns()
        size = len(self._words.known) + 1
        codes = np.array([first * size + second for first, second in columns], np.int64)
        ours = self._found[:-1] * size + self._found[1:]
        order = np.argsort(codes)
        found = np.minimum(np.searchsorted(codes[order], ours), max(len(codes) - 1, 0))
        table = np.zeros((len(self._texts), len(codes)), bool)
        if len(codes):
            there = (codes[order][found] == ours) & (self._rows[:-1] == self._rows[1:])
            table[self._rows[:-1][there], order[found[there]]] = True
        return table

    @property
    def own_words(self) -> tuple[Counts, Counts]:
        """How many keys of each text are the question's own, and how far the last of them is from the first."""
        offsets = np.flatnonzero(self._found < self._words.own)
        rows = np.arange(len(self._texts))
        first = np.searchsorted(self._rows[offsets], rows, "left")
        end = np.searchsorted(self._rows[offsets], rows, "right")
        some = end > first
        reach = np.zeros(len(rows), np.int64)
        reach[some] = offsets[end[some] - 1] - offsets[first[some]]
        return end - first, reach


def _weighed(weights: Sequence[float], table: NDArray[np.bool_]) -> Shares:
    """The sum of the weights of what each row has, added up in their order."""
    total = np.zeros(len(table))
    for column, weight in enumerate(weights):
        total += np.where(table[:, column], weight, 0.0)
    return total

"""What stands in for the model where a test needs vectors but no understanding?"""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from embeddings.encoder import FloatArray, Progress, no_progress
from embeddings.reader.passage_reader import PassageText, SentenceScores
from qa.text.keys import folded_key, words

DIMENSION = 64


class HashingEncoder:
    """An `Encoder` without weights: texts are near each other as far as they share folded syllables.

    Every syllable adds or takes one in a column of its own choice. The same on every machine and in every process.
    """

    def __init__(self, fingerprint: str = "hashing:64") -> None:
        self._fingerprint = fingerprint
        self.asked: list[str] = []
        self.read: list[str] = []

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return DIMENSION

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        self.asked += texts
        return _rows(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:
        """All in one batch, as `progress` hears of it."""
        self.read += texts
        rows = _rows(texts)
        progress(len(texts), len(texts))
        return rows


def _rows(texts: Sequence[str]) -> FloatArray:
    return np.array([_row(text) for text in texts], np.float32).reshape(len(texts), DIMENSION)


def _row(text: str) -> FloatArray:
    row = np.zeros(DIMENSION, np.float32)
    for key in folded_keys(text):
        digest = hashlib.blake2b(key.encode(), digest_size=2).digest()
        row[digest[0] % DIMENSION] += 1 if digest[1] % 2 else -1
    if not row.any():  # no words, or words that cancel each other
        row[0] = 1
    return row / np.linalg.norm(row)


def folded_keys(text: str) -> list[str]:
    """The folded key of every word, in order, one for each of `exact_keys`."""
    return [folded_key(word) for word in words(text)]


class OverlapReranker:
    """A `Reranker` without weights: the share of the question's folded syllables that a text holds."""

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        asked = set(folded_keys(question))
        held = [len(asked & set(folded_keys(text))) / (len(asked) or 1) for text in texts]
        return np.array(held, np.float32)


class OverlapReader:
    """A `PassageReader` without weights: an answer starts and ends at any word, the likelier the more syllables the
    sentence shares with the question.
    """

    def read(self, question: str, passages: Sequence[PassageText]) -> list[list[SentenceScores]]:
        asked = set(folded_keys(question))
        return [[_overlapping(asked, sentence) for sentence in passage.sentences] for passage in passages]


def _overlapping(asked: set[str], sentence: str) -> SentenceScores:
    words = list(re.finditer(r"\S+", sentence))
    shared = len(asked & set(folded_keys(sentence))) - len(asked) / 2
    scores = np.full((len(words), 2), shared, np.float32)
    return SentenceScores(tuple(word.start() for word in words), tuple(word.end() for word in words), scores)

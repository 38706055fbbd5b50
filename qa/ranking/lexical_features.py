"""Which of the question's words does each candidate contain, and which others?

Words are keys (`qa/text/keys.py`), weighted by their inverse document frequency in this library.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from qa.questions.reading import ReadQuestion
from qa.ranking.answer_type_patterns import answer_sign
from qa.ranking.columns import Columns
from qa.ranking.ranker import RankingInput
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.text.keys import exact_key, matching_keys

# How many of the question's rarest words have features of their own.
_RAREST = 3

# A sentence that begins with one of these refers to something named before.
_LEANING = frozenset(
    map(
        exact_key,
        ("ông", "bà", "anh", "cô", "nó", "họ", "chúng", "đó", "này", "đây", "điều", "việc", "cả", "hai", "cũng"),
    )
)

# The sentences of some hundred questions: the same sentences of a library come up again and again.
_CACHE_SIZE = 1 << 14


@dataclass(frozen=True, slots=True)
class _WordSets:
    """The keys of a text in order and as a set, its pairs of adjacent keys, its capitalised words except the first, and
    the keys that are numbers.
    """

    keys: tuple[str, ...]
    all: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    numbers: frozenset[str]


@lru_cache(_CACHE_SIZE)
def _words(text: str) -> _WordSets:
    keys = tuple(matching_keys(text))
    names = frozenset(exact_key(word.strip('.,;:()"“”')) for word in text.split()[1:] if word[:1].isupper())
    numbers = frozenset(key for key in keys if key[:1].isdecimal())
    return _WordSets(keys, frozenset(keys), frozenset(pairwise(keys)), names, numbers)


class _Asked:
    """The question's words, and how much of their weight a text covers.

    Candidates share a few combinations of these words, so the share of each combination is computed once.
    """

    def __init__(self, question: ReadQuestion, weights: dict[str, float]) -> None:
        self.question = question
        self.weights = weights
        self.total = sum(weights.values()) or 1.0
        self.relevant = weights.keys() | {key for one in question.others for key in one.other}
        self.shares: dict[frozenset[str], float] = {}
        self.rarest = frozenset(sorted(weights, key=lambda key: -weights[key])[:_RAREST])
        self.order = tuple(matching_keys(question.text))
        self.pairs = {pair: sum(weights.get(key, 0.0) for key in pair) for pair in pairwise(self.order)}

    def said(self, keys: Set[str]) -> frozenset[str]:
        """The text's keys that count towards its coverage of the question."""
        return frozenset(keys & self.relevant)

    def covered(self, said: frozenset[str]) -> float:
        """The share of the question's words, by weight, among these keys (a result of `said`); from 0 to 1."""
        share = self.shares.get(said)
        if share is None:
            known = self.question.said_in(said)
            share = sum([weight for key, weight in self.weights.items() if key in known]) / self.total
            self.shares[said] = share
        return share

    def paired(self, words: _WordSets) -> float:
        """The share of the question's adjacent pairs that are adjacent in the text too, from 0 to 1."""
        return sum(weight for pair, weight in self.pairs.items() if pair in words.pairs) / (2 * self.total)

    def longest_run(self, words: _WordSets) -> float:
        """The longest run of the question that occurs in the text, as a share of the question."""
        longest = run = 0
        for pair in pairwise(self.order):
            run = run + 1 if pair in words.pairs else 0
            longest = max(longest, run)
        return longest / max(len(self.order), 1)


@dataclass(frozen=True, slots=True)
class _Row:
    """The features of one candidate; shares are of the question's words, by weight."""

    covered: float
    covered_titled: float  # with the document's title and the nearest heading
    covered_with_before: float  # and with the sentence before
    covered_before: float
    covered_behind: float
    covered_passage: float
    covered_title: float
    covered_alone: float  # without what a neighbour has too
    missing: float  # what the passage has and the sentence does not
    rare: int  # how many of the rarest words
    rare_titled: int
    pairs: float
    longest_run: float
    precision: float  # the share of the sentence's words that are the question's
    new_words: int
    new_names: int
    new_numbers: int
    reach: float  # from the first to the last of the question's words, as a share of the sentence
    sign: bool  # a sign of the expected answer type
    sign_before: bool
    sign_behind: bool
    leans: bool
    asks_itself: bool
    has_colon: bool


_NAMES = tuple(field.name for field in fields(_Row))


def lexical_features(ranking_input: RankingInput, sentences: Sequence[IndexedSentence]) -> Columns:
    """A column for each field of `_Row`."""
    asked = _Asked(ranking_input.question, ranking_input.own_weights)
    rows = [[getattr(row, name) for name in _NAMES] for row in _rows(ranking_input, asked, sentences)]
    return dict(zip(_NAMES, np.array(rows, np.float32).T, strict=True))


def _rows(ranking_input: RankingInput, asked: _Asked, sentences: Sequence[IndexedSentence]) -> Iterator[_Row]:
    sign = cache(answer_sign(ranking_input.question.asks, ranking_input.question.text))
    passages = {sentence.passage.number: sentence.passage for sentence in sentences}
    # From the index and not from their texts: analysing a passage would double the time.
    held = ranking_input.view.keys_held(asked.relevant, np.array(list(passages)))
    keys = dict(zip(passages, held, strict=True))
    titles = {number: passage.context for number, passage in passages.items()}
    for sentence in sentences:
        number = sentence.passage.number
        around = _Around(sentence.before, sentence.behind, titles[number], keys[number])
        yield _row(asked, sentence.text, around, sign)


@dataclass(frozen=True, slots=True)
class _Around:
    """The sentences before and after a sentence, its title and heading, and the question's keys that the passage holds,
    title and heading included.
    """

    before: str
    behind: str
    title: str
    passage: frozenset[str]


def _row(asked: _Asked, text: str, around: _Around, sign: Callable[[str], bool]) -> _Row:
    own, titled = _words(text), asked.said(_words(around.title).all)
    said = asked.said(own.all)
    earlier, later = asked.said(_words(around.before).all), asked.said(_words(around.behind).all)
    said_titled = said | titled
    covered_titled, covered_passage = asked.covered(said_titled), asked.covered(around.passage)
    known = asked.weights.keys()
    indexes = [index for index, key in enumerate(own.keys) if key in known]
    count = max(len(own.keys), 1)
    return _Row(
        covered=asked.covered(said),
        covered_titled=covered_titled,
        covered_with_before=asked.covered(said_titled | earlier),
        covered_before=asked.covered(earlier),
        covered_behind=asked.covered(later),
        covered_passage=covered_passage,
        covered_title=asked.covered(titled),
        covered_alone=asked.covered(said - earlier - later),
        missing=covered_passage - covered_titled,
        rare=len(asked.rarest & said),
        rare_titled=len(asked.rarest & said_titled),
        pairs=asked.paired(own),
        longest_run=asked.longest_run(own),
        precision=len(indexes) / count,
        new_words=len(own.all - known),
        new_names=len(own.names - known),
        new_numbers=len(own.numbers - known),
        reach=(indexes[-1] - indexes[0]) / count if indexes else 0.0,
        sign=bool(text) and sign(text),
        sign_before=bool(around.before) and sign(around.before),
        sign_behind=bool(around.behind) and sign(around.behind),
        leans=bool(own.keys) and own.keys[0] in _LEANING,
        asks_itself=text.endswith("?"),
        has_colon=":" in text,
    )

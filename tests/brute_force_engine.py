"""Which candidates should any search engine bring up? Everything compared with everything, in the plainest way."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.library.database import reading
from qa.library.read_models.document_head import DocumentHead, DocumentVersion
from qa.library.store import Library
from qa.library.stored_document import stored_document_of
from qa.questions.abbreviations import LongForms
from qa.questions.correction import QuestionCorrector
from qa.questions.reading import ReadQuestion
from qa.retrieval.article import Article, articles_of
from qa.retrieval.candidates import COPIES, K1, PASSAGES, SENTENCES, B, Candidates, Filter
from qa.retrieval.duplicates import Duplicates, NearDuplicate
from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence
from qa.text.abbreviation_definitions import definitions
from qa.text.articles import ArticleRange
from qa.text.keys import exact_keys, matching_keys
from qa.text.quote_context import MARGIN
from qa.types import EncodedDocument
from tests.oracles import bm25_scores

# Positions are the engine's own choice: these begin somewhere and leave gaps between passages.
_FIRST, _GAP = 1_000, 5

_NEGATIONS = frozenset({"không", "chưa", "chẳng", "chả", "đừng", "chớ", "ngừng", "trừ", "cấm"})


class BruteForceEngine:
    """A `SearchEngine` that reads the whole library for every view."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def view(self) -> "BruteForceView":
        generation, summaries = self._library.generation, self._library.summaries()
        with reading(self._library.engine) as connection:
            stored = [stored_document_of(connection, summary.id) for summary in summaries]
        return BruteForceView(generation, [document for document in stored if document is not None])


class BruteForceView:
    """A `SearchView` of these documents, in the order in which they were kept."""

    def __init__(self, generation: int, documents: Sequence[EncodedDocument]) -> None:
        self.generation = generation
        self.document_count = len(documents)
        self._passages: list[IndexedPassage] = []
        for number, document in enumerate(documents):
            self._passages += _passages(document, number, len(self._passages), self._next_position())
        self._sentences = {
            passage.first + index: IndexedSentence(passage, index)
            for passage in self._passages
            for index in range(len(passage))
        }
        self.sentence_count = len(self._sentences)
        self._sentence_vectors = _rows(
            [document.sentence_vectors for document in documents], list(self._sentences), self.sentence_count
        )
        self._passage_vectors = _rows(
            [document.passage_vectors for document in documents],
            [passage.number for passage in self._passages],
            len(self._passages),
        )
        self._sentence_keys = {
            position: matching_keys(f"{sentence.passage.document.source.title or ''}\n{sentence.text}")
            for position, sentence in self._sentences.items()
        }
        self._passage_keys = {
            passage.number: matching_keys(f"{passage.context}\n{passage.text}") for passage in self._passages
        }

    @cached_property
    def corrector(self) -> QuestionCorrector:
        return QuestionCorrector.count([passage.text for passage in self._passages])

    @cached_property
    def long_forms(self) -> LongForms:
        return LongForms(definitions([passage.text for passage in self._passages]))

    def document_names(self, count: int) -> Sequence[str]:
        return list({passage.document.id: passage.document.display_title for passage in self._passages}.values())[
            :count
        ]

    def search(self, question: ReadQuestion, vector: FloatArray, wanted: Filter | None = None) -> Candidates:
        sentences = {
            position: (self._sentence_vectors[position] @ vector, bm25)
            for position, bm25 in _bm25(self._sentence_keys, question).items()
        }
        passages = {
            number: (self._passage_vectors[number] @ vector, bm25)
            for number, bm25 in _bm25(self._passage_keys, question).items()
        }
        allowed = [position for position, one in self._sentences.items() if _admits(wanted, one.passage.document)]
        found = set(self._best(allowed, sentences, SENTENCES))
        numbers = {self._sentences[position].passage.number for position in allowed}
        best_passages = set(_best_passages(numbers, passages))
        found |= {position for position in allowed if self._sentences[position].passage.number in best_passages}
        positions = sorted(found)
        owners = [self._sentences[position].passage.number for position in positions]
        return Candidates(
            positions=np.array(positions, np.int64),
            sentence_cosines=_column([sentences[position][0] for position in positions]),
            passage_cosines=_column([passages[number][0] for number in owners]),
            sentence_bm25=_column([sentences[position][1] for position in positions]),
            passage_bm25=_column([passages[number][1] for number in owners]),
            lengths=_column([len(self._sentences[position].text) for position in positions]),
        )

    def _best(self, allowed: Sequence[int], scores: dict[int, tuple[float, float]], count: int) -> Iterator[int]:
        """The `count` best of each side, at most `COPIES` with the same words."""
        for side, least in ((0, -np.inf), (1, 0.0)):
            copies: dict[tuple[str, ...], int] = {}
            kept = 0
            for position in sorted(allowed, key=lambda position: -scores[position][side]):
                keys = tuple(exact_keys(self._sentences[position].text))
                copies[keys] = copies.get(keys, 0) + 1
                if scores[position][side] > least and copies[keys] <= COPIES and kept < count:
                    kept += 1
                    yield position

    def sentences(self, positions: Positions) -> Sequence[IndexedSentence]:
        return [self._sentences[position] for position in positions.tolist()]

    def documents(self, positions: Positions) -> Sequence[DocumentHead]:
        return [sentence.passage.document for sentence in self.sentences(positions)]

    def cosines(self, vector: FloatArray, positions: Positions) -> FloatArray:
        nothing = np.zeros_like(vector)
        return _column([self._sentence_vectors.get(position, nothing) @ vector for position in positions.tolist()])

    def key_weights(self, keys: Sequence[str], times: Sequence[float]) -> FloatArray:
        texts = list(map(set, self._sentence_keys.values()))
        counts = np.array([sum(key in text for text in texts) for key in keys], np.float64)
        return _column(np.log(1 + (len(texts) - counts + 0.5) / (counts + 0.5)) * np.array(times))

    def keys_held(self, keys: Collection[str], passages: Positions) -> Sequence[frozenset[str]]:
        return [frozenset(keys) & frozenset(self._passage_keys[number]) for number in passages.tolist()]

    def articles(self, number: str, wanted: Filter | None = None) -> Sequence[Article]:
        """Written apart from `article_ranges`: an article is a run of passages with one heading, or of lines."""
        found: list[Article] = []
        for document in self.document_ids():
            passages = [one for one in self._passages if one.document.id == document]
            if _admits(wanted, passages[0].document):
                found += _articles(passages, number)
        return found

    def duplicates(self, position: int, wanted: Filter | None = None) -> Duplicates:
        own = self._sentences[position]
        exact, near = [], []
        for other, sentence in self._sentences.items():
            if not _admits(wanted, sentence.passage.document):
                continue
            if exact_keys(sentence.text) == exact_keys(own.text):
                exact.append(other)
            elif _alike(own.passage, sentence.passage) >= 0.5 and _nearly(own.text, sentence.text):
                near.append(other)
        return Duplicates(np.array(exact, np.int64), np.array(near, np.int64))

    def headings_around(self, position: int, distance: int) -> Sequence[tuple[int, str]]:
        own = self._sentences[position].passage
        return [
            (abs(passage.number - own.number), passage.headings[-1])
            for passage in self._passages
            if passage.document.id == own.document.id
            and passage.headings
            and abs(passage.number - own.number) <= distance
        ]

    def passages_around(self, position: int, distance: int) -> Sequence[IndexedPassage]:
        own = self._sentences[position].passage
        return [
            passage
            for passage in self._passages
            if passage.document.id == own.document.id
            and passage.heading_starts == own.heading_starts
            and abs(passage.number - own.number) <= distance
        ]

    def document_ids(self) -> Sequence[str]:
        return list(dict.fromkeys(passage.document.id for passage in self._passages))

    def sentences_of(self, document_id: str, most_passages: int | None = None) -> Sequence[IndexedSentence]:
        passages = [passage for passage in self._passages if passage.document.id == document_id][:most_passages]
        return [IndexedSentence(passage, index) for passage in passages for index in range(len(passage))]

    def near_duplicates(self, document_id: str) -> Sequence[NearDuplicate]:
        runs: dict[str, set[tuple[str, ...]]] = {}
        for passage in self._passages:
            runs.setdefault(passage.document.id, set()).update(_runs(passage.text))
        own = runs.pop(document_id, set())
        alike = [
            NearDuplicate(other, round(len(own & theirs) / len(own | theirs), 2)) for other, theirs in runs.items()
        ]
        found = [one for one in alike if own and one.likeness >= 0.5]
        return sorted(found, key=lambda one: (-one.likeness, one.document_id))

    def _next_position(self) -> int:
        return self._passages[-1].first + len(self._passages[-1]) + _GAP if self._passages else _FIRST


def _passages(stored: EncodedDocument, number: int, passage_number: int, first: int) -> Iterator[IndexedPassage]:
    document, text = stored.document, stored.document.text
    head = DocumentHead(
        version=DocumentVersion(number, ""),
        id=document.id,
        display_title=document.display_title,
        source=document.source,
        sha256=document.sha256,
        pages=document.pages,
    )
    for passage in stored.passages:
        yield IndexedPassage(
            document=head,
            number=passage_number,
            first=first,
            start=passage.start,
            text=text[passage.start : passage.end],
            starts=tuple(sentence.start for sentence in passage.sentences),
            ends=tuple(sentence.end for sentence in passage.sentences),
            headings=tuple(text[start:end] for start, end in passage.headings),
            heading_starts=tuple(start for start, _ in passage.headings),
            margins=(text[: passage.start][-MARGIN:], text[passage.end :][:MARGIN]),
            astral=sum(ord(letter) > 0xFFFF for letter in text[: passage.start]),
        )
        passage_number, first = passage_number + 1, first + len(passage.sentences) + _GAP


def _articles(passages: Sequence[IndexedPassage], number: str) -> Iterator[Article]:
    """A border is where the headings change, or a line begins with the number of an article that no heading has."""
    borders: list[tuple[int, int, str | None, int | None]] = []
    for index, passage in enumerate(passages):
        named = [re.match(r"\s*Điều (\w+)", heading) for heading in passage.headings]
        numbers = [one[1] for one in named if one]
        if not index or passage.headings != passages[index - 1].headings:
            borders.append((index, 0, numbers[-1] if numbers else None, None))
        if not numbers:
            lines = re.finditer(r"^(?:Điều (\d+\w?)[.:]|Chương [IVX]+\.)", passage.text, re.MULTILINE)
            borders += [(index, one.start(), one[1], one.end()) for one in lines]
    for border, then in zip(borders, [*borders[1:], (len(passages), 0, None, None)], strict=True):
        last, end = (then[0], then[1]) if then[1] else (then[0] - 1, len(passages[then[0] - 1].text))
        if border[2] == number and (last, end) > border[:2]:
            place = ArticleRange(number, border[0], border[1], last, end, border[3])
            yield from articles_of(place, passages[border[0] : last + 1])


def _rows(parts: Sequence[NDArray[np.float16]], names: Sequence[int], count: int) -> dict[int, FloatArray]:
    """The vectors by name. They come one behind the other."""
    numbers = np.concatenate([np.empty(0, np.float16), *(part.ravel() for part in parts)]).astype(np.float32)
    return dict(zip(names, numbers.reshape(count, -1), strict=True)) if count else {}


def _column(values: Sequence[float] | NDArray[np.float64]) -> FloatArray:
    return np.array(values, np.float32)


def _bm25(texts: dict[int, list[str]], question: ReadQuestion) -> dict[int, float]:
    keys, times = question.looked_up
    each = [
        time * np.array(bm25_scores(list(texts.values()), [key], K1, B)) for key, time in zip(keys, times, strict=True)
    ]
    return dict(zip(texts, np.sum([np.zeros(len(texts)), *each], axis=0).tolist(), strict=True))


def _best_passages(allowed: Collection[int], scores: dict[int, tuple[float, float]]) -> Iterator[int]:
    yield from sorted(allowed, key=lambda number: -scores[number][0])[:PASSAGES]
    yield from [number for number in sorted(allowed, key=lambda number: -scores[number][1]) if scores[number][1] > 0][
        :PASSAGES
    ]


def _admits(wanted: Filter | None, document: DocumentHead) -> bool:
    """Written apart from `Filter.admits`."""
    if wanted is None:
        return True
    day, source = document.source.published_at, document.source
    if (wanted.published_from or wanted.published_to) and day is None:
        return False
    if wanted.published_from and day and day < wanted.published_from:
        return False
    if wanted.published_to and day and day > wanted.published_to:
        return False
    if wanted.publishers is not None and source.publisher not in wanted.publishers:
        return False
    return wanted.document_ids is None or document.id in wanted.document_ids


def _runs(text: str) -> set[tuple[str, ...]]:
    keys = exact_keys(text)
    return {tuple(keys[first : first + 3]) for first in range(max(len(keys) - 2, 1))}


def _alike(one: IndexedPassage, other: IndexedPassage) -> float:
    mine, theirs = _runs(one.text), _runs(other.text)
    return len(mine & theirs) / len(mine | theirs)


def _nearly(one: str, other: str) -> bool:
    mine, theirs = exact_keys(one), exact_keys(other)
    shared, either = set(mine) & set(theirs), set(mine) | set(theirs)
    kept = [[key for key in sorted(keys) if key in _NEGATIONS or any(map(str.isdigit, key))] for keys in (mine, theirs)]
    return bool(either) and len(shared) >= 0.8 * len(either) and kept[0] == kept[1]

"""How does a snapshot become a `SearchView`?"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.library.read_models.document_head import DocumentHead
from qa.questions.abbreviations import LongForms
from qa.questions.correction import QuestionCorrector
from qa.questions.reading import ReadQuestion
from qa.retrieval.article import Article, articles_of
from qa.retrieval.candidates import Candidates, Filter
from qa.retrieval.duplicates import Duplicates, NearDuplicate
from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence
from qa.retrieval.local.near_duplicates import near_duplicates_of
from qa.retrieval.local.search import admitted, search
from qa.retrieval.local.snapshot import Snapshot
from qa.retrieval.search_engine import NO_SENTENCE


class LocalView:
    """A `SearchView` of one snapshot, for one question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        # Search and deduplication need the same mask.
        self._admitted: dict[Filter, NDArray[np.bool_]] = {}

    @property
    def generation(self) -> int:
        """The library's generation."""
        return self._snapshot.generation

    @property
    def document_count(self) -> int:
        """The number of live documents."""
        return len(self._snapshot.document_numbers)

    @property
    def sentence_count(self) -> int:
        """The number of live sentences."""
        return self._snapshot.sentence_count

    @property
    def corrector(self) -> QuestionCorrector:
        """Corrects spelling and restores accents by the words of these documents."""
        return self._snapshot.corrector

    @property
    def long_forms(self) -> LongForms:
        """The abbreviations that these documents define."""
        return self._snapshot.long_forms

    def document_names(self, count: int) -> Sequence[str]:
        """The display titles of the first `count` documents."""
        documents = self._snapshot.units.documents
        return [documents[number].display_title for number in self._snapshot.document_numbers[:count].tolist()]

    def search(self, question: ReadQuestion, vector: FloatArray, wanted: Filter | None = None) -> Candidates:
        """The best of each side, with the scores of both."""
        return search(self._snapshot, question, vector, None if wanted is None else self._passages_of(wanted))

    def sentences(self, positions: Positions) -> Sequence[IndexedSentence]:
        """The sentences at these positions, in their order."""
        snapshot = self._snapshot
        numbers = snapshot.units.passage_of[positions]
        passages = {number: snapshot.passage(number) for number in np.unique(numbers).tolist()}
        indexes = positions - snapshot.first_sentences[numbers]
        return [
            IndexedSentence(passages[number], index)
            for number, index in zip(numbers.tolist(), indexes.tolist(), strict=True)
        ]

    def documents(self, positions: Positions) -> Sequence[DocumentHead]:
        """The documents of the sentences at these positions, in their order."""
        units = self._snapshot.units
        return [units.documents[number] for number in units.document_of[units.passage_of[positions]].tolist()]

    def cosines(self, vector: FloatArray, positions: Positions) -> FloatArray:
        """The cosine of the question's vector with each of the sentences at these positions; 0 for `NO_SENTENCE`."""
        cosines = self._snapshot.sentence_vectors.cosines(vector, np.maximum(positions, 0))
        cosines[positions == NO_SENTENCE] = 0
        return cosines

    def key_weights(self, keys: Sequence[str], times: Sequence[float]) -> FloatArray:
        """The inverse document frequency of each key among all sentences, multiplied by its `times`; 0 or more."""
        return self._snapshot.lexical.sentences.weights(keys, times)

    def keys_held(self, keys: Collection[str], passages: Positions) -> Sequence[frozenset[str]]:
        """Which of these keys the passages of these numbers hold, title and nearest heading included."""
        return self._snapshot.lexical.passages.held(keys, passages)

    def articles(self, number: str, wanted: Filter | None = None) -> Sequence[Article]:
        """The articles of this number in the documents that the filter admits."""
        snapshot = self._snapshot
        return [
            article
            for found in snapshot.articles.get(number, ())
            if wanted is None or self._passages_of(wanted)[found.first]
            for article in articles_of(found, [snapshot.passage(one) for one in range(found.first, found.last + 1)])
        ]

    def duplicates(self, position: int, wanted: Filter | None = None) -> Duplicates:
        """The occurrences of the sentence at this position in documents that the filter admits."""
        exact, near = self._snapshot.duplicates(position)
        if wanted is None:
            return Duplicates(exact, near)
        allowed, passage_of = self._passages_of(wanted), self._snapshot.units.passage_of
        return Duplicates(exact[allowed[passage_of[exact]]], near[allowed[passage_of[near]]])

    def headings_around(self, position: int, distance: int) -> Sequence[tuple[int, str]]:
        """The nearest heading of each passage at most `distance` away in the same document, in order."""
        units = self._snapshot.units
        own = int(units.passage_of[position])
        return [
            (abs(passage - own), heading)
            for passage in self._passages_near(position, distance)
            for heading in units.passage_headings[passage][-1:]
        ]

    def passages_around(self, position: int, distance: int) -> Sequence[IndexedPassage]:
        """The passage of this sentence, and those at most `distance` away below the same headings, in order."""
        units = self._snapshot.units
        headings = units.passage_heading_starts[int(units.passage_of[position])]
        near = self._passages_near(position, distance)
        return [self._snapshot.passage(number) for number in near if units.passage_heading_starts[number] == headings]

    def document_ids(self) -> Sequence[str]:
        """All documents, in the order in which they were kept within each segment."""
        documents = self._snapshot.units.documents
        return [documents[number].id for number in self._snapshot.document_numbers.tolist()]

    def sentences_of(self, document_id: str, most_passages: int | None = None) -> Sequence[IndexedSentence]:
        """The sentences of a document's first passages, in order; none if there is no such document."""
        snapshot, number = self._snapshot, self._snapshot.document_number(document_id)
        if number is None:
            return []
        passages = [snapshot.passage(passage) for passage in range(*snapshot.passages_of(number))[:most_passages]]
        return [IndexedSentence(passage, index) for passage in passages for index in range(len(passage))]

    def near_duplicates(self, document_id: str) -> Sequence[NearDuplicate]:
        """The near duplicates of a document, the most similar first; none if there is no such document."""
        return near_duplicates_of(self._snapshot, document_id)

    def _passages_near(self, position: int, distance: int) -> range:
        units = self._snapshot.units
        own = int(units.passage_of[position])
        first, end = self._snapshot.passages_of(int(units.document_of[own]))
        return range(max(first, own - distance), min(end, own + distance + 1))

    def _passages_of(self, wanted: Filter) -> NDArray[np.bool_]:
        """Whether each passage is in a document that the filter admits."""
        if wanted not in self._admitted:
            self._admitted[wanted] = admitted(self._snapshot, wanted)
        return self._admitted[wanted]

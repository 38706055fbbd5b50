"""What must a search engine be able to do?

It holds what the library holds and follows its changes. A question is answered from one view, which provides everything
it needs:

| user | members |
|---|---|
| reading | `corrector`, `long_forms` |
| search | `search` |
| ranking | `sentences`, `documents`, `cosines`, `key_weights`, `keys_held` |
| by reference | `articles` |
| deduplication | `duplicates`, `documents` |
| whole answers | `passages_around` |
| citing | `sentences` |
| suggestions | `sentences`, `headings_around` |
| small talk, health | `document_count`, `sentence_count`, `document_names`, `generation` |
| page of a document | `near_duplicates` |
| questions to start with | `document_ids`, `sentences_of` |
| evaluation | `sentences_of` |

`tests/contract/test_search_engine.py` checks every engine.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.library.read_models.document_head import DocumentHead
from qa.questions.abbreviations import LongForms
from qa.questions.correction import QuestionCorrector
from qa.questions.reading import ReadQuestion
from qa.retrieval.article import Article
from qa.retrieval.candidates import Candidates, Filter
from qa.retrieval.duplicates import Duplicates, NearDuplicate
from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence

# The position of a missing neighbour.
NO_SENTENCE = -1


class SearchView(Protocol):
    """One generation of the library, which never changes however long the view is held.

    A sentence is identified by its position, a number of the engine's own choice that is valid in this view only.
    Positions rise in the order of the text within a document, and those of a passage's sentences follow one another.
    Sentences and documents that are no longer in the library are never returned.
    """

    @property
    def generation(self) -> int:
        """The library's generation."""
        ...

    @property
    def document_count(self) -> int:
        """The number of live documents."""
        ...

    @property
    def sentence_count(self) -> int:
        """The number of live sentences."""
        ...

    @property
    def corrector(self) -> QuestionCorrector:
        """Corrects spelling and restores accents by the words of these documents."""
        ...

    @property
    def long_forms(self) -> LongForms:
        """The abbreviations that these documents define."""
        ...

    def document_names(self, count: int) -> Sequence[str]:
        """The display titles of `count` documents; of all if there are fewer."""
        ...

    def search(self, question: ReadQuestion, vector: FloatArray, wanted: Filter | None = None) -> Candidates:
        """The sentences worth ranking, of documents that the filter admits; none where there are none.

        `vector` is the question's, a unit row. Candidates are the `SENTENCES` nearest sentences and those of the
        `PASSAGES` nearest passages by cosine, and as many by BM25 (above 0) over the question's keys and their weights,
        with at most `COPIES` copies of the same words. BM25 is in Lucene's form, over matching keys, with the
        document's title in front of each text and the nearest heading in front of each passage; its statistics are of
        the whole library, whatever the filter admits.
        """
        ...

    def sentences(self, positions: Positions) -> Sequence[IndexedSentence]:
        """The sentences at these positions, in their order."""
        ...

    def documents(self, positions: Positions) -> Sequence[DocumentHead]:
        """The documents of the sentences at these positions, in their order."""
        ...

    def cosines(self, vector: FloatArray, positions: Positions) -> FloatArray:
        """The cosine of the question's vector with each of the sentences at these positions, in their order; 0 for
        `NO_SENTENCE`.
        """
        ...

    def key_weights(self, keys: Sequence[str], times: Sequence[float]) -> FloatArray:
        """The inverse document frequency of each key among all sentences, multiplied by its `times`; 0 or more."""
        ...

    def keys_held(self, keys: Collection[str], passages: Positions) -> Sequence[frozenset[str]]:
        """Which of these keys the passages of these numbers hold, title and nearest heading included."""
        ...

    def articles(self, number: str, wanted: Filter | None = None) -> Sequence[Article]:
        """The articles (Điều) of this number, such as "15a", in the documents that the filter admits, in the order of
        the text within a document; none where there are none.
        """
        ...

    def duplicates(self, position: int, wanted: Filter | None = None) -> Duplicates:
        """The occurrences of the sentence at this position in documents that the filter admits."""
        ...

    def headings_around(self, position: int, distance: int) -> Sequence[tuple[int, str]]:
        """The nearest heading of each passage at most `distance` passages from the sentence at this position, in the
        same document, in order, each with its distance in passages. Passages without a heading are left out.
        """
        ...

    def passages_around(self, position: int, distance: int) -> Sequence[IndexedPassage]:
        """The passage of the sentence at this position, and those at most `distance` passages from it below the same
        headings of its document, in order.
        """
        ...

    def document_ids(self) -> Sequence[str]:
        """All documents, in an order that is the same for the same library."""
        ...

    def sentences_of(self, document_id: str, most_passages: int | None = None) -> Sequence[IndexedSentence]:
        """The sentences of a document's first `most_passages` passages, in order; of all passages if it is None; none
        if there is no such document.
        """
        ...

    def near_duplicates(self, document_id: str) -> Sequence[NearDuplicate]:
        """The near duplicates of a document, the most similar first; none if there is no such document."""
        ...


class SearchEngine(Protocol):
    """Anything that finds candidates in one consistent generation of the library. Thread-safe."""

    def view(self) -> SearchView:
        """The view of the library's current generation, or, while another caller waits for that to be indexed, of the
        one before.

        Raises:
            ModelError: the library was changed to another model while this program ran.
        """
        ...

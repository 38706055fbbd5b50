"""What must a search engine be able to do?

It holds what the library holds and follows its changes. Whoever answers a question takes one view, and everything that
this question needs comes from it:

| user | members |
|---|---|
| reading | `corrector`, `long_forms` |
| search | `search` |
| ranking | `sentences`, `documents`, `cosines`, `key_weights`, `keys_held` |
| deduplication | `duplicates`, `documents` |
| citing | `sentences` |
| suggestions | `sentences`, `headings_around` |
| small talk, health | `document_count`, `sentence_count`, `document_names`, `generation` |
| page of a document | `near_duplicates` |
| questions to begin with | `document_ids`, `sentences_of` |
| evaluation | `sentences_of` |

`tests/contract/test_search_engine.py` holds every engine to it.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from embeddings.encoder import FloatArray
from embeddings.vector_index import Positions
from qa.library.read_models.document_head import DocumentHead
from qa.questions.abbreviations import LongForms
from qa.questions.correction import QuestionCorrector
from qa.questions.reading import ReadQuestion
from qa.retrieval.candidates import Candidates, Filter
from qa.retrieval.duplicates import Duplicates, NearDuplicate
from qa.retrieval.indexed_sentence import IndexedSentence

# The position of a neighbour that is not there.
NO_SENTENCE = -1


class SearchView(Protocol):
    """One generation of the library, which never changes however long the view is held.

    A sentence is known by its position, a number of the engine's own choice that is valid in this view only. Positions
    rise in the order of the text within a document, and those of a passage's sentences follow one another. Sentences
    and documents that are no longer in the library are never returned.
    """

    @property
    def generation(self) -> int:
        """The library's generation."""
        ...

    @property
    def document_count(self) -> int:
        """How many documents can be found."""
        ...

    @property
    def sentence_count(self) -> int:
        """How many sentences can be found."""
        ...

    @property
    def corrector(self) -> QuestionCorrector:
        """What mends spelling and accents by the words of these documents."""
        ...

    @property
    def long_forms(self) -> LongForms:
        """The abbreviations that these documents define."""
        ...

    def document_names(self, count: int) -> Sequence[str]:
        """The titles, or opening words, of `count` documents; of all where there are fewer."""
        ...

    def search(self, question: ReadQuestion, vector: FloatArray, wanted: Filter | None = None) -> Candidates:
        """The sentences worth ranking, of documents that the filter admits; none where there are none.

        `vector` is the question's, a unit row. Candidates are the `SENTENCES` nearest sentences and those of the
        `PASSAGES` nearest passages by cosine, and as many by BM25 (above 0) over the question's keys and their weights,
        less copies of the same words beyond `COPIES`. BM25 is in Lucene's form, over matching keys, with the document's
        title in front of each text and the nearest heading in front of each passage; its statistics are of the whole
        library, whatever the filter admits.
        """
        ...

    def sentences(self, positions: Positions) -> Sequence[IndexedSentence]:
        """The sentences at these positions, in their order."""
        ...

    def documents(self, positions: Positions) -> Sequence[DocumentHead]:
        """The documents that the sentences at these positions stand in, in their order."""
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

    def duplicates(self, position: int, wanted: Filter | None = None) -> Duplicates:
        """Where else the sentence at this position stands, in documents that the filter admits."""
        ...

    def headings_around(self, position: int, distance: int) -> Sequence[tuple[int, str]]:
        """The nearest heading of each passage of the same document that stands at most `distance` passages away from
        the sentence at this position, in order, each with how many passages it is away. Passages without a heading are
        left out.
        """
        ...

    def document_ids(self) -> Sequence[str]:
        """All documents, in an order that is the same for the same library."""
        ...

    def sentences_of(self, document_id: str, most_passages: int | None = None) -> Sequence[IndexedSentence]:
        """The sentences of a document's first `most_passages` passages, in order; of all where it is None, and none
        where there is no such document.
        """
        ...

    def near_duplicates(self, document_id: str) -> Sequence[NearDuplicate]:
        """Other documents that print nearly the same, the likest first; none where there is no such document."""
        ...


class SearchEngine(Protocol):
    """Anything that brings up candidates from one consistent generation of the library. Safe for threads."""

    def view(self) -> SearchView:
        """What is searched now: the library's present generation, or, while another caller waits for that to be
        indexed, the one before.

        Raises:
            ModelError: the library went over to another model while this program ran.
        """
        ...

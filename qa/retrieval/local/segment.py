"""What is a segment? The immutable indexes of some documents."""

from dataclasses import dataclass

from embeddings.indexes.faiss_index import FaissIndex
from qa.language_model.syllable_counts import SyllableCounts
from qa.library.read_models.document_head import DocumentVersion
from qa.library.read_models.library_state import Vectors
from qa.library.read_models.units import Units
from qa.retrieval.local.duplicate_index import DuplicateIndex, hashes_of, signatures_of
from qa.retrieval.local.lexical import Postings
from qa.text.abbreviation_definitions import Definition, definitions
from qa.text.keys import exact_keys, matching_keys


@dataclass(frozen=True, slots=True)
class SegmentPostings:
    """The postings of matching keys: accents are restored in a question before it is searched for.

    The keys of the title are added to each text: BM25 over sentences gains 1.4 points of hit@1 from them on xquad_vi
    and 3.7 on mlqa_dev_vi. The nearest heading is added to passages only: a heading that asks the same question would
    raise every sentence below it alike. (On the shipped questions 59.5% and 82.3% are right at 1 and 3; with headings
    added to sentences too 59.5% and 79.7%, without any 55.7% and 79.7%.)
    """

    sentences: Postings
    passages: Postings


@dataclass(frozen=True, slots=True)
class Segment:
    """Some documents with all indexes of their sentences."""

    units: Units
    sentence_vectors: FaissIndex
    passage_vectors: FaissIndex
    postings: SegmentPostings
    duplicates: DuplicateIndex
    syllables: SyllableCounts
    abbreviations: tuple[Definition, ...]

    @property
    def versions(self) -> tuple[DocumentVersion, ...]:
        """The versions of its documents, in the order of the library."""
        return tuple(document.version for document in self.units.documents)


def build_segment(units: Units, vectors: Vectors) -> Segment:
    """Builds every index of these documents."""
    own = [exact_keys(units.text(position)) for position in range(len(units))]
    passages = [exact_keys(text) for text in units.passage_texts]
    return Segment(
        units,
        FaissIndex.build(vectors.sentences),
        FaissIndex.build(vectors.passages),
        _postings(units),
        DuplicateIndex(hashes_of(own), signatures_of(passages)),
        SyllableCounts.count(units.passage_texts),
        definitions(units.passage_texts),
    )


def _postings(units: Units) -> SegmentPostings:
    titles = [matching_keys(document.source.title or "") for document in units.documents]
    of_sentences = [titles[document] for document in units.document_of[units.passage_of]]
    passages = range(len(units.passage_texts))
    return SegmentPostings(
        Postings.build([title + matching_keys(units.text(position)) for position, title in enumerate(of_sentences)]),
        Postings.build([matching_keys(f"{units.context(one)}\n{units.passage_texts[one]}") for one in passages]),
    )

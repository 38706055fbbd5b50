"""How is a segment written to files, and read again?"""

import dataclasses
import json
from datetime import date
from pathlib import Path

import numpy as np

from embeddings.indexes.faiss_index import FaissIndex
from qa.language_model.syllable_counts import SyllableCounts
from qa.library.read_models.document_head import DocumentHead, DocumentVersion
from qa.library.read_models.units import Units
from qa.retrieval.local.duplicate_index import DuplicateIndex
from qa.retrieval.local.lexical import Postings
from qa.retrieval.local.segment import Segment, SegmentPostings
from qa.text.abbreviation_definitions import Definition
from qa.types import Source

# Raised whenever the format of the files changes, or the rules of the keys in them.
FORMAT = 12

_COLUMNS = ("document_of", "passage_starts", "passage_astral", "passage_of", "starts", "ends", "is_item")
_COUNTS = ("counts", "pairs", "pair_counts", "triples", "triple_counts")


def write_segment(segment: Segment, folder: Path) -> None:
    """Writes a segment into an existing folder. Raises OSError or RuntimeError if that fails."""
    units = segment.units
    texts = {
        "documents": [_head_as_json(document) for document in units.documents],
        "passage_texts": units.passage_texts,
        "passage_headings": units.passage_headings,
        "passage_heading_starts": units.passage_heading_starts,
        "passage_margins": units.passage_margins,
        "syllables": segment.syllables.syllables,
        "abbreviations": [[one.short, one.long] for one in segment.abbreviations],
    }
    (folder / "units.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    np.savez(folder / "units.npz", **{name: getattr(units, name) for name in _COLUMNS})
    np.savez(folder / "syllables.npz", **{name: getattr(segment.syllables, name) for name in _COUNTS})
    np.savez(folder / "duplicates.npz", hashes=segment.duplicates.hashes, signatures=segment.duplicates.signatures)
    segment.sentence_vectors.save(folder / "sentences.faiss")
    segment.passage_vectors.save(folder / "passages.faiss")
    segment.postings.sentences.save(folder / "postings-of-sentences.npz")
    segment.postings.passages.save(folder / "postings-of-passages.npz")


def read_segment(folder: Path) -> Segment:
    """Reads what `write_segment` wrote.

    Raises:
        OSError, ValueError, KeyError, TypeError, VectorIndexError: the files are not as they were written.
    """
    texts = json.loads((folder / "units.json").read_text(encoding="utf-8"))
    with np.load(folder / "units.npz") as columns:
        units = Units(
            documents=tuple(_head_from_json(one) for one in texts["documents"]),
            passage_texts=tuple(texts["passage_texts"]),
            passage_headings=tuple(map(tuple, texts["passage_headings"])),
            passage_heading_starts=tuple(map(tuple, texts["passage_heading_starts"])),
            passage_margins=tuple((before, behind) for before, behind in texts["passage_margins"]),
            **{name: columns[name] for name in _COLUMNS},
        )
    with np.load(folder / "syllables.npz") as columns:
        syllables = SyllableCounts(tuple(texts["syllables"]), *(columns[name] for name in _COUNTS))
    with np.load(folder / "duplicates.npz") as columns:
        duplicates = DuplicateIndex(columns["hashes"], columns["signatures"])
    postings = SegmentPostings(
        Postings.load(folder / "postings-of-sentences.npz"), Postings.load(folder / "postings-of-passages.npz")
    )
    vectors = FaissIndex.load(folder / "sentences.faiss"), FaissIndex.load(folder / "passages.faiss")
    abbreviations = tuple(Definition(short, long) for short, long in texts["abbreviations"])
    return Segment(units, *vectors, postings, duplicates, syllables, abbreviations)


def _head_as_json(head: DocumentHead) -> dict[str, object]:
    fields = dataclasses.asdict(head)
    published = head.source.published_at
    return fields | {"source": fields["source"] | {"published_at": published and published.isoformat()}}


def _head_from_json(fields: dict[str, object]) -> DocumentHead:
    source = fields["source"]
    version = fields["version"]
    assert isinstance(source, dict)  # noqa: S101 - the file's hash matched, so it is what was written
    assert isinstance(version, dict)  # noqa: S101 - as above
    published = source["published_at"]
    source |= {"published_at": published and date.fromisoformat(published)}
    pages = fields["pages"]
    assert isinstance(pages, list)  # noqa: S101 - as above
    return DocumentHead(
        **(fields | {"version": DocumentVersion(**version), "source": Source(**source), "pages": tuple(pages)})  # type: ignore[arg-type]  # as above
    )

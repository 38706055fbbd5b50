"""What do the indexes need to know of the library?

Everything that is searched, read in one transaction: so it is of one generation, whatever is written meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, RowMapping, select

from qa.errors import LibraryError
from qa.library.database import reading
from qa.library.schema import documents, passages, sentences
from qa.library.store import Library, generation_of, source_of
from qa.text.headings import heading_of
from qa.types import Source

_PASSAGE_COLUMNS = (passages.c.number, passages.c.document, passages.c.start, passages.c.end)
_SENTENCE_COLUMNS = (sentences.c.passage, sentences.c.start, sentences.c.end)


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What an answer needs to know of its document. `heading` is its title or its opening words."""

    id: str
    heading: str
    source: Source
    sha256: str


@dataclass(frozen=True, slots=True)
class Units:
    """All documents, passages and sentences of one generation, as columns.

    Sentences stand in document order, passage by passage, so a sentence's neighbours in the arrays are its neighbours
    in the text where they share a passage. `passage_of` and `document_of` are positions in the columns of passages and
    documents. Passages are kept as text and sentences as places in them, so that whatever is shown is a slice.
    """

    generation: int
    documents: tuple[DocumentHead, ...]
    document_of: NDArray[np.int32]
    passage_starts: NDArray[np.int64]
    passage_texts: tuple[str, ...]
    passage_of: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self.starts)

    def document(self, position: int) -> DocumentHead:
        """The document that the sentence at this position stands in."""
        return self.documents[int(self.document_of[self.passage_of[position]])]

    def text(self, position: int) -> str:
        """The sentence at this position."""
        return self.slice(position, int(self.starts[position]), int(self.ends[position]))

    def slice(self, position: int, start: int, end: int) -> str:
        """The document's text from `start` to `end`, both within the passage of the sentence at this position."""
        passage = int(self.passage_of[position])
        first = int(self.passage_starts[passage])
        return self.passage_texts[passage][start - first : end - first]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of all passages and all sentences, in the order of `Units`: (count, dimension) float16 each."""

    passages: NDArray[np.float16]
    sentences: NDArray[np.float16]


def load_units(library: Library) -> Units:
    """Reads what an answer needs; an empty library gives empty columns."""
    with reading(library.engine) as connection:
        return _units(connection)


def load_units_and_vectors(library: Library) -> tuple[Units, Vectors]:
    """Reads what the indexes are built from, units and vectors of one generation.

    Raises:
        LibraryError: a vector is not as long as the others.
    """
    with reading(library.engine) as connection:
        passage_vectors = connection.scalars(select(passages.c.vector).order_by(passages.c.number)).all()
        sentence_vectors = connection.scalars(select(sentences.c.vector).order_by(sentences.c.number)).all()
        return _units(connection), Vectors(_matrix(passage_vectors), _matrix(sentence_vectors))


def _units(connection: Connection) -> Units:
    rows = connection.execute(select(documents).order_by(documents.c.number)).mappings().all()
    document_at = {row["number"]: position for position, row in enumerate(rows)}
    places = connection.execute(select(*_PASSAGE_COLUMNS).order_by(passages.c.number)).all()
    document_of = np.array([document_at[row.document] for row in places], np.int32)
    texts = tuple(
        rows[document]["text"][row.start : row.end] for document, row in zip(document_of, places, strict=True)
    )
    passage_at = {row.number: position for position, row in enumerate(places)}
    found = connection.execute(select(*_SENTENCE_COLUMNS).order_by(sentences.c.number)).all()
    return Units(
        generation_of(connection),
        _heads(rows, document_of, texts),
        document_of,
        np.array([row.start for row in places], np.int64),
        texts,
        np.array([passage_at[row.passage] for row in found], np.int32),
        np.array([row.start for row in found], np.int64),
        np.array([row.end for row in found], np.int64),
    )


def _heads(
    rows: Sequence[RowMapping], document_of: NDArray[np.int32], texts: Sequence[str]
) -> tuple[DocumentHead, ...]:
    # Backwards, so that the first passage of each document is the one that stays.
    openings = dict(zip(document_of[::-1].tolist(), reversed(texts), strict=True))
    return tuple(
        DocumentHead(row["id"], heading_of(row["title"], openings.get(place, "")), source_of(row), row["sha256"])
        for place, row in enumerate(rows)
    )


def _matrix(vectors: Sequence[bytes]) -> NDArray[np.float16]:
    lengths = {len(vector) for vector in vectors} or {0}
    if len(lengths) > 1 or max(lengths) % 2:
        raise LibraryError("Kho tài liệu có véc-tơ hỏng (dài ngắn khác nhau); hãy kiểm tra kho và nạp lại.")
    return np.frombuffer(b"".join(vectors), "<f2").reshape(len(vectors), lengths.pop() // 2)

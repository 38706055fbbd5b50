"""What do the indexes need to know of the library?

Everything that is searched, read in one transaction: so it is of one generation, whatever is written meanwhile.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from qa.library.database import reading
from qa.library.schema import documents, passages, sentences
from qa.library.store import Library, generation_of, source_of
from qa.types import Source


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What an answer needs to know of its document."""

    id: str
    source: Source
    sha256: str


@dataclass(frozen=True, slots=True)
class Units:
    """All documents, passages and sentences of one generation, as columns.

    Sentences stand in document order, passage by passage, so a sentence's neighbours in the arrays are its neighbours
    in the text where they share a passage. `passage_of` and `document_of` are positions in the columns of passages and
    documents; the vectors are (count, dimension) float16.
    """

    generation: int
    documents: tuple[DocumentHead, ...]
    document_of: NDArray[np.int32]
    passage_vectors: NDArray[np.float16]
    passage_of: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    texts: tuple[str, ...]
    sentence_vectors: NDArray[np.float16]


def load_units(library: Library) -> Units:
    """Reads what the indexes are built from; an empty library gives empty columns."""
    with reading(library.engine) as connection:
        generation = generation_of(connection)
        heads, document_at = _documents(connection)
        passage_at, document_of, passage_vectors = _passages(connection, document_at)
        columns = [sentences.c.passage, sentences.c.start, sentences.c.end, sentences.c.text, sentences.c.vector]
        rows = connection.execute(select(*columns).order_by(sentences.c.number)).all()
    return Units(
        generation,
        heads,
        document_of,
        passage_vectors,
        np.array([passage_at[row[0]] for row in rows], np.int32),
        np.array([row[1] for row in rows], np.int64),
        np.array([row[2] for row in rows], np.int64),
        tuple(row[3] for row in rows),
        _matrix([row[4] for row in rows]),
    )


def _documents(connection: Connection) -> tuple[tuple[DocumentHead, ...], dict[int, int]]:
    columns = [column for column in documents.c if column.name != "text"]
    rows = connection.execute(select(*columns).order_by(documents.c.number)).mappings().all()
    heads = tuple(DocumentHead(row["id"], source_of(row), row["sha256"]) for row in rows)
    return heads, {row["number"]: position for position, row in enumerate(rows)}


def _passages(
    connection: Connection, document_at: dict[int, int]
) -> tuple[dict[int, int], NDArray[np.int32], NDArray[np.float16]]:
    columns = [passages.c.number, passages.c.document, passages.c.vector]
    rows = connection.execute(select(*columns).order_by(passages.c.number)).all()
    document_of = np.array([document_at[row[1]] for row in rows], np.int32)
    return {row[0]: position for position, row in enumerate(rows)}, document_of, _matrix([row[2] for row in rows])


def _matrix(vectors: list[bytes]) -> NDArray[np.float16]:
    dimension = len(vectors[0]) // 2 if vectors else 0
    return np.frombuffer(b"".join(vectors), "<f2").reshape(len(vectors), dimension)

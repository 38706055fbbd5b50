"""What does the library hold now that the indexes do not know yet?

Read in one transaction: so it is of one generation, whatever is written meanwhile.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, RowMapping, Select, select

from qa.errors import LibraryError
from qa.library.database import reading
from qa.library.document_rows import source_of
from qa.library.facts import generation_of, model_of
from qa.library.read_models.document_head import DocumentHead, DocumentVersion
from qa.library.read_models.units import Units
from qa.library.store import Library
from qa.library.tables.document_tables import documents, passages, sentences, spans
from qa.text.quote_context import MARGIN
from qa.text.utf16 import astral_offsets
from qa.types import SpanKind

_PASSAGE_COLUMNS = (
    passages.c.number, passages.c.document, passages.c.start, passages.c.end, passages.c.headings, passages.c.vector
)  # fmt: skip
_SENTENCE_COLUMNS = (sentences.c.passage, sentences.c.start, sentences.c.end, sentences.c.vector)

# SQLite takes at most 32,766 values in one statement; a query for a few documents at a time is as quick as one for all.
_AT_ONCE = 500

# Rounding to float16 leaves a unit vector within 0.001 of its length.
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of all passages and all sentences, in the order of `Units`: (count, dimension) float16 each."""

    passages: NDArray[np.float16]
    sentences: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class LibraryState:
    """The library at one moment: its generation, its model, which documents it holds, in their order, and the units
    and vectors of those that were asked for.
    """

    generation: int
    model: str | None
    versions: tuple[DocumentVersion, ...]
    units: Units
    vectors: Vectors


def load_versions(library: Library) -> tuple[DocumentVersion, ...]:
    """Which documents there are, in their order."""
    with reading(library.engine) as connection:
        return _versions(connection)


def load_state(library: Library, known: Iterable[DocumentVersion] = ()) -> LibraryState:
    """Reads which documents there are, and units and vectors of those that are not yet known.

    Raises:
        LibraryError: the library cannot be read, or a vector is not as long as the others.
    """
    seen = frozenset(known)
    with reading(library.engine) as connection:
        versions = _versions(connection)
        missing = [version.number for version in versions if version not in seen]
        units, vectors = _units(connection, missing)
        return LibraryState(
            generation=generation_of(connection),
            model=model_of(connection),
            versions=versions,
            units=units,
            vectors=vectors,
        )


def load_units_and_vectors(library: Library) -> tuple[Units, Vectors]:
    """All units and vectors of the library.

    Raises:
        LibraryError: the library cannot be read, or a vector is not as long as the others.
    """
    present = load_state(library)
    return present.units, present.vectors


def _versions(connection: Connection) -> tuple[DocumentVersion, ...]:
    rows = connection.execute(select(documents.c.number, documents.c.seal).order_by(documents.c.number))
    return tuple(DocumentVersion(row.number, row.seal) for row in rows)


def _units(connection: Connection, numbers: Sequence[int]) -> tuple[Units, Vectors]:
    rows = list(_rows(connection, numbers))
    document_at = {row["number"]: position for position, row in enumerate(rows)}
    of_passages = select(*_PASSAGE_COLUMNS).order_by(passages.c.number)
    passage_rows = [
        row
        for some in _few(numbers)
        for row in connection.execute(of_passages.where(passages.c.document.in_(some))).all()
    ]
    document_of = np.array([document_at[row.document] for row in passage_rows], np.int32)
    texts, headings = _texts(rows, document_of, passage_rows)
    margins, astral = _surroundings(rows, document_of, passage_rows)
    found = _sentences(connection, numbers)
    passage_at = {row.number: position for position, row in enumerate(passage_rows)}
    units = Units(
        documents=tuple(map(_head, rows)),
        document_of=document_of,
        passage_starts=np.array([row.start for row in passage_rows], np.int64),
        passage_texts=texts,
        passage_headings=headings,
        passage_heading_starts=tuple(tuple(start for start, _ in row.headings) for row in passage_rows),
        passage_margins=margins,
        passage_astral=astral,
        passage_of=np.array([passage_at[row.passage] for row in found], np.int32),
        starts=np.array([row.start for row in found], np.int64),
        ends=np.array([row.end for row in found], np.int64),
        is_item=_in_lists(
            connection, numbers, [(passage_rows[passage_at[row.passage]].document, row.start) for row in found]
        ),
    )
    vectors = Vectors(_matrix([row.vector for row in passage_rows]), _matrix([row.vector for row in found]))
    _check_lengths(units, vectors)
    return units, vectors


def _in_lists(
    connection: Connection, numbers: Sequence[int], sentence_starts: Sequence[tuple[int, int]]
) -> NDArray[np.bool_]:
    """Whether each sentence, given by its document and its start, is in a list."""
    query = select(spans.c.document, spans.c.start, spans.c.end).where(spans.c.kind == SpanKind.LIST.value)
    lists = sorted(
        (row.document, row.start, row.end)
        for some in _few(numbers)
        for row in connection.execute(query.where(spans.c.document.in_(some)))
    )
    return np.array([_is_within(lists, document, start) for document, start in sentence_starts], bool)


def _is_within(lists: Sequence[tuple[int, int, int]], document: int, start: int) -> bool:
    before = bisect_right(lists, (document, start), key=lambda span: span[:2]) - 1
    return before >= 0 and lists[before][0] == document and start < lists[before][2]


def _few(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[first : first + _AT_ONCE] for first in range(0, len(numbers), _AT_ONCE))


def _rows(connection: Connection, numbers: Sequence[int]) -> Iterator[RowMapping]:
    query = select(documents).order_by(documents.c.number)
    for some in _few(numbers):
        yield from connection.execute(query.where(documents.c.number.in_(some))).mappings()


def _sentences(connection: Connection, numbers: Sequence[int]) -> list[Row[tuple[int, int, int, bytes]]]:
    query: Select[tuple[int, int, int, bytes]] = (
        select(*_SENTENCE_COLUMNS)
        .join(passages, passages.c.number == sentences.c.passage)
        .order_by(passages.c.document, sentences.c.number)
    )
    return [
        row for some in _few(numbers) for row in connection.execute(query.where(passages.c.document.in_(some))).all()
    ]


def _texts(
    rows: Sequence[RowMapping], document_of: NDArray[np.int32], passage_rows: Sequence[Any]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The text of every passage, and those of the headings above it."""
    texts, headings = [], []
    for document, row in zip(document_of, passage_rows, strict=True):
        text: str = rows[document]["text"]
        texts.append(text[row.start : row.end])
        headings.append(tuple(text[start:end] for start, end in row.headings))
    return tuple(texts), tuple(headings)


def _surroundings(
    rows: Sequence[RowMapping], document_of: NDArray[np.int32], passage_rows: Sequence[Any]
) -> tuple[tuple[tuple[str, str], ...], NDArray[np.int64]]:
    """The text right before and right behind every passage, and how many characters before it take two UTF-16 units."""
    astral = [astral_offsets(row["text"]) for row in rows]
    margins, counts = [], []
    for document, row in zip(document_of, passage_rows, strict=True):
        text: str = rows[document]["text"]
        margins.append((text[max(0, row.start - MARGIN) : row.start], text[row.end : row.end + MARGIN]))
        counts.append(bisect_left(astral[document], row.start))
    return tuple(margins), np.array(counts, np.int64)


def _head(row: RowMapping) -> DocumentHead:
    return DocumentHead(
        version=DocumentVersion(row["number"], row["seal"]),
        id=row["id"],
        display_title=row["display_title"],
        source=source_of(row),
        sha256=row["sha256"],
        pages=tuple(row["pages"]),
    )


def _matrix(vectors: Sequence[bytes]) -> NDArray[np.float16]:
    lengths = {len(vector) for vector in vectors} or {0}
    if len(lengths) > 1 or max(lengths) % 2:
        raise LibraryError("Kho tài liệu có véc-tơ hỏng (dài ngắn khác nhau); hãy chạy “hoidap verify” để biết ở đâu.")
    return np.frombuffer(b"".join(vectors), "<f2").reshape(len(vectors), lengths.pop() // 2)


def _check_lengths(units: Units, vectors: Vectors) -> None:
    """Vectors have unit length; a byte that was changed in one shows in it, if it changes answers at all."""
    for matrix, document_of in (
        (vectors.passages, units.document_of),
        (vectors.sentences, units.document_of[units.passage_of]),
    ):
        lengths = np.linalg.norm(matrix.astype(np.float32), axis=1)
        wrong = np.flatnonzero(~(np.abs(lengths - 1) < _TOLERANCE))  # so written, since NaN is in no range
        if len(wrong):
            broken = units.documents[int(document_of[wrong[0]])].id
            raise LibraryError(
                f"Kho tài liệu có véc-tơ hỏng trong tài liệu “{broken}”; hãy chạy “hoidap verify” để kiểm tra cả kho, "
                "rồi “hoidap reindex” để mã hoá lại từ văn bản."
            )

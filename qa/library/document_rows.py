"""What do rows of the documents table and of those below it become?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from qa.errors import UnknownDocumentError
from qa.library.tables.document_tables import documents, spans
from qa.types import Document, NoteKind, ReadingNote, Source, Span, SpanKind

# The text is nearly all of a row, and most questions about a document do not need it.
WITHOUT_TEXT = tuple(column for column in documents.c if column.name != "text")


def document_row(connection: Connection, document_id: str, *columns: ColumnElement[Any]) -> RowMapping:
    """These columns of the document with this id.

    Raises:
        UnknownDocumentError: there is none.
    """
    row = connection.execute(select(*columns).where(documents.c.id == document_id)).mappings().first()
    if row is None:
        raise unknown_document(document_id)
    return row


def unknown_document(document_id: str) -> UnknownDocumentError:
    """What is raised where no document has this id."""
    return UnknownDocumentError(f"Không có tài liệu nào mang mã “{document_id}”.")


def source_of(row: RowMapping) -> Source:
    """The source that a row of the documents table names."""
    return Source(row["title"], row["publisher"], row["url"], row["published_at"], row["author"])


def spans_of(connection: Connection, number: int) -> tuple[Span, ...]:
    """The spans of the document with this row number, in order."""
    query = select(spans).where(spans.c.document == number).order_by(spans.c.start)
    return tuple(map(span_of, connection.execute(query).mappings()))


def span_of(row: RowMapping) -> Span:
    """The span of a row of the spans table."""
    return Span(row["start"], row["end"], SpanKind(row["kind"]), row["level"])


def heading_offsets(headings: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """The offsets of headings, which JSON gives back as lists."""
    return tuple((start, end) for start, end in headings)


def document_of(row: RowMapping, marked: tuple[Span, ...]) -> Document:
    """The document that a row of the documents table and its spans make."""
    return Document(
        id=row["id"],
        origin=row["origin"],
        display_title=row["display_title"],
        source=source_of(row),
        text=row["text"],
        sha256=row["sha256"],
        spans=marked,
        pages=tuple(row["pages"]),
        file_sha256=row["file"],
        notes=notes_of(row["notes"]),
    )


def notes_of(stored: Sequence[tuple[str, int, Sequence[str]]]) -> tuple[ReadingNote, ...]:
    """The notes that JSON gives back as lists."""
    return tuple(ReadingNote(NoteKind(kind), count, tuple(examples)) for kind, count, examples in stored)

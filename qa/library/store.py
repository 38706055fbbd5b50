"""What does the library hold, and how does it change?

One transaction is the only commit: a batch of documents is kept whole or not at all, and every change raises the
generation, with which every index built from the library is stamped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update

from qa.errors import LibraryError, ModelError, UnknownDocumentError
from qa.library.checkpoint import empty_log
from qa.library.database import open_database, reading, writing
from qa.library.document_tables import SCHEMA_VERSION, documents, facts, files, passages, sentences, spans
from qa.library.insertion import insert_document
from qa.text.display_title import display_title
from qa.types import Document, DocumentSummary, EncodedDocument, Source, SourceFile, Span, SpanKind

DATABASE_NAME = "library.db"

# In seconds: longer than a question's transaction takes, or most batches'; nobody waits for more when a program ends.
CLOSING_PATIENCE = 2.0

# The text is nearly all of a row, and most questions about a document do not need it.
_WITHOUT_TEXT = tuple(column for column in documents.c if column.name != "text")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a document was made from: where nothing of it differs, it need not be made again."""

    sha256: str
    recipe: str
    source: Source
    file_sha256: str | None


class Library:
    """The documents in one data directory. Safe to use from several threads and several processes at once."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine

    @classmethod
    def open(cls, folder: Path) -> "Library":
        """The library kept in `folder`, made empty when there is none.

        Raises:
            LibraryError: it cannot be read or written, or a newer version of the program wrote it.
        """
        engine = open_database(folder / DATABASE_NAME)
        with writing(engine) as connection:
            version = _fact(connection, "schema") or set_fact(connection, "schema", str(SCHEMA_VERSION))
            if _fact(connection, "identity") is None:
                set_fact(connection, "identity", uuid4().hex)
        if version != str(SCHEMA_VERSION):
            engine.dispose()
            raise LibraryError(
                f"Kho tài liệu {folder} do một phiên bản khác tạo ra (bản {version}), bản này đọc kho "
                f"bản {SCHEMA_VERSION}. Hãy dùng lại phiên bản cũ, hoặc chọn một thư mục dữ liệu khác (HOIDAP_DATA) "
                "rồi nạp lại tài liệu."
            )
        return cls(folder, engine)

    def close(self) -> None:
        """Leaves all of the library in its one file, unless another process keeps on working on it, and gives the
        database's connections back.
        """
        empty_log(self.engine, CLOSING_PATIENCE)
        self.engine.dispose()

    @property
    def identity(self) -> str:
        """A name that no other library has, so that indexes copied beside a wrong one are noticed."""
        with reading(self.engine) as connection:
            return str(_fact(connection, "identity"))

    @property
    def generation(self) -> int:
        """A number that rises with every change; 0 for a library that never held anything."""
        with reading(self.engine) as connection:
            return generation_of(connection)

    def bind_model(self, fingerprint: str) -> None:
        """Ties the library to the encoder that its vectors come from; an empty library is tied anew.

        Raises:
            ModelError: the library holds vectors of another encoder.
        """
        with writing(self.engine) as connection:
            _bind(connection, fingerprint)

    def save(self, batch: Sequence[EncodedDocument]) -> int:
        """Keeps a batch, each in place of the document of the same origin or id, and tells the new generation.

        Nothing changes with an empty batch, nor does the generation.

        Raises:
            ModelError: the library holds vectors of another encoder than the batch's.
        """
        with writing(self.engine) as connection:
            for model in {encoded.model for encoded in batch}:
                _bind(connection, model)
            for encoded in batch:
                connection.execute(delete(documents).where(documents.c.origin == encoded.document.origin))
                connection.execute(delete(documents).where(documents.c.id == encoded.document.id))
                insert_document(connection, encoded)
            _drop_unused_files(connection)
            return next_generation(connection) if batch else generation_of(connection)

    def remove(self, document_id: str) -> int:
        """Forgets a document and tells the new generation.

        Raises:
            UnknownDocumentError: there is none with this id.
        """
        with writing(self.engine) as connection:
            if not connection.execute(delete(documents).where(documents.c.id == document_id)).rowcount:
                raise _unknown(document_id)
            _drop_unused_files(connection)
            return next_generation(connection)

    def standing(self, origins: Iterable[str]) -> Mapping[str, Standing]:
        """For each of these origins that is kept, what its document was made from."""
        wanted = select(*_WITHOUT_TEXT).where(documents.c.origin.in_(list(origins)))
        with reading(self.engine) as connection:
            rows = connection.execute(wanted).mappings()
            return {row["origin"]: Standing(row["sha256"], row["recipe"], source_of(row), row["file"]) for row in rows}

    def summaries(self) -> list[DocumentSummary]:
        """All documents, in the order in which they came."""
        inside = (
            select(
                passages.c.document,
                func.count(sentences.c.number).label("sentences"),
                func.min(passages.c.start).label("opening_at"),
                # Passages are in order and disjoint, so that the first to begin is the first to end.
                func.min(passages.c.end).label("opening_to"),
            )
            .join(sentences, sentences.c.passage == passages.c.number)
            .group_by(passages.c.document)
            .subquery()
        )
        opening = inside.c.opening_to - inside.c.opening_at
        query = (
            select(
                *_WITHOUT_TEXT,
                func.length(documents.c.text).label("characters"),
                func.coalesce(inside.c.sentences, 0).label("sentences"),
                func.substr(documents.c.text, inside.c.opening_at + 1, opening).label("opening"),
            )
            # Outer, so that a document whose passages were damaged can be seen, and so removed.
            .outerjoin(inside, inside.c.document == documents.c.number)
            .order_by(documents.c.number)
        )
        with reading(self.engine) as connection:
            return [_summary(row) for row in connection.execute(query).mappings()]

    def document(self, document_id: str) -> Document:
        """One document whole.

        Raises:
            UnknownDocumentError: there is none with this id.
        """
        with reading(self.engine) as connection:
            row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings().first()
            if row is None:
                raise _unknown(document_id)
            return document_of_row(row, spans_of(connection, row["number"]))

    def file_of(self, document_id: str) -> SourceFile | None:
        """The bytes that a document was read from; None where they were never kept.

        Raises:
            UnknownDocumentError: there is none with this id.
        """
        columns = (documents.c.file_name, documents.c.media_type, files.c.data)
        query = select(*columns).outerjoin_from(documents, files).where(documents.c.id == document_id)
        with reading(self.engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            raise _unknown(document_id)
        return None if row.data is None else SourceFile(row.file_name, row.media_type, row.data)


def model_of(connection: Connection) -> str | None:
    """The fingerprint of the encoder that the library's vectors come from; None where there never were any."""
    return _fact(connection, "model")


def generation_of(connection: Connection) -> int:
    """The library's generation, as this transaction sees it."""
    return int(_fact(connection, "generation") or 0)


def source_of(row: RowMapping) -> Source:
    """The source that a row of the documents table names."""
    return Source(row["title"], row["publisher"], row["url"], row["published_at"], row["author"])


def spans_of(connection: Connection, number: int) -> tuple[Span, ...]:
    """The spans of the document with this row number, in order."""
    query = select(spans).where(spans.c.document == number).order_by(spans.c.start)
    rows = connection.execute(query).mappings()
    return tuple(Span(row["start"], row["end"], SpanKind(row["kind"]), row["level"]) for row in rows)


def heading_offsets(headings: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """The places of headings, which JSON gives back as lists."""
    return tuple((start, end) for start, end in headings)


def document_of_row(row: RowMapping, marked: tuple[Span, ...]) -> Document:
    """The document that a row of the documents table and its spans make."""
    source, pages = source_of(row), tuple(row["pages"])
    return Document(row["id"], row["origin"], source, row["text"], row["sha256"], marked, pages, row["file"])


def _summary(row: RowMapping) -> DocumentSummary:
    heading = display_title(row["title"], row["opening"] or "")
    added_at = row["added_at"].replace(tzinfo=UTC)
    counted = (row["characters"], row["sentences"])
    return DocumentSummary(row["id"], row["origin"], heading, source_of(row), row["sha256"], added_at, *counted)


def _bind(connection: Connection, fingerprint: str) -> None:
    bound = model_of(connection)
    empty = connection.scalar(select(func.count()).select_from(documents)) == 0
    if bound is None or empty:
        set_fact(connection, "model", fingerprint)
    elif bound != fingerprint:
        raise ModelError(
            f"Kho tài liệu này được lập với mô hình “{bound}”, không phải “{fingerprint}”. Hãy dùng lại mô hình cũ "
            "(HOIDAP_MODEL), hoặc chạy “hoidap reindex” để mã hoá lại kho bằng mô hình mới."
        )


def _drop_unused_files(connection: Connection) -> None:
    used = select(documents.c.number).where(documents.c.file == files.c.sha256)
    connection.execute(delete(files).where(~used.exists()))


def next_generation(connection: Connection) -> int:
    """Raises the generation, as the last step of a change, and tells it."""
    generation = generation_of(connection) + 1
    set_fact(connection, "generation", str(generation))
    return generation


def _fact(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def set_fact(connection: Connection, name: str, value: str) -> str:
    """Writes down a fact about the library, in place of what was told before, and tells it."""
    if not connection.execute(update(facts).where(facts.c.name == name).values(value=value)).rowcount:
        connection.execute(insert(facts).values(name=name, value=value))
    return value


def _unknown(document_id: str) -> UnknownDocumentError:
    return UnknownDocumentError(f"Không có tài liệu nào mang mã “{document_id}”.")

"""What does the library hold, and how does it change?

One transaction is the only commit: a batch of documents is kept whole or not at all, and every change raises the
generation, with which every index built from the library is stamped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from sqlalchemy import Connection, Engine, RowMapping, delete, func, select

from qa.errors import ModelError
from qa.library.checkpoint import empty_log
from qa.library.database import open_database, reading, writing
from qa.library.document_rows import WITHOUT_TEXT, document_of, document_row, source_of, spans_of, unknown_document
from qa.library.facts import fact, generation_of, model_of, next_generation, set_fact
from qa.library.insertion import insert_document
from qa.library.tables.document_tables import documents, files, passages, sentences
from qa.types import Document, DocumentSummary, EncodedDocument, Source, SourceFile

DATABASE_NAME = "library.db"

# In seconds: longer than a question's transaction takes, or most batches'; nobody waits for more when a program ends.
CLOSING_PATIENCE = 2.0

# None that may stand behind the text, as the display title does in a migrated library: SQLite would read all of it.
_STANDING_COLUMNS = tuple(
    documents.c[name]
    for name in ("origin", "sha256", "recipe", "file", "title", "publisher", "url", "published_at", "author")
)


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
        return cls(folder, open_database(folder / DATABASE_NAME))

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
            return str(fact(connection, "identity"))

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
        """Keeps a batch, each in place of the document of the same origin or id, and returns the new generation.

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
        """Removes a document and returns the new generation.

        Raises:
            UnknownDocumentError: there is none with this id.
        """
        with writing(self.engine) as connection:
            if not connection.execute(delete(documents).where(documents.c.id == document_id)).rowcount:
                raise unknown_document(document_id)
            _drop_unused_files(connection)
            return next_generation(connection)

    def standing(self, origins: Iterable[str]) -> Mapping[str, Standing]:
        """For each of these origins that is kept, what its document was made from."""
        wanted = select(*_STANDING_COLUMNS).where(documents.c.origin.in_(list(origins)))
        with reading(self.engine) as connection:
            rows = connection.execute(wanted).mappings()
            return {row["origin"]: Standing(row["sha256"], row["recipe"], source_of(row), row["file"]) for row in rows}

    def summaries(self) -> list[DocumentSummary]:
        """All documents, in the order in which they came."""
        counted = (
            select(passages.c.document, func.count().label("sentences"))
            .join(sentences, sentences.c.passage == passages.c.number)
            .group_by(passages.c.document)
            .subquery()
        )
        query = (
            select(
                *WITHOUT_TEXT,
                func.length(documents.c.text).label("characters"),
                func.coalesce(counted.c.sentences, 0).label("sentences"),
            )
            # Outer, so that a document whose passages were damaged can be seen, and so removed.
            .outerjoin(counted, counted.c.document == documents.c.number)
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
            row = document_row(connection, document_id, *documents.c)
            return document_of(row, spans_of(connection, row["number"]))

    def file_of(self, document_id: str) -> SourceFile | None:
        """The bytes that a document was read from; None where they were never kept.

        Raises:
            UnknownDocumentError: there is none with this id.
        """
        data = select(files.c.data).where(files.c.sha256 == documents.c.file).scalar_subquery().label("data")
        with reading(self.engine) as connection:
            row = document_row(connection, document_id, documents.c.file_name, documents.c.media_type, data)
        return None if row["data"] is None else SourceFile(row["file_name"], row["media_type"], row["data"])


def _summary(row: RowMapping) -> DocumentSummary:
    return DocumentSummary(
        id=row["id"],
        origin=row["origin"],
        display_title=row["display_title"],
        source=source_of(row),
        sha256=row["sha256"],
        added_at=row["added_at"].replace(tzinfo=UTC),
        characters=row["characters"],
        sentences=row["sentences"],
    )


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

"""Which rows does a document become?"""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, datetime

from sqlalchemy import Connection, insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from qa.library.seal import seal
from qa.library.tables.document_tables import documents, files, passages, sentences, spans
from qa.types import EncodedDocument, SourceFile


def insert_document(connection: Connection, encoded: EncodedDocument) -> None:
    """Writes a document with its spans, passages, sentences and vectors, within the caller's transaction."""
    document, source = encoded.document, encoded.document.source
    row = {
        "id": document.id,
        "origin": document.origin,
        "display_title": document.display_title,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published_at": source.published_at,
        "author": source.author,
        "added_at": datetime.now(UTC).replace(tzinfo=None),
        "sha256": document.sha256,
        "recipe": encoded.recipe,
        "seal": seal(encoded),
        "pages": document.pages,
        "notes": [astuple(note) for note in document.notes],
        "file": _keep_file(connection, encoded.file),
        "file_name": encoded.file and encoded.file.name,
        "media_type": encoded.file and encoded.file.media_type,
        "text": document.text,
    }
    number = connection.execute(insert(documents).values(row).returning(documents.c.number)).scalar_one()
    marked = [
        {"document": number, "start": one.start, "end": one.end, "kind": one.kind, "level": one.level}
        for one in document.spans
    ]
    if marked:
        connection.execute(insert(spans), marked)
    rows = list(_sentence_rows(connection, number, encoded))
    if rows:
        connection.execute(insert(sentences), rows)


def _keep_file(connection: Connection, file: SourceFile | None) -> str | None:
    if file is None:
        return None
    row = {"sha256": file.sha256, "data": file.data}
    connection.execute(sqlite_insert(files).values(row).on_conflict_do_nothing())
    return file.sha256


def _sentence_rows(connection: Connection, document: int, encoded: EncodedDocument) -> Iterator[dict[str, object]]:
    vectors = iter(encoded.sentence_vectors.astype("<f2"))
    for passage, vector in zip(encoded.passages, encoded.passage_vectors.astype("<f2"), strict=True):
        row = {
            "document": document,
            "start": passage.start,
            "end": passage.end,
            "headings": passage.headings,
            "vector": vector.tobytes(),
        }
        number = connection.execute(insert(passages).values(row).returning(passages.c.number)).scalar_one()
        for one in passage.sentences:
            sentence = {"passage": number, "start": one.start, "end": one.end, "text": one.text}
            yield sentence | {"vector": next(vectors).tobytes()}

"""Which rows does a document become?"""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from qa.library.schema import documents, passages, sentences, spans
from qa.library.seal import seal
from qa.types import EncodedDocument


def insert_document(connection: Connection, encoded: EncodedDocument) -> None:
    """Writes a document with its spans, passages, sentences and vectors, within the caller's transaction."""
    document, source = encoded.document, encoded.document.source
    row = {
        "id": document.id,
        "origin": document.origin,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published_at": source.published_at,
        "added_at": datetime.now(UTC).replace(tzinfo=None),
        "text": document.text,
        "sha256": document.sha256,
        "recipe": encoded.recipe,
        "seal": seal(encoded),
    }
    number = connection.execute(insert(documents).values(row).returning(documents.c.number)).scalar_one()
    marked = [{"document": number, "start": one.start, "end": one.end, "kind": one.kind} for one in document.spans]
    if marked:
        connection.execute(insert(spans), marked)
    rows = list(_sentence_rows(connection, number, encoded))
    if rows:
        connection.execute(insert(sentences), rows)


def _sentence_rows(connection: Connection, document: int, encoded: EncodedDocument) -> Iterator[dict[str, object]]:
    vectors = iter(encoded.sentence_vectors.astype("<f2"))
    for passage, vector in zip(encoded.passages, encoded.passage_vectors.astype("<f2"), strict=True):
        row = {"document": document, "start": passage.start, "end": passage.end, "vector": vector.tobytes()}
        number = connection.execute(insert(passages).values(row).returning(passages.c.number)).scalar_one()
        for one in passage.sentences:
            place = {"passage": number, "start": one.start, "end": one.end, "text": one.text}
            yield place | {"vector": next(vectors).tobytes()}

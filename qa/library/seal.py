"""Is what was derived from a document still what was written?

A seal is one hash over a document's source, text, spans, passages, sentences and vectors, in a fixed order.
"""

import hashlib
import json

from qa.types import EncodedDocument, Source


def text_sha256(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal(encoded: EncodedDocument) -> str:
    """The hash, in hex, of everything that is kept of a document."""
    document = encoded.document
    shape = {
        "id": document.id,
        "origin": document.origin,
        "source": _source(document.source),
        "text": document.sha256,
        "recipe": encoded.recipe,
        "spans": [(span.start, span.end, span.kind.value, span.level) for span in document.spans],
        "pages": document.pages,
        "file": _file(encoded),
        "passages": [
            (one.start, one.end, one.headings, [(inner.start, inner.end, inner.text) for inner in one.sentences])
            for one in encoded.passages
        ],
    }
    digest = hashlib.sha256(json.dumps(shape, ensure_ascii=False, sort_keys=True).encode())
    digest.update(encoded.passage_vectors.astype("<f2").tobytes())
    digest.update(encoded.sentence_vectors.astype("<f2").tobytes())
    return digest.hexdigest()


def _source(source: Source) -> list[str | None]:
    published = source.published_at.isoformat() if source.published_at else None
    return [source.title, source.publisher, source.url, published, source.author]


def _file(encoded: EncodedDocument) -> list[str] | None:
    # The bytes themselves are held by their hash.
    if encoded.file is None:
        return None
    return [encoded.document.file_sha256 or "", encoded.file.name, encoded.file.media_type]

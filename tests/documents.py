"""Which documents are tests made with?"""

from embeddings.encoder import Encoder
from qa.ingesting.encoding import encode
from qa.ingesting.preparing import prepare
from qa.types import EncodedDocument, RawDocument, Source, SourceFile
from tests.fakes import HashingEncoder


def raw_document(origin: str, text: str, file: SourceFile | None = None, **source: object) -> RawDocument:
    return RawDocument(origin, Source(**source), text, file=file)  # type: ignore[arg-type]


def encoded_documents(*raws: RawDocument, encoder: Encoder | None = None) -> list[EncodedDocument]:
    """Documents as the ingester would hand them to the library."""
    return encode(encoder or HashingEncoder(), [prepare(raw) for raw in raws])


def encoded_document(origin: str, text: str, file: SourceFile | None = None, **source: object) -> EncodedDocument:
    return encoded_documents(raw_document(origin, text, file, **source))[0]

"""Which documents are tests made with?"""

from qa.ingesting.encoding import encode
from qa.ingesting.preparing import prepare
from qa.types import EncodedDocument, RawDocument, Source
from tests.fakes import HashingEncoder


def raw_document(origin: str, text: str, **source: object) -> RawDocument:
    return RawDocument(origin, Source(**source), text)  # type: ignore[arg-type]


def encoded_documents(*raws: RawDocument) -> list[EncodedDocument]:
    """Documents as the ingester would hand them to the library."""
    return encode(HashingEncoder(), [prepare(raw) for raw in raws])


def encoded_document(origin: str, text: str, **source: object) -> EncodedDocument:
    return encoded_documents(raw_document(origin, text, **source))[0]

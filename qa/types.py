"""What is handed from stage to stage?

Every stage has its own frozen type, so that none is ever half filled. All offsets are Unicode code points into
`Document.text`, half-open: `document.text[span.start:span.end]`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SpanKind(StrEnum):
    """What a stretch of a document is. Only titles and body are ever searched or quoted."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"
    RELATED = "related"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document and what it is. Spans of a document are in order and never overlap."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document says it comes from. What the document does not tell is None, never guessed."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_at: date | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as read: decoded or extracted, nothing else done to it.

    `origin` is what makes two readings the same document: the absolute path of a file, or the `_id` of a JSON line.
    """

    origin: str
    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its spans marked. `sha256` is of the UTF-8 bytes of `text`, in hex."""

    id: str
    origin: str
    source: Source
    text: str
    sha256: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or one line of a file, that was not taken. `reason` is in Vietnamese."""

    where: str
    reason: str

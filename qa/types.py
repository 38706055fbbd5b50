"""What is handed from stage to stage?

Every stage has its own frozen type, so that none is ever half filled. All offsets are Unicode code points into
`Document.text`, half-open: `document.text[span.start:span.end]`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class SpanKind(StrEnum):
    """What a stretch of a document is. Body is quoted; a title is evidence for it; nothing else is ever searched."""

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
class Sentence:
    """A sentence and its place in its document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous slice of body text that is judged as one, and its sentences in order."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class EncodedDocument:
    """A document ready to be kept.

    `passage_vectors` is (passages, dimension), `sentence_vectors` is (all sentences in order, dimension), both
    float16 with unit rows. `recipe` names the rules that made the spans, passages and sentences.
    """

    document: Document
    passages: tuple[Passage, ...]
    passage_vectors: NDArray[np.float16]
    sentence_vectors: NDArray[np.float16]
    recipe: str


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list of documents shows of each. `heading` is the title, or the opening words where there is none."""

    id: str
    origin: str
    heading: str
    source: Source
    sha256: str
    added_at: datetime
    characters: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: `document.text[start:end]` of the document with this hash is the answer.

    `before + answer + after` is one contiguous slice of the document as well. `heading` is the document's title, or its
    opening words where it has none.
    """

    document_id: str
    heading: str
    source: Source
    start: int
    end: int
    document_sha256: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence copied out of a document. `score` orders the answers of one question and compares nothing else;
    `confidence` is the probability, between 0 and 1, that it answers the question.
    """

    text: str
    score: float
    confidence: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Answers:
    """Sentences that answer, best first, at least one."""

    read_as: str
    answers: tuple[Answer, ...]
    generation: int


@dataclass(frozen=True, slots=True)
class Abstention:
    """The documents do not tell. `nearest` are the sentences that came nearest, best first: they are no answers."""

    read_as: str
    nearest: tuple[Answer, ...]
    generation: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or one line of a file, that was not taken. `reason` is in Vietnamese."""

    where: str
    reason: str

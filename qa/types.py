"""Which types do the stages share?

Every stage has a frozen type of its own, so none is ever half filled. All offsets are Unicode code points into
`Document.text`, half-open: `document.text[span.start:span.end]`.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class SpanKind(StrEnum):
    """The kind of a span. Only `QUOTED` kinds are quoted; titles and headings are searched as context of the text below
    them; nothing else is searched.
    """

    TITLE = "title"
    BYLINE = "byline"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    LIST = "list"
    RELATED = "related"
    MENU = "menu"
    ADVERT = "advert"
    MEDIA = "media"
    OTHER = "other"


# The kinds that an answer may be copied from.
QUOTED = frozenset({SpanKind.BODY, SpanKind.QUOTE, SpanKind.LIST})


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a document's text, and its kind. The spans of a document are in order and disjoint.

    `level` is the rank of a heading, 1 the outermost; 0 for every other kind.
    """

    start: int
    end: int
    kind: SpanKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The source that a document gives for itself. A field that it does not give is None, never guessed."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_at: date | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes as they were received. `name` is for people, `media_type` is an IANA name without parameters."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hex, under which they are stored."""
        return hashlib.sha256(self.data).hexdigest()


class NoteKind(StrEnum):
    """What an operator should know of how a document was read. The values from `HIDDEN` on come from reading, those
    before from cleaning, whose spans have the same names.
    """

    BYLINE = "byline"
    CAPTION = "caption"
    RELATED = "related"
    MENU = "menu"
    ADVERT = "advert"
    MEDIA = "media"
    OTHER = "other"
    HIDDEN = "hidden"
    RUNNING_LINE = "running_line"
    HIDDEN_SHEET = "hidden_sheet"
    ATTACHMENT = "attachment"
    PAGE_WITHOUT_TEXT = "page_without_text"
    CONVERTED = "converted"


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """So many things of a kind were left out, converted or not read; `examples` are the first of them, shortened: the
    words themselves, names, page numbers, or the encoding that they were in.
    """

    kind: NoteKind
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as read: decoded or extracted, otherwise unchanged.

    `origin` identifies the document when it is read again: the absolute path of a file, or the `_id` of a JSON line.
    `marked` are spans by the file's own markup (headings of a DOCX, items of a web page), in order and disjoint.
    `pages` are the offsets at which the pages of a PDF begin, rising; empty without pages. `notes` say what was left
    out or converted, at most one of a kind.
    """

    origin: str
    source: Source
    text: str
    marked: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()
    file: SourceFile | None = None
    notes: tuple[ReadingNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with its spans marked. `sha256` is of the UTF-8 bytes of `text`, in hex; `pages` and `notes` as in
    `RawDocument`; `file_sha256` names the bytes that it was read from, where they are kept. `display_title` is its
    title, or its opening words where it has none; empty where nothing in it could be quoted.
    """

    id: str
    origin: str
    display_title: str
    source: Source
    text: str
    sha256: str
    spans: tuple[Span, ...]
    pages: tuple[int, ...] = ()
    file_sha256: str | None = None
    notes: tuple[ReadingNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and its offsets in its document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous slice of quoted text that is ranked as one, and its sentences in order.

    `headings` are the offsets of the headings above it, the outermost first.
    """

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    headings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document cut into passages and sentences by the rules that `recipe` names, and the file it was read from."""

    document: Document
    passages: tuple[Passage, ...]
    recipe: str
    file: SourceFile | None = None


@dataclass(frozen=True, slots=True)
class EncodedDocument:
    """A document ready to be stored.

    `passage_vectors` is (passages, dimension), `sentence_vectors` is (all sentences in order, dimension), both
    float16 with unit rows. `recipe` names the rules that made the spans, passages and sentences, `model` is the
    fingerprint of the encoder that made the vectors. `file` is what the document was read from, with the hash
    `document.file_sha256`.
    """

    document: Document
    passages: tuple[Passage, ...]
    passage_vectors: NDArray[np.float16]
    sentence_vectors: NDArray[np.float16]
    recipe: str
    model: str
    file: SourceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """The entry of a document in a list; `display_title` as in `Document`."""

    id: str
    origin: str
    display_title: str
    source: Source
    sha256: str
    added_at: datetime
    characters: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and the words right around it: `prefix + exact + suffix` is one contiguous slice of its document."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The position of a quotation: `document.text[start:end]` of the document with this hash is `quote.exact`.

    `before + quote.exact + after` is also one contiguous slice of the document: the neighbouring sentences, to read;
    `quote` has the nearest words, by which to find it again. `start_utf16` is `start` in UTF-16 units. `display_title`
    is that of the `Document`. `headings` are those above the sentence, the outermost first; `clause` is the number of
    the khoản of a law; `page` counts from 1; None if the document has no such thing.
    """

    document_id: str
    display_title: str
    source: Source
    start: int
    end: int
    document_sha256: str
    before: str
    after: str
    quote: Quote
    start_utf16: int
    headings: tuple[str, ...] = ()
    clause: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of a quotation: `document.text[start:end]`, within the citation's offsets. The other two are the same in
    UTF-16 units.
    """

    start: int
    end: int
    start_utf16: int
    end_utf16: int


class IntroductionKind(StrEnum):
    """What an answer belongs to: a question of the document, or the lead-in of a list."""

    QUESTION = "question"
    LEAD_IN = "lead_in"


@dataclass(frozen=True, slots=True)
class Introduction:
    """The words of the document without which an answer cannot be understood: `document.text[start:end]` is `text`."""

    kind: IntroductionKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in its document."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Answer:
    """A slice of a document: a sentence, a whole list or the answer to a question that the document asks.

    `score` orders the answers to one question and has no other meaning; `confidence` is the probability, between 0 and
    1, that it answers the question. `also_in` are other sources that print the same, word for word or nearly, best
    first. `highlights` are the words of it that answer, rising; none where that is not sure. `introduction` is the
    question or the lead-in that it belongs to; `more_items` are the items of the list that follow, but are not shown.
    """

    text: str
    score: float
    confidence: float
    citation: Citation
    also_in: tuple[Citation, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    introduction: Introduction | None = None
    more_items: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """Sentences that answer, best first, at least one. `suggestions` are words of the cited documents to ask next."""

    read_as: str
    answers: tuple[Answer, ...]
    generation: int
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abstention:
    """The documents have no answer. `nearest`: the nearest sentences worth a look, best first, often none; they are no
    answers.
    """

    read_as: str
    nearest: tuple[Answer, ...]
    generation: int


@dataclass(frozen=True, slots=True)
class SmallTalkReply:
    """A reply to a greeting or thanks: fixed words of the service and no answer, so there is nothing to cite."""

    read_as: str
    message: str
    generation: int


class Cause(StrEnum):
    """Which sort of reason a document is refused for; each has its HTTP status."""

    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or one line of a file, that was not taken. `reason` is in Vietnamese."""

    where: str
    reason: str
    cause: Cause = Cause.CONTENT

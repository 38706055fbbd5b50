"""What do the program and its reading process say to each other?

Frames: eight bytes with the length, and that many more. Answers are JSON and never pickled objects: whoever takes over
the reading process by a file must not have the program with it.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from typing import IO, Any

from qa.errors import DocumentError, TooLargeError, UnreadableError, UnsupportedError
from qa.reading.limits import ReadingLimits
from qa.types import NoteKind, RawDocument, ReadingNote, Source, Span, SpanKind

_LENGTH = 8

_KINDS = {kind.__name__: kind for kind in (DocumentError, UnreadableError, TooLargeError, UnsupportedError)}


def send(stream: IO[bytes], *frames: bytes) -> None:
    """Writes frames at once."""
    for frame in frames:
        stream.write(len(frame).to_bytes(_LENGTH, "big"))
        stream.write(frame)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame; None where the other side has ended."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    frame = stream.read(size)
    return frame if len(frame) == size else None


def request_of(suffix: str, limits: ReadingLimits) -> bytes:
    """What the file is, and beyond what it is refused; its bytes are a frame of their own."""
    return json.dumps({"suffix": suffix, "limits": asdict(limits)}).encode()


def request_from(frame: bytes) -> tuple[str, ReadingLimits]:
    """The suffix and the limits of a request."""
    said = json.loads(frame)
    return said["suffix"], ReadingLimits(**said["limits"])


def reply_of(outcome: RawDocument | DocumentError) -> bytes:
    """A document, without its file and origin, or why there is none."""
    if isinstance(outcome, DocumentError):
        kind = next(kind.__name__ for kind in type(outcome).__mro__ if kind.__name__ in _KINDS)
        return json.dumps({"error": kind, "message": str(outcome)}).encode()
    source = asdict(outcome.source)
    if outcome.source.published_at:
        source["published_at"] = outcome.source.published_at.isoformat()
    marked = [(span.start, span.end, span.kind.value, span.level) for span in outcome.marked]
    return json.dumps(
        {
            "text": outcome.text,
            "source": source,
            "marked": marked,
            "pages": outcome.pages,
            "notes": [(one.kind.value, one.count, one.examples) for one in outcome.notes],
        }
    ).encode()


def document_from(frame: bytes, origin: str) -> RawDocument:
    """The document of a reply.

    Raises:
        DocumentError: the file is refused.
    """
    said = json.loads(frame)
    if "error" in said:
        raise _KINDS[said["error"]](said["message"])
    marked = tuple(Span(start, end, SpanKind(kind), level) for start, end, kind, level in said["marked"])
    notes = tuple(ReadingNote(NoteKind(kind), count, tuple(examples)) for kind, count, examples in said["notes"])
    return RawDocument(origin, _source(said["source"]), said["text"], marked, tuple(said["pages"]), notes=notes)


def _source(said: dict[str, Any]) -> Source:
    published = said["published_at"]
    return replace(
        Source(**{**said, "published_at": None}), published_at=date.fromisoformat(published) if published else None
    )

"""What should an operator know of how a document was read?"""

from collections import defaultdict
from dataclasses import dataclass

from qa.reading.notes import notes_of
from qa.types import QUOTED, Document, ReadingNote, SpanKind

# Context of what is quoted, so not left out.
_SEARCHED = QUOTED | {SpanKind.TITLE, SpanKind.HEADING}


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What was left out of one document, converted, or not read; empty where nothing was."""

    document_id: str
    notes: tuple[ReadingNote, ...]


def reading_report(document: Document) -> ReadingReport:
    """The notes of reading, then the lines that cleaning leaves out, by kind in the order of their first."""
    left_out: dict[str, list[str]] = defaultdict(list)
    for span in document.spans:
        if span.kind not in _SEARCHED:
            left_out[span.kind.value].append(document.text[span.start : span.end])
    return ReadingReport(document.id, (*document.notes, *notes_of(**left_out)))

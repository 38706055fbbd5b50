"""Which part of a document is a page made of in tests?"""

from datetime import UTC, datetime

from qa.library.read_models.page_view import DocumentPart
from qa.types import Source, Span

ADDED = datetime(2026, 11, 25, 18, 5, tzinfo=UTC)


def document_part(text: str, *spans: Span, start: int = 0, **changes: object) -> DocumentPart:
    """A part that begins at `start` of a document which ends with it, unless `changes` says otherwise."""
    end = start + len(text)
    usual = {
        "document_id": "d1",
        "display_title": "Bài mẫu",
        "source": Source(title="Bài mẫu"),
        "sha256": "ab" * 32,
        "added_at": ADDED,
        "characters": end,
        "number": 1,
        "of": 1,
        "pages": (),
    }
    return DocumentPart(start=start, end=end, text=text, spans=spans, **usual | changes)  # type: ignore[arg-type]

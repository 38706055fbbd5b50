"""Which part of a document is read at one time?

Most documents are one part. A long one is cut where paragraphs begin, always at the same offsets, so that a part has a
number that can stand in a link; of its text and its spans no more is read than the part.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select
from sqlalchemy.sql import func

from qa.library.database import reading
from qa.library.document_rows import WITHOUT_TEXT, document_row, notes_of, source_of, span_of
from qa.library.store import Library
from qa.library.tables.document_tables import documents, passages, spans
from qa.text.clauses import clause_at
from qa.types import NoteKind, ReadingNote, Source, Span

# In characters, about fifty printed pages. News, articles of an encyclopaedia and most laws stay whole. Chromium shows
# as much in 0.4 s on two cores, and in 1.3 s when it is slowed down four times, as a cheap phone would be.
PART = 120_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPart:
    """The text of a document from `start` to `end`, with what is known of the whole.

    `spans` are those that touch it, uncut; they and `pages` count from the beginning of the document, which has
    `characters` characters in `of` parts; `number` counts from 1. `headings` and `clause` are those above the offset
    that was asked for, as in a `Citation`. `notes` count what was left out or converted; those of cleaning have no
    examples.
    """

    document_id: str
    display_title: str
    source: Source
    sha256: str
    added_at: datetime
    characters: int
    number: int
    of: int
    start: int
    end: int
    text: str
    spans: tuple[Span, ...]
    pages: tuple[int, ...]
    headings: tuple[str, ...] = ()
    clause: str | None = None
    notes: tuple[ReadingNote, ...] = ()


def read_part(library: Library, document_id: str, at: int = 0, number: int | None = None) -> DocumentPart:
    """The part with this number; without one, or where there is none with it, the part that holds the character `at`,
    and the first where there is no such character.

    Raises:
        UnknownDocumentError: there is no document with this id.
        LibraryError: the library cannot be read.
    """
    columns = (*WITHOUT_TEXT, func.length(documents.c.text).label("characters"))
    with reading(library.engine) as connection:
        row = document_row(connection, document_id, *columns)
        asked = at if at < row["characters"] else 0
        borders = _Borders(connection, row["number"], row["characters"])
        index = number - 1 if number is not None and 0 < number <= borders.parts else borders.part_with(asked)
        start, end = borders.at(index), borders.at(index + 1)
        headings, clause = _above(connection, row["number"], asked)
        return DocumentPart(
            document_id=document_id,
            display_title=row["display_title"],
            source=source_of(row),
            sha256=row["sha256"],
            added_at=row["added_at"].replace(tzinfo=UTC),
            characters=row["characters"],
            number=index + 1,
            of=borders.parts,
            start=start,
            end=end,
            text=_text(connection, row["number"], start, end),
            spans=_spans(connection, row["number"], start, end),
            pages=tuple(row["pages"]),
            headings=headings,
            clause=clause,
            notes=(*notes_of(row["notes"]), *_left_out(connection, row["number"])),
        )


class _Borders:
    """Where the parts of a document begin and end, each found without those before it."""

    def __init__(self, connection: Connection, document: int, characters: int) -> None:
        self._connection = connection
        self._document = document
        self._characters = characters
        self.parts = max(1, (characters + PART // 2) // PART)

    def at(self, index: int) -> int:
        """Where the part with this index begins, counted from 0: with the last span that begins in the half part
        before its share of the text, or where its share begins.
        """
        if index <= 0 or index >= self.parts:
            return 0 if index <= 0 else self._characters
        share = index * PART
        inside = (spans.c.document == self._document, spans.c.start > share - PART // 2, spans.c.start <= share)
        found: int | None = self._connection.scalar(select(func.max(spans.c.start)).where(*inside))
        return share if found is None else found

    def part_with(self, offset: int) -> int:
        """The index of the part that holds this character."""
        index = min(offset // PART, self.parts - 1)
        return index + 1 if index + 1 < self.parts and self.at(index + 1) <= offset else index


def _text(connection: Connection, document: int, start: int, end: int) -> str:
    piece = func.substr(documents.c.text, start + 1, end - start)
    return str(connection.scalar(select(piece).where(documents.c.number == document)))


def _spans(connection: Connection, document: int, start: int, end: int) -> tuple[Span, ...]:
    touching = (spans.c.document == document, spans.c.end > start, spans.c.start < end)
    rows = connection.execute(select(spans).where(*touching).order_by(spans.c.start)).mappings()
    return tuple(map(span_of, rows))


def _left_out(connection: Connection, document: int) -> Iterator[ReadingNote]:
    """How many spans of each kind are not searched."""
    counted = select(spans.c.kind, func.count()).where(spans.c.document == document, spans.c.kind.in_(list(NoteKind)))
    for kind, count in connection.execute(counted.group_by(spans.c.kind).order_by(spans.c.kind)):
        yield ReadingNote(NoteKind(kind), count)


def _above(connection: Connection, document: int, offset: int) -> tuple[tuple[str, ...], str | None]:
    """The headings above an offset, outermost first, and the number of its khoản."""
    around = (passages.c.document == document, passages.c.start <= offset, passages.c.end > offset)
    query = select(passages.c.start, passages.c.end, passages.c.headings).where(*around)
    passage = connection.execute(query).first()
    if passage is None:
        return (), None
    headings = tuple(_text(connection, document, *between) for between in passage.headings)
    text = _text(connection, document, passage.start, passage.end)
    return headings, clause_at(headings, text, offset - passage.start)

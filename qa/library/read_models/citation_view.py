"""What is kept of a document that a citation could need?

Its text and where passages, sentences and headings stand in it; no vectors. Read within the caller's transaction, a few
documents at a time.
"""

import json
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, Row, RowMapping, Text, cast, func, select, type_coerce

from qa.library.document_rows import heading_offsets, source_of
from qa.library.tables.document_tables import documents, passages, sentences
from qa.text.utf16 import astral_offsets
from qa.types import Source

# One query for so many; more would only hold more of the library in memory at once.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class KeptPassage:
    """A passage's offsets, those at which its sentences begin and end, rising, and those of the headings above it,
    outermost first.
    """

    start: int
    end: int
    sentence_starts: tuple[int, ...]
    sentence_ends: tuple[int, ...]
    headings: tuple[tuple[int, int], ...]


# Document, start, end, headings, and the offsets of the sentences, as they come out of the database: a citation needs
# one passage, and a library has a hundred thousand.
_PassageRow = Row[tuple[int, int, int, str, str, str]]


@dataclass(frozen=True, kw_only=True)
class KeptText:
    """A document's text and what stands where in it; passages in order, disjoint."""

    id: str
    display_title: str
    source: Source
    sha256: str
    text: str
    pages: tuple[int, ...]
    rows: Sequence[_PassageRow]

    def passage_at(self, offset: int) -> KeptPassage | None:
        """The passage that holds this character; None between passages."""
        number = bisect_right(self._passage_starts, offset) - 1
        return _passage(self.rows[number]) if number >= 0 and offset < self.rows[number].end else None

    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of every sentence, in order."""
        passages = map(_passage, self.rows)
        return [offsets for one in passages for offsets in zip(one.sentence_starts, one.sentence_ends, strict=True)]

    @cached_property
    def astral(self) -> list[int]:
        """Where the characters stand that take two UTF-16 units."""
        return astral_offsets(self.text)

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [row.start for row in self.rows]


def bare_texts(connection: Connection) -> Iterator[tuple[str, str]]:
    """Id and text of every document, in the order of the library, one after the other."""
    query = select(documents.c.id, documents.c.text).order_by(documents.c.number)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        yield row.id, row.text


def citation_views(connection: Connection, ids: Collection[str]) -> Iterator[KeptText]:
    """The documents of these ids that are there, some in the order of the library, then some more."""
    wanted = list(ids)
    for first in range(0, len(wanted), _AT_ONCE):
        among = documents.c.id.in_(wanted[first : first + _AT_ONCE])
        rows = connection.execute(select(documents).where(among).order_by(documents.c.number)).mappings().all()
        passage_rows = _passages(connection, [row["number"] for row in rows])
        for row in rows:
            yield _kept(row, passage_rows.get(row["number"], ()))


def _passages(connection: Connection, numbers: Sequence[int]) -> dict[int, list[_PassageRow]]:
    """The rows of each document's passages, in order."""
    starts, ends = (
        func.aggregate_strings(cast(column, Text), ",").label(name)
        for column, name in ((sentences.c.start, "sentence_starts"), (sentences.c.end, "sentence_ends"))
    )
    headings = type_coerce(passages.c.headings, Text).label("headings")
    query = (
        select(passages.c.document, passages.c.start, passages.c.end, headings, starts, ends)
        .join(sentences, sentences.c.passage == passages.c.number)
        .where(passages.c.document.in_(numbers))
        .group_by(passages.c.number)
        .order_by(passages.c.number)
    )
    found: dict[int, list[_PassageRow]] = {}
    for row in connection.execute(query):
        found.setdefault(row.document, []).append(row)
    return found


def _kept(row: RowMapping, passage_rows: Sequence[_PassageRow]) -> KeptText:
    return KeptText(
        id=row["id"],
        display_title=row["display_title"],
        source=source_of(row),
        sha256=row["sha256"],
        text=row["text"],
        pages=tuple(row["pages"]),
        rows=passage_rows,
    )


def _passage(row: _PassageRow) -> KeptPassage:
    headings = heading_offsets(json.loads(row.headings))
    return KeptPassage(row.start, row.end, _rising(row.sentence_starts), _rising(row.sentence_ends), headings)


def _rising(numbers: str) -> tuple[int, ...]:
    """Sorted, since a database may put them together in any order; sentences are disjoint."""
    return tuple(sorted(map(int, numbers.split(","))))

"""What is each document called? The display title was derived wherever it was shown, and is kept from here on.

It stands behind the text, where SQLite puts a new column: to place it before would mean to write the whole library
again. And not by Alembic's copy of the table, which would count row numbers from 1 again, and by dropping the old one
drop every passage with it.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import OperationalError

from qa.text.display_title import display_title
from qa.types import Span, SpanKind

revision = "3"
down_revision = "2"

documents = sa.table("documents", *map(sa.column, ("number", "title", "text", "display_title")))
spans = sa.table("spans", *map(sa.column, ("document", "start", "end", "kind")))


def upgrade() -> None:
    """Adds the column and fills it."""
    op.add_column("documents", sa.Column("display_title", sa.String, nullable=False, server_default=""))
    connection = op.get_bind()
    connection.execute(sa.update(documents).where(documents.c.title != "").values(display_title=documents.c.title))
    untitled = sa.select(documents.c.number).where(sa.func.coalesce(documents.c.title, "") == "")
    for number in connection.scalars(untitled).all():
        title = _title(connection, number)
        connection.execute(sa.update(documents).where(documents.c.number == number).values(display_title=title))


def _title(connection: sa.Connection, number: int) -> str:
    """The opening words of the document with this row number; none where somebody has damaged it, as `hoidap verify`
    will report.
    """
    try:
        text: str = connection.execute(sa.select(documents.c.text).where(documents.c.number == number)).scalar_one()
        return display_title(None, text, _spans(connection, number))
    except (OperationalError, TypeError, ValueError):  # no UTF-8, no text, no kind of span
        return ""


def _spans(connection: sa.Connection, number: int) -> Iterator[Span]:
    query = sa.select(spans).where(spans.c.document == number).order_by(spans.c.start)
    return (Span(row.start, row.end, SpanKind(row.kind)) for row in connection.execute(query))

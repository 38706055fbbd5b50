"""Which table holds what people said of answers?

It stands in the library's own database, so that a copy of the library has it too. Documents are named and not referred
to: what was said outlives the document that it was said of.
"""

from sqlalchemy import Boolean, Column, DateTime, Integer, String, Table, Text

from qa.library.tables.document_tables import metadata

feedback = Table(
    "feedback",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("given_at", DateTime, nullable=False),
    # The library's, as the answer named it.
    Column("generation", Integer),
    Column("question", Text, nullable=False),
    Column("read_as", Text),
    Column("helpful", Boolean, nullable=False),
    Column("note", Text),
    # The sentence that was judged; all four are missing where an abstention was.
    Column("document_id", String),
    Column("document_sha256", String(64)),
    Column("start", Integer),
    Column("end", Integer),
    sqlite_autoincrement=True,
)

"""Which tables hold what was accepted and is not done yet?

They stand in the library's own database: one transaction keeps a job whole, and one file is all there is to copy.
"""

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from qa.library.tables.document_tables import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("finished_at", DateTime),
    Column("items", Integer, nullable=False),
    # Of the items that are done.
    Column("added", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("sentences", Integer, nullable=False),
    # The same four numbers, as JSON, of the items under way: shown as progress, forgotten when a run breaks off.
    Column("underway", Text),
    # How the first of its documents were read, as JSON: id, and kind, count and examples of each note.
    Column("readings", Text),
    sqlite_autoincrement=True,
)

job_items = Table(
    "job_items",
    metadata,
    # An item is here until it is done, and its bytes with it.
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("job", ForeignKey("jobs.number", ondelete="CASCADE"), nullable=False),
    Column("name", String, nullable=False),
    Column("origin", String),
    # As JSON, what was said of it. The column has an older name.
    Column("told", Text, key="source", nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    # Runs that began with this item: one that brings the process down must not do so for ever.
    Column("attempts", Integer, nullable=False),
    Index("job_items_by_job", "job"),
    sqlite_autoincrement=True,
)

job_rejections = Table(
    "job_rejections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("job", ForeignKey("jobs.number", ondelete="CASCADE"), nullable=False),
    Column("where", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("cause", String, nullable=False),
    Index("job_rejections_by_job", "job"),
    sqlite_autoincrement=True,
)

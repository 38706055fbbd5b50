"""Which tables hold the library?

The database is the only truth: text, spans and vectors live here, and every index is a cache of it. Vectors are
little-endian float16: a unit vector keeps its cosines to about 1e-3, which is below what bfloat16 encoding leaves.
"""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

# The newest of the migrations, and the first version that they start from.
SCHEMA_VERSION = "4"
OLDEST_VERSION = 2

metadata = MetaData()

# As Alembic makes it and keeps it, one row; read here, so that Alembic need not be imported to see that all is well.
schema_versions = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

# The bytes that documents were read from, each kept once.
files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("origin", String, nullable=False, unique=True),
    # What it is called where people read of it, derived from title, text and spans. Not in the seal, which is older;
    # `hoidap verify` derives it again. The default is there because SQLite adds no column without one.
    Column("display_title", String, nullable=False, server_default=""),
    Column("title", String),
    Column("publisher", String),
    Column("url", String),
    Column("published_at", Date),
    Column("author", String),
    Column("added_at", DateTime, nullable=False),
    Column("sha256", String(64), nullable=False),
    # Names the rules that marked and split this text: a document is read anew when they have changed.
    Column("recipe", String, nullable=False),
    # Over everything derived from the text, so that a byte changed by hand anywhere is found.
    Column("seal", String(64), nullable=False),
    # Offsets at which the pages begin.
    Column("pages", JSON, nullable=False),
    Column("file", ForeignKey("files.sha256")),
    Column("file_name", String),
    Column("media_type", String),
    # What reading left out or converted: kind, count, examples of each. For people, and not in the seal.
    Column("notes", JSON, nullable=False, server_default="[]"),
    # Last, since SQLite walks over it to reach whatever stands behind it.
    Column("text", Text, nullable=False),
    Index("documents_by_file", "file"),
    sqlite_autoincrement=True,
)

spans = Table(
    "spans",
    metadata,
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("level", Integer, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # Offsets of the headings above it, outermost first.
    Column("headings", JSON, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Index("passages_by_document", "document"),
)

sentences = Table(
    "sentences",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("passage", ForeignKey("passages.number", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Index("sentences_by_passage", "passage"),
)

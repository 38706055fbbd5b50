"""Which tables does a library of version 2 have?

It was the first to be migrated from. Such libraries know nothing of Alembic, and those made early in its time lack the
tables of jobs or feedback; so what is missing is made, and what is there stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = None


def upgrade() -> None:
    """Makes the tables that are missing."""
    _facts_and_files()
    _documents()
    _spans()
    _passages()
    _sentences()
    _jobs()
    _job_items()
    _job_rejections()
    _feedback()


def _facts_and_files() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )


def _spans() -> None:
    op.create_table(
        "spans",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        if_not_exists=True,
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("headings", sa.JSON, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_index("passages_by_document", "passages", ["document"], if_not_exists=True)


def _sentences() -> None:
    op.create_table(
        "sentences",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("passage", sa.Integer, sa.ForeignKey("passages.number", ondelete="CASCADE"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_index("sentences_by_passage", "sentences", ["passage"], if_not_exists=True)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("origin", sa.String, nullable=False, unique=True),
        sa.Column("title", sa.String),
        sa.Column("publisher", sa.String),
        sa.Column("url", sa.String),
        sa.Column("published_at", sa.Date),
        sa.Column("author", sa.String),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("recipe", sa.String, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("file", sa.String(64), sa.ForeignKey("files.sha256")),
        sa.Column("file_name", sa.String),
        sa.Column("media_type", sa.String),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("documents_by_file", "documents", ["file"], if_not_exists=True)


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("replaced", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("sentences", sa.Integer, nullable=False),
        sa.Column("underway", sa.Text),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )


def _job_items() -> None:
    op.create_table(
        "job_items",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("job", sa.Integer, sa.ForeignKey("jobs.number", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("origin", sa.String),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("job_items_by_job", "job_items", ["job"], if_not_exists=True)


def _job_rejections() -> None:
    op.create_table(
        "job_rejections",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("job", sa.Integer, sa.ForeignKey("jobs.number", ondelete="CASCADE"), nullable=False),
        sa.Column("where", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("cause", sa.String, nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("job_rejections_by_job", "job_rejections", ["job"], if_not_exists=True)


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("given_at", sa.DateTime, nullable=False),
        sa.Column("generation", sa.Integer),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("read_as", sa.Text),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("document_id", sa.String),
        sa.Column("document_sha256", sa.String(64)),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )

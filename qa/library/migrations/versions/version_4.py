"""What did reading leave out of a document, or convert? It is kept from here on; of older documents nothing is known.

The column stands behind the text, as in the version before.
"""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Adds a column to the documents, and one to the jobs."""
    op.add_column("documents", sa.Column("notes", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("jobs", sa.Column("readings", sa.Text))

"""What does Alembic run the migrations in? In the connection and the transaction of whoever opens the library."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()

"""How is an older library brought up to date?

Alembic takes a while to import and is needed once in a library's life, so this module is imported only then.
"""

from threading import Lock

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

# Alembic keeps what it is doing in global variables.
_one_at_a_time = Lock()


def upgrade(connection: Connection) -> None:
    """Runs the migrations that this database has not seen, within the caller's transaction; nothing is encoded."""
    config = Config()
    config.set_main_option("script_location", "qa.library:migrations")
    config.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(config, "head")

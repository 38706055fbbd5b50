"""When does what was written come into the database file itself?

SQLite writes to a log beside the file (`library.db-wal`) and moves that over at a checkpoint: by itself when the log
has grown to 4 MB or the last connection is closed. Until then the file alone is an older library, or an empty one.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError

from qa.library.database import PATIENCE

# In seconds: how old the file alone can be while a server runs, if nobody keeps on reading or writing meanwhile.
INTERVAL = 10.0

log = logging.getLogger(__name__)


def empty_log(engine: Engine, patience: float = 0) -> bool:
    """Moves the log into the database file and empties it; whether that was done.

    It waits at most `patience` seconds for other connections, in this process or another, that read or write. What is
    not moved is as safe in the log, so no failure is an error.
    """
    if not _has_log(engine):
        return True
    try:
        with closing(engine.raw_connection()) as connection:
            return _emptied(connection.cursor(), patience)
    except (sqlite3.Error, SQLAlchemyError) as error:
        log.info("The write-ahead log stays as it is: %s", error)
        return False


def _has_log(engine: Engine) -> bool:
    try:
        return Path(f"{engine.url.database}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False


def _emptied(cursor: DBAPICursor, patience: float) -> bool:
    # Nearly all of the work, in a way that stops neither readers nor writers; what is left takes the writers' lock.
    cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {1000 * patience:.0f}")
    try:
        blocked, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE:.0f}")
    return not blocked


class Checkpointer:
    """A thread that empties a library's log now and then, from `start` to `stop`, or as long as a `with` block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="checkpoints", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and waits for that."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def __enter__(self) -> "Checkpointer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        while not self._stopping.wait(INTERVAL):
            empty_log(self._engine)

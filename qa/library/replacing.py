"""How does a library that was built beside another replace it?

In one transaction: whoever reads sees all of the old one or all of the new one, and whatever dies on the way, the old
one is there as it was.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Table

from qa.library.database import with_another, writing
from qa.library.facts import next_generation, set_fact
from qa.library.store import DATABASE_NAME, Library
from qa.library.tables.document_tables import documents, passages, sentences, spans

# Row numbers are moved behind all that were ever given, so that no index takes a new document for an old one.
NUMBERED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (documents, ("number",)),
    (spans, ("document",)),
    (passages, ("number", "document")),
    (sentences, ("number", "passage")),
)
NUMBERS_OF = {"document": "documents", "passage": "passages"}


def replace_documents(library: Library, folder: Path) -> bool:
    """Puts the documents of the library in `folder`, and their model, in place of this one's, if they are the same.

    The same means: made from the same sources and files, or from the same texts where these came without a file.
    Otherwise nothing changes, and the answer is False: somebody changed the library since the other was built. Files
    and dates of arrival stay as they are.

    Raises:
        LibraryError: one of them cannot be read or written.
    """
    with (
        with_another(library.folder / DATABASE_NAME, folder / DATABASE_NAME) as engine,
        writing(engine) as connection,
    ):
        if _difference(connection):
            return False
        connection.exec_driver_sql("CREATE TEMP TABLE arrived AS SELECT id, added_at FROM main.documents")
        moved = {table.name: _last_number(connection, table) for table, _ in NUMBERED if table is not spans}
        connection.exec_driver_sql("DELETE FROM main.documents")
        for table, numbers in NUMBERED:
            _copy(connection, table, numbers, moved)
        connection.exec_driver_sql(
            "UPDATE main.documents SET added_at = (SELECT added_at FROM arrived WHERE arrived.id = documents.id)"
        )
        connection.exec_driver_sql("DROP TABLE arrived")
        model = connection.exec_driver_sql("SELECT value FROM other.facts WHERE name = 'model'").scalar_one()
        set_fact(connection, "model", model)
        next_generation(connection)
    return True


def _difference(connection: Connection) -> bool:
    """Whether one holds a document that the other does not, or not so."""
    text = "CASE WHEN file IS NULL THEN sha256 END"  # of a file new rules may read another
    columns = f"origin, {text}, title, publisher, url, published_at, author, file, file_name, media_type"
    sides = [f"SELECT {columns} FROM {name}.documents" for name in ("main", "other")]  # noqa: S608 - no input in it
    return any(
        connection.exec_driver_sql(f"SELECT EXISTS ({these} EXCEPT {those})").scalar()
        for these, those in (sides, reversed(sides))
    )


def _last_number(connection: Connection, table: Table) -> int:
    query = "SELECT coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = ?"
    return int(connection.exec_driver_sql(query, (table.name,)).scalar_one())


def _copy(connection: Connection, table: Table, numbers: Sequence[str], moved: dict[str, int]) -> None:
    names = [f'"{column.name}"' for column in table.columns]
    values = [
        f'"{column.name}" + {moved[NUMBERS_OF.get(column.name, table.name)]}'
        if column.name in numbers
        else f'"{column.name}"'
        for column in table.columns
    ]
    listed, given = ", ".join(names), ", ".join(values)
    # Names come from the schema and numbers from the database: nothing in it was typed by anybody.
    connection.exec_driver_sql(
        f"INSERT INTO main.{table.name} ({listed}) SELECT {given} FROM other.{table.name}"  # noqa: S608 - see above
    )

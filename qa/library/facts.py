"""What does the library know about itself?

Each function works within the caller's transaction.
"""

from sqlalchemy import Connection, insert, select, update

from qa.library.tables.document_tables import facts


def fact(connection: Connection, name: str) -> str | None:
    """The value of this fact; None where it was never written."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def set_fact(connection: Connection, name: str, value: str) -> None:
    """Writes a fact, in place of its former value."""
    if not connection.execute(update(facts).where(facts.c.name == name).values(value=value)).rowcount:
        connection.execute(insert(facts).values(name=name, value=value))


def model_of(connection: Connection) -> str | None:
    """The fingerprint of the encoder that the library's vectors come from; None where there never were any."""
    return fact(connection, "model")


def generation_of(connection: Connection) -> int:
    """The library's generation, as this transaction sees it."""
    return int(fact(connection, "generation") or 0)


def next_generation(connection: Connection) -> int:
    """Raises the generation, as the last step of a change, and returns it."""
    generation = generation_of(connection) + 1
    set_fact(connection, "generation", str(generation))
    return generation

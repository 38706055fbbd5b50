"""How do files become documents?

Reading decodes or extracts, and nothing else: what a document says is kept to the character.
"""

from collections.abc import Iterator

from qa.reading.paths import KNOWN_SUFFIXES, read_path
from qa.types import RawDocument, Rejected


def read_upload(data: bytes, name: str, origin: str | None = None) -> Iterator[RawDocument | Rejected]:
    return iter(())


__all__ = ["KNOWN_SUFFIXES", "read_path", "read_upload"]

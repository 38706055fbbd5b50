"""How do files become documents?

Reading decodes or extracts, and nothing else: what a document says is kept to the character.
"""

from qa.reading.paths import KNOWN_SUFFIXES, read_path

__all__ = ["KNOWN_SUFFIXES", "read_path"]

"""How do files become documents?

Reading decodes or extracts, and nothing else: what a document says is kept to the character.
"""

from qa.reading.paths import KNOWN_SUFFIXES
from qa.reading.stand_in import ReadingLimits, read_path, read_upload  # STAND-IN until the reading side is merged

__all__ = ["KNOWN_SUFFIXES", "ReadingLimits", "read_path", "read_upload"]

"""How do files become documents?

Reading decodes or extracts text, and nothing else: no character of it is changed afterwards.
"""

from qa.reading.folders import Skipped
from qa.reading.kinds import KNOWN_SUFFIXES
from qa.reading.limits import ReadingLimits
from qa.reading.paths import read_path
from qa.reading.uploads import read_upload

__all__ = ["KNOWN_SUFFIXES", "ReadingLimits", "Skipped", "read_path", "read_upload"]

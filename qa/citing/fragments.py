"""Which address opens a web page at the quotation?

A text fragment (https://wicg.github.io/scroll-to-text-fragment/): `#:~:text=prefix-,start,end,-suffix`. A browser
matches each part within one block of the page, in whole words, with the blanks between words as they are rendered. So
every part is a slice of the document without line breaks or runs of blanks, cut between words; if the quotation itself
has such blanks, or is long, only its beginning and its end are given.
"""

import re
from urllib.parse import quote as percent_encoded

from qa.reading.source_fields import is_web_address
from qa.types import Quote

_DIRECTIVE = ":~:"

# In characters. Longer quotations are given by beginning and end, as Chromium's own generator does.
LONGEST_WHOLE = 300
# About fifteen words, which is plenty to identify a passage.
_EDGE = 80

# Blanks that a page may render differently: all but a single space.
_ODD_BLANKS = re.compile(r"[^\S ]\s*|\s{2,}")


def text_fragment(url: str | None, quote: Quote) -> str | None:
    """The URL with a text directive; its own fragment is kept before it, a text directive of its own is replaced.

    None if the URL is no http(s) address, or the quotation begins or ends with a word that is too long.
    """
    if url is None or not is_web_address(url):
        return None
    parts = _parts(quote.exact)
    if parts is None:
        return None
    before, behind = _last_words(quote.prefix), _first_words(quote.suffix)
    directive = [
        *([f"{_encoded(before)}-"] if before else []),
        *map(_encoded, parts),
        *([f"-{_encoded(behind)}"] if behind else []),
    ]
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={','.join(directive)}"


def _parts(exact: str) -> tuple[str, ...] | None:
    """The whole quotation, or its first and its last words, which do not overlap."""
    lines = [line for line in _ODD_BLANKS.split(exact) if line.strip()]
    if len(lines) == 1 and len(exact) <= LONGEST_WHOLE and lines[0] == exact:
        return (exact,)
    if not lines:
        return None
    first, last = _opening(lines[0]), _ending(lines[-1])
    if not first or not last or (len(lines) == 1 and len(first) + len(last) >= len(exact)):
        return None
    return first, last


def _opening(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _EDGE else line[: _EDGE + 1].rpartition(" ")[0].rstrip()


def _ending(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _EDGE else line[-_EDGE - 1 :].partition(" ")[2].lstrip()


def _last_words(prefix: str) -> str:
    """The text before the quotation on its line, without the first word, which may have been cut."""
    if not prefix[-1:].isspace():
        return ""  # as in the middle of a word: a browser would not find it
    return _ODD_BLANKS.split(prefix)[-1].partition(" ")[2].strip()


def _first_words(suffix: str) -> str:
    if not suffix[:1].isspace():
        return ""
    return _ODD_BLANKS.split(suffix)[0].rpartition(" ")[0].strip()


def _encoded(part: str) -> str:
    """Percent-encoded, including dashes, commas and ampersands, which are syntax of the directive."""
    return percent_encoded(part, safe="").replace("-", "%2D")

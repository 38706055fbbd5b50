"""Can this web page be parsed in time linear in its size?

libxml2 compares each attribute of a tag with all those before it, and trafilatura counts the cells of a row again for
each cell. No real page comes near these limits; without them a page of two megabytes may take an hour.
"""

import re
from typing import Any

from qa.errors import TooLargeError
from qa.reading.limits import with_points

MOST_ATTRIBUTES = 1_000  # of one tag; pages have fifty
MOST_CELLS = 16_384  # of one row; no spreadsheet has more columns
MOST_TAGS = 500_000  # each takes about 50 microseconds; the standard of HTML on one page has fewer

# The rest of a tag: quotation marks count only after an equals sign. Possessive throughout, so that a page is scanned
# once.
_VALUE = r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+)"
_REST = rf"(?:\s++|{_VALUE}|[^\s=>]++)*+"
_MARKUP = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?:script|style)\b{_REST}.*?(?:</(?:script|style)|\Z)|<[a-z](?P<rest>{_REST})",
    re.IGNORECASE | re.DOTALL,
)
_NAME_OR_VALUE = re.compile(rf"{_VALUE}|(?P<name>[^\s=>]++)")


def check_markup(html: str) -> None:
    """Checks the tags in the source, before it is parsed.

    Raises:
        TooLargeError: there are too many, or one has too many attributes.
    """
    tags = 0
    for found in _MARKUP.finditer(html):
        rest = found["rest"]
        tags += rest is not None
        if rest and len(rest) > 2 * MOST_ATTRIBUTES and _names_in(rest) > MOST_ATTRIBUTES:
            raise TooLargeError(
                f"trang HTML có thẻ mang quá {with_points(MOST_ATTRIBUTES)} thuộc tính; hãy lưu lại trang"
            )
    if tags > MOST_TAGS:
        raise TooLargeError(f"trang HTML có quá {with_points(MOST_TAGS)} thẻ; hãy chia trang thành nhiều tệp nhỏ hơn")


def check_rows(tree: Any) -> None:  # noqa: ANN401 - an lxml element, and lxml ships no types
    """Checks the tables of a parsed page.

    Raises:
        TooLargeError: a row has too many cells.
    """
    if tree.xpath(f"//*[count(td) + count(th) > {MOST_CELLS}]"):
        raise TooLargeError(f"trang HTML có hàng của bảng dài quá {with_points(MOST_CELLS)} ô; hãy chia nhỏ bảng")


def _names_in(rest: str) -> int:
    return sum(found["name"] is not None for found in _NAME_OR_VALUE.finditer(rest))

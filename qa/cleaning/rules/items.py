"""Which lines are list items, and which are quotations?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.types import SpanKind

_MARK = re.compile(r"[-–*+•●○▪■◦·]\s+(?=\S)|[-•●▪](?=[^\W\d_])")
_LETTERED = re.compile(r"[a-zđ]\)\s+(?=\S)")
_QUOTED = re.compile(r">\s+\S.*|[“\"][^“”\"]{20,}[”\"].*")


def list_items(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Two or more lines in a row that begin with the same kind of bullet or letter."""
    for sign in (_MARK, _LETTERED):
        run: list[int] = []
        for index in range(len(page.lines) + 1):
            if index < len(page.lines) and page.kinds[index] is None and sign.match(page.lines[index].folded):
                run.append(index)
                continue
            if len(run) > 1:
                yield from ((item, SpanKind.LIST) for item in run)
            run = []


def quotes(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Markdown's block quotes, and paragraphs that open with a quotation."""
    for index in page.undecided():
        if page.lines[index].key[0] in '>“"' and _QUOTED.fullmatch(page.lines[index].key):
            yield index, SpanKind.QUOTE

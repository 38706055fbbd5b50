"""What does the file's own markup say of a line?"""

from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.types import SpanKind


def marked_by_markup(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Lines of which a DOCX, a PDF or a web page itself says that they are headings, items, captions, running heads."""
    for index in range(len(page.lines)) if page.marked else ():
        mark = page.mark_at(index)
        if mark is not None and mark.kind is not SpanKind.BODY:
            yield index, mark.kind

"""What does the file's own markup say of a line?"""

from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.types import SpanKind


def marked_by_markup(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Lines that the markup of a DOCX or a web page gives as titles, headings, items, quotations or captions."""
    for index in range(len(page.lines)) if page.marked else ():
        mark = page.mark_at(index)
        if mark is not None and (mark.kind is not SpanKind.OTHER or page.lines[index].end <= mark.end):
            yield index, mark.kind

"""Which text stands on the pages that a program printed as plain text?

`pdftotext` and word processors end each page with a form feed, and print its running heads and numbers with it. Such a
text is read as the pages that it shows: sentences run on over them.
"""

import re

from qa.reading.formats.pdf.columns import lines_in_order
from qa.reading.formats.pdf.page_lines import Piece
from qa.reading.formats.pdf.paragraphs import laid_out
from qa.reading.formats.pdf.running_lines import left_out, without_running_lines
from qa.reading.notes import notes_of
from qa.types import ReadingNote

_PAGE_END = "\f"
# Words with three blanks between them stand apart.
_PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
_PAGE_END_OF_A_LINE = re.compile(r"(?:(?<=[\r\n])|\A)\f")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# The measures of a page printed with a typewriter, where the unit is a tenth of a letter's height.
_WIDTH, _HEIGHT, _STEP = 4.0, 10.0, 12.0


def is_paged(text: str) -> bool:
    """Whether form feeds divide the text: each at the beginning of a line, where a stray one is within a line."""
    return _PAGE_END in text and text.count(_PAGE_END) == len(_PAGE_END_OF_A_LINE.findall(text))


def read_pages(text: str) -> tuple[str, tuple[int, ...], tuple[ReadingNote, ...]]:
    """The paragraphs with a blank line between, the offset at which each page begins, and what was left out."""
    pages = [_rows(page) for page in text.removesuffix(_PAGE_END).split(_PAGE_END)]
    kept = without_running_lines(pages, at_one_height=False)
    return *laid_out([lines_in_order(rows) for rows in kept]), notes_of(running_line=left_out(pages, kept))


def _rows(page: str) -> list[list[Piece]]:
    """The pieces of each line that is not blank."""
    lines = [line.expandtabs() for line in _LINE_BREAK.split(page)]
    rows = [(number, list(_PIECE.finditer(line))) for number, line in enumerate(lines)]
    return [[_piece(number, found) for found in pieces] for number, pieces in rows if pieces]


def _piece(number: int, found: re.Match[str]) -> Piece:
    top = number * _STEP
    words = " ".join(found[0].split())
    return Piece(number, words, found.start() * _WIDTH, found.end() * _WIDTH, top, top + _HEIGHT, _HEIGHT)

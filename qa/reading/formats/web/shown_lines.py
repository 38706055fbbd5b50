"""Which lines does a browser show of a page's main content?

trafilatura's text has signs that stand nowhere on the page ("- " before items, "|" between cells, rulers below heads),
so its tree is walked instead: what is quoted is then found on the page as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa.types import SpanKind

# What a browser puts between the cells of a row when the row is copied.
BETWEEN_CELLS = "\t"

_KINDS = {
    "head": SpanKind.HEADING,
    "item": SpanKind.LIST,
    "quote": SpanKind.QUOTE,
    "caption": SpanKind.CAPTION,
}
_BLOCKS = frozenset({*_KINDS, "p", "list", "table", "lb"})
# Not a no-break space, which a browser shows as it is.
_BLANKS = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is shown, not blank; `level` as in `Span`. None is the kind of a paragraph."""

    text: str
    kind: SpanKind | None = None
    level: int = 0


def shown_lines(body: Any) -> Iterator[ShownLine]:  # noqa: ANN401 - an lxml element, and lxml ships no types
    """The lines of trafilatura's tree in order: paragraphs, headings, items, and rows with their cells in order."""
    walk = _Walk()
    walk.into(body, ShownLine(""))
    walk.end_line()
    return iter(walk.lines)


class _Walk:
    def __init__(self) -> None:
        self.lines: list[ShownLine] = []
        self._pieces: list[str] = []
        self._like = ShownLine("")

    def into(self, element: Any, like: ShownLine) -> None:  # noqa: ANN401 - as above
        """Everything within the element, in lines of this kind."""
        self._add(element.text, like)
        for child in element:
            self._child(child, like)
            self._add(child.tail, like)

    def end_line(self) -> None:
        """What was gathered becomes a line."""
        text = _flat("".join(self._pieces))
        self._pieces.clear()
        if text:
            self.lines.append(ShownLine(text, self._like.kind, self._like.level))

    def _child(self, child: Any, like: ShownLine) -> None:  # noqa: ANN401 - as above
        if child.tag == "row":
            self.end_line()
            self.lines += _row(child)
        elif child.tag in _BLOCKS:
            self.end_line()
            self.into(child, ShownLine("", _KINDS[child.tag], _level(child)) if child.tag in _KINDS else like)
            self.end_line()
        else:
            self.into(child, like)

    def _add(self, text: str | None, like: ShownLine) -> None:
        """Text with its line breaks, which are left where the page shows them."""
        self._like = like
        for number, piece in enumerate((text or "").split("\n")):
            if number:
                self.end_line()
            self._pieces.append(piece)


def _row(row: Any) -> Iterator[ShownLine]:  # noqa: ANN401 - as above
    """A line with every cell but the empty ones at its end; body, where there are several, whatever it says."""
    cells = [_flat(" ".join(line.text for line in shown_lines(cell))) for cell in row]
    if any(cells):
        yield ShownLine(BETWEEN_CELLS.join(cells).rstrip(BETWEEN_CELLS), SpanKind.BODY if len(cells) > 1 else None)


def _flat(text: str) -> str:
    shown = "".join(letter for letter in text if letter == "\t" or unicodedata.category(letter) != "Cc")
    return _BLANKS.sub(" ", shown).strip(" ")


def _level(element: Any) -> int:  # noqa: ANN401 - as above
    rend = element.get("rend", "")
    return int(rend[1]) if element.tag == "head" and rend[1:].isdigit() else int(element.tag == "head")

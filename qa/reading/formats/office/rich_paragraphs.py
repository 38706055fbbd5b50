"""Which paragraphs and rows does the text of an RTF file make?"""

import re
from collections.abc import Iterator

from qa.reading.formats.office.blocks import Block, row_of
from qa.reading.formats.office.rich_state import BESIDE, LABEL
from qa.reading.formats.word_text import has_word
from qa.types import SpanKind

_HEADING = re.compile(r"heading ([0-9]{1,2})", re.IGNORECASE)
_RANKS = 9  # of paragraphs in an outline; one more is the text itself


class Paragraphs:
    """Gathers the text of a paragraph until it ends. `defined` is the style that the style sheet is about to name."""

    ENDS = frozenset({"par", "sect", "page", "cell", "nestcell", "row", "nestrow"})

    def __init__(self) -> None:
        self.defined = 0
        self._styles: dict[int, str] = {}
        self._pieces: list[str] = []
        self._beside: list[str] = []
        self._label: list[str] = []
        self._cells: list[str] = []
        self._style, self._rank, self._in_table = 0, _RANKS, False

    def add(self, text: str, into: int | None) -> None:
        """Adds to the paragraph, to its label, or to what stands beside it: a note, a text box."""
        {BESIDE: self._beside, LABEL: self._label}.get(into or 0, self._pieces).append(text)

    def name_style(self, text: str) -> None:
        """Names the style that is being defined."""
        self._styles[self.defined] = self._styles.get(self.defined, "") + text.strip(" ;")

    def measure(self, word: str, number: int | None, *, defines: bool) -> None:
        """A word on the paragraph, or, where the style sheet `defines` one, on the style."""
        if word == "s" and defines:
            self.defined = number or 0
        elif defines:
            return
        elif word == "pard":
            self._style, self._rank, self._in_table = 0, _RANKS, False
        elif word == "intbl":
            self._in_table = True
        elif word == "s":
            self._style = number or 0
        elif word == "outlinelevel":
            self._rank = number or 0

    def end(self, word: str) -> Iterator[Block]:
        """What the end of a paragraph, a cell or a row completes."""
        if word in {"row", "nestrow"}:
            yield row_of(self._cells)
            self._cells.clear()
        elif word in {"cell", "nestcell"}:
            self._cells.append(_whole(self._pieces))
        elif self._in_table:
            self._pieces.append(" ")
        else:
            label = " ".join(_whole(self._label).split())
            yield self._block(label, _whole(self._pieces))
            yield from map(Block, _whole(self._beside).split("\n"))

    def _block(self, label: str, text: str) -> Block:
        # A hyphen for any bullet, as in a Word file.
        label = label if any(map(str.isalnum, label)) else "-" * bool(label)
        shown = f"{label} {text}" if text.strip() and label else text
        style = self._styles.get(self._style, "")
        if named := _HEADING.fullmatch(style):
            return Block(shown, SpanKind.HEADING, int(named[1]))
        if 0 <= self._rank < _RANKS:
            return Block(shown, SpanKind.HEADING, self._rank + 1)
        if style.lower() == "title":
            return Block(shown, SpanKind.TITLE)
        return Block(shown, SpanKind.LIST if label and not has_word(label) else None)


def _whole(pieces: list[str]) -> str:
    """The pieces together; large letters of Unicode come in two halves."""
    text = "".join(pieces)
    pieces.clear()
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

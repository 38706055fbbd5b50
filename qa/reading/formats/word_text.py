"""Which text does Word show of a file?

The XML is walked as Word does: what was inserted, moved here, linked or put into a content control is text like any
other; what was deleted, moved away, struck out or hidden is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qa.reading.formats.office.blocks import BETWEEN_CELLS
from qa.reading.formats.word_numbering import WordNumbering
from qa.reading.formats.word_styles import WORD, RunStyle, WordStyles, child_value, run_style
from qa.reading.legacy_fonts import FontReading

# What stands around paragraphs, or around runs, and only says something of them.
_AROUND = frozenset(
    f"{WORD}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
)
_CHARACTERS = {
    f"{WORD}tab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
# What was deleted or moved away, while changes are tracked.
_TAKEN_AWAY = frozenset({f"{WORD}del", f"{WORD}moveFrom"})
# Word writes a text box twice, once for itself and once for older programs.
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_TEXT_BOX = f"{WORD}txbxContent"
_NOTES = {f"{WORD}{kind}Reference": f"{WORD}{kind}" for kind in ("footnote", "endnote")}
# Elements in elements; a document of a person has a tenth.
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class WordBlock:
    """A paragraph or a row of a table: its text, the name of its style, "" in a table, and whether it is in a list."""

    text: str
    style: str = ""
    listed: bool = False


class WordText:
    """Reads the blocks of a file's body in order. `left_out` has what was met on the way and is not shown."""

    def __init__(
        self, styles: WordStyles, numbering: WordNumbering, fonts: FontReading, notes: Iterable[Any] = ()
    ) -> None:
        """`notes` are the elements of the footnotes and endnotes."""
        self._styles, self._numbering, self._fonts = styles, numbering, fonts
        self._notes = {(note.tag, note.get(f"{WORD}id")): note for note in notes}
        self.left_out: list[str] = []

    def blocks(self, body: Any, depth: int = 0) -> Iterator[WordBlock]:  # noqa: ANN401 - lxml ships no types
        """Paragraphs, rows, and behind each paragraph its notes and the text boxes that are fixed to it."""
        if depth > _DEEPEST:
            return
        for element in body:
            if element.tag == f"{WORD}p":
                yield self._paragraph(element)
                for box in _text_boxes(element):
                    yield from self.blocks(box, depth + 1)
                yield from self._notes_of(element, depth)
            elif element.tag == f"{WORD}tbl":
                yield from self._rows(element, depth + 1)
            elif element.tag in _AROUND:
                yield from self.blocks(element, depth + 1)

    def _notes_of(self, paragraph: Any, depth: int) -> Iterator[WordBlock]:  # noqa: ANN401 - as above
        """The footnotes and endnotes that the paragraph refers to, each once."""
        for reference in paragraph.iter(*_NOTES):
            note = self._notes.pop((_NOTES[reference.tag], reference.get(f"{WORD}id")), None)
            if note is not None:
                yield from self.blocks(note, depth + 1)

    def _paragraph(self, paragraph: Any) -> WordBlock:  # noqa: ANN401 - as above
        properties = paragraph.find(f"{WORD}pPr")
        style_id = child_value(properties, "pStyle")
        style = self._styles.run_style(style_id)
        text = "".join(self._runs(paragraph, style))
        own = None if properties is None else properties.find(f"{WORD}numPr")
        numbered = own if own is not None else self._styles.numbering(style_id)
        label = self._numbering.label(numbered) if numbered is not None and text.strip() else None
        shown = f"{label} {text}" if label else text
        # A list of articles is marked by no bullet but by its words, which other rules read.
        return WordBlock(shown, self._styles.name(style_id), label is not None and not has_word(label))

    def _runs(self, parent: Any, style: RunStyle, depth: int = 0) -> Iterator[str]:  # noqa: ANN401 - as above
        if depth > _DEEPEST:
            return
        for element in parent:
            if element.tag == f"{WORD}r":
                yield self._run(element, style)
            elif element.tag in _AROUND:
                yield from self._runs(element, style, depth + 1)
            elif element.tag in _TAKEN_AWAY:
                self.left_out.append("".join(element.itertext(f"{WORD}delText", f"{WORD}t")))

    def _run(self, run: Any, style: RunStyle) -> str:  # noqa: ANN401 - as above
        properties = run.find(f"{WORD}rPr")
        if properties is not None:
            named = child_value(properties, "rStyle")
            style = run_style(properties).over(self._styles.run_style(named).over(style) if named else style)
        text = "".join(
            (element.text or "") if element.tag == f"{WORD}t" else _CHARACTERS.get(element.tag, "") for element in run
        )
        if style.hidden:
            self.left_out.append(text)
            return ""
        return self._fonts.shown(text, style.font)

    def _rows(self, table: Any, depth: int) -> Iterator[WordBlock]:  # noqa: ANN401 - as above
        """Every row on a line, with every cell of it, the empty and the equal ones too; a merged cell is one."""
        for row in _children(table, f"{WORD}tr"):
            cells = [self._cell(cell, depth) for cell in _children(row, f"{WORD}tc")]
            if any(cells):
                yield WordBlock(BETWEEN_CELLS.join(cells))

    def _cell(self, cell: Any, depth: int) -> str:  # noqa: ANN401 - as above
        return " ".join(" ".join(block.text for block in self.blocks(cell, depth + 1)).split())


def _children(parent: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The children with this tag, those within what only stands around them too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _AROUND:
            yield from _children(element, tag)


def _text_boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The contents of the boxes in a paragraph, not those of boxes in boxes; of two writings of a box the first."""
    for run in paragraph.iter(f"{WORD}r"):
        for element in run:
            shown = element[0] if element.tag == _ALTERNATIVES and len(element) else element
            box = next(shown.iter(_TEXT_BOX), None)
            if box is not None and next(run.iterancestors(_TEXT_BOX, f"{WORD}p"), None) is paragraph:
                yield box


def has_word(label: str) -> bool:
    """Whether a number comes with a word, as in "Điều 3."."""
    return any(len(word) > 1 and word.isalpha() for word in label.strip("0123456789.)( ").split())

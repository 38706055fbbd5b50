"""Which text does LibreOffice show of an OpenDocument text?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qa.reading.formats.office.blocks import Block, row_of
from qa.reading.formats.office.open_lists import LEVELS, OpenLists
from qa.reading.formats.office.open_styles import DRAW, OFFICE, TABLE, TEXT, OpenStyle, OpenStyles
from qa.reading.formats.word_text import has_word
from qa.reading.legacy_fonts import FontReading
from qa.types import SpanKind

# What stands around paragraphs, and only says something of them.
_AROUND = frozenset(
    {f"{TEXT}section", f"{TEXT}index-body", f"{TEXT}numbered-paragraph", f"{DRAW}frame", f"{DRAW}text-box", f"{DRAW}g"}
)
_ROWS = frozenset(f"{TABLE}table-{name}" for name in ("header-rows", "rows", "row-group"))
# Within a paragraph, and no part of its sentences.
_ASIDE = frozenset({f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}note", f"{DRAW}frame", f"{DRAW}g"})
_KINDS = {
    "title": SpanKind.TITLE,
    "caption": SpanKind.CAPTION,
    "quotations": SpanKind.QUOTE,
}
_DEEPEST = 60  # elements in elements, as in a Word file
_MOST_BLANKS = 1_000  # in one `text:s`


class OpenText:
    """Reads the blocks of a file's body in order. `left_out` has what was met on the way and is not shown."""

    def __init__(self, styles: OpenStyles, fonts: FontReading) -> None:
        self._styles, self._lists = styles, OpenLists(styles)
        self.left_out: list[str] = []
        self._fonts = fonts

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:  # noqa: ANN401 - lxml ships no types
        """Paragraphs, headings, items, rows, and behind each paragraph its notes and text boxes."""
        for element in parent if depth <= _DEEPEST else ():
            if element.tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield self._paragraph(element)
                yield from self._beside(element, depth + 1)
            elif element.tag == f"{TEXT}list":
                yield from self._list(element, depth + 1)
            elif element.tag == f"{TABLE}table":
                yield from self._rows(element, depth + 1)
            elif element.tag == f"{TEXT}tracked-changes":
                self.left_out += map(_text, element.iter(f"{TEXT}deletion"))
            elif element.tag in _AROUND:
                if element.get(f"{TEXT}display") == "none":
                    self.left_out.append(_text(element))
                else:
                    yield from self.blocks(element, depth + 1)

    def _paragraph(self, paragraph: Any) -> Block:  # noqa: ANN401 - as above
        style = paragraph.get(f"{TEXT}style-name")
        text = "".join(self._inline(paragraph, self._styles.of(style, OpenStyle())))
        if paragraph.tag == f"{TEXT}h":
            level = max(1, min(int(paragraph.get(f"{TEXT}outline-level", 1)), LEVELS))
            number = self._lists.heading_number(paragraph, level) if text.strip() else ""
            return Block(f"{number} {text}" if number else text, SpanKind.HEADING, level)
        names = (_KINDS.get(name) for name in self._styles.names(style))
        return Block(text, next((kind for kind in names if kind is not None), None))

    def _inline(self, parent: Any, style: OpenStyle, depth: int = 0) -> Iterator[str]:  # noqa: ANN401 - as above
        yield self._shown(parent.text, style)
        for element in parent if depth <= _DEEPEST else ():
            if element.tag == f"{TEXT}s":
                yield " " * min(int(element.get(f"{TEXT}c", 1)), _MOST_BLANKS)
            elif element.tag == f"{TEXT}tab":
                yield "\t"
            elif element.tag == f"{TEXT}line-break":
                yield "\n"
            elif element.tag not in _ASIDE and isinstance(element.tag, str):
                yield from self._inline(element, self._styles.of(element.get(f"{TEXT}style-name"), style), depth + 1)
            yield self._shown(element.tail, style)

    def _shown(self, text: str | None, style: OpenStyle) -> str:
        # Line breaks and runs of blanks of the file are single blanks, as in a web page.
        flat = " ".join(f".{text or ''}.".split())[1:-1]
        if style.hidden:
            self.left_out.append(flat)
            return ""
        return self._fonts.shown(flat, style.font)

    def _beside(self, paragraph: Any, depth: int) -> Iterator[Block]:  # noqa: ANN401 - as above
        for element in paragraph.iter(f"{TEXT}note-body", f"{DRAW}text-box"):
            around = element.iterancestors(f"{TEXT}note-body", f"{DRAW}text-box", f"{TEXT}p", f"{TEXT}h")
            if next(around, None) is paragraph:
                yield from self.blocks(element, depth)

    def _list(self, element: Any, depth: int, level: int = 1, style: str = "") -> Iterator[Block]:  # noqa: ANN401
        style = self._lists.begin(element, level, style)
        for item in element if depth <= _DEEPEST else ():
            number = self._lists.number(item, level, style)
            for inner in item:
                if inner.tag == f"{TEXT}list":
                    yield from self._list(inner, depth + 1, level + 1, style)
                    continue
                for block in self.blocks((inner,), depth + 1):
                    yield _listed(block, number)
                    number = number if not block.text.strip() else ""

    def _rows(self, table: Any, depth: int) -> Iterator[Block]:  # noqa: ANN401 - as above
        for element in table if depth <= _DEEPEST else ():
            if element.tag in _ROWS:
                yield from self._rows(element, depth + 1)
            elif element.tag == f"{TABLE}table-row":
                cells = (cell for cell in element if cell.tag == f"{TABLE}table-cell")
                yield row_of(" ".join(block.text for block in self.blocks(cell, depth + 1)) for cell in cells)


def _listed(block: Block, number: str) -> Block:
    """The block as an item; a list of articles is marked by no bullet but by its words, which other rules read."""
    numbered = f"{number} {block.text}" if number and block.text.strip() else block.text
    return Block(numbered, block.kind or (None if has_word(number) else SpanKind.LIST), block.level)


def _text(element: Any) -> str:  # noqa: ANN401 - as above
    return " ".join("".join(part.itertext()) for part in element.iter(f"{TEXT}p", f"{TEXT}h"))

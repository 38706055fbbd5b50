"""Which document do the slides of a PPTX hold?"""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from qa.errors import UnreadableError
from qa.reading.containers import check_container
from qa.reading.decoding import check_text
from qa.reading.formats.office.blocks import Block, laid_out, row_of
from qa.reading.legacy_fonts import FontReading, read_with_fonts
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.reading.source_fields import one_line
from qa.types import RawDocument, Source, SpanKind

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_DAMAGED = "không mở được tệp PPTX; tệp bị hỏng, hãy lưu lại bằng PowerPoint hay LibreOffice"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STRUCK = frozenset({"sngStrike", "dblStrike"})
_DEEPEST = 20  # groups in groups


def read_slides(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The text of the slides that are shown, each a page of the document: its title as a heading, paragraphs, and rows.
    Shapes are read from top to bottom. What the speaker reads to himself is no part of it.

    Raises:
        UnreadableError: it is damaged, has a password, is no PPTX, or holds no text.
        TooLargeError: it unpacks to more than the limit.
    """
    if data.startswith(_OLE):
        raise UnreadableError("tệp PPTX có mật khẩu, hoặc là PowerPoint đời cũ (.ppt); hãy lưu lại ở dạng .pptx")
    check_container(data, limits, damaged=_DAMAGED)
    # It takes a third of a second to import, and most runs read no slides.
    import pptx  # noqa: PLC0415 - see above

    try:
        presentation: Any = pptx.Presentation(io.BytesIO(data))
        (slides, hidden), fonts = read_with_fonts(lambda fonts: _read(presentation, fonts))
        properties = presentation.core_properties
        source = Source(title=one_line(properties.title), author=one_line(properties.author))
    except Exception as error:  # python-pptx and lxml raise anything on a damaged file
        raise UnreadableError(_DAMAGED) from error
    text, marked = laid_out(block for slide in slides for block in slide)
    check_text(text, limits)
    notes = notes_of(hidden=hidden, converted=fonts)
    return RawDocument(origin, source, text, marked, pages=_begins(slides, len(text)), notes=notes)


def _begins(slides: Iterable[list[Block]], characters: int) -> tuple[int, ...]:
    """The offset at which each slide begins in a text of so many characters."""
    begins, position = [], 0
    for slide in slides:
        begins.append(min(position, characters))
        position += sum(len(block.text) + 2 for block in slide if block.text.strip())
    return tuple(begins)


def _read(presentation: Any, fonts: FontReading) -> tuple[list[list[Block]], list[str]]:  # noqa: ANN401 - as below
    """The blocks of each slide, and what is not shown."""
    read = _Slides(fonts)
    return [list(read.blocks_of(slide)) for slide in presentation.slides], read.left_out


class _Slides:
    def __init__(self, fonts: FontReading) -> None:
        self._fonts = fonts
        self.left_out: list[str] = []

    def blocks_of(self, slide: Any) -> Iterator[Block]:  # noqa: ANN401 - python-pptx ships no types
        if slide.element.get("show") in {"0", "false"}:
            title = slide.shapes.title
            self.left_out.append(title.text_frame.text if title is not None else "trang chiếu ẩn")
            return
        title = slide.shapes.title
        first = None if title is None else title.shape_id
        for shape in sorted(_shapes(slide.shapes), key=lambda shape: (shape.shape_id != first, *_corner(shape))):
            yield from self._shape(shape, is_title=shape.shape_id == first)

    def _shape(self, shape: Any, *, is_title: bool) -> Iterator[Block]:  # noqa: ANN401 - as above
        if shape.has_text_frame:
            paragraphs = [paragraph for one in shape.text_frame.paragraphs if (paragraph := self._text(one)).strip()]
            if is_title:
                yield Block(" ".join(" ".join(paragraphs).split()), SpanKind.HEADING, 1)
            else:
                # The text below a title is a list, whose bullets stand in the layout; a hyphen is as good as any.
                listed = shape.is_placeholder and len(paragraphs) > 1
                yield from (Block(f"- {text}", SpanKind.LIST) if listed else Block(text) for text in paragraphs)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                cells = (cell for cell in row.cells if not cell.is_spanned)
                yield row_of(" ".join(map(self._text, cell.text_frame.paragraphs)) for cell in cells)

    def _text(self, paragraph: Any) -> str:  # noqa: ANN401 - as above
        return "".join(map(self._run, paragraph._p))

    def _run(self, run: Any) -> str:  # noqa: ANN401 - as above
        if run.tag == f"{_DRAWING}br":
            return "\n"
        text = "".join(run.itertext(f"{_DRAWING}t"))
        properties = run.find(f"{_DRAWING}rPr")
        if properties is None or not text:
            return text
        if properties.get("strike") in _STRUCK:
            self.left_out.append(text)
            return ""
        face = properties.find(f"{_DRAWING}latin")
        return self._fonts.shown(text, None if face is None else face.get("typeface"))


def _shapes(shapes: Any, depth: int = 0) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The shapes, those within groups too."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, depth + 1) if depth < _DEEPEST else ()
        else:
            yield shape


def _corner(shape: Any) -> tuple[int, int]:  # noqa: ANN401 - as above
    return shape.top or 0, shape.left or 0

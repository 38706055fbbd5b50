"""Which document does a DOCX hold?"""

import io
import re
from collections.abc import Iterator
from typing import Any

from qa.errors import DocumentError, UnreadableError
from qa.reading.containers import check_container
from qa.reading.decoding import check_text
from qa.reading.formats.office.blocks import Block, bounded, laid_out
from qa.reading.formats.word_numbering import WordNumbering
from qa.reading.formats.word_styles import WORD, WordStyles
from qa.reading.formats.word_text import WordBlock, WordText
from qa.reading.legacy_fonts import FontReading, read_with_fonts
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.reading.source_fields import one_line
from qa.types import RawDocument, Source, SpanKind

# The container of Word 97, and of newer documents with a password.
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = "không mở được tệp DOCX; tệp bị hỏng, hãy lưu lại bằng Word hay LibreOffice"
# Word's internal names of styles in small letters, the same in every language of its interface.
_KINDS = {
    "title": SpanKind.TITLE,
    "caption": SpanKind.CAPTION,
    "quote": SpanKind.QUOTE,
    "intense quote": SpanKind.QUOTE,
}
_HEADING = re.compile(r"heading ([0-9]{1,2})")
_LIST = "list"
_NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")
_MARGIN = re.compile(r"/word/(?:header|footer)[0-9]*\.xml")


def read_word_file(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """Paragraphs and table rows, one per line, in order; styles give headings, lists, captions and quotes.

    Raises:
        UnreadableError: it is damaged, has a password, is no DOCX, or holds no text.
        TooLargeError: it unpacks to more than the limit.
    """
    _check_container(data, limits)
    # It takes a tenth of a second to import, and most runs read no DOCX.
    import docx  # noqa: PLC0415 - see above

    try:
        document: Any = docx.Document(io.BytesIO(data))
        (blocks, hidden), fonts = read_with_fonts(lambda fonts: _read(document, fonts))
        notes = notes_of(hidden=hidden, running_line=_margins(document), converted=fonts)
        properties = document.core_properties
        source = Source(title=one_line(properties.title), author=one_line(properties.author))
    except (DocumentError, MemoryError):  # limits, which are no damage
        raise
    except Exception as error:  # python-docx and lxml raise anything on a damaged file
        raise UnreadableError(_DAMAGED) from error
    text, marked = laid_out(blocks)
    check_text(text, limits)
    return RawDocument(origin, source, text, marked, notes=notes)


def _check_container(data: bytes, limits: ReadingLimits) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableError("tệp DOCX có mật khẩu; hãy bỏ mật khẩu rồi nạp lại")
        raise UnreadableError("đây là tệp Word đời cũ (.doc); hãy lưu lại ở dạng .docx")
    check_container(data, limits, damaged=_DAMAGED)


def _read(document: Any, fonts: FontReading) -> tuple[list[Block], list[str]]:  # noqa: ANN401 - python-docx ships no types
    """The blocks, and what is not shown."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above

    parts = {part.partname: part for part in document.part.package.iter_parts()}
    numbering = parts.get("/word/numbering.xml")
    read = WordText(
        WordStyles(document.styles.element),
        WordNumbering(None if numbering is None else numbering.element),
        fonts,
        notes=[note for name in _NOTES if name in parts for note in parse_xml(parts[name].blob)],
    )
    return [Block(one.text, *_kind_of(one)) for one in bounded(read.blocks(document.element.body))], read.left_out


def _margins(document: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """The text of each header and footer, which stands on every page and on none in particular."""
    for part in document.part.package.iter_parts():
        if _MARGIN.fullmatch(part.partname):
            yield "".join(part.element.itertext(f"{WORD}t"))


def _kind_of(block: WordBlock) -> tuple[SpanKind | None, int]:
    if level := _HEADING.fullmatch(block.style):
        return SpanKind.HEADING, int(level[1])
    if block.style.startswith(_LIST) or block.listed:
        return SpanKind.LIST, 0
    return _KINDS.get(block.style), 0

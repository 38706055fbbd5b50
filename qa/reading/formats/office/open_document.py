"""Which document does an ODT hold?

Its XML is walked as that of a Word file is: libraries for OpenDocument give the same elements, and know nothing of what
is struck out or hidden.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from qa.errors import DocumentError, UnreadableError
from qa.reading.containers import check_container
from qa.reading.decoding import check_text
from qa.reading.formats.office.blocks import Block, bounded, laid_out
from qa.reading.formats.office.open_styles import OFFICE, STYLE, OpenStyles
from qa.reading.formats.office.open_text import OpenText
from qa.reading.legacy_fonts import FontReading, read_with_fonts
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.reading.source_fields import one_line
from qa.types import RawDocument, Source

_DAMAGED = "không mở được tệp ODT; tệp bị hỏng, hãy lưu lại bằng LibreOffice hay Word"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_AUTHORS = (
    "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}initial-creator",
    "{http://purl.org/dc/elements/1.1/}creator",
)


def read_open_document(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """Paragraphs, items with their numbers, and table rows, one per line, in order; headings by their rank.

    Raises:
        UnreadableError: it is damaged, has a password, is no ODT, or holds no text.
        TooLargeError: it unpacks to more than the limit.
    """
    check_container(data, limits, damaged=_DAMAGED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            _check_password(container)
            content = _parsed(container, "content.xml")
            styles, meta = _parsed(container, "styles.xml"), _parsed(container, "meta.xml")
        looks = OpenStyles(root for root in (styles, content) if root is not None)
        body = content.find(f"{OFFICE}body/{OFFICE}text")
        (blocks, hidden), fonts = read_with_fonts(lambda fonts: _read(body, looks, fonts))
        text, marked = laid_out(blocks)
    except DocumentError:
        raise
    except Exception as error:  # zipfile and lxml raise anything on a damaged file
        raise UnreadableError(_DAMAGED) from error
    check_text(text, limits)
    notes = notes_of(hidden=hidden, running_line=_margins(styles), converted=fonts)
    return RawDocument(origin, _source(meta), text, marked, notes=notes)


def _read(body: Any, styles: OpenStyles, fonts: FontReading) -> tuple[list[Block], list[str]]:  # noqa: ANN401 - as below
    """The blocks, and what is not shown."""
    read = OpenText(styles, fonts)
    return bounded(read.blocks(body)), read.left_out


def _check_password(container: zipfile.ZipFile) -> None:
    if b"encryption-data" in _part(container, "META-INF/manifest.xml"):
        raise UnreadableError("tệp ODT có mật khẩu; hãy bỏ mật khẩu rồi nạp lại")


def _part(container: zipfile.ZipFile, name: str) -> bytes:
    return container.read(name) if name in container.namelist() else b""


def _parsed(container: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - an lxml element, and lxml ships no types
    from lxml import etree  # noqa: PLC0415 - most runs read no ODT

    part = _part(container, name)
    # An entity may stand for a billion letters, or for a file of this machine.
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True)) if part else None


def _margins(styles: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """The text of headers and footers, which stands on every page and on none in particular."""
    for margin in styles.iter(f"{STYLE}header", f"{STYLE}footer") if styles is not None else ():
        yield "".join(margin.itertext())


def _source(meta: Any) -> Source:  # noqa: ANN401 - as above
    if meta is None:
        return Source()
    authors = (found for name in _AUTHORS if (found := one_line(meta.findtext(f".//{name}"))))
    return Source(title=one_line(meta.findtext(f".//{_TITLE}")), author=next(authors, None))

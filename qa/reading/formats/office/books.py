"""Which document does an EPUB hold?"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import unquote

from qa.errors import DocumentError, UnreadableError
from qa.reading.containers import check_container
from qa.reading.decoding import check_text, decode
from qa.reading.formats.office.blocks import Block, bounded, laid_out
from qa.reading.formats.web.page_limits import check_markup, check_rows
from qa.reading.formats.web.plain_pages import lines_of_page
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.reading.source_fields import day_of, one_line
from qa.types import RawDocument, Source

_DAMAGED = "không mở được tệp EPUB; tệp bị hỏng, hãy xuất lại sách"
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
# Fonts may be scrambled by these, which keeps nobody from reading.
_SCRAMBLED_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = frozenset({"application/xhtml+xml", "text/html"})


def read_book(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The chapters in the order in which they are read, without the table of contents.

    Raises:
        UnreadableError: it is damaged, protected against copying, no EPUB, or holds no text.
        TooLargeError: it unpacks to more than the limit.
    """
    check_container(data, limits, damaged=_DAMAGED)
    hidden: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            _check_protection(container)
            package, folder = _package(container)
            pages = _pages(container, package, folder)
            blocks = bounded(block for page in pages for block in _blocks(page, limits, hidden))
    except DocumentError:
        raise
    except Exception as error:  # zipfile and lxml raise anything on a damaged file
        raise UnreadableError(_DAMAGED) from error
    text, marked = laid_out(blocks)
    check_text(text, limits)
    return RawDocument(origin, _source(package), text, marked, notes=notes_of(hidden=hidden))


def _check_protection(container: zipfile.ZipFile) -> None:
    if _ENCRYPTION not in container.namelist():
        return
    methods = {found.get("Algorithm") for found in _parsed(container.read(_ENCRYPTION)).iter("{*}EncryptionMethod")}
    if not methods <= set(_SCRAMBLED_FONTS):
        raise UnreadableError("tệp EPUB bị khoá chống sao chép (DRM); hãy dùng bản không khoá")


def _package(container: zipfile.ZipFile) -> tuple[Any, str]:
    """The root of the package document, and its folder."""
    rootfile = next(_parsed(container.read(_CONTAINER)).iter("{*}rootfile"))
    path = rootfile.get("full-path")
    return _parsed(container.read(path)), posixpath.dirname(path)


def _pages(container: zipfile.ZipFile, package: Any, folder: str) -> Iterator[bytes]:  # noqa: ANN401 - lxml ships no types
    items = {item.get("id"): item for item in package.iter("{*}item")}
    names = set(container.namelist())
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in item.get("properties", "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if path in names:
            yield container.read(path)


def _blocks(page: bytes, limits: ReadingLimits, hidden: list[str]) -> Iterator[Block]:
    from lxml import etree, html  # noqa: PLC0415 - most runs read no book

    markup = decode(page, limits)
    check_markup(markup)
    tree: Any = html.document_fromstring(markup.encode(), parser=etree.HTMLParser(encoding="utf-8"))
    check_rows(tree)
    lines, dropped = lines_of_page(tree)
    hidden += dropped
    return (Block(line.text, line.kind, line.level) for line in lines)


def _parsed(part: bytes) -> Any:  # noqa: ANN401 - as above
    from lxml import etree  # noqa: PLC0415 - as above

    # An entity may stand for a billion letters, or for a file of this machine.
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _source(package: Any) -> Source:  # noqa: ANN401 - as above
    title, author, publisher, published = (
        one_line(package.findtext(f".//{{http://purl.org/dc/elements/1.1/}}{name}"))
        for name in ("title", "creator", "publisher", "date")
    )
    return Source(title=title, publisher=publisher, author=author, published_at=_day(published))


def _day(stated: str | None) -> date | None:
    try:
        return day_of(stated or "")
    except ValueError:
        return None

"""Which document does a saved web page hold?"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from qa.errors import UnreadableError
from qa.reading.decoding import check_text, decode
from qa.reading.formats.web.page_fonts import show_legacy_fonts
from qa.reading.formats.web.page_limits import check_markup, check_rows
from qa.reading.formats.web.shown_lines import ShownLine, shown_lines
from qa.reading.formats.web.stated_questions import stated_pairs, with_pairs
from qa.reading.formats.web.visibility import drop_hidden, join_source_lines
from qa.reading.limits import ReadingLimits
from qa.reading.mistaken_letters import letters_read
from qa.reading.notes import notes_of
from qa.reading.source_fields import day_of, is_web_address, one_line
from qa.types import RawDocument, Source, Span, SpanKind

# Where a page states when it was published, the most explicit first. trafilatura would fall back on dates in the
# address, in names of pictures and in running text; a citation with a guessed date is worse than one without.
_STATED_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)

# A file within the page, as SingleFile and e-mail programs write them. A short one costs nothing.
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[\w+/=%.~-]{200,}+", re.ASCII)

# Options of trafilatura. The date that it finds is not used, so it searches as little as possible.
_EXTRACTION: dict[str, Any] = {
    "favor_recall": True,
    "include_comments": False,
    "include_tables": True,
    "with_metadata": True,
    "date_extraction_params": {"extensive_search": False, "original_date": True},
}


def read_web_page(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The main content that trafilatura finds, a paragraph or a row per line; nothing else is part of the document.

    The title is in the source only, unless the page repeats it in its text.

    Raises:
        UnreadableError: the encoding is not supported, or there is no text to extract.
        TooLargeError: there is too much markup to parse in reasonable time.
    """
    # trafilatura takes most of a second to import, and most runs read no web page.
    import trafilatura  # noqa: PLC0415 - see above

    # Before extraction, which drops soft hyphens from titles: TCVN3 has "ư" there.
    html, tables = letters_read(decode(_without_embedded(data), limits))
    check_markup(html)
    tree = trafilatura.load_html(html)
    if tree is None:
        raise UnreadableError("không đọc được mã HTML; hãy lưu lại trang ở dạng HTML đầy đủ")
    check_rows(tree)
    published_at = _stated_date(tree)
    pairs = stated_pairs(_linked_data(tree))
    notes = notes_of(hidden=drop_hidden(tree), converted=[*tables, *show_legacy_fonts(tree)])
    join_source_lines(tree)
    captions = {" ".join("".join(caption.itertext()).split()) for caption in tree.xpath("//figcaption")}
    page: Any = trafilatura.bare_extraction(tree, **_EXTRACTION)
    lines = [] if page is None else list(shown_lines(page.body))
    if not lines:
        return _of_its_frame(html, origin, published_at, limits)
    text, marked = with_pairs(*_laid_out(lines, captions), pairs)
    check_text(text, limits)
    source = Source(
        title=one_line(page.title),
        publisher=one_line(page.sitename),
        url=page.url if page.url and is_web_address(page.url) else None,
        published_at=published_at,
        author=one_line(page.author),
    )
    return RawDocument(origin, source, text, marked, notes=notes)


def _without_embedded(data: bytes) -> bytes:
    """The page without the pictures and fonts that it carries in itself, which no limit on text is for."""
    if b"data:" not in data:
        return data
    return _EMBEDDED.sub("data:,", data.decode("latin-1")).encode("latin-1")


def _of_its_frame(html: str, origin: str, published_at: date | None, limits: ReadingLimits) -> RawDocument:
    """The document of a page without an article: the text of its header, sidebars and footer, on one line."""
    import trafilatura  # noqa: PLC0415 - as above
    from lxml import etree  # noqa: PLC0415 - as above

    tree: Any = trafilatura.load_html(html)  # anew, since extraction takes a tree apart
    title = one_line(tree.findtext(".//title"))
    etree.strip_elements(tree, "script", "style", "noscript", with_tail=False)
    drop_hidden(tree)
    show_legacy_fonts(tree)
    text: str = trafilatura.html2txt(tree, clean=False).strip()
    if not text:
        raise UnreadableError("không tìm thấy nội dung bài viết trong trang HTML")
    check_text(text, limits)
    return RawDocument(origin, Source(title=title, published_at=published_at), text)


def _laid_out(lines: Sequence[ShownLine], captions: set[str]) -> tuple[str, tuple[Span, ...]]:
    """The text with one line for each, and the marks as offsets into it."""
    marked, position = [], 0
    for line in lines:
        kind = line.kind or (SpanKind.CAPTION if line.text in captions else None)
        if kind is not None:
            marked.append(Span(position, position + len(line.text), kind, line.level))
        position += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(marked)


def _stated_date(tree: Any) -> date | None:  # noqa: ANN401 - an lxml element, and lxml ships no types
    values = (str(value) for path in _STATED_DATES for value in tree.xpath(path))
    for value in (*values, *_dates_of_linked_data(tree)):
        try:
            return day_of(value)
        except ValueError:
            continue
    return None


def _dates_of_linked_data(tree: Any) -> Iterator[str]:  # noqa: ANN401 - an lxml element, and lxml ships no types
    for item in _linked_data(tree):
        if isinstance(value := item.get("datePublished"), str):
            yield value


def _linked_data(tree: Any) -> Iterator[dict[str, object]]:  # noqa: ANN401 - as above
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _objects(json.loads(str(script)))
        except (ValueError, RecursionError):
            continue


def _objects(parsed: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD script: one, a list of them, or a `@graph` of them."""
    items = parsed if isinstance(parsed, list) else [parsed]
    for item in items:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()

"""Which document does a Markdown file hold?

The text stays as it is written; CommonMark says of which kind its lines are.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from typing import Any

from qa.reading.decoding import decode
from qa.reading.formats.front_matter import front_matter_of
from qa.reading.formats.front_matter_source import source_of_front_matter
from qa.reading.formats.paged_text import is_paged
from qa.reading.formats.text_files import read_text_file
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument, Source, Span, SpanKind

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
# Nothing but tags, or an instruction to the generator of a site: `{% include toc %}`, `{{< figure >}}`.
_MARKUP_ALONE = re.compile(r"(?:\s*</?[a-zA-Z][^<>]*>)+\s*|\s*(?:\{%.*%\}|\{\{.*\}\})\s*")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# A paragraph above a ruler is a heading to CommonMark, though its author may have meant a paragraph.
_LONGEST_SETEXT = 150


def read_markdown_file(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The whole file as text, front matter included, with the kinds that CommonMark gives its lines.

    Raises:
        DocumentError: the encoding is not supported, or a field of the front matter is invalid.
    """
    text = decode(data, limits)
    if is_paged(text):
        return read_text_file(data, origin, limits)
    front_matter = front_matter_of(text)
    source = Source() if front_matter is None else source_of_front_matter(front_matter.fields)
    return RawDocument(origin, source, text, tuple(_marks(text, front_matter.end if front_matter else 0)))


def _marks(text: str, start: int) -> list[Span]:
    """The kinds of the lines below `start`, in order and disjoint."""
    lines = [found.span(1) for found in _LINE.finditer(text, start) if found.start() < len(text)]
    kinds = _kinds_of_lines([text[first:last] for first, last in lines])
    code = [Span(*lines[number], kind) for number, (kind, _) in sorted(kinds.items()) if kind is SpanKind.BODY]
    comments = [one for one in _comments(text, lines) if not _overlapping(code, one.start, one.start + 1)]
    marks = [Span(*lines[number], *kinds[number]) for number in kinds if lines[number][0] < lines[number][1]]
    free = [mark for mark in marks if not _overlapping(comments, mark.start, mark.end)]
    return sorted((*comments, *free), key=lambda mark: mark.start)


def _comments(text: str, lines: list[tuple[int, int]]) -> list[Span]:
    """`<!-- … -->` of HTML, and lines between lines of `%%`, which Obsidian does not show; in order and disjoint."""
    found: list[Span] = []
    opened: int | None = None
    for first, last in lines:
        if text[first:last].strip() == "%%":
            if opened is not None:
                found.append(Span(opened, last, SpanKind.OTHER))
            opened = first if opened is None else None
    position = lines[0][0] if lines else 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        position = end + 3
        if not _overlapping(found, start, position):
            insort(found, Span(start, position, SpanKind.OTHER), key=lambda span: span.start)
    return found


def _overlapping(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of these, in order and disjoint, has a character of the range."""
    index = bisect_right(spans, start, key=lambda span: span.end)
    return index < len(spans) and spans[index].start < end


def _kinds_of_lines(lines: list[str]) -> dict[int, tuple[SpanKind, int]]:
    """Kind and level of the lines that are not simply text, by number. Headings with `#` are left to cleaning."""
    # It takes a tenth of a second to import, and most runs read no Markdown.
    from markdown_it import MarkdownIt  # noqa: PLC0415 - see above

    env: dict[str, Any] = {}
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])  # what is within a line does not matter here
    tokens = parser.parse("\n".join(lines), env)
    kinds = {number: (SpanKind.OTHER, 0) for number, line in enumerate(lines) if _MARKUP_ALONE.fullmatch(line)}
    for reference in env.get("references", {}).values():
        kinds |= dict.fromkeys(range(*reference["map"]), (SpanKind.OTHER, 0))
    for token in tokens:
        if token.type == "heading_open" and token.markup in {"=", "-"}:
            kinds |= _of_underlined_heading(lines, token, is_first=token is tokens[0])
        elif token.type in {"fence", "code_block"}:
            kinds |= _of_code(lines, token)
    return kinds | dict.fromkeys(_items(tokens), (SpanKind.LIST, 0))


def _of_underlined_heading(lines: list[str], token: Any, *, is_first: bool) -> dict[int, tuple[SpanKind, int]]:  # noqa: ANN401 - a token
    first, end = token.map
    content = " ".join(lines[first : end - 1]).strip()
    kinds = {end - 1: (SpanKind.OTHER, 0)}
    if len(content) <= _LONGEST_SETEXT and not _CLOSED.search(content):
        level = int(token.tag[1])
        kind = (SpanKind.TITLE, 0) if is_first and level == 1 else (SpanKind.HEADING, level)
        kinds |= dict.fromkeys(range(first, end - 1), kind)
    return kinds


def _of_code(lines: list[str], token: Any) -> dict[int, tuple[SpanKind, int]]:  # noqa: ANN401 - as above
    """What stands in code is text, and a `#` in it marks no heading; the fences are not."""
    first, end = token.map
    kinds = dict.fromkeys(range(first, end), (SpanKind.BODY, 0))
    if token.type == "fence":
        kinds[first] = (SpanKind.OTHER, 0)
        if end - 1 > first and lines[end - 1].strip().startswith(token.markup):
            kinds[end - 1] = (SpanKind.OTHER, 0)
    return kinds


def _items(tokens: list[Any]) -> Iterator[int]:
    """The first lines of the items of numbered lists: one number by itself may be a heading's."""
    for opened, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            items: list[int] = []
            for inner in tokens[opened + 1 :]:
                if inner.type == "ordered_list_close" and inner.level == token.level:
                    break
                if inner.type == "list_item_open" and inner.level == token.level + 1:
                    items.append(inner.map[0])
            yield from items if len(items) > 1 else ()

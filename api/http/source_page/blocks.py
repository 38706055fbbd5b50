"""Which paragraphs, items and headings make up a part of a document?

The blocks tile the part: every character lies in one of them, so that a page made of them has the text whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.library.read_models.page_view import DocumentPart
from qa.types import Span, SpanKind

# As `str.splitlines` has it, which is how lines were split when the spans were marked.
_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch from `start` to `end`, what it is, and the spans in it, clipped to the part.

    There are only blanks before its first span and after its last. `rank` is the level of a heading among those shown:
    1 for the outermost, none skipped, 0 for no heading. `is_apart`: a blank line stands before it.
    """

    start: int
    end: int
    kind: SpanKind
    spans: tuple[Span, ...]
    rank: int = 0
    is_apart: bool = False


def blocks_of(part: DocumentPart) -> Iterator[Block]:
    """The blocks of a part, in order; one at least, unless its text is empty."""
    groups = list(_groups(part))
    if not groups and part.text:
        yield Block(start=part.start, end=part.end, kind=SpanKind.BODY, spans=())
    borders = [part.start, *(group[0].start for group in groups[1:]), part.end]
    open_levels: list[int] = []
    for index, group in enumerate(groups):
        kind = _kind(group)
        rank = _rank(open_levels, group) if kind in (SpanKind.TITLE, SpanKind.HEADING) else 0
        is_apart = index > 0 and _breaks(part, groups[index - 1][-1].end, group[0].start) > 1
        yield Block(
            start=borders[index],
            end=borders[index + 1],
            kind=kind,
            spans=tuple(group),
            rank=rank,
            is_apart=is_apart,
        )


def _groups(part: DocumentPart) -> Iterator[list[Span]]:
    """Spans that stand on one line, as a heading and the marks around it, belong to one block."""
    group: list[Span] = []
    for span in part.spans:
        clipped = Span(max(span.start, part.start), min(span.end, part.end), span.kind, span.level)
        if group and not _goes_on(part, group, clipped):
            yield group
            group = []
        group.append(clipped)
    if group:
        yield group


def _goes_on(part: DocumentPart, group: Sequence[Span], span: Span) -> bool:
    """Whether a span belongs to the block before it: on its line, and not a second thing beside marks."""
    if _breaks(part, group[-1].end, span.start):
        return False
    return span.kind is SpanKind.OTHER or _kind(group) is SpanKind.OTHER


def _kind(group: Sequence[Span]) -> SpanKind:
    return next((span.kind for span in group if span.kind is not SpanKind.OTHER), SpanKind.OTHER)


def _rank(open_levels: list[int], group: Sequence[Span]) -> int:
    """How deep a heading stands below those that are still open; a title, of level 0, is above them all."""
    level = next(span.level for span in group if span.kind is not SpanKind.OTHER)
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
    open_levels.append(level)
    return len(open_levels)


def _breaks(part: DocumentPart, start: int, end: int) -> int:
    """How many lines end between two offsets."""
    return sum(1 for _ in _LINE_BREAK.finditer(part.text, start - part.start, end - part.start))

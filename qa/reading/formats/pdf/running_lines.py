"""Which lines of a PDF are running heads and page numbers?

They stand at the same height on page after page, and say the same or count up by one. A line that has only one of these
signs is text: a label above other content, a year by itself, the number of a chapter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.reading.formats.pdf.page_lines import Piece

_EDGE = 2  # lines at the top and at the bottom of a page that may be running lines
_FEWEST_PAGES = 3
_MOST_PAGES = 0.5  # a running line is on more pages of the document than that
# Or on fewer, but dense where it is: heads change with the chapter, and between even and odd pages.
_FEWEST_IN_A_CHAPTER = 4
_DENSE = 0.4
_LONGEST = 200  # characters of a running line
_SAME_HEIGHT = 3.0  # points
_SHORT = 0.7  # of the lines around it
_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")

_COUNT = r"(?:(?:trang|page|tr\.)\W*)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?"
_NUMBER = re.compile(rf"\W*{_COUNT}\W*", re.IGNORECASE)
_NAMED = re.compile(r"\W*(?:trang|page|tr\.)\W*\d.*", re.IGNORECASE)
# A number that is set off from the words beside it, or called a page.
_AFTER_WORDS = re.compile(rf"(.*\w)(?:\s*[|·•–—]\s*|\s+-\s+|\s+(?=(?:trang|page)\s)){_COUNT}\W*", re.IGNORECASE)
_BEFORE_WORDS = re.compile(rf"\W*{_COUNT}(?:\s*[|·•–—]\s*|\s+-\s+)(\w.*)", re.IGNORECASE)

Row = list[Piece]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page. `order` counts from the edge; `words` are those beside the number, if any."""

    page: int
    row: int
    order: int
    position: tuple[bool, int]
    said: str
    words: str
    number: int | None


def without_running_lines(pages: list[list[Row]], *, at_one_height: bool = True) -> list[list[Row]]:
    """The pages without the running lines at their edges; unchanged if no letter would be left. Without
    `at_one_height`, a line's rank from the edge is its position: printed text has no heights.
    """
    edges = [edge for number, rows in enumerate(pages) for edge in _edges(number, rows, at_one_height=at_one_height)]
    running = {(edge.page, edge.row) for edge in _running(edges, len(pages))}
    running |= set(_interrupting(pages, running))
    kept = [
        [row for index, row in enumerate(rows) if (number, index) not in running] for number, rows in enumerate(pages)
    ]
    return kept if any(character.isalpha() for piece in _all(kept) for character in piece.text) else pages


def left_out(pages: list[list[Row]], kept: list[list[Row]]) -> Iterator[str]:
    """The text of the lines in `pages` that are not in `kept`."""
    for before, after in zip(pages, kept, strict=True):
        rest = {row[0].row for row in after}
        yield from (" ".join(piece.text for piece in row) for row in before if row[0].row not in rest)


def _all(pages: list[list[Row]]) -> Iterator[Piece]:
    return (piece for rows in pages for row in rows for piece in row)


def _interrupting(pages: list[list[Row]], running: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Heads that stand on one page only, but within a sentence that runs over the page break."""
    for (number, above), below in zip(enumerate(pages), pages[1:], strict=False):
        last = next((row for index, row in reversed([*enumerate(above)]) if (number, index) not in running), None)
        rest = [index for index in range(len(below)) if (number + 1, index) not in running][:2]
        if last is not None and len(rest) == 2 and rest[0] < _EDGE and _interrupts(last, *(below[n] for n in rest)):
            yield number + 1, rest[0]


def _interrupts(above: Row, head: Row, below: Row) -> bool:
    """Whether the sentence above goes on below the head, which is too short to be a line of it."""
    return (
        below[0].text[0].islower()
        and not head[0].text[0].islower()
        and not any(_CLOSED.search(row[-1].text) for row in (above, head))
        and _width(head) < _SHORT * min(_width(above), _width(below))
    )


def _width(row: Row) -> float:
    return row[-1].right - row[0].left


def _edges(page: int, rows: list[Row], *, at_one_height: bool) -> Iterator[_Edge]:
    for index, row in enumerate(rows):
        from_top, from_bottom = index, len(rows) - 1 - index
        if min(from_top, from_bottom) < _EDGE:
            said = " ".join(piece.text for piece in row)
            words, number = _split(row, said)
            at_top = from_top < _EDGE
            # A number that calls itself a page needs no fixed height to be one.
            height = row[0].bottom if at_one_height and not _NAMED.fullmatch(said) else 0.0
            position = (at_top, round(height / _SAME_HEIGHT))
            yield _Edge(page, index, from_top if at_top else from_bottom, position, said.casefold(), words, number)


def _split(row: Row, said: str) -> tuple[str, int | None]:
    """The words of a line and its page number, where it may have one."""
    if len(said) > _LONGEST:
        return "", None
    if found := _NUMBER.fullmatch(said):
        return "", int(found[1])
    if len(row) > 1:
        for at, others in ((-1, row[:-1]), (0, row[1:])):
            if found := _NUMBER.fullmatch(row[at].text):
                return " ".join(piece.text for piece in others).casefold(), int(found[1])
    if found := _AFTER_WORDS.fullmatch(said):
        return found[1].casefold(), int(found[2])
    if found := _BEFORE_WORDS.fullmatch(said):
        return found[2].casefold(), int(found[1])
    return "", None


def _running(edges: list[_Edge], pages: int) -> Iterator[_Edge]:
    """The running lines; the second line from the edge is one only where the first is."""
    found = {*_repeated(edges, pages), *_counting(edges, pages)}
    outermost = {(edge.page, edge.position[0]) for edge in found if edge.order == 0}
    return (edge for edge in found if edge.order == 0 or (edge.page, edge.position[0]) in outermost)


def _repeated(edges: list[_Edge], pages: int) -> Iterator[_Edge]:
    for group in _groups((edge.said, edge) for edge in edges):
        if _is_often(group, pages):
            yield from group


def _counting(edges: list[_Edge], pages: int) -> Iterator[_Edge]:
    numbered = ((edge.number - edge.page, edge) for edge in edges if edge.number is not None)
    for group in _groups(numbered):
        seen = {edge.page for edge in group}
        if len(seen) < min(_FEWEST_PAGES, max(pages, 2)) or len(seen) < _DENSE * _span(seen):
            continue
        said: dict[str, int] = defaultdict(int)
        for edge in group:
            said[edge.words] += 1
        # Beside the number stands the same title again and again, or nothing.
        yield from (edge for edge in group if not edge.words or said[edge.words] > 1)


def _is_often(group: list[_Edge], pages: int) -> bool:
    seen = {edge.page for edge in group}
    if len(seen) < _FEWEST_PAGES:
        return False
    return len(seen) > _MOST_PAGES * pages or (len(seen) >= _FEWEST_IN_A_CHAPTER and len(seen) >= _DENSE * _span(seen))


def _span(seen: set[int]) -> int:
    return max(seen) - min(seen) + 1


def _groups(keyed: Iterable[tuple[object, _Edge]]) -> Iterator[list[_Edge]]:
    """Lines with the same key at nearly the same height."""
    by_position: dict[tuple[object, bool, int], list[_Edge]] = defaultdict(list)
    for key, edge in keyed:
        by_position[key, *edge.position].append(edge)
    for key, at_top, height in by_position:
        around = (by_position.get((key, at_top, near), []) for near in (height - 1, height, height + 1))
        yield [edge for edges in around for edge in edges]

"""In which order are the lines of a page read?

Where text stands beside text, a strip of white runs down between them. Two columns of sentences are read one after the
other; anything else that stands side by side is a table, whose rows are lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise, starmap, takewhile
from statistics import median

from qa.reading.formats.pdf.page_lines import Piece

# All in heights of a letter.
_NARROWEST_STRIP = 0.8
_NARROWEST_COLUMN = 6  # some twelve characters; cells of a table are often narrower
_LOOSEST_LEADING = 2.0
_SET_APART = 1.6  # times the leading
_FEWEST_LINES = 3
_WIDEST_ROW = 12  # cells that are looked at
_DEEPEST = 12  # columns side by side, and columns within them
_FULL = 0.7  # of the column's width
_FULL_IF_RUNNING_ON = 0.5  # with a ragged edge narrow columns have short lines
_FULL_LINES = 0.6  # of its lines; the last lines of paragraphs are short
_ALIGNED = 0.35
_MOSTLY = 0.8  # of the lines beside a column may be columns themselves
_RUNNING_ON = 0.25  # of its lines begin within a sentence
_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
# The two halves of an official letterhead stand side by side, and are no table.
MOTTO = re.compile(r"độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc", re.IGNORECASE)
_ITEM = re.compile(r"[-–•*+●▪○◦·]|\(?(?:\d+(?:\.\d+)*|[a-zđ]|[IVXLC]+)[.):]?")
_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order. `column` counts those of the page, 0 for lines across all of it; `is_row`: whether it is
    a row of a table.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    column: int = 0
    is_row: bool = False


def lines_in_order(rows: list[list[Piece]]) -> list[Line]:
    """The lines of a page as they are read."""
    return _Page().ordered([piece for row in rows for piece in row], column=0)


@dataclass(frozen=True, slots=True)
class _Band:
    """Pieces from `start` to `end`, some left and some right of a strip of white."""

    start: int
    end: int
    left: list[Piece]
    right: list[Piece]


class _Page:
    def __init__(self) -> None:
        self._columns = 0

    def ordered(self, pieces: list[Piece], column: int, depth: int = 0) -> list[Line]:
        """Lines from top to bottom, but columns one after the other; columns within columns to some depth."""
        lines: list[Line] = []
        position = 0
        while band := _next_band(pieces, position):
            are_columns = depth < _DEEPEST and _are_columns(band)
            if are_columns:
                band = _from_first_line(pieces, position, band)
            lines += [_line([piece], column) for piece in pieces[position : band.start]]
            if are_columns:
                lines += self.ordered(band.left, self._next_column(), depth + 1)
                lines += self.ordered(band.right, self._next_column(), depth + 1)
            else:
                lines += _rows(pieces[band.start : band.end], column)
            position = band.end
        return lines + [_line([piece], column) for piece in pieces[position:]]

    def _next_column(self) -> int:
        self._columns += 1
        return self._columns


def _next_band(pieces: list[Piece], position: int) -> _Band | None:
    """The next pieces that stand side by side, and those above and below each other along the same strip."""
    for start in range(position, len(pieces) - 1):
        beside = next((other for other in pieces[start + 1 : start + 4] if _is_beside(pieces[start], other)), None)
        if beside is not None:
            # A line may have gaps of its own, between cells or stretched words: the strip that goes on is the border.
            pairs = [(pieces[start], beside), *_gaps(pieces[start : start + _WIDEST_ROW], beside.row)]
            return max((_band(pieces, start, pair) for pair in pairs), key=lambda band: band.end)
    return None


def _gaps(pieces: list[Piece], row: int) -> Iterator[tuple[Piece, Piece]]:
    """The pairs with a gap between them in a line that the first of the pieces may begin a little above."""
    line = [pieces[0], *takewhile(lambda piece: piece.row == row, pieces[1:])]
    return (pair for pair in pairwise(line) if _is_beside(*pair))


def _is_beside(piece: Piece, other: Piece) -> bool:
    overlap = min(piece.bottom, other.bottom) - max(piece.top, other.top)
    gap = max(other.left - piece.right, piece.left - other.right)
    return overlap > 0.4 * min(piece.size, other.size) and gap >= _NARROWEST_STRIP * min(piece.size, other.size)


def _band(pieces: list[Piece], start: int, pair: tuple[Piece, Piece]) -> _Band:
    """What stands on both sides of the strip between the two, down to where something crosses it."""
    first, beside = pair
    low, high = min(first.right, beside.right), max(first.left, beside.left)
    narrowest = _NARROWEST_STRIP * min(first.size, beside.size)
    left: list[Piece] = []
    right: list[Piece] = []
    end = start
    for piece in pieces[start:]:
        if piece.right <= low or high - piece.right >= narrowest:
            left.append(piece)
            low = max(low, piece.right)
        elif piece.left >= high or piece.left - low >= narrowest:
            right.append(piece)
            high = min(high, piece.left)
        else:
            break
        end += 1
    if end < len(pieces):
        end = _without_lines_apart(pieces, start, end)
    kept = {id(piece) for piece in pieces[start:end]}
    return _Band(start, end, [one for one in left if id(one) in kept], [one for one in right if id(one) in kept])


def _from_first_line(pieces: list[Piece], position: int, band: _Band) -> _Band:
    """The columns with what stands above them in the right one alone, which nothing crosses."""
    low, high = max(piece.right for piece in band.left), min(piece.left for piece in band.right)
    farthest = _SET_APART * _leading(band.right)
    begin, first = band.start, band.right[0]
    for index in range(band.start - 1, position - 1, -1):
        piece = pieces[index]
        if piece.left >= high and first.bottom - piece.bottom <= farthest:
            begin, first = index, piece
        elif piece.right > low:
            break
    above = pieces[begin : band.start]
    left, right = [one for one in above if one.left < high], [one for one in above if one.left >= high]
    return _Band(begin, band.end, left + band.left, right + band.right)


def _without_lines_apart(pieces: list[Piece], start: int, end: int) -> int:
    """Where the band ends if lines below it, on one side only, stand apart: they lead to the text below."""
    beside = (
        n for n in range(start + 1, end) if any(_is_beside(pieces[n], one) for one in pieces[max(start, n - 3) : n])
    )
    last = max(beside, default=start)
    farthest = _SET_APART * _leading(pieces[start : last + 1])
    for index in range(last + 1, end):
        if pieces[index].bottom - pieces[index - 1].bottom > farthest:
            return index
    return end


def _leading(pieces: list[Piece]) -> float:
    """The usual distance from line to line."""
    steps = [
        below.bottom - above.bottom for above, below in pairwise(pieces) if below.bottom - above.bottom > above.size / 2
    ]
    return median(steps) if steps else pieces[0].size * 1.4


def _are_columns(band: _Band, depth: int = 0) -> bool:
    if any(MOTTO.search(piece.text) for piece in (*band.left, *band.right)):
        return True
    sides = band.left, band.right
    return any(map(_runs_on, sides)) and all(_is_column(side) or _holds_columns(side, depth + 1) for side in sides)


def _holds_columns(side: list[Piece], depth: int) -> bool:
    """Whether most of it is columns again, whose lines need not be at the same height."""
    band = _next_band(side, 0) if depth < _DEEPEST else None
    return band is not None and band.end - band.start >= _MOSTLY * len(side) and _are_columns(band, depth)


def _is_column(side: list[Piece]) -> bool:
    """Whether the lines stand close below each other, and most of them fill the column's width."""
    rows = [list(row) for _, row in groupby(side, key=lambda piece: piece.row)]
    if len(rows) < 2:
        return False
    width = max(piece.right for piece in side) - min(piece.left for piece in side)
    share = _FULL_IF_RUNNING_ON if _runs_on(side) else _FULL
    full = sum(row[-1].right - row[0].left >= share * width for row in rows)
    return (
        width >= _NARROWEST_COLUMN * side[0].size
        and _leading([row[0] for row in rows]) <= _LOOSEST_LEADING * side[0].size
        and full >= _FULL_LINES * len(rows)
    )


def _runs_on(side: list[Piece]) -> bool:
    """Whether sentences run over the lines."""
    on = sum(below.text[0].islower() and not _CLOSED.search(above.text) for above, below in pairwise(side))
    return len(side) >= _FEWEST_LINES and on >= _RUNNING_ON * (len(side) - 1)


def _rows(pieces: list[Piece], column: int) -> Iterator[Line]:
    rows = [sorted(row, key=lambda piece: piece.left) for _, row in groupby(pieces, key=lambda piece: piece.row)]
    with_cells = [row for row in rows if _has_cells(row)]
    # Lines of running text that were stretched have gaps too, each where it happens to be.
    is_table = len(with_cells) > 1 and (not _runs_on(pieces) or any(starmap(_are_aligned, pairwise(with_cells))))
    for row in rows:
        yield _line(row, column, is_row=is_table and _has_cells(row))


def _are_aligned(row: list[Piece], below: list[Piece]) -> bool:
    """Whether a cell begins, or has its middle, where one of the other row does; the first begin at the margin."""
    return any(
        abs(one.left - other.left) <= _ALIGNED * one.size
        or abs(one.left + one.right - other.left - other.right) <= _ALIGNED * one.size
        for one in row[1:]
        for other in below[1:]
    )


def _has_cells(row: list[Piece]) -> bool:
    """Whether the pieces may be cells; a number or bullet before its item is none."""
    return len(row) > 2 or (len(row) == 2 and not _ITEM.fullmatch(row[0].text))


def _line(row: list[Piece], column: int, *, is_row: bool = False) -> Line:
    return Line(
        (_BETWEEN_CELLS if is_row else " ").join(piece.text for piece in row),
        row[0].left,
        row[-1].right,
        min(piece.top for piece in row),
        max(piece.bottom for piece in row),
        row[0].size,
        column,
        is_row,
    )

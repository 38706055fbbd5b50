"""Which text do the rows of a table give?

Each row is a line. With a header, every cell comes with the name of its column, so that a row can be read by itself:
`Tên: Trạm bơm Cầu Đất | Công suất: 40 kW`.
"""

import re
from collections.abc import Iterable, Iterator

from qa.errors import TooLargeError
from qa.reading.limits import ReadingLimits, with_points

_BETWEEN_CELLS = " | "
_LONGEST_NAME = 60  # characters of the name of a column; a longer cell is content
_NUMBER = re.compile(r"[\d\s.,:/%+-]+")


def lines_of(rows: Iterable[list[str]], limits: ReadingLimits) -> Iterator[str]:
    """A line for each row that is not blank, but the header. Blanks within a cell become single spaces.

    Raises:
        TooLargeError: the lines are longer than a document may be.
    """
    header: list[str] | None = None
    length = 0
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        filled = sum(map(bool, cells))
        if not filled:
            continue
        if header is None and filled > 1:
            header = cells if _is_header(cells) else []
            if header:
                continue
        line = _line(cells, header or []) if filled > 1 else "".join(cells)
        length += len(line) + 1
        if length > limits.max_characters:
            raise TooLargeError(f"bảng dài quá {with_points(limits.max_characters)} ký tự; hãy chia nhỏ bảng")
        yield line


def _is_header(cells: list[str]) -> bool:
    """Whether these are names: all there, all different, none of them a number."""
    return len(set(cells)) == len(cells) and all(
        cell and len(cell) <= _LONGEST_NAME and not _NUMBER.fullmatch(cell) for cell in cells
    )


def _line(cells: list[str], header: list[str]) -> str:
    """The row; under a header without its empty cells, elsewhere with them, since their order is all there is."""
    if not header:
        return _BETWEEN_CELLS.join(cells)
    names = header + [""] * (len(cells) - len(header))
    named = ((name.rstrip(" :"), cell) for name, cell in zip(names, cells, strict=False) if cell)
    return _BETWEEN_CELLS.join(f"{name}: {cell}" if name else cell for name, cell in named)

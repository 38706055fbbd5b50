"""Which text do the rows of a table give?

Each row is a line. With a header, every cell comes with the name of its column, so that a row can be read by itself:
`Tên: Trạm bơm Cầu Đất | Công suất: 40 kW`.
"""

import re
from collections.abc import Iterable, Iterator

from qa.errors import TooLargeError
from qa.reading.formats.tables.question_rows import RowLine, pair_columns, pair_lines
from qa.reading.limits import ReadingLimits, with_points

_BETWEEN_CELLS = " | "
_LONGEST_NAME = 60  # characters of the name of a column; a longer cell is content
_NUMBER = re.compile(r"[\d\s.,:/%+-]+")


def lines_of(rows: Iterable[list[str]], limits: ReadingLimits) -> Iterator[RowLine]:
    """A line for each row that is not blank, but the header; more for a question and its answer. Blanks within a cell
    become single spaces.

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
        for line in _lines(row, cells, header or []):
            length += len(line.text) + 1
            if length > limits.max_characters:
                raise TooLargeError(f"bảng dài quá {with_points(limits.max_characters)} ký tự; hãy chia nhỏ bảng")
            yield line


def _lines(row: list[str], cells: list[str], header: list[str]) -> Iterator[RowLine]:
    """The lines of a row, whose cells are also given without their line breaks."""
    columns = pair_columns(header)
    if columns and all(column < len(cells) and cells[column] for column in columns):
        question, answer = (row[column] for column in columns)
        others = ["" if index in columns else cell for index, cell in enumerate(cells)]
        yield from pair_lines(question, answer, _line(others, header))
    else:
        yield RowLine(_line(cells, header) if sum(map(bool, cells)) > 1 else "".join(cells))


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

"""Which text do the paragraphs of an office file give together?"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from qa.errors import TooLargeError
from qa.reading.limits import with_points
from qa.types import Span, SpanKind

BETWEEN_CELLS = " | "
_BETWEEN_BLOCKS = "\n\n"


# Of twenty thousand pages. A file of a quarter of a megabyte may unpack to two million paragraphs of one letter, which
# would take minutes.
MOST_BLOCKS = 300_000

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table; `level` as in `Span`. None is the kind of a plain paragraph."""

    text: str
    kind: SpanKind | None = None
    level: int = 0


def bounded(blocks: Iterable[Item]) -> list[Item]:
    """The blocks, if there are not too many.

    Raises:
        TooLargeError: there are.
    """
    found = list(islice(blocks, MOST_BLOCKS + 1))
    if len(found) > MOST_BLOCKS:
        raise TooLargeError(f"tệp có quá {with_points(MOST_BLOCKS)} đoạn; hãy chia thành nhiều tài liệu nhỏ hơn")
    return found


def laid_out(blocks: Iterable[Block]) -> tuple[str, tuple[Span, ...]]:
    """The text with a blank line between the blocks that are not blank, and the marks as offsets into it."""
    pieces: list[str] = []
    marked: list[Span] = []
    position = 0
    for block in blocks:
        if block.text.strip():
            if block.kind is not None:
                marked.append(Span(position, position + len(block.text), block.kind, block.level))
            pieces.append(block.text)
            position += len(block.text) + len(_BETWEEN_BLOCKS)
    return _BETWEEN_BLOCKS.join(pieces), tuple(marked)


def row_of(cells: Iterable[str]) -> Block:
    """A row with every cell of it, the empty ones too; blank where all are."""
    texts = [" ".join(cell.split()) for cell in cells]
    return Block(BETWEEN_CELLS.join(texts) if any(texts) else "")

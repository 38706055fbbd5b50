"""Which lines does a page have, and which pieces of a line stand apart?"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qa.reading.formats.pdf.words import Word

# In heights of a letter. A blank is a quarter to a third of it, and rarely twice that in a justified line.
_GAP_OF_PIECES = 0.85
_SAME_LINE = 0.5
_LEVEL = 0.15  # boxes of letters with two marks are a little larger
_WIDEST_BLANK = 3.0  # in a narrow column
_ALIKE = 0.85  # of each other
# In a word set with spaces between its letters, these are all about as wide; those between words are wider.
_FEWEST_LETTERS = 4
_SINGLE_LETTERS = 0.8
_GAP_OF_SPACED_WORDS = 1.8


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line with nothing but blanks between them. Places as in `Word`; `row` counts the page's lines."""

    row: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def rows_of(words: Iterable[Word]) -> list[list[Piece]]:
    """The lines of a page from top to bottom, each with its pieces from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.bottom):
        if rows and _is_beside(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_pieces(number, sorted(row, key=lambda word: word.left)) for number, row in enumerate(rows)]


def _is_beside(row: list[Word], word: Word) -> bool:
    """Whether the word stands on the line of these: signs above and below the line, too. Where a line of another column
    stands a little higher, words that are level stay together.
    """
    if word.bottom - row[-1].bottom < _LEVEL * min(row[-1].size, word.size):
        return True
    return word.bottom - row[0].bottom < _SAME_LINE * min(row[0].size, word.size)


def _pieces(number: int, row: list[Word]) -> list[Piece]:
    if letters := _words_of_letters(row):
        return [_piece(number, row, " ".join("".join(letter.text for letter in word) for word in letters))]
    pieces: list[list[Word]] = [[row[0]]]
    gaps = [word.left - before.right for before, word in pairwise(row)]
    for at, word in enumerate(row[1:]):
        size = max(word.size, pieces[-1][-1].size)
        if gaps[at] > _GAP_OF_PIECES * size and not _is_stretched(gaps, at, size):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return [_piece(number, words, " ".join(word.text for word in words)) for words in pieces]


def _is_stretched(gaps: list[float], at: int, size: float) -> bool:
    """Whether it is a blank of a line that was stretched to the margin: those beside it are as wide, where a row of a
    table has usual blanks within its cells, and a column beyond a gap has its own.
    """
    gap, beside = gaps[at], gaps[max(0, at - 1) : at] + gaps[at + 1 : at + 2]
    is_like_one = any(_ALIKE * other <= gap for other in beside)
    return gap <= _WIDEST_BLANK * size and is_like_one and all(other >= _ALIKE * gap for other in beside)


def _words_of_letters(row: list[Word]) -> list[list[Word]]:
    """The letters of each word, where the line was set with spaces between letters, as in `T H Ô N G  B Á O`; otherwise
    nothing.
    """
    if len(row) < _FEWEST_LETTERS or sum(len(word.text) == 1 for word in row) < _SINGLE_LETTERS * len(row):
        return []
    gaps = [after.left - before.right for before, after in pairwise(row)]
    within = median(gaps)
    if within <= 0 or sum(word.text.isalpha() for word in row) < _SINGLE_LETTERS * len(row):
        return []
    words = [[row[0]]]
    for gap, letter in zip(gaps, row[1:], strict=True):
        if gap > _GAP_OF_SPACED_WORDS * within:
            words.append([letter])
        else:
            words[-1].append(letter)
    return words


def _piece(number: int, words: list[Word], text: str) -> Piece:
    return Piece(
        number,
        text,
        words[0].left,
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        median(word.size for word in words),
    )

"""Are these words in a text if blanks, Unicode forms and invisible characters are ignored?

To show people how their quotation differs; such a match is reported as changed, never as exact.
"""

import re
from bisect import bisect_right
from collections.abc import Collection

from qa.citing.multi_pattern_search import Quotations
from qa.text.lookalikes import composed

_WORD = re.compile(r"\S+")


class NormalisedQuotations:
    """Quotations to search for in normalised form, in any number of texts."""

    def __init__(self, quotes: Collection[str]) -> None:
        self._plain = {quote: _plain(quote) for quote in quotes}
        self._wanted = Quotations(frozenset(filter(None, self._plain.values())))

    def slices(self, text: str) -> dict[str, tuple[int, int]]:
        """The start and end of the first occurrence of each of these in the text, in whole words."""
        found = self._wanted.offsets(_plain(text), most=1)
        if not found:
            return {}
        words, starts = _laid_out(text)
        return {
            quote: (words[_word_at(starts, offset)][0], words[_word_at(starts, offset + len(plain) - 1)][1])
            for quote, plain in self._plain.items()
            for offset in found.get(plain, ())
        }


def _plain(text: str) -> str:
    """The words of a text, composed, with one space between them."""
    return " ".join(composed(text).split())


def _laid_out(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The offsets of each word in the text, and of its beginning in the normalised text."""
    words, starts, reached = [], [], 0
    for word in _WORD.finditer(text):
        shown = composed(word.group())
        if shown:  # not invisible
            words.append(word.span())
            starts.append(reached)
            reached += len(shown) + 1
    return words, starts


def _word_at(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1

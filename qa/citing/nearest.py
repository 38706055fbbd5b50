"""Which sentence of a document is nearest to a quotation that is not in it?

The one that shares the most informative words with them, compared in lower case and composed. Usually a word or two was
changed, so a few of the rarest remaining words find the sentence, and ten thousand quotations take less than a second.
"""

import math
import re

from qa.library.read_models.citation_view import KeptText
from qa.text.lookalikes import composed

# Only so many of a quotation's words, the rarest, select sentences: the others are nearly everywhere.
_RAREST = 6

_WORD = re.compile(r"[^\W_]+")


class Nearest:
    """The sentences of one document by their words, for any number of quotations."""

    def __init__(self, kept: KeptText) -> None:
        self._sentences = kept.sentences()
        self._having: dict[str, list[int]] = {}
        for number, (start, end) in enumerate(self._sentences):
            for word in _words(kept.text[start:end]):
                self._having.setdefault(word, []).append(number)

    def to(self, quote: str) -> tuple[int, int] | None:
        """The slice of the sentence that shares most with these words, the first among equals; None if none shares any.

        Words are weighted by their inverse document frequency.
        """
        having = sorted((self._having[word] for word in _words(quote) if word in self._having), key=len)
        shared: dict[int, float] = {}
        for numbers in having[:_RAREST]:
            rarity = math.log(1 + len(self._sentences) / len(numbers))
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + rarity
        if not shared:
            return None
        return self._sentences[min(shared, key=lambda number: (-shared[number], number))]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(composed(text).lower()))

"""At which offsets of a text do many quotations occur, character by character?

Nothing is normalised: a letter in another Unicode form is a different one. For a few quotations the text is searched
for each; for many it is scanned once: every quotation is anchored by a hash of its first characters (Karp and Rabin
1987), and the hashes at all offsets of the text are computed together.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Up to so many single searches cost less than hashing at all offsets.
FEW = 8

# At most so many offsets are returned for each quotation: more are of a line that is on every page.
MOST = 100

# In characters, powers of two, since the hash of a slice is made from those of its halves. The longest that fits is the
# anchor; nearly all sentences differ in their first 16 characters.
_WIDTHS = (1, 2, 4, 8, 16)

# Odd, so that no multiplication loses a bit; otherwise arbitrary (2^64 over the golden ratio: Knuth, TAOCP 6.4).
_BASE = np.uint64(0x9E3779B97F4A7C15)
# Offsets are filtered by so many bits of their hash before anything is compared: with ten thousand anchors one offset
# in a hundred passes by chance.
_SIEVE_BITS = 20

_Hashes = NDArray[np.uint64]


class Quotations:
    """Quotations to search for, in any number of texts; none is empty."""

    def __init__(self, quotes: Collection[str]) -> None:
        self._quotes = tuple(dict.fromkeys(quotes))

    def offsets(self, text: str, most: int = MOST) -> dict[str, list[int]]:
        """The first `most` offsets at which each quotation occurs in the text, rising, overlapping ones included.
        Quotations that do not occur are left out.
        """
        if len(self._quotes) > FEW:
            return self._together(text, most)
        found = {quote: _offsets(text, quote, most) for quote in self._quotes}
        return {quote: offsets for quote, offsets in found.items() if offsets}

    def _together(self, text: str, most: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        hashes = _letters(text)
        for width in _WIDTHS[: _WIDTHS.index(max(self._anchors)) + 1]:
            hashes = hashes if width == 1 else _doubled(hashes, width // 2)
            if width in self._anchors:
                self._compare(text, hashes, width, most, found)
        return found

    def _compare(self, text: str, hashes: _Hashes, width: int, most: int, found: dict[str, list[int]]) -> None:
        """Adds to `found` the offsets whose hash is a quotation's anchor and where the quotation really occurs."""
        anchored = self._anchors[width]
        offsets = np.flatnonzero(self._sieves[width][_sieved(hashes)])
        for offset, number in zip(offsets.tolist(), hashes[offsets].tolist(), strict=True):
            for quote in anchored.get(number, ()):
                if text.startswith(quote, offset):
                    known = found.setdefault(quote, [])
                    if len(known) < most:
                        known.append(offset)

    @cached_property
    def _anchors(self) -> Mapping[int, Mapping[int, Sequence[str]]]:
        """For each width, the quotations by the hash of their first so many characters."""
        by_width: dict[int, list[str]] = {}
        for quote in self._quotes:
            by_width.setdefault(max(width for width in _WIDTHS if width <= len(quote)), []).append(quote)
        return {width: _by_anchor(quotes, width) for width, quotes in by_width.items()}

    @cached_property
    def _sieves(self) -> Mapping[int, NDArray[np.bool_]]:
        """For each width, which bits of a hash may be those of an anchor."""
        sieves = {}
        for width, anchored in self._anchors.items():
            sieves[width] = np.zeros(1 << _SIEVE_BITS, bool)
            sieves[width][_sieved(np.fromiter(anchored, np.uint64, len(anchored)))] = True
        return sieves


def _offsets(text: str, quote: str, most: int) -> list[int]:
    offsets: list[int] = []
    offset = text.find(quote)
    while offset >= 0 and len(offsets) < most:
        offsets.append(offset)
        offset = text.find(quote, offset + 1)
    return offsets


def _by_anchor(quotes: Sequence[str], width: int) -> Mapping[int, Sequence[str]]:
    anchored: dict[int, list[str]] = {}
    for quote, number in zip(quotes, _hashes_of([quote[:width] for quote in quotes], width), strict=True):
        anchored.setdefault(number, []).append(quote)
    return anchored


def _hashes_of(stretches: Sequence[str], width: int) -> list[int]:
    """The hash of each of these strings, all `width` long."""
    hashes = _letters("".join(stretches))
    half = 1
    while half < width:
        hashes = _doubled(hashes, half)
        half *= 2
    return [int(number) for number in hashes[::width]]


def _letters(text: str) -> _Hashes:
    return np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.uint64) + np.uint64(1)


def _doubled(hashes: _Hashes, width: int) -> _Hashes:
    """The hashes of slices of twice the width, given those of `width` characters; fewer by those that do not fit."""
    factor = np.uint64(pow(int(_BASE), width, 1 << 64))
    return hashes[:-width] * factor + hashes[width:]


def _sieved(hashes: _Hashes) -> NDArray[np.int64]:
    # Multiplied once more: the highest bits of a hash of one letter are all alike.
    return ((hashes * _BASE) >> np.uint64(64 - _SIEVE_BITS)).astype(np.int64)

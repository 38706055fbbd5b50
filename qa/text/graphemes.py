"""Where may a text be cut without splitting a grapheme?

One user-perceived character may be many code points: a letter and its marks, a family of emoji, a flag. The rules are
those of Unicode's UAX #29 that occur in documents, on the safe side: in doubt there is no border.
"""

import unicodedata

_JOINER = "\u200d"
# Code points that join the ones around them, or change the emoji before them.
_EXTENDING = (
    ("\u200c", "\u200d"),
    ("\u1160", "\u11ff"),  # vowels and finals of decomposed Hangul
    ("\U0001f3fb", "\U0001f3ff"),  # colours of skin
    ("\U000e0020", "\U000e007f"),  # tags, of which flags of regions are made
)
# Two of them are a flag; which two belong together can be decided only from the beginning of the row.
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")


def is_border(text: str, at: int) -> bool:
    """Whether no grapheme extends across this offset; the edges of the text are borders."""
    if not 0 < at < len(text):
        return True
    before, behind = text[at - 1], text[at]
    if before.isascii() and behind.isascii():
        return before + behind != "\r\n"
    torn_flag = _within(before, _FLAG_LETTERS) and _within(behind, _FLAG_LETTERS)
    return not (before == _JOINER or torn_flag or _extends(behind))


def _extends(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or any(_within(letter, edges) for edges in _EXTENDING)


def _within(letter: str, edges: tuple[str, str]) -> bool:
    return edges[0] <= letter <= edges[1]

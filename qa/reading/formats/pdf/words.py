"""Which words stand where on a page of a PDF?"""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa.reading.legacy_fonts import FontReading, is_legacy_font, with_lost_horns

# What PDFium gives for a hyphen at the end of a line, where it joins the word to the next line.
_BROKEN_HYPHENS = "\x02\ufffe"
_WORD = re.compile(rf"[^\s{_BROKEN_HYPHENS}]*[{_BROKEN_HYPHENS}]|[^\s{_BROKEN_HYPHENS}]+")
_SMALLEST = 0.1  # points: damaged files have letters without any height
_LONGEST_FONT = 200  # bytes of its name
_TALL = 3  # times the height of a letter: a word that runs up or down the page


@dataclass(frozen=True, slots=True)
class Word:
    """A word in points, from the top left corner of the page as it is shown: `top` < `bottom`. `size` is the height of
    its letters.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def words_of(page: Any, fonts: FontReading) -> list[Word]:  # noqa: ANN401 - pypdfium2 ships no types
    """The words of the page in the order in which the file draws them, as they look in their fonts; without control
    characters.
    """
    text_page = page.get_textpage()
    try:
        turned = _Turned(page, _quarter_turns(text_page))
        return [word for word in _words(text_page, turned, fonts) if turned.shows(word)]
    finally:
        text_page.close()


def _words(text_page: Any, turned: "_Turned", fonts: FontReading) -> Iterator[Word]:  # noqa: ANN401 - as above
    font = ""
    for found in _WORD.finditer(_characters(text_page)):
        text = found[0]
        # A font matters to letters beyond ASCII, and where it is one of capitals to all.
        if not text.isascii() or is_legacy_font(font):
            font = _font(text_page, found.start())
            text = fonts.shown(text, font)
            if font in fonts.converted:
                text = with_lost_horns(text, font)
        text = _visible(text)
        if text.strip():
            boxes = [_box(text_page, at) for at in {found.start(), _last(found)}]
            yield turned.word(text, boxes)


def _font(text_page: Any, at: int) -> str:  # noqa: ANN401 - as above
    """The name of the font of a character; "" where it has none."""
    from pypdfium2 import raw  # noqa: PLC0415 - as in pdf_files

    name = ctypes.create_string_buffer(_LONGEST_FONT)
    raw.FPDFText_GetFontInfo(text_page, at, name, _LONGEST_FONT, ctypes.c_int())
    return name.value.decode("utf-8", "replace")


def _last(found: re.Match[str]) -> int:
    """The index of the last letter: a generated hyphen has no place of its own."""
    return found.end() - 1 - (found[0][-1] in _BROKEN_HYPHENS and len(found[0]) > 1)


def _characters(text_page: Any) -> str:  # noqa: ANN401 - as above
    """One character for each index of PDFium."""
    text: str = text_page.get_text_range()
    count: int = text_page.count_chars()
    if len(text) == count:
        return text
    from pypdfium2 import raw  # noqa: PLC0415 - as in pdf_files

    return "".join(chr(code) if (code := raw.FPDFText_GetUnicode(text_page, at)) else " " for at in range(count))


def _visible(text: str) -> str:
    """The word without control characters and soft hyphens; a hyphen at its end stays one."""
    if text[-1] in _BROKEN_HYPHENS or text.endswith("\u00ad"):
        text = text[:-1] + "-"
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character != "\u00ad" and unicodedata.category(character) not in {"Cc", "Cs", "Cn"}
    )


def _box(text_page: Any, at: int) -> tuple[float, float, float, float]:  # noqa: ANN401 - as above
    """Left, bottom, right and top in the coordinates of the file, from the bottom left."""
    left, bottom, right, top = text_page.get_charbox(at, loose=True)
    return left, bottom, right, top


def _quarter_turns(text_page: Any) -> int:  # noqa: ANN401 - as above
    """By how many quarters the page must be turned clockwise for most of its text to be upright."""
    from pypdfium2 import raw  # noqa: PLC0415 - as in pdf_files

    count = text_page.count_chars()
    step = max(1, count // 40)  # a sample is enough
    angles = Counter(
        -round(raw.FPDFText_GetCharAngle(text_page, at) / (math.pi / 2)) % 4 for at in range(0, count, step)
    )
    return angles.most_common(1)[0][0] if angles else 0


class _Turned:
    """The page as a reader holds it."""

    def __init__(self, page: Any, quarters: int) -> None:  # noqa: ANN401 - as above
        left, bottom, right, top = page.get_bbox()
        self._origin = left, bottom
        self._size = right - left, top - bottom
        self._quarters = quarters
        self.width, self.height = self._size if quarters % 2 == 0 else self._size[::-1]

    def word(self, text: str, boxes: list[tuple[float, float, float, float]]) -> Word:
        """The word in the boxes of its first and last letter."""
        shown = [self._turn(box) for box in boxes]
        return Word(
            text,
            min(box[0] for box in shown),
            max(box[2] for box in shown),
            min(box[1] for box in shown),
            max(box[3] for box in shown),
            max(min(box[3] - box[1] for box in shown), _SMALLEST),
        )

    def shows(self, word: Word) -> bool:
        """Whether the word is on the page and not beyond its edges, and lies along the lines."""
        across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        lies = len(word.text) < _TALL or word.bottom - word.top < _TALL * max(word.size, 1.0)
        return 0 <= across <= self.width and 0 <= down <= self.height and lies

    def _turn(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Left, top, right, bottom from the top left corner."""
        width, height = self._size
        x0, y0, x1, y1 = (value - self._origin[n % 2] for n, value in enumerate(box))
        if self._quarters == 0:
            return x0, height - y1, x1, height - y0
        if self._quarters == 1:
            return y0, x0, y1, x1
        if self._quarters == 2:
            return width - x1, y0, width - x0, y1
        return height - y1, width - x1, height - y0, width - x0

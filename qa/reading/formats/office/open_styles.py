"""What do the styles of an OpenDocument file say of a paragraph, a run or a list?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qa.reading.formats.word_numbering import formed

_OASIS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
STYLE, TEXT, TABLE, DRAW, OFFICE = map(_OASIS.format, ("style", "text", "table", "drawing", "office"))
_FONTS = _OASIS.format("xsl-fo-compatible")

_LONGEST_CHAIN = 20  # as in a Word file: longer ones run in a circle
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class OpenStyle:
    """What is said of text in a style; None where nothing is."""

    hidden: bool | None = None
    font: str | None = None


class OpenStyles:
    """The styles of one file, by their names: those of the file, and those that its program made on the way."""

    def __init__(self, roots: Iterable[Any]) -> None:
        parts = [part for root in roots for part in root if part.tag.startswith(OFFICE)]
        self._styles = {
            style.get(f"{STYLE}name"): style for part in parts for style in part if style.tag == f"{STYLE}style"
        }
        self._lists = {
            style.get(f"{STYLE}name"): {int(level.get(f"{TEXT}level", 0)): level for level in style}
            for part in parts
            for style in part
            if style.tag == f"{TEXT}list-style"
        }
        self._outline = next(
            ({int(level.get(f"{TEXT}level", 0)): level for level in style}
             for part in parts for style in part if style.tag == f"{TEXT}outline-style"), {},
        )  # fmt: skip

    def names(self, name: str | None) -> Iterator[str]:
        """The display names of the style and those that it is based on, in small letters."""
        if name not in self._styles:
            yield (name or "").lower()
        for style in self._chain(name):
            shown = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or ""
            yield shown.replace("_20_", " ").lower()

    def of(self, name: str | None, around: OpenStyle) -> OpenStyle:
        """How text in this style looks within text that looks like `around`."""
        for style in reversed(self._chain(name)):
            properties = style.find(f"{STYLE}text-properties")
            if properties is not None:
                hidden, font = _hidden(properties), _font(properties)
                around = OpenStyle(around.hidden if hidden is None else hidden, font or around.font)
        return around

    def hides(self, name: str | None) -> bool:
        """Whether a section in this style is not shown."""
        return any(style.get(f"{TEXT}display") == "none" for style in self._chain(name))

    def number(self, list_style: str | None, level: int, counts: list[int]) -> str:
        """What stands before an item of a list, a hyphen for any bullet as in a Word file. `counts` are the numbers of
        the levels down to it.
        """
        return _number(self._lists.get(list_style or "", {}), level, counts)

    def heading_number(self, level: int, counts: list[int]) -> str:
        """What stands before a heading."""
        return _number(self._outline, level, counts)

    def start(self, list_style: str | None, level: int) -> int:
        """The number that a level of a list begins with."""
        found = self._lists.get(list_style or "", {}).get(level)
        return int(found.get(f"{TEXT}start-value", 1)) if found is not None else 1

    def _chain(self, name: str | None) -> list[Any]:
        chain: list[Any] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = chain[-1].get(f"{STYLE}parent-style-name")
        return chain


def _number(levels: dict[int, Any], level: int, counts: list[int]) -> str:
    found = levels.get(level)
    form = None if found is None else _FORMS.get(found.get(f"{STYLE}num-format", ""))
    if found is None or form is None:
        return "-" if found is not None and found.tag == f"{TEXT}list-level-style-bullet" else ""
    shown = min(int(found.get(f"{TEXT}display-levels", 1)), len(counts))
    numbers = [
        formed(count, _FORMS.get(levels[above].get(f"{STYLE}num-format", ""), "decimal") if above in levels else form)
        for above, count in enumerate(counts[len(counts) - shown :], start=level - shown + 1)
    ]
    return f"{found.get(f'{STYLE}num-prefix', '')}{'.'.join(numbers)}{found.get(f'{STYLE}num-suffix', '')}".strip()


def _hidden(properties: Any) -> bool | None:  # noqa: ANN401 - lxml ships no types
    said = [
        value != "none" if name == "text-line-through-style" else value in {"none", "true"}
        for prefix, name in ((STYLE, "text-line-through-style"), (TEXT, "display"))
        if (value := properties.get(f"{prefix}{name}")) is not None
    ]
    return any(said) if said else None


def _font(properties: Any) -> str | None:  # noqa: ANN401 - as above
    font = properties.get(f"{STYLE}font-name") or properties.get(f"{_FONTS}font-family")
    return None if font is None else str(font).strip("'\"")

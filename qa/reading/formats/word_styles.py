"""What do the styles of a Word file say of a paragraph or a run?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Text in one of these is not shown, or shown as no longer valid.
_HIDING = ("strike", "dstrike", "vanish")
_OFF = frozenset({"0", "false", "off", "none"})
# A chain of styles that goes on longer runs in a circle.
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How a run looks, as far as it matters here; None where nothing is said."""

    hidden: bool | None = None
    font: str | None = None

    def over(self, below: RunStyle) -> RunStyle:
        """This one, and what `below` says where this one says nothing."""
        return RunStyle(below.hidden if self.hidden is None else self.hidden, self.font or below.font)


class WordStyles:
    """The styles of one file by their ids."""

    def __init__(self, root: Any | None) -> None:  # noqa: ANN401 - lxml ships no types
        styles = root.findall(f"{WORD}style") if root is not None else []
        self._styles = {style.get(f"{WORD}styleId"): style for style in styles}
        self._run_styles: dict[str, RunStyle] = {}
        defaults = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr") if root is not None else None
        self._default = run_style(defaults)
        self._usual = next((key for key, style in self._styles.items() if _is_default_paragraph(style)), "")

    def name(self, style_id: str | None) -> str:
        """Word's own name of a paragraph's style, in small letters as it keeps most; "" for none."""
        return (child_value(self._styles.get(style_id or self._usual), "name") or "").lower()

    def run_style(self, style_id: str | None) -> RunStyle:
        """How runs in this style of paragraphs or characters look."""
        key = style_id or self._usual
        if key not in self._run_styles:
            found = RunStyle()
            for style in self._chain(key):
                found = found.over(run_style(style.find(f"{WORD}rPr")))
            self._run_styles[key] = found.over(self._default)
        return self._run_styles[key]

    def numbering(self, style_id: str | None) -> Any | None:  # noqa: ANN401 - as above
        """The `numPr` that paragraphs in this style have."""
        for style in self._chain(style_id or self._usual):
            found = style.find(f"{WORD}pPr/{WORD}numPr")
            if found is not None:
                return found
        return None

    def _chain(self, style_id: str) -> list[Any]:
        """The style, the one it is based on, and so on."""
        chain: list[Any] = []
        while style_id in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style_id])
            style_id = child_value(chain[-1], "basedOn") or ""
        return chain


def child_value(element: Any | None, name: str) -> str | None:  # noqa: ANN401 - as above
    """The `w:val` of an element's child `w:name`; None where one of the three is missing."""
    found = None if element is None else element.find(f"{WORD}{name}")
    return None if found is None else found.get(f"{WORD}val")


def run_style(properties: Any | None) -> RunStyle:  # noqa: ANN401 - as above
    """What an `rPr` says by itself."""
    if properties is None:
        return RunStyle()
    said = [_is_on(found) for name in _HIDING if (found := properties.find(f"{WORD}{name}")) is not None]
    fonts = properties.find(f"{WORD}rFonts")
    font = None if fonts is None else fonts.get(f"{WORD}ascii") or fonts.get(f"{WORD}hAnsi")
    return RunStyle(any(said) if said else None, font)


def _is_on(element: Any) -> bool:  # noqa: ANN401 - as above
    return str(element.get(f"{WORD}val", "true")).lower() not in _OFF


def _is_default_paragraph(style: Any) -> bool:  # noqa: ANN401 - as above
    return style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in {"1", "true", "on"}

"""Which text of a web page does a reader see in a font from before Unicode?

Pages of the nineties, and those that Word saved, name fonts by `face`, in `style`, or in a style sheet.
"""

import re
from collections.abc import Iterator
from typing import Any

from qa.reading.legacy_fonts import is_legacy_font, read_with_fonts

_FAMILY = re.compile(r"font-family\s*+:\s*+[\"']?+([^\"',;}]++)", re.IGNORECASE)
# A tag, a class, or both; what else a selector may say is passed over.
_SELECTOR = re.compile(r"\s*+([a-z][a-z0-9]*+)?+(?:\.([\w-]++))?+\s*+", re.IGNORECASE)


def show_legacy_fonts(tree: Any) -> tuple[str, ...]:  # noqa: ANN401 - an lxml element, and lxml ships no types
    """Converts the text in such fonts, in place. Returns their names in the order in which they come."""
    found = [(node, part, text, font) for node, part, text, font in _texts(tree) if is_legacy_font(font)]
    shown, fonts = read_with_fonts(lambda fonts: [fonts.shown(text, font) for _, _, text, font in found])
    for (node, part, _, _), text in zip(found, shown, strict=True):
        setattr(node, part, text)
    return fonts


def _texts(tree: Any) -> Iterator[tuple[Any, str, str, str]]:  # noqa: ANN401 - as above
    """Every text: the element, the attribute of it, the text itself, and the font."""
    sheets = " ".join(sheet.text or "" for sheet in tree.iter("style"))
    rules = dict(_rules(sheets)) if _FAMILY.search(sheets) else {}
    waiting = [(tree, "")]
    while waiting:
        element, around = waiting.pop()
        font = _own_font(element, rules) or around
        if font:
            if element.text:
                yield element, "text", element.text, font
            yield from ((child, "tail", child.tail, font) for child in element if child.tail)
        waiting += [(child, font) for child in reversed(element) if isinstance(child.tag, str)]


def _rules(sheets: str) -> Iterator[tuple[tuple[str, str], str]]:
    """The font of each tag and class."""
    for rule in sheets.split("}"):
        selectors, _, said = rule.rpartition("{")
        if family := _FAMILY.search(said):
            for selector in selectors.split(","):
                if (found := _SELECTOR.fullmatch(selector)) and found[0].strip():
                    yield ((found[1] or "").lower(), found[2] or ""), family[1].strip()


def _own_font(element: Any, rules: dict[tuple[str, str], str]) -> str | None:  # noqa: ANN401 - as above
    if family := _FAMILY.search(element.get("style", "")):
        return family[1].strip()
    if face := element.get("face"):
        return str(face).split(",")[0].strip(" \"'")
    if not rules:
        return None
    tag = element.tag if isinstance(element.tag, str) else ""
    keys = [(of, name) for name in element.get("class", "").split() for of in (tag, "")] + [(tag, "")]
    return next((rules[key] for key in keys if key in rules), None)

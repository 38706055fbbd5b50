"""What of a web page's markup does a reader not see?

Struck-out and hidden text is taken out before extraction, and line breaks of the source become blanks, which is how a
browser shows them.
"""

import re
from collections.abc import Iterator
from typing import Any

# Shown as no longer valid, or not at all.
_NOT_SHOWN = (
    "//s|//strike|//del|//template"
    "|//*[@hidden and not(@hidden='until-found')]"
    "|//*[translate(normalize-space(@aria-hidden),'TRUE','true')='true']"
    "|//*[contains(@style,'display') or contains(@style,'visibility') or contains(@style,'line-through')]"
)
_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|text-decoration(?:-line)?\s*:[^;]*line-through)",
    re.IGNORECASE,
)
_DROPPED = "hoidap-not-shown"  # what such elements are renamed to
_ALWAYS = frozenset({"s", "strike", "del", "template"})

# A page saved while a dialogue was open, or before its scripts ran, hides what it is about.
_MOST_OF_THE_PAGE = 0.5

_BREAKS = re.compile(r"[\t\n\r\f]+")
# Where breaks and blanks are shown as they are.
_AS_WRITTEN = frozenset({"pre", "textarea", "script", "style"})


def drop_hidden(tree: Any) -> list[str]:  # noqa: ANN401 - an lxml element, and lxml ships no types
    """Takes out of the tree what is struck out or hidden, but nothing that holds most of the page's text. Returns the
    text of each, in order.
    """
    from lxml import etree  # noqa: PLC0415 - most runs read no web page

    most = _MOST_OF_THE_PAGE * _length(tree)
    for element in tree.xpath(_NOT_SHOWN):
        if element.getparent() is None or not _is_hidden(element):
            continue
        if element.tag in _ALWAYS or _length(element) <= most:
            element.tag = _DROPPED
    # All at once: to take out one after the other joins the text behind each to that before, which is quadratic.
    dropped = [_text(one) for one in tree.iter(_DROPPED) if next(one.iterancestors(_DROPPED), None) is None]
    etree.strip_elements(tree, _DROPPED, with_tail=False)
    return dropped


def join_source_lines(tree: Any) -> None:  # noqa: ANN401 - as above
    """Makes blanks of the line breaks and tabs within text."""
    for element in _shown_as_text(tree):
        if element.text and isinstance(element.tag, str) and element.tag not in _AS_WRITTEN:
            element.text = _BREAKS.sub(" ", element.text)
        if element.tail:
            element.tail = _BREAKS.sub(" ", element.tail)


def _shown_as_text(element: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """All elements but those within one that is shown as written."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        yield one
        if one.tag not in _AS_WRITTEN:
            waiting += list(one)


def _is_hidden(element: Any) -> bool:  # noqa: ANN401 - as above
    style = element.get("style")
    by_attribute = element.get("hidden") is not None or (element.get("aria-hidden") or "").strip().lower() == "true"
    return element.tag in _ALWAYS or by_attribute or (style is not None and _HIDING_STYLE.search(style) is not None)


def _text(element: Any) -> str:  # noqa: ANN401 - as above
    """What is text, without scripts and style sheets."""
    around = ("script", "style")
    return " ".join(
        piece
        for one in element.iter()
        if isinstance(one.tag, str)
        for piece in (one.text if one.tag not in around else None, one.tail if one is not element else None)
        if piece
    )


def _length(element: Any) -> int:  # noqa: ANN401 - as above
    return sum(len(text) for text in element.itertext() if not text.isspace())

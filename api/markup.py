"""How does text become markup, with nothing in it taken for markup?

Read by a browser, the markup holds the text character by character, with two exceptions: what HTML has no way to write
is shown by a sign that stands for it, one for one, so that offsets stay true.
"""

import re
from html import escape

# What HTML has no way to write, and the carriage return, which would be read as a line feed: by its number it stays.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_DELICATE = re.compile("[\0\r\ud800-\udfff]")
_CARRIAGE_RETURN = "&#13;"

# Those that a page here is made of and that have no end tag.
_VOID = frozenset({"br", "hr", "link", "meta"})


class Markup(str):
    """Text that is markup already, made by `element`. Any other text is escaped."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | float | bool | None) -> Markup:
    """An element. Attributes of None or False are left out, one of True stands without a value; `_` in their names
    stands for `-`, and is left off at the end, as in `class_`. Numbers are written with two decimals at most.
    """
    inside = "".join(
        _attribute(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    closing = "" if name in _VOID else f"{joined(*children)}</{name}>"
    return Markup(f"<{name}{inside}>{closing}")


def joined(*children: str) -> Markup:
    """Children one behind the other, escaped where they are text."""
    return Markup("".join(child if isinstance(child, Markup) else _escaped(child) for child in children))


def shown(text: str) -> str:
    """The text as a page shows it: itself, but for the signs that stand for what HTML cannot write."""
    return _UNWRITABLE.sub(lambda found: _sign(found[0]), text)


def _attribute(name: str, value: str | float) -> str:
    return f" {name}" if value is True else f' {name}="{_escaped(_written(value))}"'


def _escaped(text: str) -> str:
    return _DELICATE.sub(lambda found: _CARRIAGE_RETURN if found[0] == "\r" else _sign(found[0]), escape(text))


def _sign(character: str) -> str:
    """For NUL its picture, for half of a surrogate pair the sign for what cannot be read."""
    return "\N{SYMBOL FOR NULL}" if character == "\0" else "\N{REPLACEMENT CHARACTER}"


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")

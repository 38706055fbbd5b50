"""How does text become markup, with nothing in it taken for markup?"""

from html import escape


class Markup(str):
    """Text that is markup already, made by `element`. Any other text is escaped."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """An element. Attributes of None are left out; `_` in their names stands for `-`, and is left off at the end, as in
    `class_`. Numbers are written with two decimals at most.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{told}>{joined(*children)}</{name}>")


def joined(*children: str) -> Markup:
    """Children one behind the other, escaped where they are text."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")

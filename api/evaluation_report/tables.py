"""How are tables and figures laid out on the page?"""

from collections.abc import Iterable, Sequence

from api.markup import Markup, element, joined


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """A table whose first column names the rows; it scrolls by itself where it is wider than the page."""
    head = element("tr", *(element("th", one, scope="col") for one in heads))
    body = [element("tr", element("th", first, scope="row"), *(element("td", one) for one in rest))
            for first, *rest in rows]  # fmt: skip
    whole = element("table", element("caption", caption), element("thead", head), element("tbody", *body))
    return element("div", whole, class_="scroll", tabindex="0", role="region", aria_label=caption)


def figure(plot: Markup, caption: str, *below: Markup) -> Markup:
    """A plot with what it shows below it."""
    framed = element("div", plot, class_="scroll")
    return element("figure", framed, element("figcaption", caption), *below)


def folded(label: str, *inside: Markup) -> Markup:
    """What is shown when it is asked for."""
    return element("details", element("summary", label), joined(*inside))

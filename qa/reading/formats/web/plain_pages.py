"""Which lines does a browser show of a page that is all content, as a chapter of a book is?"""

from typing import Any

from qa.reading.formats.web.shown_lines import ShownLine, shown_lines
from qa.reading.formats.web.visibility import drop_hidden, join_source_lines

# What elements are called in trafilatura's tree, which `shown_lines` walks.
_NAMES = {
    **{f"h{rank}": "head" for rank in range(1, 7)},
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    **dict.fromkeys(
        ("div", "section", "article", "main", "header", "footer", "aside", "figure", "pre", "hr", "table", "address"),
        "p",
    ),
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "tr": "row",
    "br": "lb",
}
_NOT_TEXT = ("script", "style", "head", "nav", "noscript", "svg", "math")


def lines_of_page(tree: Any) -> tuple[list[ShownLine], list[str]]:  # noqa: ANN401 - an lxml element, and lxml ships no types
    """The lines of a parsed page, which is taken apart, and the text of what is struck out or hidden."""
    from lxml import etree  # noqa: PLC0415 - most runs read no web page

    hidden = drop_hidden(tree)
    join_source_lines(tree)
    etree.strip_elements(tree, *_NOT_TEXT, with_tail=False)
    for element in list(tree.iter(*_NAMES)):
        if element.tag[0] == "h" and element.tag[1:].isdigit():
            element.set("rend", element.tag)
        element.tag = _NAMES[element.tag]
    return list(shown_lines(tree)), hidden

"""What does a browser read in a page, as far as a test needs to know without one?

It reads line ends as the HTML standard has them read, knows where an element ends, and says of every character in
which elements it stands.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    # Of all text inside.
    text: str = ""


@dataclass
class PageReader(HTMLParser):
    """`chunks` are pieces of text with the elements around each, outermost first."""

    open: list[Element] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    chunks: list[tuple[str, tuple[Element, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Element(tag, dict(attrs))
        self.elements.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.chunks.append((data, tuple(self.open)))
        for found in self.open:
            found.text += data

    def all(self, wanted: Callable[[Element], bool]) -> list[Element]:
        return [found for found in self.elements if wanted(found)]

    def named(self, name: str) -> list[Element]:
        return self.all(lambda found: found.name == name)

    def classed(self, name: str) -> list[Element]:
        return self.all(lambda found: name in (found.attributes.get("class") or "").split())

    def with_id(self, name: str) -> Element:
        (found,) = self.all(lambda one: one.attributes.get("id") == name)
        return found


def read_page(html: str) -> PageReader:
    """Everything in it; every element that is opened is closed again, in its turn."""
    reader = PageReader()
    reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    assert reader.open == []
    return reader

"""How is the page of a document opened, and what is seen on it?"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from chat_page import WATCH_POLICY
from playwright.sync_api import FrameLocator, Locator, Page
from source_server import source_address

from qa.types import EncodedDocument, Sentence


@dataclass
class SourcePage:
    """A window that documents are opened in; it writes down what must never happen, which `improper` returns."""

    page: Page
    base_url: str
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        home = urlsplit(self.base_url).netloc
        self.page.add_init_script(WATCH_POLICY)
        self.page.on(
            "request", lambda request: self.seen.append(request.url) if urlsplit(request.url).netloc != home else None
        )
        self.page.on("pageerror", lambda error: self.seen.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.seen.append(dialog.message), dialog.dismiss()))

    def open(self, document: EncodedDocument, cited: Sentence | None = None, **asked: object) -> "SourcePage":
        """The page of a document, with a sentence of it cited."""
        offsets = {"start": cited.start, "end": cited.end} if cited else {}
        self.page.goto(source_address(self.base_url, document.document.id, **offsets, **asked))
        return self

    def frame(self, document: EncodedDocument, cited: Sentence) -> FrameLocator:
        """Another document in a frame of this page that may do as little as the drawer of a chat lets it; the focus is
        on this page.
        """
        address = source_address(self.base_url, document.document.id, start=cited.start, end=cited.end)
        self.page.evaluate(
            """(address) => {
                const frame = document.createElement("iframe");
                frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
                frame.allow = "clipboard-write";
                frame.src = address;
                document.querySelector("main").prepend(frame);
                document.querySelector("summary").focus();
            }""",
            address,
        )
        return self.page.frame_locator("iframe")

    @property
    def text(self) -> Locator:
        return self.page.locator("#van-ban")

    def cited(self) -> str:
        """The words that are marked as cited."""
        return "".join(self.page.locator("mark.cited").all_text_contents())

    def is_cited_in_view(self) -> bool:
        """Whether the cited words, or their beginning where they are taller, stand in the window."""
        found: bool = self.page.locator("#trich-dan").evaluate(
            "(node) => { const {top} = node.getClientRects()[0]; return top >= 0 && top < innerHeight - 20; }"
        )
        return found

    def width_overflow(self) -> int:
        """CSS pixels by which the page is wider than its window."""
        overflow: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return overflow

    def cut_off(self) -> list[str]:
        """The beginnings of paragraphs and the like whose lines are wider than they are, so that words are lost."""
        found: list[str] = self.page.locator("h1, h2, h3, p, dd, li").evaluate_all(
            """(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1)
                .map((one) => one.textContent.slice(0, 30))"""
        )
        return found

    def improper(self) -> list[str]:
        """All that was seen and must not be."""
        found: list[str] = self.page.evaluate("window.violations")
        return [*self.seen, *found]


def sentences(document: EncodedDocument) -> list[Sentence]:
    """All of a document, in order."""
    return [sentence for passage in document.passages for sentence in passage.sentences]

"""How is the page driven, and what is seen on it?

The steps of every browser test, for any server: `ChatPage(page, base_url)`. It also writes down what must never
happen (a request elsewhere, a violated policy, a script error, a dialog), which `improper` returns.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from payloads import MADE_BY_MARKUP
from playwright.sync_api import Dialog, Locator, Page, Request, expect

# Runs in the page before its own scripts; the list is what the browser reports, not what the console prints.
WATCH_POLICY = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.sample}`));
"""


@dataclass
class ChatPage:
    page: Page
    base_url: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH_POLICY)
        self.page.on("request", self._note_request)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._note_dialog)

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self) -> "ChatPage":
        self.page.goto(self.base_url)
        expect(self.suggestions.first).to_be_visible()
        return self

    # What is on the page

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Câu hỏi của bạn")

    @property
    def suggestions(self) -> Locator:
        return self.page.get_by_role("list", name="Câu hỏi gợi ý").get_by_role("button")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def turn(self) -> Locator:
        """The newest question with its reply."""
        return self.log.get_by_role("article").last

    @property
    def best(self) -> Locator:
        return self.turn.locator("figure.best")

    @property
    def abstention(self) -> Locator:
        return self.turn.get_by_text("Tài liệu không nói về điều này.")

    @property
    def nearest(self) -> Locator:
        return self.turn.locator(".nearest figure")

    @property
    def failure(self) -> Locator:
        return self.turn.locator(".failure")

    @property
    def progress(self) -> Locator:
        return self.turn.get_by_text("Đang tìm trong tài liệu…")

    @property
    def read_as(self) -> Locator:
        return self.turn.get_by_text("Hiểu là:")

    @property
    def literal(self) -> Locator:
        return self.turn.get_by_role("button", name="Hỏi đúng như đã gõ")

    def thumb(self, name: str) -> Locator:
        return self.turn.get_by_role("button", name=name, exact=True)

    @property
    def note(self) -> Locator:
        return self.turn.get_by_label("Góp ý thêm (không bắt buộc)")

    @property
    def drawer(self) -> Locator:
        return self.page.get_by_role("dialog", name="Nguồn")

    def see_source(self) -> "ChatPage":
        """Opens the source of the newest best sentence in the drawer."""
        self.best.get_by_role("link", name="Xem trong nguồn").click()
        expect(self.drawer).to_be_visible()
        return self

    def questions(self) -> list[str]:
        return self.log.get_by_role("heading", level=3).all_inner_texts()

    def answers(self) -> list[str]:
        """The sentences of the newest reply, best first, the collapsed ones too."""
        return [text.strip() for text in self.turn.locator("figure.answer blockquote").all_text_contents()]

    # What is done on it

    def ask(self, question: str) -> "ChatPage":
        """Asks with the button and waits until the reply, whatever it is, is shown."""
        self.field.fill(question)
        self.page.get_by_role("button", name="Hỏi", exact=True).click()
        return self.wait_for_reply()

    def wait_for_reply(self) -> "ChatPage":
        expect(self.turn.locator(".best, .abstention, .failure, .small-talk").first).to_be_visible()
        return self

    def show_more(self) -> None:
        self.turn.get_by_text("Thêm câu trả lời").click()

    # What must hold whatever was done

    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.violations")
        return found

    def made_by_markup(self) -> list[str]:
        """What only a text that became markup could have put into the log; the thumbs and their form show none."""
        found: list[str] = self.log.evaluate(
            """(log, selector) => [...log.querySelectorAll(selector)]
                .filter((node) => !node.closest(".feedback")).map((node) => node.outerHTML)""",
            MADE_BY_MARKUP,
        )
        return found

    def foreign_requests(self) -> list[str]:
        return [url for url in self.requests if urlsplit(url).netloc not in self.homes()]

    def homes(self) -> set[str]:
        """Where requests may go."""
        return {urlsplit(self.base_url).netloc}

    def width_overflow(self) -> int:
        """CSS pixels by which something sticks out of the window, but for what its own box clips."""
        overflow: int = self.page.evaluate(
            """() => {
                const nodes = (root) => [...root.querySelectorAll("*")]
                    .flatMap((node) => node.shadowRoot ? [node, ...nodes(node.shadowRoot)] : [node]);
                const edge = (node) => node.getBoundingClientRect().right;
                const boxes = (node) => [node, ...node.parentElement ? boxes(node.parentElement) : []];
                const clipping = (node) => getComputedStyle(node).overflowX === "clip";
                const widest = Math.max(...nodes(document.body).filter((node) => !node.matches(".unseen")).map(
                    (node) => Math.min(edge(node), ...boxes(node).filter(clipping).map(edge))));
                return Math.max(0, Math.ceil(widest) - innerWidth, document.documentElement.scrollWidth - innerWidth);
            }"""
        )
        return overflow

    def improper(self) -> list[str]:
        """All that was seen and must not be; empty when all is well."""
        return [*self.foreign_requests(), *self.violations(), *self.errors, *self.dialogs]

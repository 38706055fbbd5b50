"""What is a page of another origin that has the widget, and how is the widget on it driven?"""

import re
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from chat_page import ChatPage
from fastapi import FastAPI, Response
from playwright.sync_api import Locator, expect
from stand_in import Served
from starlette.types import ASGIApp

from tests.docs.pages import page

# As the documentation names it.
SERVICE = "https://hoidap.example"


def strict_policy(service: str) -> str:
    """Nothing at all, but the directives that docs/widget.md names; and no string may become markup or code."""
    directives = re.findall(rf"^ +(\S+-src {SERVICE};?)$", page("docs/widget.md"), re.MULTILINE)
    assert len(directives) >= 3
    named = " ".join(directives).replace(SERVICE, service.rstrip("/"))
    return f"default-src 'none'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; {named}"


def host_page(service: str, attributes: str) -> str:
    """A page with the two tags that are documented and something of its own."""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Báo</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="host.css">'
        f'<script src="{service}widget/widget.js" defer></script></head>'
        "<body><main><h1>Trang của báo</h1><p id=own>Bài viết <a href=#own>có liên kết</a>.</p></main>"
        f"<hoi-dap {attributes}></hoi-dap></body></html>"
    )


@dataclass
class HostSite(Served):
    """Gives out each published page below a path of its own, with its style sheet and under its policy."""

    pages: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)

    def publish(self, html: str, css: str, policy: str) -> str:
        """The address."""
        name = str(next(self.numbers))
        self.pages[name] = (html, css, policy)
        return f"{self.url}{name}/"

    def application(self) -> ASGIApp:
        app = FastAPI()

        @app.get("/{name}/")
        def page(name: str) -> Response:
            html, _, policy = self.pages[name]
            return Response(html, headers={"Content-Security-Policy": policy}, media_type="text/html")

        @app.get("/{name}/host.css")
        def style(name: str) -> Response:
            return Response(self.pages[name][1], media_type="text/css")

        @app.get("/favicon.ico")
        def icon() -> Response:
            return Response(status_code=204)

        return app


@dataclass
class WidgetPage(ChatPage):
    """The widget on the page at `address`; `base_url` is its service."""

    address: str = ""

    def open(self) -> "WidgetPage":
        self.page.goto(self.address)
        expect(self.widget.locator(":is(.launcher, .panel):visible")).to_have_count(1)
        return self

    def unfold(self) -> "WidgetPage":
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    @property
    def widget(self) -> Locator:
        return self.page.locator("hoi-dap")

    @property
    def launcher(self) -> Locator:
        return self.widget.locator(".launcher")

    @property
    def panel(self) -> Locator:
        return self.widget.locator(".panel")

    @property
    def focused(self) -> Locator:
        return self.page.locator("hoi-dap :focus")

    def homes(self) -> set[str]:
        return super().homes() | {urlsplit(self.address).netloc}

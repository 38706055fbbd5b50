"""Which browser and which server do these tests run with?"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from chat_page import ChatPage
from host_page import HostSite, WidgetPage, host_page, strict_policy
from playwright.sync_api import Browser, sync_playwright
from stand_in import StandIn

NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: tests often run as root in a container. No background networking: every request seen is the page's.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def find_chromium() -> str | None:
    return os.environ.get("HOIDAP_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


# One browser a module: Playwright keeps an event loop running in this thread, which other modules may not expect.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: install one, or name it in HOIDAP_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def stand_in() -> Iterator[str]:
    server = StandIn()
    server.start()
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[HostSite]:
    """A site of another origin, for pages with the widget."""
    site = HostSite()
    site.start()
    yield site
    site.stop()


@pytest.fixture
def open_widget(chromium: Browser, stand_in: str, elsewhere: HostSite) -> Iterator[Callable[..., WidgetPage]]:
    """Opens a page elsewhere that has the widget of the stand-in, with these attributes, style sheet and policy, in a
    context of its own made with the other arguments.

    At the end each page opened so must have done nothing improper.
    """
    opened: list[WidgetPage] = []

    def open_with(attributes: str = "", css: str = "", policy: str | None = None, **context: object) -> WidgetPage:
        page = chromium.new_context(locale="vi-VN", **context).new_page()  # type: ignore[arg-type]  # passed through
        address = elsewhere.publish(host_page(stand_in, attributes), css, policy or strict_policy(stand_in))
        opened.append(WidgetPage(page, stand_in, address=address).open())
        return opened[-1]

    yield open_with
    try:
        for widget in opened:
            assert widget.improper() == []
    finally:
        for widget in opened:
            widget.page.context.close()


@pytest.fixture
def open_chat(chromium: Browser) -> Iterator[Callable[..., ChatPage]]:
    """Opens the page at a base URL, in a context of its own made with the other arguments.

    At the end each page opened so must have done nothing improper.
    """
    opened: list[ChatPage] = []

    def open_at(base_url: str, **context: object) -> ChatPage:
        page = chromium.new_context(locale="vi-VN", **context).new_page()  # type: ignore[arg-type]  # passed through
        opened.append(ChatPage(page, base_url).open())
        return opened[-1]

    yield open_at
    try:
        for chat in opened:
            assert chat.improper() == []
    finally:
        for chat in opened:
            chat.page.context.close()


@pytest.fixture
def chat(open_chat: Callable[..., ChatPage], stand_in: str) -> ChatPage:
    return open_chat(stand_in, viewport={"width": 1200, "height": 800})

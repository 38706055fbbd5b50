"""What is said where the service is up and does not let the page ask: to the reader, and to whoever made the page?"""

from collections.abc import Callable, Iterator

import pytest
import stand_in as canned
from host_page import HostSite, WidgetPage, host_page, strict_policy
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

pytestmark = pytest.mark.browser

REFUSED = "Trang này chưa được phép hỏi ở đây."
UNREACHABLE = "Không kết nối được với máy chủ."


def is_ours(message: ConsoleMessage) -> bool:
    """What the widget says itself; the browser says something of every failed request."""
    return message.text.startswith("<hoi-dap>")


def setting_named(text: str) -> str:
    return text.rpartition("HOIDAP_ORIGINS=")[2]


def said_on_opening(page: Page) -> str:
    with page.expect_console_message(is_ours) as said:
        page.reload()
    return said.value.text


@pytest.fixture(scope="module")
def closed() -> Iterator[canned.StandIn]:
    """A service that lets pages of one origin ask; no page of these tests has it."""
    server = canned.StandIn(origins=("https://bao.example",))
    server.start()
    yield server
    server.stop()


Open = Callable[..., tuple[WidgetPage, list[str]]]


@pytest.fixture
def open_page(chromium: Browser, elsewhere: HostSite) -> Iterator[Open]:
    """Opens a page elsewhere with the widget of this service, and collects what the widget says on the console."""
    opened: list[WidgetPage] = []

    def open_of(service: str, attributes: str = "") -> tuple[WidgetPage, list[str]]:
        page = chromium.new_context(locale="vi-VN").new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if is_ours(message) else None)
        html = host_page(service, f"mode=inline {attributes}")
        address = elsewhere.publish(html, "", strict_policy(service))
        opened.append(WidgetPage(page, service, address=address).open())
        return opened[-1], said

    yield open_of
    for widget in opened:
        assert widget.improper() == []
        widget.page.context.close()


def test_the_console_names_what_to_set_and_the_reader_hears_what_is_true(
    open_page: Open, closed: canned.StandIn, elsewhere: HostSite
) -> None:
    widget, said = open_page(closed.url, "suggestions=''")
    widget.ask(canned.ANSWERED)
    expect(widget.failure).to_contain_text(REFUSED)
    expect(widget.failure).not_to_contain_text(UNREACHABLE)
    assert [setting_named(text) for text in said] == [elsewhere.url.rstrip("/")]
    assert closed.url in said[0]


def test_what_the_console_names_on_opening_lets_the_page_ask(open_page: Open, closed: canned.StandIn) -> None:
    refused, _ = open_page(closed.url)
    opened = canned.StandIn(origins=(setting_named(said_on_opening(refused.page)),))
    expect(refused.failure).to_have_count(0)
    opened.start()
    try:
        widget, said = open_page(opened.url)
        expect(widget.ask(canned.ANSWERED).best).to_be_visible()
        assert said == []
    finally:
        opened.stop()


def test_a_service_that_is_down_is_not_said_to_refuse(open_page: Open) -> None:
    server = canned.StandIn(origins=("https://bao.example",))
    server.start()
    widget, said = open_page(server.url, "suggestions=''")
    server.stop()
    expect(widget.ask(canned.ANSWERED).failure).to_contain_text(UNREACHABLE)
    assert said == []


def test_a_request_that_breaks_off_is_not_said_to_be_refused(open_page: Open, stand_in: str) -> None:
    widget, said = open_page(stand_in, "suggestions=''")
    widget.page.route("**/v1/ask", lambda route: route.abort())
    expect(widget.ask(canned.ANSWERED).failure).to_contain_text(UNREACHABLE)
    assert said == []


def test_a_page_without_an_origin_is_not_asked_to_name_it(
    chromium: Browser, closed: canned.StandIn, elsewhere: HostSite
) -> None:
    page = chromium.new_page()
    page.goto(elsewhere.publish("<!doctype html><body></body>", "", ""))
    inside = f"<script src='{closed.url}widget/widget.js'></script><hoi-dap mode=inline></hoi-dap>"
    with page.expect_console_message(is_ours) as said:
        page.evaluate(
            """(html) => {
                const frame = document.createElement("iframe");
                frame.sandbox = "allow-scripts";
                frame.srcdoc = html;
                document.body.append(frame);
            }""",
            inside,
        )
    assert setting_named(said.value.text) == "*"
    page.close()

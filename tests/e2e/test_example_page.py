"""Does the example of a page with the chat work, against the real service?"""

import os
from pathlib import Path

import pytest
from host_page import HostSite, WidgetPage
from playwright.sync_api import Browser, expect

from tests.docs.pages import page
from tests.running_service import running_service

pytestmark = pytest.mark.browser

SERVICE = "http://127.0.0.1:8000"


def test_a_reader_asks_and_the_page_hears_of_it(
    chromium: Browser, elsewhere: HostSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("HOIDAP_")]:
        monkeypatch.delenv(name)
    example = page("examples/page.html")
    assert example.count(SERVICE) == 1
    with running_service(tmp_path, origins=(elsewhere.url.rstrip("/"),)) as service:
        address = elsewhere.publish(example.replace(SERVICE, service), css="", policy="")
        widget = WidgetPage(chromium.new_page(locale="vi-VN"), f"{service}/", address=address).open().unfold()
        question = widget.suggestions.first.inner_text()
        widget.suggestions.first.click()
        widget.wait_for_reply()
        expect(widget.best).to_be_visible()
        expect(widget.page.locator("#latest q")).to_have_text(question)
        assert widget.improper() == []
        widget.page.close()

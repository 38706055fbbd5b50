#!/usr/bin/env python3
"""How does it look? Takes the pictures of the documentation: the chat page, the widget on a page, a phone, a source.

scripts/screenshot.py [BASE_URL] [--into docs] [--dark]

Without the address of a running server it starts one over the shipped documents.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]

QUESTION = "Quân đội nhân dân Lào được thành lập ngày nào?"
WITHOUT_ACCENTS = "quan doi nhan dan Lao duoc thanh lap ngay nao?"
DESK: ViewportSize = {"width": 1120, "height": 760}
# Tall enough for a document's header and the beginning of its text.
SOURCE: ViewportSize = {"width": 1120, "height": 960}
PHONE: ViewportSize = {"width": 390, "height": 844}

# In seconds: the model is made at the first start.
START_S = 120

# A newspaper that has the widget, at an address that only this browser knows.
HOST_PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Báo Mẫu</title>
<style>
body { margin: 0; background: #fff; color: #1c1c1c; font: 17px/1.65 Georgia, "DejaVu Serif", serif }
nav { padding: 18px 56px; border-bottom: 3px solid #7a1f2b; color: #7a1f2b; font-size: 26px; font-weight: 700 }
article { max-width: 640px; margin: 32px 56px }
h1 { font-size: 34px; line-height: 1.25 }
small { color: #777 }
hoi-dap { --hoidap-colour: #7a1f2b; --hoidap-on-colour: #fff }
</style>
<nav>Báo Mẫu</nav>
<article><h1>Lễ đón đoàn đại biểu quân sự cấp cao Lào</h1><small>Thứ năm, 2/6/2022</small>
<p>Sáng 2/6, tại Hà Nội đã diễn ra lễ đón chính thức đoàn đại biểu quân sự cấp cao nước bạn sang thăm và làm việc.</p>
<p>Sau lễ đón, hai bên hội đàm về hợp tác quốc phòng trong năm kỷ niệm quan hệ ngoại giao giữa hai nước.</p>
<p>Bạn đọc muốn biết thêm về chuyến thăm có thể hỏi ngay ở góc trang.</p></article>
<script src="/widget/widget.js" defer></script>
<hoi-dap heading="Hỏi Báo Mẫu" theme="light"></hoi-dap></html>"""


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base_url", nargs="?")
    parser.add_argument("--into", type=Path, default=ROOT / "docs")
    parser.add_argument("--dark", action="store_true")
    return parser.parse_args()


def find_chromium() -> str:
    """Its path; ends the program with a word of advice where there is none."""
    named = os.environ.get("HOIDAP_TEST_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or sys.exit("No Chromium found: install one, or name it in HOIDAP_TEST_CHROMIUM.")


@contextmanager
def serving(base_url: str | None) -> Iterator[str]:
    """The address of a server: the one that is named, or one of our own for as long as it is needed."""
    if base_url:
        yield base_url.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "api", "serve", "--port", "0", "--seed", "seeds/documents", "--data", data]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:  # noqa: S603 - ours
            assert server.stdout is not None  # noqa: S101 - it was asked for
            try:
                yield server.stdout.readline().split()[-1].rstrip("/")
            finally:
                server.send_signal(signal.SIGTERM)


def open_page(browser: Browser, *, phone: bool = False, dark: bool = False) -> Page:
    """An empty page of the wanted size and scheme, with its motion stilled so that every picture is the same."""
    # Two pixels for one: the picture stays sharp on the screens that a README is read on.
    return browser.new_page(
        viewport=PHONE if phone else DESK,
        device_scale_factor=2,
        is_mobile=phone,
        has_touch=phone,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="vi-VN",
    )


def wait_until_ready(browser: Browser, base_url: str) -> None:
    """Waits for the model and the indexes, as long as a first start may take."""
    page = browser.new_page()
    until = time.monotonic() + START_S
    while page.request.get(f"{base_url}/readyz").status != 200 and time.monotonic() < until:
        time.sleep(1)
    page.close()


def ask(page: Page, question: str) -> None:
    """Asks as a reader would, and returns once the answer stands on the page."""
    page.get_by_label("Câu hỏi của bạn").fill(question)
    page.get_by_role("button", name="Hỏi", exact=True).click()
    expect(page.locator(".best, .abstention, .failure").last).to_be_visible()


def chat(browser: Browser, base_url: str, *, dark: bool) -> Page:
    """The chat page, a question answered."""
    page = open_page(browser, dark=dark)
    page.goto(f"{base_url}/")
    ask(page, QUESTION)
    return page


def phone(browser: Browser, base_url: str, *, dark: bool) -> Page:
    """The same on a phone, for a question that was typed without accents."""
    page = open_page(browser, phone=True, dark=dark)
    page.goto(f"{base_url}/")
    ask(page, WITHOUT_ACCENTS)
    return page


def widget(browser: Browser, base_url: str, *, dark: bool) -> Page:
    """The widget, open on somebody's page."""
    page = open_page(browser, dark=dark)
    page.route("**/bao-mau", lambda route: route.fulfill(body=HOST_PAGE, content_type="text/html"))
    page.goto(f"{base_url}/bao-mau")
    page.get_by_role("button", name="Hỏi Báo Mẫu").click()
    ask(page, QUESTION)
    return page


def source(browser: Browser, base_url: str, *, dark: bool) -> Page:
    """The page of the source that answers, where the sentence stands."""
    page = chat(browser, base_url, dark=dark)
    page.set_viewport_size(SOURCE)
    page.goto(str(page.locator(".best .see").evaluate("link => link.href")))
    return page


PICTURES: dict[str, Callable[..., Page]] = {"chat": chat, "widget": widget, "phone": phone, "source": source}


def main() -> None:
    """Takes the pictures."""
    options = arguments()
    with serving(options.base_url) as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        wait_until_ready(browser, base_url)
        for name, take in PICTURES.items():
            take(browser, base_url, dark=options.dark).screenshot(path=options.into / f"{name}.png")
            print(options.into / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What does the page of a running server look like? Asks it a question and takes a picture.

scripts/screenshot.py BASE_URL OUT.png [--question …] [--phone] [--dark]
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

QUESTION = "Ai làm trưởng đoàn đại biểu quân sự cấp cao Lào thăm Việt Nam năm 2022?"
DESK: ViewportSize = {"width": 1120, "height": 760}
PHONE: ViewportSize = {"width": 390, "height": 844}


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base_url")
    parser.add_argument("out", type=Path)
    parser.add_argument("--question", default=QUESTION, help="empty: the page before the first question")
    parser.add_argument("--context", action="store_true", help="open the context of the best sentence")
    parser.add_argument("--phone", action="store_true")
    parser.add_argument("--dark", action="store_true")
    return parser.parse_args()


def find_chromium() -> str:
    """Its path; ends the program with a word of advice where there is none."""
    named = os.environ.get("HOIDAP_TEST_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or sys.exit("No Chromium found: install one, or name it in HOIDAP_TEST_CHROMIUM.")


def open_page(browser: Browser, *, phone: bool, dark: bool) -> Page:
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


def ask(page: Page, question: str, *, context: bool) -> None:
    """Asks as a reader would, and returns once the reply stands on the page."""
    page.get_by_label("Câu hỏi của bạn").fill(question)
    page.get_by_role("button", name="Hỏi", exact=True).click()
    page.locator(".best, .abstention, .failure").wait_for()
    if context:
        page.get_by_role("button", name="Xem trong ngữ cảnh").first.click()


def main() -> None:
    """Takes the picture."""
    options = arguments()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = open_page(browser, phone=options.phone, dark=options.dark)
        page.goto(options.base_url)
        page.locator(".suggestion").first.wait_for()
        if options.question:
            ask(page, options.question, context=options.context)
        page.screenshot(path=options.out)
        browser.close()


if __name__ == "__main__":
    main()

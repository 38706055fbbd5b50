#!/usr/bin/env python3
"""What does the page of a running server look like? Asks it a question and takes a picture.

scripts/screenshot.py BASE_URL OUT.png [--question …] [--source] [--phone] [--dark]
"""

import argparse
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

QUESTION = "Ai làm trưởng đoàn đại biểu quân sự cấp cao Lào thăm Việt Nam năm 2022?"
DESK: ViewportSize = {"width": 1120, "height": 760}
# Tall enough to hold what is told of a document and the beginning of its text.
SOURCE: ViewportSize = {"width": 1120, "height": 960}
PHONE: ViewportSize = {"width": 390, "height": 844}


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base_url")
    parser.add_argument("out", type=Path)
    parser.add_argument("--question", default=QUESTION, help="empty: the page before the first question")
    parser.add_argument("--context", action="store_true", help="open the context of the best sentence")
    parser.add_argument("--source", action="store_true", help="show the source of the best sentence instead")
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


def open_source(page: Page, base_url: str, question: str, *, phone: bool) -> None:
    """Opens the page of the document that answers best, where the sentence stands; the second and third are marked."""
    answers = page.request.post(f"{base_url.rstrip('/')}/v1/ask", data={"question": question, "top_k": 3}).json()[
        "answers"
    ]
    first, *others = [answer["citation"] for answer in answers]
    beside = [one for one in others if one["document_id"] == first["document_id"]]
    place = [("start", first["start"]), ("end", first["end"])]
    also = [("also", f"{one['start']}-{one['end']}") for one in beside]
    page.goto(f"{base_url.rstrip('/')}/sources/{quote(first['document_id'], safe='')}?{urlencode([*place, *also])}")
    page.locator("#trich-dan").wait_for()
    page.set_viewport_size(PHONE if phone else SOURCE)
    page.evaluate("scrollTo(0, 0)")


def main() -> None:
    """Takes the picture."""
    options = arguments()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = open_page(browser, phone=options.phone, dark=options.dark)
        if options.source:
            open_source(page, options.base_url, options.question, phone=options.phone)
        else:
            page.goto(options.base_url)
            page.locator(".suggestion").first.wait_for()
            if options.question:
                ask(page, options.question, context=options.context)
        page.screenshot(path=options.out)
        browser.close()


if __name__ == "__main__":
    main()

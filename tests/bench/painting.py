"""How long after the reply has come is the answer painted?

In Chromium, by the browser's own clock, against the canned answers of the browser tests. Nothing is asserted.
"""

import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "e2e")]  # run as a script, it would find its own folder only

import stand_in as canned  # noqa: E402 - after the path
from chat_page import ChatPage  # noqa: E402
from conftest import ARGUMENTS, find_chromium  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

QUESTIONS = 20

# A message posted in an animation frame is read when that frame has been painted.
WATCH_PAINTING = """() => {
    window.painted = [];
    addEventListener("hoidap:answer", () => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            const now = performance.now();
            const replies = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/v1/ask"));
            painted.push(now - replies.at(-1).responseEnd);
        };
        port2.postMessage(null);
    }));
}"""


def main() -> None:
    """Measures in a few seconds."""
    chromium = find_chromium()
    if chromium is None:
        print("painting: no Chromium found")
        return
    server = canned.StandIn()
    server.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        chat = ChatPage(browser.new_page(), server.url).open()
        chat.page.evaluate(WATCH_PAINTING)
        for number in range(QUESTIONS):
            chat.ask(canned.ANSWERED)
            chat.page.wait_for_function("(count) => painted.length === count", arg=number + 1)
        painted: list[float] = chat.page.evaluate("window.painted")
        browser.close()
    server.stop()
    print(
        f"an answer is painted {painted[0]:.0f} ms after its reply has come for the first question, "
        f"{statistics.median(painted):.0f} ms in the median of {QUESTIONS}, {max(painted):.0f} ms at worst"
    )


if __name__ == "__main__":
    main()

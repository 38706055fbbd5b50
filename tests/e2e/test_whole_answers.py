"""Does the chat show a list item by item, what it belongs to, and how much of it is left, in a real browser?"""

from typing import Any

import pytest
import stand_in as canned
from axe import accessibility_violations
from chat_page import ChatPage
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LIST = "Hồ sơ xin cấp thẻ gồm:\na) Đơn theo mẫu;\nb) Hai ảnh chân dung;"
QUESTION = "Hỏi: Mất thẻ thì phải làm gì?"


def ask(chat: ChatPage, text: str, **more: object) -> ChatPage:
    """Asks a question that gets this answer."""
    reply = canned.reply("x", canned.answer(text) | more)
    chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
    return chat.ask("x")


def introduction(text: str) -> dict[str, Any]:
    return {"kind": "question", "text": text, "start": 0, "end": len(text)}


def test_every_item_is_on_a_line_and_those_left_out_are_counted(chat: ChatPage) -> None:
    ask(chat, LIST, introduction=None, more_items=4)
    assert chat.best.locator("blockquote").inner_text().split("\n") == LIST.split("\n")
    expect(chat.best.locator(".rest")).to_have_text("Còn 4 mục, xem trong nguồn.")
    expect(chat.best.locator(".introduction")).to_have_count(0)
    assert accessibility_violations(chat.page) == []


def test_the_question_of_the_document_is_above_its_answer(chat: ChatPage) -> None:
    ask(chat, "Đáp: Báo ngay cho quầy số hai.", introduction=introduction(QUESTION), more_items=0)
    above, quote = chat.best.locator(".introduction"), chat.best.locator("blockquote")
    expect(above).to_have_text(QUESTION)
    bottom, top = (f"(node) => node.getBoundingClientRect().{side}" for side in ("bottom", "top"))
    assert above.evaluate(bottom) <= quote.evaluate(top)
    expect(chat.best.locator(".rest")).to_have_count(0)
    assert accessibility_violations(chat.page) == []


def test_a_reply_without_these_fields_is_shown_as_before(chat: ChatPage) -> None:
    ask(chat, canned.SENTENCE)
    expect(chat.best.locator("blockquote")).to_have_text(canned.SENTENCE)
    expect(chat.best.locator(".introduction, .rest")).to_have_count(0)

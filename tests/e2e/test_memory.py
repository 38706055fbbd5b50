"""Does the conversation stay in this browser, for as long as its reader wants it and no longer?"""

import json
from collections.abc import Callable
from typing import Any

import pytest
import stand_in as canned
from chat_page import ChatPage
from host_page import WidgetPage
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STORED = "Object.entries(localStorage)"


def again(chat: ChatPage) -> ChatPage:
    chat.page.reload()
    expect(chat.field).to_be_visible()
    return chat


def sent_history(chat: ChatPage, question: str) -> list[dict[str, Any]]:
    with chat.page.expect_request("**/v1/ask") as sent:
        chat.ask(question)
    history: list[dict[str, Any]] = json.loads(sent.value.post_data or "")["history"]
    return history


def test_it_is_there_after_a_reload_and_a_follow_up_leans_on_it(chat: ChatPage) -> None:
    chat.ask(canned.ANSWERED)
    chat.ask(canned.UNTOLD)
    again(chat)
    assert chat.questions() == [canned.ANSWERED, canned.UNTOLD]
    expect(chat.log.locator(".best blockquote")).to_have_text(canned.SENTENCE)
    expect(chat.abstention).to_be_visible()
    assert sent_history(chat, "Khi nào?") == [
        {"question": canned.ANSWERED, "answer": canned.SENTENCE, "document_ids": ["d1"]},
        {"question": canned.UNTOLD, "answer": "", "document_ids": []},
    ]


def test_only_the_last_five_questions_are_sent(chat: ChatPage) -> None:
    for number in range(7):
        chat.ask(f"Câu {number}?")
    assert [turn["question"] for turn in sent_history(chat, "Nữa?")] == [f"Câu {number}?" for number in range(2, 7)]


def test_one_button_clears_it(chat: ChatPage) -> None:
    clear = chat.page.get_by_role("button", name="Xoá lịch sử")
    expect(clear).to_be_hidden()
    chat.ask(canned.ANSWERED)
    assert len(chat.page.evaluate(STORED)) == 1
    clear.click()
    expect(chat.suggestions.first).to_be_visible()
    expect(chat.field).to_be_focused()
    expect(clear).to_be_hidden()
    assert chat.questions() == []
    assert chat.page.evaluate(STORED) == []
    assert again(chat).questions() == []
    assert sent_history(chat, "Mới?") == []


def test_what_is_on_its_way_when_it_is_cleared_does_not_come_back(chat: ChatPage) -> None:
    held: list[Any] = []
    chat.page.route("**/v1/ask", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks its handlers
    chat.page.keyboard.type(canned.ANSWERED)
    chat.page.keyboard.press("Enter")
    expect(chat.progress).to_be_visible()
    with chat.page.expect_event("requestfailed"):
        chat.page.get_by_role("button", name="Xoá lịch sử").click()
    assert chat.questions() == []
    assert chat.page.evaluate(STORED) == []


def test_it_is_bounded(chat: ChatPage) -> None:
    chat.page.evaluate("localStorage.clear()")
    for number in range(33):
        chat.ask(f"Câu {number}?")
    assert again(chat).questions() == [f"Câu {number}?" for number in range(3, 33)]


def test_a_question_asked_literally_replaces_the_one_before(chat: ChatPage) -> None:
    chat.ask(canned.WITHOUT_ACCENTS).literal.click()
    expect(chat.best.locator("blockquote")).to_have_text(canned.AS_TYPED)
    again(chat)
    assert chat.questions() == [canned.WITHOUT_ACCENTS]
    expect(chat.best.locator("blockquote")).to_have_text(canned.AS_TYPED)


def test_two_tabs_keep_what_both_asked(chat: ChatPage, stand_in: str) -> None:
    other = ChatPage(chat.page.context.new_page(), stand_in).open()
    chat.ask("Một?")
    other.ask("Hai?")
    assert again(chat).questions() == ["Một?", "Hai?"]


@pytest.mark.parametrize(
    "trouble",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
        "Object.defineProperty(window, 'localStorage', { value: null })",
    ],
)
def test_a_storage_that_is_full_or_withheld_does_no_harm(chat: ChatPage, trouble: str) -> None:
    chat.page.add_init_script(trouble)
    again(chat).ask(canned.ANSWERED)
    expect(chat.best).to_be_visible()
    chat.page.get_by_role("button", name="Xoá lịch sử").click()
    assert chat.questions() == []


@pytest.mark.parametrize(
    "stored",
    [
        "{",
        "null",
        "3",
        '"x"',
        "[null]",
        "[3]",
        '[{"question": "Cũ?"}]',
        '[{"question": "Cũ?", "reply": {"answers": 3}}]',
    ],
)
def test_what_was_stored_by_another_hand_is_passed_over(chat: ChatPage, stored: str) -> None:
    chat.page.evaluate("(text) => localStorage.setItem(`hoidap:${location.href}`, text)", stored)
    again(chat).ask(canned.ANSWERED)
    assert chat.questions() == [canned.ANSWERED]


def test_it_is_kept_apart_for_every_service(open_widget: Callable[..., WidgetPage], stand_in: str) -> None:
    widget = open_widget("mode=inline")
    widget.ask(canned.ANSWERED)
    assert [key for key, _ in widget.page.evaluate(STORED)] == [f"hoidap:{stand_in}"]
    widget.widget.evaluate("(node, api) => node.setAttribute('api', api)", f"{stand_in}khac/")
    expect(widget.log).to_have_text("")
    widget.widget.evaluate("(node) => node.removeAttribute('api')")
    expect(widget.best).to_be_visible()

"""Does the chat show in bold the words that answer, those alone, and the text as it is, in a real browser?"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import stand_in as canned
from axe import accessibility_violations
from chat_page import ChatPage
from payloads import PAYLOADS, UNRULY
from playwright.sync_api import expect
from test_chat_page import contrast

from qa.text.utf16 import utf16_length

pytestmark = pytest.mark.browser

START = canned.START_UTF16
NAME = "Trung tướng Trần Văn Mẫu"
WEIGHT = "(node) => Number(getComputedStyle(node).fontWeight)"
# What a reader would copy of the sentence.
COPIED = "(node) => { const all = getSelection(); all.selectAllChildren(node); return all.toString(); }"


def marked(text: str, *spans: tuple[int, int]) -> dict[str, Any]:
    """An answer with these code points of its text marked; the offsets as the service gives them."""
    highlights = [
        {
            "start": 120 + start,
            "end": 120 + end,
            "start_utf16": START + utf16_length(text[:start]),
            "end_utf16": START + utf16_length(text[:end]),
        }
        for start, end in spans
    ]
    return canned.answer(text) | {"highlights": highlights}


def ask(chat: ChatPage, *answers: dict[str, Any]) -> ChatPage:
    """Asks a question that gets these answers."""
    chat.page.unroute_all()
    chat.page.route("**/v1/ask", lambda route: route.fulfill(json=canned.reply("x", *answers)))
    return chat.ask("x")


def bold(chat: ChatPage) -> list[str | None]:
    return [node.text_content() for node in chat.best.locator("blockquote b").all()]


def text_of(chat: ChatPage) -> str | None:
    return chat.best.locator("blockquote").text_content()


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (canned.SENTENCE, [(0, len(NAME))]),
        (canned.SENTENCE, [(0, len(canned.SENTENCE))]),
        (canned.SENTENCE, [(6, 11), (11, 12), (40, 45)]),
        ("😀 Ông 👩‍👩‍👧 Mẫu 🇻🇳 nói 😀.", [(2, 5), (12, 18)]),
        ("Dòng một\n  dòng   hai\tba.", [(5, 20)]),
        *((text, [(len(text) // 4, len(text) // 2 + 1)]) for text in UNRULY.values()),
    ],
)
def test_they_are_the_slice_and_the_text_is_whole(chat: ChatPage, text: str, spans: Sequence[tuple[int, int]]) -> None:
    ask(chat, marked(text, *spans))
    assert bold(chat) == [text[start:end] for start, end in spans]
    assert text_of(chat) == text


def test_markup_in_the_text_stays_text_wherever_it_is_cut(chat: ChatPage) -> None:
    """The page is under Trusted Types, and `chat` holds that it ran nothing and asked nobody."""
    for text in PAYLOADS:
        for span in ((0, len(text)), (1, len(text) - 1), (len(text) // 3, 2 * len(text) // 3)):
            ask(chat, marked(text, span))
            assert bold(chat) == [text[slice(*span)]]
            assert text_of(chat) == text
        chat.page.get_by_role("button", name="Xoá lịch sử").click()
    ask(chat, *(marked(text, (1, len(text))) for text in PAYLOADS))
    assert chat.made_by_markup() == []


@pytest.mark.parametrize(
    "offsets",
    [
        [(START - 1, START + 5)],
        [(0, 5)],
        [(START + 5, START + 5)],
        [(START + 9, START + 5)],
        [(START, START + len(canned.SENTENCE) + 1)],
        [(None, START + 5)],
        [(START, None)],
        [("a", "b")],
        [(-5, -2)],
    ],
)
def test_offsets_that_do_not_fit_leave_the_text_as_it_is(chat: ChatPage, offsets: list[tuple[Any, Any]]) -> None:
    highlights = [{"start_utf16": start, "end_utf16": end} for start, end in offsets]
    ask(chat, canned.answer() | {"highlights": highlights})
    assert bold(chat) == []
    assert text_of(chat) == canned.SENTENCE


def test_words_that_overlap_others_are_passed_over(chat: ChatPage) -> None:
    ask(chat, marked(canned.SENTENCE, (6, 11), (8, 20), (0, 5), (21, 24)))
    assert bold(chat) == [canned.SENTENCE[6:11], canned.SENTENCE[21:24]]
    assert text_of(chat) == canned.SENTENCE


@pytest.mark.parametrize("more", [{}, {"highlights": []}, {"highlights": None}], ids=["absent", "empty", "null"])
def test_without_any_the_sentence_is_one_text(chat: ChatPage, more: dict[str, Any]) -> None:
    ask(chat, canned.answer() | more)
    nodes = chat.best.locator("blockquote p").evaluate("(node) => [...node.childNodes].map((one) => one.nodeName)")
    assert nodes == ["#text"]
    assert text_of(chat) == canned.SENTENCE


@pytest.mark.parametrize("text", [canned.SENTENCE, "Dòng một\n  dòng   hai\tba. 😀"])
def test_what_is_copied_is_the_same(chat: ChatPage, text: str) -> None:
    copied = [
        ask(chat, one).best.locator("blockquote").evaluate(COPIED)
        for one in (canned.answer(text), marked(text, (3, 14)))
    ]
    assert copied[0].split() == text.split()
    assert copied[0] == copied[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_they_stand_out_by_weight_and_are_as_readable_as_the_rest(
    open_chat: Callable[..., ChatPage], stand_in: str, scheme: str, forced: str
) -> None:
    chat = open_chat(stand_in, color_scheme=scheme, forced_colors=forced)
    ask(chat, marked(canned.SENTENCE, (0, len(NAME))))
    words, sentence = chat.best.locator("b"), chat.best.locator("blockquote p")
    assert words.evaluate(WEIGHT) >= sentence.evaluate(WEIGHT) + 200
    assert words.evaluate("(node) => node.getBoundingClientRect().width") > 0
    assert contrast(words) == contrast(sentence) >= 7
    assert accessibility_violations(chat.page) == []


def test_they_come_back_from_memory(chat: ChatPage) -> None:
    ask(chat, marked(canned.SENTENCE, (0, len(NAME))))
    chat.page.reload()
    expect(chat.best.locator("b")).to_have_text(NAME)


def test_the_link_to_the_source_keeps_them(chat: ChatPage, stand_in: str) -> None:
    link = "sources/d1?start=120&end=150&highlight=120-144"
    found = canned.answer(source_link=link) | {"highlights": marked(canned.SENTENCE, (0, len(NAME)))["highlights"]}
    href = ask(chat, found).best.locator(".see").get_attribute("href")
    assert href is not None
    assert href.startswith(f"{stand_in}sources/d1?")
    assert re.findall(r"highlight=([\d-]+)", href) == ["120-144"]


def test_the_widget_on_a_page_elsewhere_shows_them_too(open_widget: Callable[..., ChatPage]) -> None:
    widget = open_widget('mode="inline"', css="b { font-weight: 100 !important; color: #eee !important }")
    ask(widget, marked(canned.SENTENCE, (0, len(NAME))))
    assert bold(widget) == [NAME]
    assert widget.best.locator("b").evaluate(WEIGHT) >= 600

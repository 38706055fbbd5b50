"""Is a reader heard who judges an answer, stops a question or asks on, and does the host page hear of it?"""

from collections.abc import Callable
from typing import Any

import pytest
import stand_in as canned
from chat_page import ChatPage
from host_page import WidgetPage
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HEAR = """
window.heard = [];
for (const name of ["answer", "feedback"]) {
    addEventListener(`hoidap:${name}`, ({ detail, target }) => heard.push([name, target.localName, detail]));
}
"""

CITED = {"document_id": "d1", "document_sha256": "0" * 64, "start": 120, "end": 120 + len(canned.SENTENCE)}


@pytest.fixture
def sent(chat: ChatPage) -> list[dict[str, Any]]:
    """What the chat page sends as feedback."""
    bodies: list[dict[str, Any]] = []
    chat.page.on("request", lambda one: bodies.append(one.post_data_json) if one.url.endswith("feedback") else None)
    return bodies


class TestFeedback:
    @pytest.mark.parametrize(("name", "helpful"), [("Có ích", True), ("Không có ích", False)])
    def test_a_thumb_is_sent_without_a_note(
        self, chat: ChatPage, sent: list[dict[str, Any]], name: str, helpful: bool
    ) -> None:
        chat.ask(canned.ANSWERED).thumb(name).click()
        expect(chat.thumb(name)).to_have_attribute("aria-pressed", "true")
        expect(chat.note).to_be_focused()
        chat.thumb("Gửi").click()
        thanks = chat.turn.get_by_text("Cảm ơn bạn đã góp ý.")
        expect(thanks).to_be_focused()
        shown = {"question": canned.ANSWERED, "read_as": canned.ANSWERED, "generation": 1, "citation": CITED}
        assert sent == [shown | {"helpful": helpful}]

    def test_a_note_goes_with_it_and_the_mind_can_be_changed_before(
        self, chat: ChatPage, sent: list[dict[str, Any]]
    ) -> None:
        chat.ask(canned.ANSWERED).thumb("Có ích").click()
        chat.thumb("Không có ích").click()
        expect(chat.thumb("Có ích")).to_have_attribute("aria-pressed", "false")
        chat.note.fill("  Sai <b>năm</b>.\n")
        chat.thumb("Gửi").click()
        expect(chat.turn.get_by_text("Cảm ơn bạn đã góp ý.")).to_be_visible()
        assert (sent[0]["helpful"], sent[0]["note"]) == (False, "Sai <b>năm</b>.")

    def test_an_abstention_is_judged_without_a_citation(self, chat: ChatPage, sent: list[dict[str, Any]]) -> None:
        chat.ask(canned.UNTOLD).thumb("Có ích").click()
        chat.thumb("Gửi").click()
        expect(chat.turn.get_by_text("Cảm ơn bạn đã góp ý.")).to_be_visible()
        assert "citation" not in sent[0]

    def test_what_could_not_be_sent_is_reported_and_sent_again(self, chat: ChatPage) -> None:
        chat.ask(canned.ANSWERED).thumb("Có ích").click()
        chat.note.fill(canned.TOO_EARLY)
        chat.thumb("Gửi").click()
        expect(chat.turn.get_by_role("status")).to_have_text("Máy chủ chưa sẵn sàng.")
        chat.note.fill("lần nữa")
        chat.thumb("Thử lại").click()
        expect(chat.turn.get_by_text("Cảm ơn bạn đã góp ý.")).to_be_visible()

    def test_small_talk_is_not_judged(self, chat: ChatPage) -> None:
        chat.ask(canned.GREETING)
        expect(chat.turn.locator(".feedback")).to_have_count(0)


class TestEvents:
    def test_the_host_page_hears_of_replies_and_judgements(self, open_widget: Callable[..., WidgetPage]) -> None:
        widget = open_widget("mode=inline")
        widget.page.evaluate(HEAR)
        widget.ask(canned.ANSWERED).thumb("Có ích").click()
        widget.thumb("Gửi").click()
        expect(widget.turn.get_by_text("Cảm ơn bạn đã góp ý.")).to_be_visible()
        (answer, feedback) = widget.page.evaluate("window.heard")
        assert answer == ["answer", "hoi-dap", canned.REPLIES[canned.ANSWERED]]
        assert feedback[:2] == ["feedback", "hoi-dap"]
        assert (feedback[2]["helpful"], feedback[2]["citation"]) == (True, CITED)

    def test_what_failed_is_no_event(self, open_widget: Callable[..., WidgetPage]) -> None:
        widget = open_widget("mode=inline")
        widget.page.evaluate(HEAR)
        widget.ask(canned.BROKEN)
        assert widget.page.evaluate("window.heard") == []


class TestStopping:
    def test_a_question_is_stopped_and_asked_again(self, chat: ChatPage) -> None:
        held: list[Any] = []
        chat.page.route("**/v1/ask", lambda route: held.append(route), times=1)  # noqa: PLW0108 -- Playwright marks it
        chat.page.keyboard.type(canned.ANSWERED)
        chat.page.keyboard.press("Enter")
        with chat.page.expect_event("requestfailed"):
            chat.thumb("Dừng").click()
        expect(chat.failure).to_contain_text("Đã dừng.")
        chat.failure.get_by_role("button", name="Thử lại").click()
        expect(chat.best).to_be_visible()
        expect(chat.field).to_be_focused()


class TestGoingOn:
    def test_what_is_suggested_is_asked_and_older_suggestions_go(self, chat: ChatPage) -> None:
        chat.ask(canned.SUGGESTING)
        first = chat.turn
        assert chat.suggestions.all_inner_texts() == [canned.ANSWERED, canned.UNTOLD]
        chat.suggestions.nth(1).click()
        expect(chat.abstention).to_be_visible()
        assert chat.questions() == [canned.SUGGESTING, canned.UNTOLD]
        expect(chat.suggestions).to_have_count(0)
        expect(first).to_be_visible()


class TestSourceLinks:
    def test_sources_are_numbered_through_the_reply(self, chat: ChatPage) -> None:
        chat.ask(canned.FRAGMENT).show_more()
        numbers = [text.split()[0] for text in chat.turn.locator("cite").all_inner_texts()]
        assert numbers == ["[1]", "[2]", "[3]"]

    def test_what_else_was_cited_of_a_document_is_marked_too_also_later(self, chat: ChatPage, stand_in: str) -> None:
        def link() -> str | None:
            return chat.log.locator(".see").first.get_attribute("href")

        end = 120 + len(canned.SENTENCE)
        own = f"{stand_in}sources/d1?start=120&end={end}&sha256={'0' * 64}"
        chat.ask(canned.ANSWERED)
        assert link() == own
        reply = canned.reply(
            "x", canned.answer("Khác.", start=7, end=12), canned.answer("Xa.", document_id="d2", start=1)
        )
        chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
        chat.ask("x")
        assert link() == f"{own}&also=7-12"

    @pytest.mark.parametrize(
        ("source_link", "opened"),
        [
            ("sources/khac?start=1&end=2", "sources/khac?start=1&end=2"),
            ("javascript:alert(1)", "sources/d1?start=120"),
            ("https://xau.example/sources/x", "sources/d1?start=120"),
            ("//xau.example/sources/x", "sources/d1?start=120"),
            ("../v1/documents", "sources/d1?start=120"),
            ("sources/../v1/documents", "sources/d1?start=120"),
            (None, "sources/d1?start=120"),
        ],
    )
    def test_the_link_of_the_reply_leads_to_the_services_own_pages_or_nowhere(
        self, chat: ChatPage, stand_in: str, source_link: str | None, opened: str
    ) -> None:
        reply = canned.reply("x", canned.answer(source_link=source_link))
        chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
        link = chat.ask("x").best.locator(".see").get_attribute("href")
        assert link is not None
        assert link.startswith(f"{stand_in}{opened}")

    def test_an_id_with_any_character_is_one_part_of_the_address(self, chat: ChatPage, stand_in: str) -> None:
        reply = canned.reply("x", canned.answer(document_id="/nhà/tôi?a=1#b/../c.txt"))
        chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
        link = chat.ask("x").best.locator(".see").get_attribute("href")
        assert link is not None
        assert link.startswith(f"{stand_in}sources/%2Fnh%C3%A0%2Ft%C3%B4i%3Fa%3D1%23b%2F..%2Fc.txt?start=120&")

    def test_the_original_is_opened_at_the_words_where_they_can_be_found(self, chat: ChatPage) -> None:
        chat.ask(canned.FRAGMENT).show_more()
        originals = chat.turn.get_by_role("link", name="Mở bài gốc")
        expect(originals).to_have_count(1)
        expect(originals).to_have_attribute(
            "href", "https://bao.example/doan-dai-bieu#:~:text=Trung%20t%C6%B0%E1%BB%9Bng"
        )
        expect(originals).to_have_attribute("rel", "noopener noreferrer")

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "#:~:text=x"])
    def test_an_original_that_is_not_of_the_web_is_no_link(self, chat: ChatPage, address: str) -> None:
        reply = canned.reply("x", canned.answer(text_fragment=address))
        chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
        expect(chat.ask("x").turn.get_by_role("link", name="Mở bài gốc")).to_have_count(0)

"""Does the page ask, show, refuse and excuse itself as it should, in a real browser?"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import stand_in as canned
from chat_page import ChatPage
from payloads import PAYLOADS
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser

OpenChat = Callable[..., ChatPage]


def hold_questions(page: Page) -> list[Route]:
    """Keeps the questions on their way; each is let through by `continue_()`."""
    held: list[Route] = []
    page.route("**/v1/ask", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks its handlers
    return held


def contrast(locator: Locator) -> float:
    """WCAG contrast ratio (1 to 21) of an element's text on the nearest background that is painted."""
    ink, ground = locator.evaluate(
        """(node) => {
            const ink = getComputedStyle(node).color;
            let ground = node;
            while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
            return [ink, getComputedStyle(ground).backgroundColor];
        }"""
    )
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Of a computed colour, which is `rgb(…)` up to 255, or `color(srgb …)` up to 1 where colours were mixed."""
    whole = 1 if colour.startswith("color(srgb") else 255
    red, green, blue = (linear(float(part) / whole) for part in re.findall(r"[\d.]+", colour)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


class TestAnswer:
    def test_the_best_sentence_stands_first_with_its_source(self, chat: ChatPage) -> None:
        chat.ask(canned.ANSWERED)
        assert chat.answers() == [canned.SENTENCE, "Đoàn gồm mười hai người.", "Lễ đón diễn ra tại Hà Nội."]
        expect(chat.best.locator("cite")).to_contain_text("Đoàn đại biểu sang thăm")
        expect(chat.best.locator(".publisher")).to_have_text("Báo Thử Nghiệm")
        expect(chat.best.locator("time")).to_have_text("02/06/2022")
        expect(chat.best.locator(".confidence")).to_have_text("Độ tin cậy: Khá chắc")

    def test_the_request_is_what_the_api_expects(self, chat: ChatPage) -> None:
        with chat.page.expect_request("**/v1/ask") as sent:
            chat.ask(canned.ANSWERED)
        assert sent.value.method == "POST"
        assert json.loads(sent.value.post_data or "") == {
            "question": canned.ANSWERED,
            "top_k": 3,
            "history": [],
            "literal": False,
        }

    def test_a_web_address_opens_apart_and_sends_no_referrer(self, chat: ChatPage) -> None:
        link = chat.ask(canned.ANSWERED).best.locator("figcaption").get_by_role("link")
        expect(link).to_have_attribute("href", "https://bao.example/doan-dai-bieu")
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        expect(link).to_have_attribute("target", "_blank")

    def test_each_question_of_a_message_has_its_reply_below(self, chat: ChatPage) -> None:
        chat.ask(canned.IN_PARTS)
        parts = chat.turn.locator("section.part")
        expect(parts.get_by_role("heading", level=4)).to_have_text(
            ["Ai dẫn đầu đoàn?", "Giá vàng bao nhiêu?", "doan co may nguoi"]
        )
        expect(parts.nth(0).locator("blockquote")).to_have_text(canned.SENTENCE)
        expect(parts.nth(1)).to_contain_text("Tài liệu không nói về điều này.")
        expect(parts.nth(1).locator("figure")).to_have_count(0)
        expect(parts.nth(2).locator(".read-as")).to_contain_text("đoàn có mấy người")
        expect(parts.nth(2).locator("blockquote")).to_have_text("Đoàn gồm mười hai người.")
        expect(chat.turn.locator(".suggestions")).to_have_count(1)

    def test_what_is_asked_next_follows_the_last_question_of_the_message(self, chat: ChatPage) -> None:
        chat.ask(canned.IN_PARTS)
        with chat.page.expect_request("**/v1/ask") as sent:
            chat.ask(canned.ANSWERED)
        history = json.loads(sent.value.post_data or "")["history"]
        assert [turn["question"] for turn in history] == [
            "Ai dẫn đầu đoàn?", "Giá vàng bao nhiêu?", "doan co may nguoi"
        ]  # fmt: skip
        assert [turn["answer"] for turn in history] == [canned.SENTENCE, "", "Đoàn gồm mười hai người."]

    def test_further_answers_wait_folded(self, chat: ChatPage) -> None:
        chat.ask(canned.ANSWERED)
        further = chat.turn.locator(".more figure")
        expect(chat.turn.locator(".more summary")).to_have_text("Thêm câu trả lời (2)")
        expect(further.first).to_be_hidden()
        chat.show_more()
        expect(further.first).to_contain_text("Có thể")
        expect(further.last).to_contain_text("Chưa chắc")
        expect(further.last).to_be_visible()

    def test_the_locator_and_the_other_sources_of_a_sentence_are_shown(self, chat: ChatPage) -> None:
        chat.ask(canned.PLACED)
        expect(chat.best.locator(".details")).to_contain_text("Điều 105, khoản 2")
        others = chat.best.locator(".also-in")
        expect(others).to_have_text(
            "Cũng có ở: [2] Bản in lại (mở trong thẻ mới), trang 3; [3] Bản không có địa chỉ", use_inner_text=False
        )
        expect(others.get_by_role("link")).to_have_count(1)
        expect(others.get_by_role("link")).to_have_attribute("href", "https://bao-khac.example/1")
        expect(others.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")

    def test_a_sentence_with_one_source_only_says_nothing_of_others(self, chat: ChatPage) -> None:
        chat.ask(canned.ANSWERED)
        expect(chat.best.locator(".also-in, .place")).to_have_count(0)

    def test_a_source_without_details_is_not_given_any(self, chat: ChatPage) -> None:
        chat.ask(canned.BARE_SOURCE)
        expect(chat.best.locator("figcaption")).to_have_text("[1] Tài liệu không có tên")
        expect(chat.best.locator("figcaption").get_by_role("link")).to_have_count(0)

    def test_an_address_that_is_not_of_the_web_is_no_link(self, chat: ChatPage) -> None:
        chat.ask(canned.SCRIPT_ADDRESS).show_more()
        assert len(chat.answers()) == 4
        expect(chat.turn.locator("figcaption").get_by_role("link")).to_have_count(0)
        expect(chat.turn.locator("[href]:not(.see)")).to_have_count(0)

    @pytest.mark.parametrize(
        ("confidence", "words"),
        [
            (1.0, "Khá chắc"),
            (0.75, "Khá chắc"),
            (0.7499, "Có thể"),
            (0.5, "Có thể"),
            (0.4999, "Chưa chắc"),
            (0.0, "Chưa chắc"),
        ],
    )
    def test_confidence_is_said_in_words(self, chat: ChatPage, confidence: float, words: str) -> None:
        reply = canned.reply("x", canned.answer(confidence=confidence))
        chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
        chat.ask("x")
        expect(chat.best.locator(".confidence")).to_contain_text(words)

    def test_a_question_read_otherwise_says_so(self, chat: ChatPage) -> None:
        chat.ask(canned.WITHOUT_ACCENTS)
        expect(chat.read_as).to_have_text(f"Hiểu là: {canned.READ_AS}")

    def test_a_question_can_be_asked_as_it_was_typed(self, chat: ChatPage) -> None:
        chat.ask(canned.WITHOUT_ACCENTS)
        chat.literal.click()
        expect(chat.best.locator("blockquote")).to_have_text(canned.AS_TYPED)
        expect(chat.read_as).to_have_count(0)
        assert chat.questions() == [canned.WITHOUT_ACCENTS]

    def test_a_follow_up_is_sent_with_what_was_asked_before(self, chat: ChatPage) -> None:
        chat.ask(canned.ANSWERED)
        chat.ask(canned.UNTOLD)
        with chat.page.expect_request("**/v1/ask") as sent:
            chat.ask("Khi nào?")
        assert json.loads(sent.value.post_data or "")["history"] == [
            {"question": canned.ANSWERED, "answer": canned.SENTENCE, "document_ids": ["d1"]},
            {"question": canned.UNTOLD, "answer": "", "document_ids": []},
        ]

    def test_a_greeting_is_returned_and_cites_nothing(self, chat: ChatPage) -> None:
        chat.ask(canned.GREETING)
        expect(chat.turn.locator(".small-talk")).to_have_text(canned.GREETED)
        expect(chat.turn.get_by_role("figure")).to_have_count(0)
        expect(chat.abstention).to_have_count(0)

    @pytest.mark.parametrize("question", [canned.ANSWERED, canned.ONLY_SPACES_DIFFER])
    def test_a_question_read_as_it_looks_says_nothing(self, chat: ChatPage, question: str) -> None:
        chat.ask(question)
        expect(chat.read_as).to_have_count(0)


class TestAbstention:
    def test_it_says_that_the_sources_have_no_answer(self, chat: ChatPage) -> None:
        chat.ask(canned.UNTOLD)
        expect(chat.abstention).to_be_visible()
        assert chat.answers() == []
        expect(chat.turn.locator(".confidence")).to_have_count(0)

    def test_the_nearest_sentences_stand_apart_under_their_label(self, chat: ChatPage) -> None:
        chat.ask(canned.UNTOLD)
        expect(chat.turn.get_by_role("heading", level=4)).to_have_text(
            "Gần nhất trong tài liệu (không phải câu trả lời)"
        )
        expect(chat.nearest).to_have_count(2)
        expect(chat.nearest.first).to_contain_text("Giá gạo xuất khẩu tăng nhẹ.")

    def test_nothing_near_means_no_empty_label(self, chat: ChatPage) -> None:
        reply = canned.reply("x", abstained=True)
        chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
        chat.ask("x")
        expect(chat.abstention).to_be_visible()
        expect(chat.turn.get_by_role("heading", level=4)).to_have_count(0)


class TestKeyboard:
    def test_enter_asks_and_the_field_is_ready_for_the_next(self, chat: ChatPage) -> None:
        expect(chat.field).to_be_focused()
        chat.page.keyboard.type(canned.ANSWERED)
        chat.page.keyboard.press("Enter")
        chat.wait_for_reply()
        assert chat.questions() == [canned.ANSWERED]
        expect(chat.field).to_be_focused()
        expect(chat.field).to_have_value("")

    def test_shift_enter_breaks_the_line(self, chat: ChatPage) -> None:
        chat.page.keyboard.type("dòng một")
        chat.page.keyboard.press("Shift+Enter")
        chat.page.keyboard.type("dòng hai")
        expect(chat.field).to_have_value("dòng một\ndòng hai")
        assert chat.questions() == []

    @pytest.mark.parametrize("composing", ["{isComposing: true}", "{keyCode: 229}"])
    def test_enter_that_ends_a_composed_syllable_does_not_ask(self, chat: ChatPage, composing: str) -> None:
        chat.field.fill("tiếng Việ")
        went_on = chat.field.evaluate(
            f"(node) => node.dispatchEvent(new KeyboardEvent('keydown', "
            f"{{key: 'Enter', bubbles: true, cancelable: true, ...{composing}}}))"
        )
        assert went_on
        assert chat.questions() == []

    @pytest.mark.parametrize("nothing", ["", "   ", "\n\n"])
    def test_an_empty_question_is_not_sent(self, chat: ChatPage, nothing: str) -> None:
        chat.field.fill(nothing)
        chat.page.keyboard.press("Enter")
        assert chat.questions() == []
        expect(chat.suggestions.first).to_be_visible()

    def test_everything_is_reached_and_worked_without_a_mouse(self, chat: ChatPage) -> None:
        chat.page.keyboard.type(canned.ANSWERED)
        chat.page.keyboard.press("Enter")
        chat.wait_for_reply()
        names = [
            "Không có ích",
            "Có ích",
            "Thêm câu trả lời (2)",
            "Xem trong nguồn",
            "Đoàn đại biểu sang thăm (mở trong thẻ mới)",
        ]
        for name in names:  # backwards from the field
            chat.page.keyboard.press("Shift+Tab")
            expect(chat.page.locator("hoi-dap :focus")).to_have_accessible_name(name)

    def test_a_suggestion_is_asked(self, chat: ChatPage) -> None:
        expect(chat.suggestions).to_have_count(3)
        wanted = chat.suggestions.nth(1).inner_text()
        chat.suggestions.nth(1).press("Enter")
        chat.wait_for_reply()
        assert chat.questions() == [wanted]
        expect(chat.suggestions).to_have_count(0)
        expect(chat.field).to_be_focused()


class TestSuggestions:
    def test_where_the_page_names_none_they_are_those_of_the_service(self, chat: ChatPage) -> None:
        expect(chat.suggestions).to_have_text(canned.SUGGESTED)
        chat.ask(canned.ANSWERED).page.get_by_role("button", name="Xoá lịch sử").click()
        expect(chat.suggestions).to_have_text(canned.SUGGESTED)

    @pytest.mark.parametrize(
        "reply", [{"json": {"suggestions": [], "generation": 1}}, {"status": 503, "json": {"detail": "Chưa."}}, {}]
    )
    def test_where_the_service_has_none_nothing_stands_there(
        self, chromium: Browser, stand_in: str, reply: dict[str, Any]
    ) -> None:
        page = chromium.new_page()
        page.route("**/v1/suggestions", lambda route: route.fulfill(**reply) if reply else route.abort())
        chat = ChatPage(page, stand_in)
        page.goto(stand_in)
        page.wait_for_load_state("networkidle")
        expect(chat.field).to_be_visible()
        expect(chat.page.locator("hoi-dap .suggestions")).to_have_count(0)
        expect(chat.page.locator("hoi-dap .failure")).to_have_count(0)
        assert chat.ask(canned.ANSWERED).answers()[0] == canned.SENTENCE
        assert chat.improper() == []
        page.close()


class TestWaiting:
    def test_progress_shows_after_300_ms_and_not_before(self, chat: ChatPage) -> None:
        held = hold_questions(chat.page)
        chat.page.clock.install()
        chat.page.clock.pause_at(10_000_000_000)
        chat.page.keyboard.type(canned.ANSWERED)
        with chat.page.expect_request("**/v1/ask"):
            chat.page.keyboard.press("Enter")
        chat.page.clock.run_for(299)
        expect(chat.progress).to_have_count(0)
        chat.page.clock.run_for(1)
        expect(chat.progress).to_be_visible()
        held[0].continue_()
        chat.wait_for_reply()
        expect(chat.progress).to_have_count(0)

    def test_the_next_question_is_typed_and_asked_meanwhile(self, chat: ChatPage) -> None:
        held = hold_questions(chat.page)
        chat.page.keyboard.type(canned.ANSWERED)
        chat.page.keyboard.press("Enter")
        expect(chat.progress).to_be_visible()
        chat.page.keyboard.type(canned.UNTOLD)
        expect(chat.field).to_have_value(canned.UNTOLD)
        chat.page.keyboard.press("Enter")
        expect(chat.turn).to_contain_text(canned.UNTOLD)
        expect(chat.progress).to_be_visible()
        held[1].continue_()
        expect(chat.abstention).to_be_visible()
        held[0].continue_()
        expect(chat.log.get_by_role("article").first).to_contain_text(canned.SENTENCE)
        assert chat.questions() == [canned.ANSWERED, canned.UNTOLD]

    def test_a_late_reply_does_not_touch_what_is_being_typed(self, chat: ChatPage) -> None:
        held = hold_questions(chat.page)
        chat.page.keyboard.type(canned.ANSWERED)
        chat.page.keyboard.press("Enter")
        expect(chat.progress).to_be_visible()
        chat.page.keyboard.type("đang gõ")
        held[0].continue_()
        chat.wait_for_reply()
        expect(chat.field).to_have_value("đang gõ")
        expect(chat.field).to_be_focused()


class TestFailure:
    def test_a_question_that_cannot_be_asked_comes_with_the_reason_and_can_be_mended(self, chat: ChatPage) -> None:
        chat.ask(canned.TOO_LONG)
        expect(chat.failure).to_contain_text(canned.TOO_LONG_DETAIL)
        expect(chat.failure.get_by_role("button", name="Thử lại")).to_have_count(0)
        chat.failure.get_by_role("button", name="Sửa câu hỏi").click()
        expect(chat.field).to_have_value(canned.TOO_LONG)
        expect(chat.field).to_be_focused()

    def test_mending_keeps_what_was_being_typed(self, chat: ChatPage) -> None:
        chat.ask(canned.TOO_LONG)
        chat.field.fill("bản nháp")
        chat.failure.get_by_role("button", name="Sửa câu hỏi").click()
        expect(chat.field).to_have_value(f"{canned.TOO_LONG}\nbản nháp")

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            (canned.TOO_MANY, "Xin thử lại sau 7 giây."),
            (canned.BROKEN, "Máy chủ đang gặp trục trặc. Xin thử lại sau giây lát."),
            (canned.BROKEN, "Kho tài liệu chưa mở được."),
            (canned.STARTING, f"Máy chủ chưa sẵn sàng.{canned.STARTING_DETAIL}"),
            (canned.NOT_JSON, "Máy chủ trả lời một điều không hiểu được."),
        ],
    )
    def test_each_failure_is_said_kindly_and_can_be_retried(self, chat: ChatPage, question: str, said: str) -> None:
        chat.ask(question)
        expect(chat.failure).to_contain_text(said)
        expect(chat.failure.get_by_role("button", name="Thử lại")).to_be_visible()

    def test_a_detail_that_is_no_sentence_is_not_shown(self, chat: ChatPage) -> None:
        detail: Any = [{"loc": ["body", "question"], "msg": "field required"}]
        chat.page.route("**/v1/ask", lambda route: route.fulfill(status=422, json={"detail": detail}))
        chat.ask("x")
        expect(chat.failure).to_have_text("Câu này chưa hỏi được.Sửa câu hỏi")

    def test_without_a_network_it_says_so(self, chat: ChatPage) -> None:
        chat.page.context.set_offline(True)
        chat.ask(canned.ANSWERED)
        expect(chat.failure).to_contain_text("Máy của bạn đang mất mạng.")
        chat.page.context.set_offline(False)
        chat.failure.get_by_role("button", name="Thử lại").click()
        expect(chat.best).to_be_visible()

    def test_a_server_that_went_down_is_asked_again_once_it_is_back(self, open_chat: OpenChat) -> None:
        server = canned.StandIn()
        server.start()
        chat = open_chat(server.url)
        server.stop()
        chat.ask(canned.ANSWERED)
        expect(chat.failure).to_contain_text("Không kết nối được với máy chủ.")
        server.start()
        try:
            chat.failure.get_by_role("button", name="Thử lại").click()
            expect(chat.best).to_be_visible()
        finally:
            server.stop()
        expect(chat.failure).to_have_count(0)
        assert chat.questions() == [canned.ANSWERED]
        expect(chat.field).to_be_focused()


class TestHostileText:
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_it_is_shown_as_the_text_it_is(self, chat: ChatPage, payload: str) -> None:
        chat.ask(payload)
        assert chat.questions() == [payload]
        assert chat.answers() == [payload, payload]
        expect(chat.best.locator(".publisher")).to_have_text(payload)
        expect(chat.best.locator("time")).to_have_text(payload)
        for number, cite in enumerate(chat.best.locator("cite").all(), start=1):  # its own, and that of another source
            expect(cite).to_have_text(f"[{number}] {payload}")
        assert chat.made_by_markup() == []
        expect(chat.log.locator("figcaption").get_by_role("link")).to_have_count(0)

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_it_is_text_in_an_error_and_in_a_reading_too(self, chat: ChatPage, payload: str) -> None:
        chat.ask(f"detail:{payload}")
        expect(chat.failure.locator(".detail")).to_have_text(f"detail:{payload}")
        assert chat.made_by_markup() == []
        reply = canned.reply("x", read_as=payload, abstained=True, nearest=[canned.answer(payload, title=payload)])
        chat.page.route("**/v1/ask", lambda route: route.fulfill(json=reply))
        chat.ask("x")
        expect(chat.read_as).to_have_text(f"Hiểu là: {payload}")
        expect(chat.nearest.locator("blockquote")).to_have_text(payload)
        assert chat.made_by_markup() == []

    def test_the_watch_would_have_seen_a_violation(self, chromium: Browser, stand_in: str) -> None:
        chat = ChatPage(chromium.new_page(), stand_in).open()
        chat.page.evaluate("document.body.setAttribute('style', 'color: red')")
        assert [report.split()[0] for report in chat.improper()] == ["style-src-attr"]
        chat.page.close()

    def test_the_watch_would_have_seen_a_request_elsewhere(self, chromium: Browser, stand_in: str) -> None:
        chat = ChatPage(chromium.new_page(), stand_in).open()
        with chat.page.expect_request("http://elsewhere.invalid/"):
            chat.page.evaluate("open('http://elsewhere.invalid/', '_self') && null")
        assert chat.foreign_requests() == ["http://elsewhere.invalid/"]
        chat.page.close()


class TestEverywhere:
    def test_everything_comes_from_the_one_origin_and_its_paths_are_few(self, chat: ChatPage) -> None:
        chat.ask(canned.ANSWERED)
        paths = {url.removeprefix(chat.base_url) for url in chat.requests}
        files = {f"widget/{path.name}" for path in canned.WIDGET.iterdir() if path.name != "index.html"}
        assert paths == {"", "v1/ask", "v1/suggestions"} | files

    def test_it_works_under_a_path_prefix(self, open_chat: OpenChat, stand_in: str) -> None:
        prefixed = f"{stand_in.rstrip('/')}{canned.PREFIX}/"
        chat = open_chat(prefixed).ask(canned.ANSWERED)
        assert chat.answers()[0] == canned.SENTENCE
        assert all(url.startswith(prefixed) for url in chat.requests)

    @pytest.mark.parametrize("width", [320, 360])
    @pytest.mark.parametrize("question", [canned.ANSWERED, canned.UNTOLD, canned.BROKEN, "khôngngắt" * 60])
    def test_nothing_sticks_out_of_a_narrow_window(
        self, open_chat: OpenChat, stand_in: str, width: int, question: str
    ) -> None:
        chat = open_chat(stand_in, viewport={"width": width, "height": 740}, is_mobile=True, has_touch=True)
        assert chat.width_overflow() == 0
        chat.ask(question)
        if question != canned.BROKEN:
            chat.thumb("Không có ích").click()
        assert chat.width_overflow() == 0

    def test_the_measure_of_width_would_have_seen_something_stick_out(self, chat: ChatPage) -> None:
        chat.log.evaluate("(node) => { node.style.width = '3000px'; }")
        assert chat.width_overflow() > 1000

    def test_an_opened_note_is_not_left_under_the_field(self, open_chat: OpenChat, stand_in: str) -> None:
        chat = open_chat(stand_in, viewport={"width": 360, "height": 480}, reduced_motion="reduce")
        chat.ask(canned.UNTOLD).thumb("Có ích").click()
        note = chat.note.bounding_box()
        composer = chat.page.locator(".composer").bounding_box()
        assert note is not None
        assert composer is not None
        assert note["y"] + note["height"] <= composer["y"]

    def test_on_a_phone_the_keys_do_not_come_up_over_the_answer(self, open_chat: OpenChat, stand_in: str) -> None:
        chat = open_chat(stand_in, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
        expect(chat.field).not_to_be_focused()
        chat.ask(canned.ANSWERED)
        expect(chat.turn).to_be_focused()

    def test_the_newest_question_is_brought_into_view_below_the_head(self, open_chat: OpenChat, stand_in: str) -> None:
        chat = open_chat(stand_in, viewport={"width": 360, "height": 640}, reduced_motion="reduce")
        for _ in range(3):
            chat.ask(canned.ANSWERED)
        head = chat.page.locator(".head").bounding_box()
        question = chat.turn.get_by_role("heading", level=3).bounding_box()
        assert head is not None
        assert question is not None
        assert head["y"] + head["height"] <= question["y"] < 320

    @pytest.mark.parametrize("question", [canned.ANSWERED, canned.UNTOLD, canned.BROKEN])
    def test_what_is_pressed_is_large_enough_for_a_finger(
        self, open_chat: OpenChat, stand_in: str, question: str
    ) -> None:
        chat = open_chat(stand_in, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
        chat.ask(question)
        targets = chat.page.locator("button:visible, summary:visible, a:visible, textarea:visible").all()
        heights = {
            target.inner_text(): target.evaluate("(node) => node.getBoundingClientRect().height") for target in targets
        }
        assert len(heights) >= 2
        assert {name: height for name, height in heights.items() if height < 44} == {}

    def test_what_is_pressed_has_a_name_and_the_log_is_announced(self, chat: ChatPage) -> None:
        chat.ask(canned.ANSWERED)
        expect(chat.log).to_have_attribute("aria-live", "polite")
        expect(chat.page.locator("html")).to_have_attribute("lang", "vi")
        for target in chat.page.locator("button:visible, summary:visible, a:visible, textarea:visible").all():
            expect(target).to_have_accessible_name(re.compile(r"\w"))

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("question", [canned.ANSWERED, canned.UNTOLD, canned.BROKEN, canned.WITHOUT_ACCENTS])
    def test_text_stands_out_by_day_and_by_night(
        self, open_chat: OpenChat, stand_in: str, scheme: str, question: str
    ) -> None:
        chat = open_chat(stand_in, color_scheme=scheme, reduced_motion="reduce")
        chat.ask(question)
        if question == canned.ANSWERED:
            chat.show_more()
        texts = chat.page.locator("p:visible, cite:visible, a:visible, time:visible, button:visible")
        ratios = {text.inner_text(): contrast(text) for text in texts.all()}
        assert {text: ratio for text, ratio in ratios.items() if ratio < 4.5} == {}

    def test_the_scheme_follows_the_reader(self, open_chat: OpenChat, stand_in: str) -> None:
        grounds = {
            scheme: luminance(
                open_chat(stand_in, color_scheme=scheme).page.evaluate(
                    "getComputedStyle(document.querySelector('hoi-dap').shadowRoot.querySelector('.panel')).backgroundColor"
                )
            )
            for scheme in ("light", "dark")
        }
        assert grounds["dark"] < 0.05
        assert grounds["light"] > 0.9

    def test_who_wants_no_motion_gets_none(self, open_chat: OpenChat, stand_in: str) -> None:
        running = """() => {
            const { shadowRoot } = document.querySelector("hoi-dap");
            const { scrollBehavior } = getComputedStyle(shadowRoot.querySelector(".panel"));
            return shadowRoot.getAnimations().length + (scrollBehavior !== "auto");
        }"""
        chat = open_chat(stand_in, reduced_motion="reduce")
        held = hold_questions(chat.page)
        chat.page.keyboard.type(canned.ANSWERED)
        chat.page.keyboard.press("Enter")
        expect(chat.progress).to_be_visible()
        assert chat.page.evaluate(running) == 0
        chat.page.emulate_media(reduced_motion="no-preference")
        assert chat.page.evaluate(running) == 2
        held[0].continue_()
        chat.wait_for_reply()

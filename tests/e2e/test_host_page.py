"""Does the widget work on a page of another origin, under a strict policy, and do the two leave each other alone?"""

import json
from collections.abc import Callable
from typing import Any

import pytest
import stand_in as canned
from axe import accessibility_violations
from host_page import WidgetPage, strict_policy
from payloads import PAYLOADS, UNRULY
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OpenWidget = Callable[..., WidgetPage]

DESK = {"viewport": {"width": 1200, "height": 800}}
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
NARROW = {"viewport": {"width": 320, "height": 640}}

HOSTILE = [
    "* { all: unset !important }",
    "body > :not(main) { display: none; position: absolute; left: -9999px }",
    "div, section, button, header, form { display: none !important }",
    "html { font-size: 5px !important; direction: rtl; visibility: hidden } body { color: red !important }",
    "hoi-dap, hoi-dap * { opacity: 0 !important; transform: scale(0); position: static !important; display: none }",
    "body { font: 40px/3 cursive !important; letter-spacing: 1em; text-transform: uppercase; text-align: center }",
    "button, textarea { width: 0 !important; border: 9px solid red !important; cursor: none !important }",
]

# What a reader sees of the widget: where its parts stand, how large, in which colours and letters.
LOOK = """(host) => [...host.shadowRoot.querySelectorAll("*")].filter((node) => node.checkVisibility()).map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    const wanted = ["color", "backgroundColor", "fontFamily", "fontSize", "fontWeight", "lineHeight", "letterSpacing",
        "textAlign", "textTransform", "direction", "visibility", "opacity", "cursor", "borderTopWidth"];
    return [node.localName, x, y, width, height, ...wanted.map((name) => style[name])];
})"""

OWN_LOOK = """() => [...document.querySelectorAll("main, main *")].map((node) =>
    JSON.stringify([node.getBoundingClientRect(), ...getComputedStyle(node)].map(
        (name) => typeof name === "string" ? getComputedStyle(node).getPropertyValue(name) : name)))"""


def answer_with(widget: WidgetPage, reply: dict[str, Any]) -> None:
    """Whatever is asked, this is the reply."""
    open_to_all = {"Access-Control-Allow-Origin": "*"}
    widget.page.route("**/v1/ask", lambda route: route.fulfill(json=reply, headers=open_to_all))


class TestEmbedding:
    @pytest.mark.parametrize("mode", ["floating", "inline"])
    def test_it_answers_and_shows_the_source_under_a_strict_policy(self, open_widget: OpenWidget, mode: str) -> None:
        widget = open_widget(f"mode={mode}", **DESK)
        if mode == "floating":
            widget.unfold()
        widget.ask(canned.ANSWERED).see_source()
        frame = widget.page.frame_locator("hoi-dap iframe")
        expect(frame.locator("mark")).to_have_text(canned.SENTENCE)
        assert widget.answers()[0] == canned.SENTENCE
        assert widget.violations() == []

    def test_the_frame_of_a_source_may_do_little(self, open_widget: OpenWidget) -> None:
        widget = open_widget("mode=inline", **DESK)
        frame = widget.ask(canned.ANSWERED).see_source().drawer.locator("iframe")
        expect(frame).to_have_attribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox")
        apart = widget.drawer.get_by_role("link", name="mở trong thẻ mới")
        expect(apart).to_have_attribute("href", str(frame.get_attribute("src")))
        expect(apart).to_have_attribute("target", "_blank")

    def test_where_no_frame_may_be_the_source_opens_in_a_tab(self, open_widget: OpenWidget, stand_in: str) -> None:
        policy = strict_policy(stand_in).replace("frame-src", "manifest-src")
        widget = open_widget("mode=inline", policy=policy, **DESK)
        widget.ask(canned.ANSWERED)
        for _ in range(2):
            with widget.page.context.expect_page() as tab:
                widget.best.get_by_role("link", name="Xem trong nguồn").click()
            expect(tab.value.locator("mark")).to_have_text(canned.SENTENCE)
        expect(widget.drawer).to_have_count(0)
        assert len(widget.violations()) == 1
        widget.page.evaluate("window.violations.length = 0")

    @pytest.mark.parametrize("how", [{"modifiers": ["ControlOrMeta"]}, {"button": "middle"}])
    def test_a_reader_who_wants_a_tab_gets_one(self, open_widget: OpenWidget, how: dict[str, Any]) -> None:
        widget = open_widget("mode=inline", **DESK)
        widget.ask(canned.ANSWERED)
        with widget.page.context.expect_page() as tab:
            widget.best.get_by_role("link", name="Xem trong nguồn").click(**how)
        expect(tab.value.locator("mark")).to_have_text(canned.SENTENCE)
        expect(widget.drawer).to_have_count(0)

    def test_the_wait_that_the_service_asks_for_is_shown_there_too(self, open_widget: OpenWidget) -> None:
        widget = open_widget("mode=inline", **DESK)
        expect(widget.ask(canned.TOO_MANY).failure).to_contain_text("Xin thử lại sau 7 giây.")

    def test_without_a_network_it_says_so_and_recovers(self, open_widget: OpenWidget) -> None:
        widget = open_widget("mode=inline", **DESK)
        widget.page.context.set_offline(True)
        expect(widget.ask(canned.ANSWERED).failure).to_contain_text("Máy của bạn đang mất mạng.")
        widget.page.context.set_offline(False)
        widget.failure.get_by_role("button", name="Thử lại").click()
        expect(widget.best).to_be_visible()

    def test_on_a_phone_it_has_the_whole_window(self, open_widget: OpenWidget) -> None:
        widget = open_widget(**PHONE).unfold()
        assert widget.panel.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
        expect(widget.field).not_to_be_focused()
        widget.ask(canned.ANSWERED).see_source()
        box = widget.drawer.bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (360, 740)


class TestKeyboard:
    def test_all_is_done_without_a_mouse_and_the_focus_comes_back(self, open_widget: OpenWidget) -> None:
        widget = open_widget(**DESK)
        keyboard = widget.page.keyboard
        keyboard.press("Tab")  # the host page's own link
        keyboard.press("Tab")
        expect(widget.launcher).to_be_focused()
        keyboard.press("Enter")
        expect(widget.field).to_be_focused()
        keyboard.type(canned.ANSWERED)
        keyboard.press("Enter")
        widget.wait_for_reply()
        see = widget.best.get_by_role("link", name="Xem trong nguồn")
        while not see.evaluate("(node) => node.getRootNode().activeElement === node"):
            keyboard.press("Shift+Tab")
        keyboard.press("Enter")
        expect(widget.drawer.get_by_role("button", name="Đóng")).to_be_focused()
        keyboard.press("Escape")
        expect(widget.drawer).to_have_count(0)
        expect(see).to_be_focused()
        keyboard.press("Escape")
        expect(widget.panel).to_be_hidden()
        expect(widget.launcher).to_be_focused()
        expect(widget.launcher).to_have_attribute("aria-expanded", "false")

    def test_the_source_page_closes_its_drawer_by_a_message_and_no_other_page_does(
        self, open_widget: OpenWidget
    ) -> None:
        widget = open_widget("mode=inline", **DESK)
        widget.ask(canned.ANSWERED).see_source()
        widget.page.evaluate("window.postMessage('hoidap:close', '*')")
        inside = widget.page.frames[-1]
        inside.wait_for_load_state()
        inside.evaluate("parent.postMessage('another', '*')")
        expect(widget.drawer).to_be_visible()
        inside.evaluate("parent.postMessage('hoidap:close', '*')")
        expect(widget.drawer).to_have_count(0)


class TestApart:
    @pytest.mark.parametrize("css", HOSTILE)
    def test_the_style_of_the_host_page_stays_outside(self, open_widget: OpenWidget, css: str) -> None:
        looks = []
        for style in ("", css):
            widget = open_widget(css=style, reduced_motion="reduce", **DESK)
            widget.launcher.evaluate("(node) => node.click()")
            widget.ask(canned.ANSWERED)
            widget.page.mouse.move(0, 0)
            looks.append(widget.widget.evaluate(LOOK))
        assert len(looks[0]) > 20
        assert looks[0] == looks[1]

    def test_the_style_of_the_widget_stays_inside(self, open_widget: OpenWidget) -> None:
        widget = open_widget(**DESK)
        before = widget.page.evaluate(OWN_LOOK)
        widget.unfold().ask(canned.ANSWERED)
        assert widget.page.evaluate(OWN_LOOK) == before
        widget.widget.evaluate("(node) => node.remove()")
        assert widget.page.evaluate(OWN_LOOK) == before

    def test_hidden_is_hidden(self, open_widget: OpenWidget) -> None:
        widget = open_widget(**DESK)
        widget.widget.evaluate("(node) => { node.hidden = true; }")
        expect(widget.launcher).to_be_hidden()


class TestAccess:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize(
        "question", [canned.PLACED, canned.UNTOLD, canned.BROKEN, canned.SUGGESTING, canned.IN_PARTS]
    )
    def test_axe_finds_nothing_in_the_open_widget(self, open_widget: OpenWidget, theme: str, question: str) -> None:
        widget = open_widget(f"theme={theme} suggestions='Một?|Hai?'", reduced_motion="reduce", **DESK).unfold()
        assert accessibility_violations(widget.page) == []
        widget.ask(question)
        if question != canned.BROKEN:
            widget.thumb("Không có ích").first.click()
        assert accessibility_violations(widget.page) == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("contrast", ["no-preference", "more"])
    def test_axe_finds_nothing_on_the_chat_page(
        self, open_chat: Callable[..., Any], stand_in: str, scheme: str, contrast: str
    ) -> None:
        chat = open_chat(stand_in, color_scheme=scheme, contrast=contrast, reduced_motion="reduce")
        assert accessibility_violations(chat.page) == []
        chat.ask(canned.ANSWERED).show_more()
        chat.ask(canned.WITHOUT_ACCENTS)
        assert accessibility_violations(chat.page) == []

    def test_axe_would_find_something(self, open_widget: OpenWidget) -> None:
        widget = open_widget(**DESK)
        widget.launcher.evaluate("(node) => { node.removeAttribute('aria-label'); node.removeAttribute('title'); }")
        assert "button-name" in accessibility_violations(widget.page)[0]

    def test_at_twice_the_size_nothing_is_lost(self, open_widget: OpenWidget) -> None:
        widget = open_widget(viewport={"width": 640, "height": 400}, device_scale_factor=2).unfold()
        widget.ask(canned.ANSWERED).show_more()
        assert widget.width_overflow() == 0
        expect(widget.field).to_be_in_viewport()

    @pytest.mark.parametrize("question", [canned.ANSWERED, canned.SUGGESTING])
    def test_what_is_pressed_is_large_enough_for_a_finger(self, open_widget: OpenWidget, question: str) -> None:
        widget = open_widget("suggestions='Một?|Hai?'", **PHONE)
        sizes = [widget.launcher.bounding_box()]
        widget.unfold().ask(question).thumb("Có ích").click()
        widget.see_source()
        targets = widget.widget.locator(":is(button, summary, a, textarea):visible").all()
        sizes += [target.bounding_box() for target in targets]
        assert len(sizes) > 8
        assert [box for box in sizes if box is None or box["height"] < 44 or box["width"] < 44] == []


class TestAttributes:
    def test_an_invalid_option_is_reported_and_the_default_stands(self, open_widget: OpenWidget) -> None:
        messages: list[str] = []
        widget = open_widget(**DESK)
        widget.page.on("console", lambda message: messages.append(message.text) if message.type == "error" else None)
        for name, value in {"mode": "bay", "lang": "fr", "theme": "tím", "api": "javascript:alert(1)"}.items():
            widget.widget.evaluate("(node, [name, value]) => node.setAttribute(name, value)", [name, value])
        widget.widget.evaluate("(node) => node.setAttribute('filter', '[1]')")
        widget.unfold()
        with widget.page.expect_request("**/v1/ask") as sent:
            widget.ask(canned.ANSWERED)
        assert "filter" not in json.loads(sent.value.post_data or "")
        for name in ("mode", "lang", "theme", "api", "filter"):
            assert [text for text in messages if text.startswith(f"<hoi-dap> {name}=")]

    def test_title_greeting_and_suggestions_are_the_host_pages(self, open_widget: OpenWidget) -> None:
        attributes = f"heading='Hỏi toà soạn' greeting='Chào bạn đọc.' suggestions='{canned.ANSWERED} | Hai?'"
        widget = open_widget(attributes, **DESK).unfold()
        expect(widget.page.get_by_role("dialog", name="Hỏi toà soạn")).to_contain_text("Chào bạn đọc.")
        assert widget.suggestions.all_inner_texts() == [canned.ANSWERED, "Hai?"]
        widget.suggestions.first.click()
        expect(widget.best).to_be_visible()

    def test_where_the_page_names_no_suggestions_they_are_those_of_the_service(self, open_widget: OpenWidget) -> None:
        expect(open_widget(**DESK).unfold().suggestions).to_have_text(canned.SUGGESTED)

    @pytest.mark.parametrize("attributes", ["suggestions=''", "suggestions='Một?'", "filter='documents: d1'"])
    def test_the_service_is_not_asked_for_suggestions_where_it_may_not_know_better(
        self, open_widget: OpenWidget, attributes: str
    ) -> None:
        widget = open_widget(attributes, **DESK).unfold()
        widget.page.wait_for_load_state("networkidle")
        assert widget.suggestions.all_inner_texts() == (["Một?"] if "Một" in attributes else [])
        widget.ask(canned.ANSWERED)
        assert not [url for url in widget.requests if url.endswith("/v1/suggestions")]

    def test_it_speaks_english_and_quotes_in_vietnamese(self, open_widget: OpenWidget) -> None:
        widget = open_widget("lang=en mode=inline", **DESK)
        widget.page.get_by_label("Your question").fill(canned.ANSWERED)
        widget.page.keyboard.press("Enter")
        expect(widget.best.locator(".confidence")).to_have_text("Confidence: Fairly sure")
        expect(widget.best.locator("blockquote")).to_have_attribute("lang", "vi")
        expect(widget.panel).to_have_attribute("lang", "en")

    @pytest.mark.parametrize(
        ("attribute", "wanted"),
        [
            ("documents: d1 | d2", {"document_ids": ["d1", "d2"]}),
            ("publishers: Báo Mẫu", {"publishers": ["Báo Mẫu"]}),
            ('{"published_from": "2025-01-01"}', {"published_from": "2025-01-01"}),
        ],
    )
    def test_the_filter_goes_with_every_question(
        self, open_widget: OpenWidget, attribute: str, wanted: dict[str, Any]
    ) -> None:
        widget = open_widget(f"mode=inline filter='{attribute}'", **DESK)
        with widget.page.expect_request("**/v1/ask") as sent:
            widget.ask(canned.ANSWERED)
        assert json.loads(sent.value.post_data or "")["filter"] == wanted

    def test_another_service_is_asked_where_one_is_named(self, open_widget: OpenWidget, stand_in: str) -> None:
        widget = open_widget(f"mode=inline api='{stand_in.rstrip('/')}{canned.PREFIX}'", **DESK)
        with widget.page.expect_request(f"**{canned.PREFIX}/v1/ask"):
            widget.ask(canned.ANSWERED)
        link = widget.best.get_by_role("link", name="Xem trong nguồn").get_attribute("href")
        assert link is not None
        assert link.startswith(f"{stand_in.rstrip('/')}{canned.PREFIX}/sources/d1?")

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_theme_is_the_host_pages_choice(self, open_widget: OpenWidget, theme: str, scheme: str) -> None:
        widget = open_widget(f"mode=inline theme={theme}", color_scheme=scheme, **DESK)
        ground = {"light": "rgb(250, 248, 243)", "dark": "rgb(19, 23, 25)"}[theme]
        expect(widget.panel).to_have_css("background-color", ground)

    def test_the_colour_is_a_custom_property(self, open_widget: OpenWidget) -> None:
        widget = open_widget(css="hoi-dap { --hoidap-colour: rgb(120, 0, 80) }", **DESK)
        expect(widget.launcher).to_have_css("background-color", "rgb(120, 0, 80)")

    def test_parts_can_be_styled(self, open_widget: OpenWidget) -> None:
        widget = open_widget(css="hoi-dap::part(launcher) { border-radius: 8px }", **DESK)
        expect(widget.launcher).to_have_css("border-radius", "8px")

    def test_hostile_attributes_are_text(self, open_widget: OpenWidget) -> None:
        widget = open_widget("mode=inline", **DESK)
        for payload in PAYLOADS:
            widget.widget.evaluate(
                """(node, text) => {
                    for (const name of ["heading", "greeting", "suggestions"]) node.setAttribute(name, text);
                }""",
                payload,
            )
            expect(widget.panel.get_by_role("heading", level=2)).to_have_text(payload)
            expect(widget.panel.locator(".welcome > p")).to_have_text(payload)


class TestTexts:
    @pytest.mark.parametrize("text", UNRULY.values(), ids=UNRULY.keys())
    def test_unruly_texts_leave_the_layout_whole_on_a_narrow_window(self, open_widget: OpenWidget, text: str) -> None:
        widget = open_widget(**NARROW).unfold()
        reply = canned.echo(text) | {"suggestions": [text, text]}
        widget.page.route(
            "**/v1/ask", lambda route: route.fulfill(json=reply, headers={"Access-Control-Allow-Origin": "*"})
        )
        widget.ask("x").show_more()
        assert widget.width_overflow() == 0
        assert widget.answers() == [text.strip(), text.strip()]
        expect(widget.field).to_be_in_viewport()

    def test_the_events_carry_the_texts_and_not_markup(self, open_widget: OpenWidget) -> None:
        widget = open_widget("mode=inline", **DESK)
        widget.page.evaluate("addEventListener('hoidap:answer', ({ detail }) => { window.answered = detail; })")
        widget.ask(PAYLOADS[0])
        assert widget.page.evaluate("window.answered.answers[0].text") == PAYLOADS[0]

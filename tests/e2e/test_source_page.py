"""Does the page of a document show what was cited, to every reader, in a real browser?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from axe import accessibility_violations
from payloads import MADE_BY_MARKUP, PAYLOADS, UNRULY
from playwright.sync_api import Browser, expect
from source_page import SourcePage, sentences
from source_server import serving, source_address
from stand_in import PREFIX
from test_widget_files import ADDRESS, FORBIDDEN

from api.http.routes.sources import SOURCE_FILES
from qa.ingesting.preparing import LONGEST_TITLE
from qa.types import EncodedDocument, RawDocument, Source
from tests.documents import encoded_document, encoded_documents

pytestmark = pytest.mark.browser

OpenSource = Callable[..., SourcePage]

ARTICLE = (
    "---\ntitle: Lễ đón\n---\n# Lễ đón đoàn đại biểu\n\n(Ảnh: Minh họa)\n\n"
    + "\n\n".join(
        f"## Phần {part}\n\n"
        + "\n\n".join(
            f"Ngày {number} của phần {part}, đoàn tới thăm làng bên sông 😀. Ông Trần Văn Mẫu nói lời chào {number}."
            for number in range(12)
        )
        + "\n\n- Điểm thứ nhất trong chương trình.\n- Điểm thứ hai trong chương trình."
        for part in range(4)
    )
    + "\n\nTin bài liên quan\n\nHội thả diều làng bên sông\n\nQuán trà sách ven hồ mở cửa đến khuya\n"
)
# No NUL: a document with one is refused when it comes.
DELICATE = (
    "\r\n\r Dòng một.\rDòng hai.\r\n\tDòng\tba.\f\v\x85\x80\x9f\u2028\ufeff\xad\u200b"
    "&amp;&#13;<b>e\u0323\u0302 Hết.\n\n\r"
)
SOURCE = {"publisher": "Báo Thử Nghiệm", "url": "https://bao.example/le-don", "author": "An Bình"}
PAGES = tuple(found.start() for found in re.finditer(r"## Phần", ARTICLE))
PERCENT = ["100%25", "a%2Fb", "tập/một"]

PHONE = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}


def with_text(name: str, text: str, **source: object) -> EncodedDocument:
    """A document that holds this text in every field that a page shows, and in the middle of its own."""
    fields = {"title": text[:LONGEST_TITLE], "publisher": text, "author": text, "url": text} | source
    made = encoded_document(name, f"Mở đầu bài viết.\n\n{text}\n\nĐoàn tới thăm làng bên sông.", **fields)
    return replace(made, document=replace(made.document, id=name))


HOSTILE = [f"x{number}" for number in range(len(PAYLOADS))]
UNRULY_IDS = {name: f"u{number}" for number, name in enumerate(UNRULY)}


@pytest.fixture(scope="module")
def kept() -> dict[str, EncodedDocument]:
    """The documents of these tests, by their ids."""
    article = RawDocument("le-don", Source("Lễ đón đoàn đại biểu", **SOURCE), ARTICLE, pages=PAGES)  # type: ignore[arg-type]
    line = "Đoàn tới thăm làng bên sông vào một ngày rất dài, dài hơn mọi ngày trong năm ấy. " * 4
    long = "\n".join(f"{number}. {line}" for number in range(600))  # more than one part
    documents = [
        *encoded_documents(article),
        encoded_document("delicate", DELICATE),
        encoded_document("long", long, title="Bài dài"),
        *(with_text(name, text) for name, text in zip(HOSTILE, PAYLOADS, strict=True)),
        *(with_text(UNRULY_IDS[name], text) for name, text in UNRULY.items()),
        *(with_text(name, "Bài có mã lạ.") for name in PERCENT),
    ]
    return {encoded.document.id: encoded for encoded in documents}


@pytest.fixture(scope="module")
def article(kept: dict[str, EncodedDocument]) -> EncodedDocument:
    return kept["le-don"]


@pytest.fixture(scope="module")
def delicate(kept: dict[str, EncodedDocument]) -> EncodedDocument:
    return kept["delicate"]


@pytest.fixture(scope="module")
def long(kept: dict[str, EncodedDocument]) -> EncodedDocument:
    return kept["long"]


@pytest.fixture(scope="module")
def base_url(kept: dict[str, EncodedDocument], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("sources"), list(kept.values())) as address:
        yield address


@pytest.fixture
def open_source(chromium: Browser, base_url: str) -> Iterator[Callable[..., SourcePage]]:
    """Opens the page of a document in a context made with `context`; it must have done nothing improper at the end."""
    opened: list[SourcePage] = []

    def open_at(
        document: EncodedDocument, *cited: object, context: dict[str, object] | None = None, **asked: object
    ) -> SourcePage:
        page = chromium.new_context(locale="vi-VN", **context or {}).new_page()  # type: ignore[arg-type]  # passed through
        opened.append(SourcePage(page, base_url))
        return opened[-1].open(document, *cited, **asked)  # type: ignore[arg-type]  # passed through

    yield open_at
    try:
        for source in opened:
            assert source.improper() == []
    finally:
        for source in opened:
            source.page.context.close()


class TestCited:
    @pytest.mark.parametrize("position", [0, 1, 30, 60, -1])
    def test_the_words_of_the_answer_are_marked_and_in_view(
        self, open_source: OpenSource, article: EncodedDocument, position: int
    ) -> None:
        wanted = sentences(article)[position]
        source = open_source(article, wanted)
        assert source.cited() == wanted.text
        assert source.is_cited_in_view()
        expect(source.page.locator("#trich-dan")).to_be_focused()

    def test_the_words_that_answer_are_in_bold_and_nothing_else_is(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        wanted = next(one for one in sentences(article) if "Trần Văn Mẫu" in one.text)
        start = wanted.start + wanted.text.index("Trần")
        source = open_source(article, wanted, highlight=f"{start}-{start + len('Trần Văn Mẫu')}")
        words = source.page.locator("mark.cited b")
        assert words.all_text_contents() == ["Trần Văn Mẫu"]
        assert source.page.locator("b").count() == 1
        weight = "(node) => Number(getComputedStyle(node).fontWeight)"
        assert words.evaluate(weight) > source.page.locator("#trich-dan").evaluate(weight)
        assert source.cited() == wanted.text
        assert source.text.text_content() == ARTICLE
        expect(source.page.locator(".legend")).to_contain_text("In đậm: những chữ trả lời")

    def test_they_are_in_view_without_any_script(self, open_source: OpenSource, article: EncodedDocument) -> None:
        wanted = sentences(article)[60]
        source = open_source(article, wanted, context={"java_script_enabled": False})
        assert source.cited() == wanted.text
        expect(source.page.locator("#trich-dan")).to_be_in_viewport()
        expect(source.page.locator("#trich-dan")).to_be_focused()
        expect(source.page.get_by_role("button", name="Markdown")).to_be_hidden()
        source.page.get_by_text("Chép bằng tay").click()
        assert wanted.text in source.page.get_by_label("BibTeX").input_value()

    def test_the_text_a_browser_has_is_the_text_of_the_document(
        self, open_source: OpenSource, article: EncodedDocument, delicate: EncodedDocument
    ) -> None:
        assert open_source(article).text.text_content() == ARTICLE
        assert open_source(delicate).text.text_content() == DELICATE
        for wanted in sentences(delicate):
            source = open_source(delicate, wanted, also=[f"0-{len(DELICATE)}"])
            assert source.text.text_content() == DELICATE
            assert source.cited() == wanted.text

    def test_further_words_are_marked_beside_them(self, open_source: OpenSource, article: EncodedDocument) -> None:
        first, second, third = sentences(article)[:3]
        source = open_source(article, second, also=[f"{one.start}-{one.end}" for one in (first, third)])
        assert source.page.locator("mark.also").all_text_contents() == [first.text, third.text]
        expect(source.page.locator(".legend")).to_contain_text("2 câu khác của cuộc trò chuyện")

    def test_in_a_frame_the_words_are_in_view_and_the_focus_stays_where_it_was(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article)
        frame = source.frame(article, sentences(article)[60])
        expect(frame.locator("#trich-dan")).to_be_in_viewport()
        expect(source.page.locator("summary").first).to_be_focused()
        expect(frame.get_by_role("link", name="Hỏi Đáp", exact=True)).to_have_count(0)
        assert (
            frame.locator("body").evaluate("(node) => getComputedStyle(node).marginTop") == "0px"
        )  # by our style sheet

    def test_in_a_frame_words_can_be_copied_and_esc_is_sent_to_the_page_around(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article)
        frame = source.frame(article, sentences(article)[60])
        frame.get_by_role("button", name="Markdown").click()
        expect(frame.get_by_role("status")).to_have_text("Đã chép.")
        message = source.page.evaluate_handle(
            "() => ({message: new Promise((done) => addEventListener('message', ({data}) => done(data)))})"
        )
        source.page.keyboard.press("Escape")
        assert message.evaluate("({message}) => message") == "hoidap:close"

    def test_the_part_with_the_words_is_shown_and_its_neighbours_are_linked(
        self, open_source: OpenSource, long: EncodedDocument
    ) -> None:
        wanted = sentences(long)[-1]
        source = open_source(long, wanted)
        assert source.cited() == wanted.text
        assert source.is_cited_in_view()
        source.page.get_by_role("link", name="← Phần trước").first.click()
        expect(source.page.get_by_text("Câu được trích ở phần khác của tài liệu.")).to_be_visible()
        source.page.get_by_role("link", name="Phần sau →").first.click()
        assert source.cited() == wanted.text


class TestReading:
    def test_headings_are_an_outline_and_lists_are_lists(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article)
        outline = source.page.locator("h1, h2, h3, h4").all()
        levels = [int(heading.evaluate("(node) => node.tagName[1]")) for heading in outline]
        assert levels == [1, 2, 3, 3, 3, 3]
        assert all(behind <= before + 1 for before, behind in pairwise(levels))
        expect(source.text.get_by_role("list")).to_have_count(4)
        expect(source.text.get_by_role("listitem").first).to_have_text("- Điểm thứ nhất trong chương trình.")

    def test_what_is_left_out_is_there_with_its_name_which_is_no_text(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article)
        caption = source.page.get_by_role("group", name="Chú thích ảnh")
        expect(caption).to_be_visible()
        assert caption.text_content() == "(Ảnh: Minh họa)\n\n"
        assert "Chú thích ảnh" in caption.evaluate("(node) => getComputedStyle(node, '::before').content")
        expect(source.page.get_by_role("group", name="Bài liên quan")).to_contain_text("Hội thả diều")

    def test_pages_are_shown(self, open_source: OpenSource, article: EncodedDocument) -> None:
        signs = open_source(article).page.get_by_role("separator")
        assert [sign.get_attribute("aria-label") for sign in signs.all()] == [f"Trang {page}" for page in (1, 2, 3, 4)]

    def test_blank_lines_and_line_ends_are_seen(self, open_source: OpenSource, delicate: EncodedDocument) -> None:
        shown = open_source(delicate).text.inner_text()
        assert re.search(r"Dòng một\.\n+Dòng hai\.\n+\s*Dòng\s+ba\.", shown)

    def test_a_document_that_is_not_there_is_said(self, open_source: OpenSource, article: EncodedDocument) -> None:
        source = open_source(replace(article, document=replace(article.document, id="<b>không có</b>")))
        expect(source.page.get_by_role("heading", level=1)).to_have_text("Không có tài liệu này")
        expect(source.page.locator("main")).to_contain_text("“<b>không có</b>”")
        source.page.get_by_role("link", name="Về trang hỏi đáp").click()
        expect(source.page).to_have_title("Hỏi Đáp")

    def test_an_address_with_a_mistake_leads_to_the_document(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article, start="đầu", end=3)
        expect(source.page.locator("main")).to_contain_text("start: phải là một số nguyên từ 0 trở lên")
        source.page.get_by_role("link", name="Xem cả tài liệu").click()
        assert source.text.text_content() == ARTICLE

    @pytest.mark.parametrize("name", PERCENT)
    def test_an_id_may_hold_any_sign(self, open_source: OpenSource, article: EncodedDocument, name: str) -> None:
        source = open_source(replace(article, document=replace(article.document, id=name)))
        expect(source.page.get_by_role("heading", level=1)).to_have_text("Bài có mã lạ.")
        assert source.page.locator("body").evaluate("(node) => getComputedStyle(node).marginTop") == "0px"

    def test_it_works_under_a_path_prefix(
        self, open_source: OpenSource, article: EncodedDocument, base_url: str
    ) -> None:
        wanted = sentences(article)[30]
        source = open_source(article)
        address = source_address(f"{base_url.rstrip('/')}{PREFIX}/", "le-don-", start=wanted.start, end=wanted.end)
        with source.page.expect_response("**/source.css") as style:
            source.page.goto(address.replace("le-don-", article.document.id))
        assert style.value.ok
        assert PREFIX in style.value.url
        assert source.cited() == wanted.text
        assert f"{PREFIX}/sources/" in source.page.locator("#trich-text").text_content().split("Chỗ trích: ")[1]


class TestCopying:
    @pytest.mark.parametrize(
        ("button", "form"),
        [("Văn bản", "“{}”\n— "), ("Markdown", "> “{}”\n>\n> — ["), ("BibTeX", "  note = {{Phần 2, trang 3: “{}”}},")],
    )
    @pytest.mark.parametrize("withheld", [False, True])
    def test_the_quotation_is_copied_with_its_source(
        self, open_source: OpenSource, article: EncodedDocument, button: str, form: str, withheld: bool
    ) -> None:
        wanted = sentences(article)[60]
        source = open_source(article, wanted, context={"permissions": ["clipboard-read", "clipboard-write"]})
        if withheld:
            source.page.evaluate("navigator.clipboard.writeText = undefined")
        source.page.get_by_role("button", name=button).click()
        expect(source.page.get_by_role("status")).to_have_text("Đã chép.")
        copied = source.page.evaluate("navigator.clipboard.readText()")
        assert form.format(wanted.text) in copied
        assert "https://bao.example/le-don" in copied
        expect(source.page.get_by_role("button", name=button)).to_be_focused()
        expect(source.page.get_by_label("BibTeX", exact=True).last).to_be_hidden()


class TestKeyboard:
    def test_a_way_leads_to_the_cited_words_and_is_seen_once_it_is_reached(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article, sentences(article)[60])
        skip = source.page.get_by_role("link", name="Đến câu được trích")
        expect(skip).not_to_be_in_viewport()
        skip.focus()
        source.page.evaluate("scrollTo(0, 0)")
        expect(skip).to_be_in_viewport()
        source.page.keyboard.press("Enter")
        expect(source.page.locator("#trich-dan")).to_be_focused()
        assert source.is_cited_in_view()

    def test_everything_can_be_reached_and_pressed(self, open_source: OpenSource, article: EncodedDocument) -> None:
        source = open_source(article, sentences(article)[0])
        reached = []
        for _ in range(8):
            source.page.keyboard.press("Shift+Tab")  # backwards from the cited words
            reached.append(source.page.evaluate("document.activeElement.textContent"))
        names = [
            "Chép bằng tay",
            "BibTeX",
            "Markdown",
            "Văn bản",
            "xem đủ",
            "https://bao.example/le-don",
            "Đến câu",
            "Hỏi Đáp",
        ]
        assert [name for name, content in zip(names, reached, strict=True) if name not in content] == []


class TestHostileText:
    def test_it_is_shown_as_the_text_it_is(self, open_source: OpenSource, kept: dict[str, EncodedDocument]) -> None:
        source = open_source(kept[HOSTILE[0]])
        for name, payload in zip(HOSTILE, PAYLOADS, strict=True):
            text = kept[name].document.text
            start = text.index(payload)
            source.open(kept[name], start=start, end=start + len(payload), also=f"0-{len(text)}")
            assert source.text.text_content() == text
            assert source.cited() == payload
            expect(source.page.get_by_role("heading", level=1)).to_have_text(payload, use_inner_text=False)
            facts = source.page.locator("dd").all_text_contents()
            assert [fact for fact in facts if payload in fact] == [payload] * 3
            expect(source.text.locator(MADE_BY_MARKUP)).to_have_count(0)
            expect(
                source.page.locator("main :is(img, iframe, object, svg, form, style, script, [style])")
            ).to_have_count(0)
            addresses = source.page.locator("a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
            assert set(addresses) <= {"../", "#trich-dan"}

    def test_it_is_text_in_the_address_too(self, open_source: OpenSource, article: EncodedDocument) -> None:
        source = open_source(article)
        for payload in PAYLOADS:
            source.open(article, start=payload, end=payload, also=payload, sha256=payload, part=payload)
            expect(source.page.locator("main")).to_contain_text(f"“{payload[:40]}”", use_inner_text=False)
            expect(source.page.locator(f"main :is({MADE_BY_MARKUP})")).to_have_count(0)

    @pytest.mark.parametrize("name", UNRULY)
    def test_unruly_text_leaves_the_page_as_it_is(
        self, open_source: OpenSource, kept: dict[str, EncodedDocument], name: str
    ) -> None:
        document = kept[UNRULY_IDS[name]]
        start = document.document.text.index(UNRULY[name])
        source = open_source(document, context=PHONE, start=start, end=start + len(UNRULY[name]))
        assert source.width_overflow() == 0
        source.page.get_by_text("Chép bằng tay").click()
        source.page.get_by_text("xem đủ").click()
        assert source.width_overflow() == 0
        # No line can be broken between marks on one letter.
        assert source.cut_off() == [] or name == "combining flood"
        assert source.text.text_content() == document.document.text
        last = source.text.locator("p").last
        expect(last).to_have_text("Đoàn tới thăm làng bên sông.")
        box, window = last.bounding_box(), source.text.bounding_box()
        assert box
        assert window
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert last.evaluate("(node) => getComputedStyle(node).direction") == "ltr"

    def test_marks_piled_on_a_letter_stay_within_their_paragraph(
        self, open_source: OpenSource, kept: dict[str, EncodedDocument]
    ) -> None:
        source = open_source(kept[UNRULY_IDS["combining flood"]])
        overflows = source.text.locator("p").evaluate_all("(all) => all.map((one) => getComputedStyle(one).overflow)")
        assert set(overflows) == {"clip"}

    def test_the_measure_of_width_would_have_seen_something_stick_out(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article, context=PHONE)
        source.text.evaluate("(node) => { node.style.width = '3000px'; }")
        assert source.width_overflow() > 1000
        assert source.cut_off() == []
        source.text.locator("p").first.evaluate(
            "(node) => { node.style.whiteSpace = 'nowrap'; node.style.width = '9px'; }"
        )
        assert len(source.cut_off()) == 1


class TestEverywhere:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("contrast", ["no-preference", "more"])
    def test_axe_finds_nothing(
        self, open_source: OpenSource, article: EncodedDocument, long: EncodedDocument, scheme: str, contrast: str
    ) -> None:
        first, second = sentences(article)[:2]
        marks = {"highlight": f"{second.start}-{second.start + 5}", "also": f"{first.start}-{first.end}"}
        source = open_source(article, second, **marks, context={"color_scheme": scheme})
        source.page.emulate_media(contrast=contrast)  # type: ignore[arg-type]  # one of two
        source.page.get_by_text("Chép bằng tay").click()
        assert accessibility_violations(source.page) == []
        for opened in (
            {"document": article, "start": 1, "end": 10**9, "also": "x"},
            {"document": article, "start": "x"},
            {"document": replace(article, document=replace(article.document, id="không-có"))},
            {"document": long, "part": 2},
        ):
            source.open(**opened)  # type: ignore[arg-type]  # as above
            assert accessibility_violations(source.page) == []

    def test_axe_would_have_found_something(self, open_source: OpenSource, article: EncodedDocument) -> None:
        source = open_source(article)
        source.page.evaluate("document.documentElement.removeAttribute('lang')")
        assert [found.split()[0] for found in accessibility_violations(source.page)] == ["html-has-lang"]

    @pytest.mark.parametrize("width", [320, 360, 1200])
    def test_nothing_sticks_out(self, open_source: OpenSource, article: EncodedDocument, width: int) -> None:
        context = {"viewport": {"width": width, "height": 740}}
        source = open_source(article, sentences(article)[3], context=context)
        source.page.get_by_text("Chép bằng tay").click()
        assert source.width_overflow() == 0
        assert source.cut_off() == []

    def test_twice_the_size_of_letters_fits_a_narrow_window(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article, sentences(article)[3], context={"viewport": {"width": 640, "height": 740}})
        source.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert source.width_overflow() == 0
        assert source.cut_off() == []

    def test_what_is_pressed_is_large_enough_for_a_finger(
        self, open_source: OpenSource, article: EncodedDocument, long: EncodedDocument
    ) -> None:
        for document in (article, long):
            source = open_source(document, sentences(document)[1], context=PHONE)
            targets = source.page.locator("button:visible, summary:visible, a:visible:not(.skip)").all()
            heights = {
                one.inner_text(): one.evaluate("(node) => node.getBoundingClientRect().height") for one in targets
            }
            assert len(heights) >= 6
            assert {name: height for name, height in heights.items() if height < 44} == {}

    def test_the_scheme_follows_the_reader(self, open_source: OpenSource, article: EncodedDocument) -> None:
        grounds = [
            open_source(article, context={"color_scheme": scheme}).page.evaluate(
                "getComputedStyle(document.body).backgroundColor"
            )
            for scheme in ("light", "dark")
        ]
        assert grounds == ["rgb(250, 248, 243)", "rgb(19, 23, 25)"]

    def test_nothing_moves(self, open_source: OpenSource, article: EncodedDocument) -> None:
        source = open_source(article, sentences(article)[60], context={"reduced_motion": "no-preference"})
        moving = (
            "document.getAnimations().length + (getComputedStyle(document.documentElement).scrollBehavior !== 'auto')"
        )
        assert source.page.evaluate(moving) == 0

    def test_colours_of_the_readers_own_leave_the_cited_words_marked(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        source = open_source(article, sentences(article)[3])
        source.page.emulate_media(forced_colors="active")
        assert source.page.locator("#trich-dan").evaluate("(node) => getComputedStyle(node).outlineStyle") == "solid"

    def test_on_paper_it_is_black_on_white_with_the_quote_framed_and_the_address(
        self, open_source: OpenSource, article: EncodedDocument
    ) -> None:
        wanted = sentences(article)[3]
        source = open_source(article, wanted, context={"color_scheme": "dark"})
        source.page.emulate_media(media="print")
        paint = "(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
        assert source.page.locator("body").evaluate(paint) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        mark = source.page.locator("#trich-dan")
        assert mark.evaluate(paint) == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
        assert mark.evaluate("(node) => getComputedStyle(node).borderStyle") == "solid"
        for control in ("button", "nav", "textarea", ".skip", ".home", ".quotation"):
            assert source.page.locator(control).locator("visible=true").count() == 0
        printed = source.page.locator(".printed")
        expect(printed).to_contain_text(f"/sources/{article.document.id}?start={wanted.start}&end={wanted.end}")
        expect(printed).to_contain_text(article.document.sha256)
        expect(source.page.locator("main")).to_contain_text("https://bao.example/le-don")


@pytest.mark.parametrize("path", sorted(SOURCE_FILES.iterdir()), ids=lambda path: path.name)
def test_its_files_make_no_markup_of_text_and_name_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert FORBIDDEN.findall(text) == []
    assert ADDRESS.findall(text) == []

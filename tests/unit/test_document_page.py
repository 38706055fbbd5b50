"""Does the page of a document say what it is, and what could not be marked, as a reader understands it?"""

from dataclasses import replace
from datetime import date

import pytest
from starlette.datastructures import QueryParams

from api.http.refusals import RefusedError
from api.http.source_page.asked import MOST_ALSO, MOST_HIGHLIGHTS, Asked, asked_for
from api.http.source_page.blocks import blocks_of
from api.http.source_page.highlights import Highlights, highlights
from api.http.source_page.page import View, document_page
from api.http.source_page.quotation import Quotation, as_bibtex, as_markdown, as_text, key_of
from api.http.source_page.text_view import LEFT_OUT, TextView
from qa.library.read_models.page_view import DocumentPart
from qa.types import QUOTED, Source, Span, SpanKind
from tests.page_reader import PageReader, read_page
from tests.parts import document_part

LINES = ("# Lễ đón", "Báo Mẫu, 2/6", "Mở đầu.", "Điều 1. Phạm vi", "- một", "- hai", "Ảnh: đoàn", "Ảnh: cờ", "Hết.")
KINDS = [SpanKind.TITLE, SpanKind.BYLINE, SpanKind.BODY, SpanKind.HEADING, SpanKind.LIST, SpanKind.LIST,
         SpanKind.CAPTION, SpanKind.CAPTION, SpanKind.BODY]  # fmt: skip
TEXT = "\n".join(LINES)


def sample(**changes: object) -> DocumentPart:
    """A document with a title behind its mark, and a line of every kind that looks different."""
    starts = [sum(len(line) + 1 for line in LINES[:number]) for number in range(len(LINES))]
    spans = [
        Span(start, start + len(line), kind, 2 if kind is SpanKind.HEADING else 0)
        for start, line, kind in zip(starts, LINES, KINDS, strict=True)
    ]
    spans[:1] = [Span(0, 1, SpanKind.OTHER), Span(2, len(LINES[0]), SpanKind.TITLE)]
    return document_part(TEXT, *spans, **changes)


def range_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def page(part: DocumentPart, query: str = "", *, framed: bool = False) -> PageReader:
    asked = asked_for(QueryParams(query))
    view = View(
        part=part,
        asked=asked,
        marked=highlights(asked, part),
        root="../",
        base="http://may.example/",
        framed=framed,
    )
    return read_page(document_page(view))


def cited(words: str) -> str:
    start, end = range_of(words)
    return f"start={start}&end={end}"


class TestText:
    def test_each_kind_is_the_element_that_says_so(self) -> None:
        reader = read_page(TextView(sample(), Highlights(), takes_focus=True).markup())
        assert [found.text.strip() for found in reader.named("h2")] == ["# Lễ đón"]
        assert [found.text.strip() for found in reader.named("h3")] == ["Điều 1. Phạm vi"]
        assert [found.text.strip() for found in reader.named("li")] == ["- một", "- hai"]
        assert [found.text for found in reader.classed("sign")] == ["#"]

    def test_what_is_never_quoted_is_there_under_its_name(self) -> None:
        reader = read_page(TextView(sample(), Highlights(), takes_focus=True).markup())
        named = {group.attributes["data-label"]: group.text for group in reader.classed("left-out")}
        assert named == {"Tác giả, ngày đăng": "Báo Mẫu, 2/6\n", "Chú thích ảnh": "Ảnh: đoàn\nẢnh: cờ\n"}

    def test_every_kind_that_is_never_quoted_has_a_name(self) -> None:
        assert set(LEFT_OUT) == set(SpanKind) - QUOTED - {SpanKind.TITLE, SpanKind.HEADING}

    def test_a_quotation_is_one(self) -> None:
        part = document_part("Lời ông:\nTôi đi.\n", Span(0, 8, SpanKind.BODY), Span(9, 16, SpanKind.QUOTE))
        assert [
            one.text for one in read_page(TextView(part, Highlights(), takes_focus=True).markup()).named("blockquote")
        ] == ["Tôi đi.\n"]

    def test_a_blank_line_is_seen(self) -> None:
        part = document_part("A.\n\nB.\r\nC.", *(Span(at, at + 2, SpanKind.BODY) for at in (0, 4, 8)))
        assert [block.is_apart for block in blocks_of(part)] == [False, True, False]

    def test_a_heading_and_what_follows_on_its_line_are_two(self) -> None:
        part = document_part("Điều 1. Hà Nội.", Span(0, 7, SpanKind.HEADING, 5), Span(8, 15, SpanKind.BODY))
        assert [(block.kind, block.rank) for block in blocks_of(part)] == [(SpanKind.HEADING, 1), (SpanKind.BODY, 0)]

    def test_a_rank_is_how_deep_a_heading_stands_below_those_above_it(self) -> None:
        levels = [0, 2, 2, 5, 3, 2, 1, 5]
        text = "\n".join("ABCDEFGH")
        kinds = [SpanKind.TITLE if level == 0 else SpanKind.HEADING for level in levels]
        spans = [
            Span(2 * at, 2 * at + 1, kind, level) for at, (kind, level) in enumerate(zip(kinds, levels, strict=True))
        ]
        assert [block.rank for block in blocks_of(document_part(text, *spans))] == [1, 2, 2, 3, 3, 2, 2, 3]

    def test_what_is_left_out_on_a_line_of_its_own_is_no_part_of_the_line_above(self) -> None:
        part = document_part("Hết.\n---\n# A", *(Span(0, 4, SpanKind.BODY), Span(5, 8, SpanKind.OTHER)),
                             *(Span(9, 10, SpanKind.OTHER), Span(11, 12, SpanKind.HEADING, 1)))  # fmt: skip
        assert [(block.kind, block.start) for block in blocks_of(part)] == [
            (SpanKind.BODY, 0),
            (SpanKind.OTHER, 5),
            (SpanKind.HEADING, 9),
        ]

    def test_words_across_paragraphs_are_marked_whole(self) -> None:
        start, end = range_of("Mở đầu.\nĐiều 1. Phạm vi\n- một")
        marked = Highlights((start, end))
        marks = read_page(TextView(sample(), marked, takes_focus=True).markup()).classed("cited")
        assert "".join(mark.text for mark in marks) == TEXT[start:end]
        assert [mark.attributes.get("id") for mark in marks] == ["trich-dan"] + [None] * (len(marks) - 1)

    def test_cited_words_stay_whole_over_others_that_overlap_them(self) -> None:
        part = document_part("0123456789", Span(0, 10, SpanKind.BODY))
        marked = Highlights((3, 7), ((1, 4), (5, 9), (0, 10)))
        reader = read_page(TextView(part, marked, takes_focus=True).markup())
        assert "".join(mark.text for mark in reader.classed("cited")) == "3456"
        assert "".join(mark.text for mark in reader.classed("also")) == "012789"

    def test_the_words_that_answer_are_in_bold_within_the_cited_ones(self) -> None:
        start, end = range_of("Mở đầu.")
        marked = Highlights((start, end), words=((start, start + 2),))
        reader = read_page(TextView(sample(), marked, takes_focus=True).markup())
        assert [mark.text for mark in reader.classed("cited")] == ["Mở đầu."]
        assert [bold.text for bold in reader.named("b")] == ["Mở"]

    def test_words_that_overlap_are_in_bold_once(self) -> None:
        part = document_part("0123456789", Span(0, 10, SpanKind.BODY))
        marked = Highlights((2, 9), words=((5, 7), (3, 6), (4, 5)))
        reader = read_page(TextView(part, marked, takes_focus=True).markup())
        assert "".join(mark.text for mark in reader.classed("cited")) == "2345678"
        assert "".join(bold.text for bold in reader.named("b")) == "3456"


class TestAddress:
    def test_it_says_what_is_cited_and_what_else(self) -> None:
        query = f"start=3&end=9&highlight=4-6&also=1-2&also=7-8&also=1-2&sha256={'AB' * 32}&part=2"
        assert asked_for(QueryParams(query)) == Asked(
            cited=(3, 9), highlights=((4, 6),), also=((1, 2), (7, 8)), not_taken=0, sha256="ab" * 32, part=2
        )

    @pytest.mark.parametrize(
        ("query", "named"),
        [
            ("start=x&end=2", "start"),
            ("start=-1&end=2", "start"),
            ("start=1&end=1.5", "end"),
            ("start=1&end=", "end"),
            ("start=1&end=²", "end"),
            ("start=١&end=2", "start"),
            ("start=1", "end"),
            ("end=1", "start"),
            ("start=1&end=" + "9" * 5000, "end"),
            ("part=mot", "part"),
            ("start=1&end=9&highlight=2", "highlight"),
            ("start=1&end=9&highlight=", "highlight"),
            ("start=1&end=9&highlight=2-3&highlight=-1-2", "highlight"),
            ("start=1&end=9&highlight=" + "9" * 5000 + "-2", "highlight"),
            ("sha256=abc", "sha256"),
        ],
    )
    def test_what_is_no_number_is_refused_by_name(self, query: str, named: str) -> None:
        with pytest.raises(RefusedError) as refused:
            asked_for(QueryParams(query))
        assert refused.value.status_code == 422
        assert refused.value.detail.startswith(f"{named}: ")
        assert len(refused.value.detail) < 150

    def test_only_so_many_words_are_in_bold(self) -> None:
        query = "&".join(f"highlight={at}-{at + 1}" for at in range(MOST_HIGHLIGHTS + 5))
        assert len(asked_for(QueryParams(query)).highlights) == MOST_HIGHLIGHTS

    def test_further_ranges_that_say_nothing_are_counted_and_passed_over(self) -> None:
        query = "&".join(["also=x", "also=3", "also=-1-2", *(f"also={at}-{at + 1}" for at in range(60))])
        asked = asked_for(QueryParams(query))
        assert len(asked.also) == MOST_ALSO - 3
        assert asked.not_taken == 3 + 60 - len(asked.also)


class TestNotices:
    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (Asked(cited=(5, 5)), "điểm đầu (5) phải đứng trước điểm cuối (5)"),
            (Asked(cited=(9, 5)), "điểm đầu (9) phải đứng trước điểm cuối (5)"),
            (Asked(cited=(5, 1_000_000)), f"vị trí 5–1.000.000 nằm ngoài tài liệu, vốn dài {len(TEXT)} ký tự"),
            (Asked(cited=(0, len(TEXT) + 1)), f"vị trí 0–{len(TEXT) + 1} nằm ngoài tài liệu"),
            (Asked(part=7), "Không có phần 7: tài liệu này có 1 phần. Đây là phần 1."),
            (Asked(cited=(2, 6), highlights=((3, 4), (5, 7))), "Không in đậm được những chữ nằm ngoài câu được trích."),
            (Asked(cited=(2, 6), highlights=((4, 4),)), "Không in đậm được"),
            (Asked(cited=(5, 5), highlights=((4, 9),)), "điểm đầu (5) phải đứng trước điểm cuối (5)"),
            (Asked(cited=(1, 4), also=((5, 4), (6, 7)), not_taken=2), "3 câu khác của cuộc trò chuyện không tô được"),
        ],
    )
    def test_a_range_that_does_not_fit_is_said(self, asked: Asked, said: str) -> None:
        (notice,) = highlights(asked, sample()).notices
        assert said in notice

    def test_words_in_bold_lie_within_the_cited_ones(self) -> None:
        wanted = ((2, 6), (1, 3), (3, 4), (5, 7), (6, 6), (5, 3))
        assert highlights(Asked(cited=(2, 6), highlights=wanted), sample()).words == ((2, 6), (3, 4))
        assert highlights(Asked(highlights=wanted), sample()) == Highlights()

    def test_the_very_end_can_be_cited(self) -> None:
        assert highlights(Asked(cited=(0, len(TEXT))), sample()) == Highlights((0, len(TEXT)))

    def test_of_another_text_nothing_is_marked(self) -> None:
        asked = Asked(cited=(0, 4), highlights=((1, 2),), also=((5, 9),), not_taken=0, sha256="cd" * 32)
        found = highlights(asked, sample())
        assert (found.cited, found.words, found.also) == (None, (), ())
        assert "Tài liệu đã thay đổi từ khi câu này được trích" in found.notices[0]
        assert "hoidap verify --citations" in found.notices[0]
        assert highlights(replace(asked, sha256=sample().sha256), sample()).cited == (0, 4)


class TestPage:
    def test_it_says_what_the_document_is(self) -> None:
        source = Source("Lễ đón", "Báo Mẫu", "https://bao.example/1", date(2022, 6, 2), "An Bình")
        reader = page(sample(source=source, display_title="Lễ đón"))
        facts = dict(
            zip((one.text for one in reader.named("dt")), (one.text for one in reader.named("dd")), strict=True)
        )
        assert facts["Nguồn"] == "Báo Mẫu"
        assert facts["Ngày đăng"] == "02/06/2022"
        assert facts["Tác giả"] == "An Bình"
        assert facts["Bản gốc"] == "https://bao.example/1 (mở trong thẻ mới)"
        assert facts["Nạp vào kho"] == "26/11/2026 01:05 (giờ VN)"
        assert facts["SHA-256"] == f"{'ab' * 6}… xem đủ{'ab' * 32}"
        (link,) = reader.all(lambda one: one.attributes.get("href") == "https://bao.example/1")
        assert link.attributes["rel"] == "noopener noreferrer"

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "data:text/html,x", "//bao.example", "http:bao", "trang-1.html"]
    )
    def test_an_address_that_is_not_of_the_web_is_text(self, url: str) -> None:
        reader = page(sample(source=Source("Lễ đón", url=url)), cited("Mở đầu."))
        assert url in [one.text for one in reader.named("dd")]
        assert url not in [one.attributes["href"] for one in reader.named("a")]
        assert url not in reader.with_id("trich-text").text

    def test_a_missing_source_field_is_left_out(self) -> None:
        assert [one.text for one in page(sample(source=Source())).named("dt")] == ["Nạp vào kho", "Độ dài", "SHA-256"]

    def test_the_cited_words_are_offered_in_three_forms(self) -> None:
        reader = page(sample(headings=("Điều 1. Phạm vi",), clause="2", pages=(0, 10)), cited("- một"))
        for form in ("text", "markdown", "bibtex"):
            assert "một" in reader.with_id(f"trich-{form}").text
            assert "http://may.example/sources/d1?start=" in reader.with_id(f"trich-{form}").text
        assert "Điều 1, khoản 2, trang 2" in reader.with_id("trich-text").text

    def test_without_cited_words_nothing_is_offered_and_nothing_led_to(self) -> None:
        reader = page(sample())
        assert reader.named("textarea") == []
        assert reader.classed("skip") == []

    def test_a_way_leads_to_the_cited_words(self) -> None:
        reader = page(sample(), cited("Mở đầu."))
        (skip,) = reader.classed("skip")
        assert (skip.text, skip.attributes["href"]) == ("Đến câu được trích", "#trich-dan")
        goal = reader.with_id("trich-dan")
        assert "autofocus" in goal.attributes
        assert reader.with_id(str(goal.attributes["aria-describedby"])).text == "câu được trích"

    def test_in_a_frame_it_takes_no_focus_and_leads_nowhere_else(self) -> None:
        reader = page(sample(), cited("Mở đầu."), framed=True)
        assert "autofocus" not in reader.with_id("trich-dan").attributes
        assert [link.text for link in reader.named("a")] == ["Đến câu được trích"]

    def test_the_neighbours_of_a_part_are_linked_with_all_that_was_asked(self) -> None:
        part = sample(number=2, of=3, characters=1000)
        start, end = range_of("Mở đầu.")
        asked = f"start={start}&end={end}&highlight={start}-{start + 2}&also=1-4&sha256={part.sha256}"
        reader = page(part, f"{asked}&part=2")
        links = {
            link.attributes["rel"]: link.attributes["href"] for link in reader.named("a") if "rel" in link.attributes
        }
        assert links == {"prev": f"?{asked}&part=1", "next": f"?{asked}&part=3"}

    def test_the_legend_says_what_is_in_bold_where_something_is(self) -> None:
        start, _ = range_of("Mở đầu.")
        with_words = page(sample(), f"{cited('Mở đầu.')}&highlight={start}-{start + 2}")
        assert "In đậm: những chữ trả lời" in with_words.classed("legend")[0].text
        assert "In đậm" not in page(sample(), cited("Mở đầu.")).classed("legend")[0].text

    def test_a_part_without_the_cited_words_says_so(self) -> None:
        part = replace(sample(), start=5000, end=5000 + len(TEXT), characters=9000, number=2, of=3, spans=())
        reader = page(part, "start=1&end=4&part=2")
        assert [one.text for one in reader.classed("legend")] == ["Câu được trích ở phần khác của tài liệu."]
        assert reader.named("mark") == []
        assert reader.named("textarea") == []

    def test_a_document_without_a_name_has_one_on_the_page(self) -> None:
        assert page(sample(display_title="")).named("h1")[0].text == "Tài liệu không có tên"


class TestQuotation:
    found = Quotation(
        text="Năm 2022 có {hai} cột mốc & 100% niềm_vui.\n# Không phải đề mục",
        key=key_of("le-don_2~x", 120),
        title="Lễ đón [sáng 2/6]",
        link="http://may.example/sources/le-don?start=120&end=160",
        retrieved=date(2026, 11, 25),
        locator="Điều 1, khoản 2",
        publisher="Báo Mẫu",
        author="An Bình",
        published_at=date(2022, 6, 2),
        url="https://bao.example/le_don(1)",
    )

    def test_as_text(self) -> None:
        assert as_text(self.found) == (
            "“Năm 2022 có {hai} cột mốc & 100% niềm_vui.\n# Không phải đề mục”\n"
            "— Lễ đón [sáng 2/6], Điều 1, khoản 2, An Bình, Báo Mẫu, 02/06/2022\n"
            "https://bao.example/le_don(1)\n"
            "Chỗ trích: http://may.example/sources/le-don?start=120&end=160"
        )

    def test_as_markdown(self) -> None:
        assert as_markdown(self.found) == (
            "> “Năm 2022 có {hai} cột mốc \\& 100% niềm\\_vui.\\\n"
            "> \\# Không phải đề mục”\n"
            ">\n"
            "> — [Lễ đón \\[sáng 2/6\\]](https://bao.example/le_don%281%29), Điều 1, khoản 2, An Bình, Báo Mẫu, "
            "02/06/2022 ([chỗ trích](http://may.example/sources/le-don?start=120&end=160))"
        )

    def test_as_bibtex(self) -> None:
        assert as_bibtex(self.found) == (
            "@misc{le-don-2-x-120,\n"
            "  title = {{Lễ đón [sáng 2/6]}},\n"
            "  author = {{An Bình}},\n"
            "  howpublished = {Báo Mẫu},\n"
            "  date = {2022-06-02},\n"
            "  year = {2022},\n"
            "  url = {https://bao.example/le_don(1)},\n"
            "  urldate = {2026-11-25},\n"
            "  note = {Điều 1, khoản 2: “Năm 2022 có \\textbraceleft{}hai\\textbraceright{} cột mốc \\& 100\\% "
            "niềm\\_vui.\n"
            "\\# Không phải đề mục”},\n"
            "  annote = {Chỗ trích: http://may.example/sources/le-don?start=120\\&end=160}\n"
            "}"
        )

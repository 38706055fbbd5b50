"""Is the text on the page of a document its text, whatever it holds and however it is marked?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.http.source_page.blocks import blocks_of
from api.http.source_page.highlights import Highlights
from api.http.source_page.text_view import CITED_ID, TextView
from api.markup import element, joined, shown
from qa.cleaning.marking import mark_spans
from qa.library.read_models.page_view import DocumentPart
from qa.types import Span, SpanKind
from tests.page_reader import PageReader, read_page
from tests.parts import document_part

# What a page might swallow, turn into something else, or take for markup.
PIECES = st.sampled_from(
    ["\r\n", "\r", "\n", "\n\n", "\n\r", "\t", " ", "\0", "\f", "\v", "\x85", "\u2028", "\xa0", "\ufeff", "\u202e",
     "\x1c", "&", "&amp;", "&#13;", "<", "</article>", "</p>", "<pre>", "<!--", "-->", "<![CDATA[", "]]>", "<script>",
     '"', "'", "# ", "- ", "| ", "Điều 1. ", "Chương I", "Câu này.", "e\u0323\u0302", "👩\u200d👧", "\ud800", "\x80",
     "\U0010ffff", "\x9f", "a"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


def edges(text: str, count: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, len(text)), max_size=count).map(sorted)


@st.composite
def parts(draw: st.DrawFn) -> DocumentPart:
    """A stretch of a text, with spans put anywhere or where the cleaning puts them."""
    text = draw(TEXTS)
    if draw(st.booleans()):
        spans = mark_spans(text, None)
    else:
        borders = sorted(set(draw(edges(text, 12))))
        kinds = st.sampled_from(SpanKind)
        spans = tuple(Span(a, b, draw(kinds), draw(st.integers(0, 4))) for a, b in pairwise(borders))
        spans = tuple(span for span in spans if draw(st.booleans()))
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    touching = [span for span in spans if span.end > start and span.start < end]
    pages = tuple(draw(edges(text, 4)))
    return document_part(text[start:end], *touching, start=start, characters=len(text), pages=pages)


def ranges(part: DocumentPart) -> st.SearchStrategy[tuple[int, int]]:
    offsets = st.integers(0, part.characters)
    return (
        st.tuples(offsets, offsets)
        .map(lambda two: (min(two), max(two)))
        .filter(lambda offsets: offsets[0] < offsets[1])
    )


def within(cited: tuple[int, int]) -> st.SearchStrategy[tuple[int, int]]:
    """Words of what is cited."""
    start, end = cited
    return st.integers(start, end - 1).flatmap(lambda first: st.tuples(st.just(first), st.integers(first + 1, end)))


@st.composite
def marked_parts(draw: st.DrawFn) -> tuple[DocumentPart, Highlights]:
    part = draw(parts())
    if not part.characters:
        return part, Highlights()
    cited = draw(st.none() | ranges(part))
    also = tuple(draw(st.lists(ranges(part), max_size=4)))
    return part, Highlights(cited, also, words=tuple(draw(st.lists(within(cited), max_size=3))) if cited else ())


def read(part: DocumentPart, marked: Highlights) -> PageReader:
    return read_page(TextView(part, marked, takes_focus=True).markup())


@given(marked_parts())
def test_the_text_on_the_page_is_the_text_of_the_document(case: tuple[DocumentPart, Highlights]) -> None:
    part, marked = case
    assert read(part, marked).with_id("van-ban").text == shown(part.text)


@given(marked_parts())
def test_every_character_is_marked_as_was_asked(case: tuple[DocumentPart, Highlights]) -> None:
    part, marked = case
    found = [
        next((around.attributes["class"] for around in elements if around.name == "mark"), None)
        for text, elements in read(part, marked).chunks
        for _ in text
    ]
    for offset, mark in enumerate(found, part.start):
        if marked.cited and marked.cited[0] <= offset < marked.cited[1]:
            assert mark == "cited"
        else:
            assert mark == ("also" if any(start <= offset < end for start, end in marked.also) else None)


@given(marked_parts())
def test_every_character_of_the_words_that_answer_is_in_bold_and_no_other(
    case: tuple[DocumentPart, Highlights],
) -> None:
    part, marked = case
    bold = [
        any(around.name == "b" for around in elements) for text, elements in read(part, marked).chunks for _ in text
    ]
    for offset, is_bold in enumerate(bold, part.start):
        assert is_bold == any(start <= offset < end for start, end in marked.words)


@given(marked_parts())
def test_the_cited_words_are_gone_to_where_they_begin_and_nowhere_else(case: tuple[DocumentPart, Highlights]) -> None:
    part, marked = case
    goals = read(part, marked).all(lambda one: one.attributes.get("id") == CITED_ID)
    reaches = marked.cited and max(marked.cited[0], part.start) < min(marked.cited[1], part.end)
    assert len(goals) == bool(reaches)
    for goal in goals:
        assert marked.cited
        assert shown(part.text[max(marked.cited[0] - part.start, 0) :]).startswith(goal.text)


@given(parts())
def test_blocks_tile_the_part_and_no_heading_skips_a_rank(part: DocumentPart) -> None:
    blocks = list(blocks_of(part))
    assert [block.start for block in blocks] == [part.start, *(block.end for block in blocks[:-1])][: len(blocks)]
    assert (blocks[-1].end if blocks else part.start) == part.end
    ranks = [block.rank for block in blocks if block.rank]
    assert all(behind <= before + 1 for before, behind in pairwise([0, *ranks]))
    for block in blocks:
        outside = part.text[block.start - part.start : block.spans[0].start - part.start] if block.spans else ""
        assert block is blocks[0] or outside == ""


@given(parts())
def test_every_page_that_begins_in_a_part_has_its_sign_at_its_offset(part: DocumentPart) -> None:
    reader = read(part, Highlights())
    last = part.characters if part.end == part.characters and part.text else part.end - 1
    wanted = [f"Trang {number}" for number, offset in enumerate(part.pages, 1) if part.start <= offset <= last]
    assert [sign.attributes["data-label"] for sign in reader.classed("page-sign")] == wanted
    assert all(sign.text == "" for sign in reader.classed("page-sign"))


@given(TEXTS, TEXTS)
def test_text_is_text_in_an_element_and_in_an_attribute(said: str, title: str) -> None:
    reader = read_page(joined(element("p", said, title=title), said))
    (paragraph,) = reader.elements
    assert paragraph.text == shown(said)
    assert paragraph.attributes["title"] == shown(title)
    assert "".join(text for text, _ in reader.chunks) == shown(said) * 2


@given(TEXTS)
def test_a_sign_stands_for_one_character_and_only_where_html_has_none(text: str) -> None:
    assert len(shown(text)) == len(text)
    for before, after in zip(text, shown(text), strict=True):
        assert after == {"\0": "␀"}.get(before, "�" if "\ud800" <= before <= "\udfff" else before)

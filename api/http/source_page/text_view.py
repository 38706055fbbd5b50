"""What does the text of a document look like on its page?

Read by a browser, the element's text content is the text, character by character; markup adds none and takes none away,
so labels and page numbers are attributes that the style sheet shows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from api.http.source_page.asked import Range
from api.http.source_page.blocks import Block, blocks_of
from api.http.source_page.highlights import Highlights
from api.markup import Markup, element, joined
from qa.library.read_models.page_view import DocumentPart
from qa.types import Span, SpanKind

# Where the link to a citation leads. The words stand in a link's fragment, so they have no accents.
CITED_ID = "trich-dan"
DESCRIPTION_ID = "cau-duoc-trich"

# What each kind that is never quoted is called.
LEFT_OUT = {
    SpanKind.BYLINE: "Tác giả, ngày đăng",
    SpanKind.CAPTION: "Chú thích ảnh",
    SpanKind.RELATED: "Bài liên quan",
    SpanKind.MENU: "Trình đơn",
    SpanKind.ADVERT: "Quảng cáo",
    SpanKind.MEDIA: "Hình, video",
    SpanKind.OTHER: "Phần phụ",
}

# The title of the page is h1; six is as deep as HTML goes.
_TOP, _DEEPEST = 1, 6


class TextView:
    """The element of one part of a document."""

    def __init__(self, part: DocumentPart, marked: Highlights, *, takes_focus: bool) -> None:
        """`takes_focus`: a browser goes to the cited words by itself, without any script."""
        self._part = part
        self._marked = marked
        self._takes_focus = takes_focus
        self._words = sorted(marked.words)
        ranges = [*marked.also, *([marked.cited] if marked.cited else [])]
        self._edges = sorted({edge for one in ranges for edge in one} | set(part.pages))

    def markup(self) -> Markup:
        """The whole element."""
        kinds = groupby(blocks_of(self._part), lambda block: block.kind)
        inside = [self._run(kind, list(blocks)) for kind, blocks in kinds]
        return element("article", *inside, id="van-ban", class_="text", aria_label="Văn bản của tài liệu")

    def _run(self, kind: SpanKind, blocks: Sequence[Block]) -> Markup:
        """Neighbouring blocks of one kind."""
        if kind is SpanKind.LIST:
            return element("ul", *(self._block("li", block) for block in blocks))
        if kind is SpanKind.QUOTE:
            return element("blockquote", *(self._block("p", block) for block in blocks))
        if kind in LEFT_OUT:
            name = LEFT_OUT[kind]
            paragraphs = [self._block("p", block) for block in blocks]
            labels = {"aria_label": f"{name} (không được trích)", "data_label": name}
            return element("div", *paragraphs, class_="left-out", role="group", **labels)
        return joined(*(self._block(_name(block), block) for block in blocks))

    def _block(self, name: str, block: Block) -> Markup:
        return element(name, *self._pieces(block), class_="apart" if block.is_apart else None)

    def _pieces(self, block: Block) -> Iterator[Markup]:
        """What stands in a block: its spans, what is between them, and the blanks at its edges, which the style sheet
        may collapse since they only part it from its neighbours.
        """
        spans = block.spans or (Span(block.start, block.end, block.kind),)
        yield from self._gap(block.start, spans[0].start)
        before = spans[0].start
        for span in spans:
            yield joined(*self._stretches(before, span.start))
            inside = self._stretches(span.start, span.end)
            is_sign = span.kind is SpanKind.OTHER and block.kind is not SpanKind.OTHER
            yield element("span", *inside, class_="sign") if is_sign else joined(*inside)
            before = span.end
        yield from self._gap(before, block.end)
        if block.end == self._part.characters:
            yield from self._page_signs(block.end)

    def _gap(self, start: int, end: int) -> Iterator[Markup]:
        if start < end:
            yield element("span", *self._stretches(start, end), class_="gap")

    def _stretches(self, start: int, end: int) -> Iterator[Markup]:
        """The text between two offsets, in pieces that are marked alike and lie on one page."""
        for left, right in pairwise(self._borders(start, end)):
            yield from self._page_signs(left)
            yield self._stretch(left, right)

    def _borders(self, start: int, end: int) -> list[int]:
        first, behind = bisect_right(self._edges, start), bisect_left(self._edges, end)
        return [start, *self._edges[first:behind], end] if start < end else []

    def _stretch(self, start: int, end: int) -> Markup:
        if self._marked.cited and _holds(self._marked.cited, start):
            inside = joined(*self._with_words(start, end))
            return self._cited(inside, is_first=start == max(self._marked.cited[0], self._part.start))
        said = self._text(start, end)
        if any(_holds(one, start) for one in self._marked.also):
            return element("mark", said, class_="also")
        return joined(said)

    def _with_words(self, start: int, end: int) -> Iterator[str]:
        """The text between two offsets, the words that answer in bold; where those overlap, each character once."""
        before = start
        for first, last in self._words:
            left, right = max(first, before), min(last, end)
            if left < right:
                yield self._text(before, left)
                yield element("b", self._text(left, right))
                before = right
        yield self._text(before, end)

    def _text(self, start: int, end: int) -> str:
        return self._part.text[start - self._part.start : end - self._part.start]

    def _cited(self, inside: Markup, *, is_first: bool) -> Markup:
        if not is_first:
            return element("mark", inside, class_="cited")
        goal = {"id": CITED_ID, "tabindex": "-1", "aria_describedby": DESCRIPTION_ID}
        return element("mark", inside, class_="cited", autofocus=self._takes_focus, **goal)

    def _page_signs(self, offset: int) -> Iterator[Markup]:
        """A sign for each page that begins at this offset; it is no part of the text."""
        first, behind = bisect_left(self._part.pages, offset), bisect_right(self._part.pages, offset)
        for number in range(first + 1, behind + 1):
            name = f"Trang {number}"
            yield element("span", class_="page-sign", role="separator", aria_label=name, data_label=name)


def _name(block: Block) -> str:
    return f"h{min(_TOP + block.rank, _DEEPEST)}" if block.rank else "p"


def _holds(one: Range, offset: int) -> bool:
    return one[0] <= offset < one[1]

"""What is on the page of a document?"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta, timezone
from urllib.parse import urlencode

from api.http.source_page.asked import Asked, Range
from api.http.source_page.highlights import Highlights, grouped
from api.http.source_page.quotation import Quotation, as_bibtex, as_markdown, as_text, key_of
from api.http.source_page.shell import whole
from api.http.source_page.text_view import CITED_ID, DESCRIPTION_ID, TextView
from api.links import source_link, source_path
from api.markup import Markup, element, joined
from api.messages.dates import vietnamese_date
from api.messages.locators import locator_of
from api.messages.reading_notes import notes_sentence
from qa.library.read_models.page_view import DocumentPart
from qa.reading.source_fields import is_web_address

# Vietnam has one time, and no summer time.
_VIETNAM = timezone(timedelta(hours=7))

# In digits: enough of a hash to distinguish two texts at a glance; the whole is one click away.
_SHORT_HASH = 12

_UNTITLED = "Tài liệu không có tên"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the page is made from. `root` leads up to the service, relative to the page; `base` is its whole address."""

    part: DocumentPart
    asked: Asked
    marked: Highlights
    root: str
    base: str
    framed: bool = False

    @property
    def link(self) -> str:
        """The permanent address of what is shown: the cited words where there are some, else the document."""
        name, cited = self.part.document_id, self.marked.cited
        if cited is None:
            return f"{self.base}{source_path(name)}"
        return f"{self.base}{source_link(name, self.part.sha256, start=cited[0], end=cited[1])}"

    def query(self, number: int) -> str:
        """The same page with another part of the document."""
        asked = self.asked
        cited = [("start", asked.cited[0]), ("end", asked.cited[1])] if asked.cited else []
        bold = [("highlight", f"{start}-{end}") for start, end in asked.highlights]
        also = [("also", f"{start}-{end}") for start, end in asked.also]
        sha256 = [("sha256", asked.sha256)] if asked.sha256 else []
        return "?" + urlencode([*cited, *bold, *also, *sha256, ("part", number)])


def document_page(view: View) -> str:
    """The whole file."""
    title = view.part.display_title or _UNTITLED
    return whole(title, view.root, *_sections(view, title), script=True, framed=view.framed)


def _sections(view: View, title: str) -> Iterator[Markup]:
    shows_cited = view.marked.cited is not None and _reaches(view.marked.cited, view.part)
    if shows_cited:
        yield element("a", "Đến câu được trích", href=f"#{CITED_ID}", class_="skip")
    yield element("section", element("h1", title), _facts(view), class_="about", aria_label="Về tài liệu này")
    if view.marked.notices:
        notices = (element("p", notice) for notice in view.marked.notices)
        yield element("div", *notices, class_="notice", role="note")
    if view.marked.cited and _is_whole_in(view.marked.cited, view.part):
        yield _quotation(view, title, view.marked.cited)
    yield from _legend(view, shows_cited=shows_cited)
    yield _parts(view, "đầu văn bản")
    yield TextView(view.part, view.marked, takes_focus=not view.framed).markup()
    yield _parts(view, "cuối văn bản")
    printed = (f"Địa chỉ trang này: {view.link}", f"SHA-256 của văn bản: {view.part.sha256}")
    yield element("div", *(element("p", line) for line in printed), class_="printed")


def _reaches(cited: Range, part: DocumentPart) -> bool:
    return cited[0] < part.end and cited[1] > part.start


def _is_whole_in(cited: Range, part: DocumentPart) -> bool:
    return part.start <= cited[0] and cited[1] <= part.end


def _facts(view: View) -> Markup:
    part, source, day = view.part, view.part.source, view.part.source.published_at
    added = part.added_at.astimezone(_VIETNAM)
    added_text = f"{vietnamese_date(added)} {added:%H:%M} (giờ VN)"
    rows = [
        ("Nguồn", source.publisher),
        ("Ngày đăng", day and element("time", vietnamese_date(day), datetime=day.isoformat())),
        ("Tác giả", source.author),
        ("Bản gốc", _original(source.url)),
        ("Nạp vào kho", element("time", added_text, datetime=part.added_at.isoformat())),
        ("Độ dài", f"{grouped(part.characters)} ký tự"),
        ("Cách đọc", notes_sentence(part.notes)),
        ("SHA-256", _hash(part.sha256)),
    ]
    return element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in rows if value))


def _original(url: str | None) -> Markup | str | None:
    """A link where the address is of the web; any other is shown as text."""
    if url is None or not is_web_address(url):
        return url
    new_window = element("span", " (mở trong thẻ mới)", class_="unseen")
    return element("a", url, new_window, href=url, target="_blank", rel="noopener noreferrer")


def _hash(sha256: str) -> Markup:
    short = element("summary", element("code", f"{sha256[:_SHORT_HASH]}…"), element("span", " xem đủ", class_="more"))
    return element("details", short, element("code", sha256))


def _quotation(view: View, title: str, cited: Range) -> Markup:
    """The cited words with their source to be copied: by buttons, which the script shows, or by hand."""
    found = _quoted(view, title, cited)
    forms = (("text", "Văn bản", as_text), ("markdown", "Markdown", as_markdown), ("bibtex", "BibTeX", as_bibtex))
    buttons = [element("button", name, type="button", data_copies=f"trich-{form}") for form, name, _ in forms]
    fields = [_field(f"trich-{form}", name, written(found)) for form, name, written in forms]
    return element(
        "section",
        element("h2", "Chép trích dẫn", id="chep"),
        element("p", *buttons, element("span", class_="copied", role="status"), class_="copy", hidden=True),
        element("details", element("summary", "Chép bằng tay"), *fields),
        class_="quotation",
        aria_labelledby="chep",
    )


def _field(name: str, label: str, content: str) -> Markup:
    # A text area drops one line feed at its beginning, so that it gets one to drop.
    return element("label", label, element("textarea", "\n", content, id=name, readonly=True, rows=5), class_="form")


def _quoted(view: View, title: str, cited: Range) -> Quotation:
    part, source = view.part, view.part.source
    return Quotation(
        text=part.text[cited[0] - part.start : cited[1] - part.start],
        key=key_of(part.document_id, cited[0]),
        title=title,
        link=view.link,
        retrieved=part.added_at.astimezone(_VIETNAM).date(),
        locator=locator_of(
            part.headings,
            clause=part.clause,
            page=bisect_right(part.pages, cited[0]) or None,
            title=source.title,
        ),
        publisher=source.publisher,
        author=source.author,
        published_at=source.published_at,
        url=source.url if source.url and is_web_address(source.url) else None,
    )


def _legend(view: View, *, shows_cited: bool) -> Iterator[Markup]:
    """What the colours mean. It stands outside of the text, which has the words of the document only."""
    cited = element("span", "câu được trích", class_="swatch cited", id=DESCRIPTION_ID)
    others = element("span", f"{len(view.marked.also)} câu khác của cuộc trò chuyện", class_="swatch also")
    swatches = [*([cited] if shows_cited else []), *([others] if view.marked.also else [])]
    shows_words = any(_reaches(words, view.part) for words in view.marked.words)
    bold = element("span", "In đậm: những chữ trả lời") if shows_words else ""
    if swatches:
        yield element("p", joined("Được tô: ", *swatches, bold), class_="legend")
    if view.marked.cited and not shows_cited:
        yield element("p", "Câu được trích ở phần khác của tài liệu.", class_="legend")


def _parts(view: View, where: str) -> Markup:
    """Links to the parts before and after this one; nothing where the document is shown whole."""
    part = view.part
    if part.of == 1:
        return joined()
    ways = [
        element("a", "← Phần trước", href=view.query(part.number - 1), rel="prev") if part.number > 1 else "",
        element("span", f"Phần {part.number} trên {part.of}"),
        element("a", "Phần sau →", href=view.query(part.number + 1), rel="next") if part.number < part.of else "",
    ]
    return element("nav", *ways, class_="parts", aria_label=f"Các phần của tài liệu, {where}")

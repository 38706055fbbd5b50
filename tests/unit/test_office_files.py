"""Are texts, slides and books of other programs read as a person sees them?"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import pytest
from pptx.util import Inches

from qa.errors import TooLargeError
from qa.reading import ReadingLimits
from qa.reading.formats.office import blocks
from qa.reading.kinds import KINDS
from qa.types import Cause, NoteKind, RawDocument, Source, SpanKind
from tests.open_document import odt, paragraph
from tests.read_uploads import read, refusal

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def marks(found: RawDocument) -> dict[str, tuple[SpanKind, int]]:
    return {found.text[one.start : one.end]: (one.kind, one.level) for one in found.marked}


def lines(found: RawDocument) -> list[str]:
    return found.text.split("\n\n")


# ODT -----------------------------------------------------------------------------------------------------------------


def test_an_odt_gives_headings_items_with_numbers_and_every_cell() -> None:
    found = read(
        odt(
            '<text:h text:outline-level="2">Lịch bơm nước</text:h>'
            '<text:list text:style-name="so"><text:list-item><text:p>mở van</text:p><text:list text:style-name="so">'
            "<text:list-item><text:p>van tay</text:p></text:list-item></text:list></text:list-item>"
            "<text:list-item><text:p>bật máy</text:p></text:list-item></text:list>"
            '<text:list text:style-name="cham"><text:list-item><text:p>máy dầu</text:p></text:list-item></text:list>'
            "<table:table><table:table-header-rows><table:table-row>"
            "<table:table-cell><text:p>Trạm</text:p></table:table-cell><table:table-cell><text:p>Giờ</text:p>"
            "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell/>"
            "<table:table-cell><text:p>năm</text:p><text:p>sáu</text:p></table:table-cell></table:table-row></table:table>"
            + paragraph("Ai trực<text:line-break/>thì ký<text:s text:c='2'/>sổ.\n   Hết.", "Quotations"),
            title="Sổ bơm",
            author="Tổ nước",
        ),
        "a.odt",
    )
    assert lines(found) == [
        "Lịch bơm nước", "1. mở van", "1.1 van tay", "2. bật máy", "- máy dầu", "Trạm | Giờ", " | năm sáu",
        "Ai trực\nthì ký  sổ. Hết.",
    ]  # fmt: skip
    assert found.source == Source("Sổ bơm", author="Tổ nước")
    assert marks(found)["Lịch bơm nước"] == (SpanKind.HEADING, 2)
    assert marks(found)["1.1 van tay"] == marks(found)["- máy dầu"] == (SpanKind.LIST, 0)
    assert marks(found)["Ai trực\nthì ký  sổ. Hết."] == (SpanKind.QUOTE, 0)


@pytest.mark.parametrize("style", ["gach", "an"])
def test_what_an_odt_strikes_out_or_hides_is_no_text(style: str) -> None:
    found = read(odt(paragraph(f'Kho mở <text:span text:style-name="{style}">bốn</text:span> năm ngày.')), "a.odt")
    assert found.text == "Kho mở  năm ngày."
    assert [(note.kind, note.examples) for note in found.notes] == [(NoteKind.HIDDEN, ("bốn",))]


def test_what_an_odt_deleted_hides_or_says_aside_is_no_part_of_a_sentence() -> None:
    found = read(
        odt(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>đã xoá</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes>"
            + paragraph(
                "Kho mở<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Trừ lễ.</text:p>"
                "</text:note-body></text:note> năm ngày<office:annotation><text:p>xem lại</text:p></office:annotation>."
            )
            + '<text:section text:display="none"><text:p>nháp</text:p></text:section>'
            "<text:section><text:p>Kho có ba cửa.</text:p></text:section>"
        ),
        "a.odt",
    )
    assert lines(found) == ["Kho mở năm ngày.", "Trừ lễ.", "Kho có ba cửa."]
    assert found.notes[0].examples == ("đã xoá", "nháp")


def test_articles_that_an_odt_numbers_are_text_and_no_items() -> None:
    found = read(
        odt(
            '<text:list text:style-name="dieu"><text:list-item><text:p>Phạm vi</text:p></text:list-item></text:list>'
            + paragraph("Quy chế này áp dụng cho tổ nước.")
            + '<text:list text:style-name="dieu" text:continue-numbering="true"><text:list-item>'
            "<text:p>Giờ trực</text:p></text:list-item></text:list>"
        ),
        "a.odt",
    )
    assert lines(found) == ["Điều 1. Phạm vi", "Quy chế này áp dụng cho tổ nước.", "Điều 2. Giờ trực"]
    assert not marks(found)


def test_a_legacy_font_of_an_odt_is_converted() -> None:
    found = read(
        odt(paragraph('<text:span text:style-name="vntime">Tr­êng häc më cöa</text:span> lúc bảy giờ.')), "a.odt"
    )
    assert found.text == "Trường học mở cửa lúc bảy giờ."
    assert [(note.kind, note.examples) for note in found.notes] == [(NoteKind.CONVERTED, (".VnTime",))]


# RTF -----------------------------------------------------------------------------------------------------------------

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset163 Arial;}{\f2\fnil .VnTime;}}"
    r"{\stylesheet{\ql Normal;}{\s1\b heading 1;}}{\info{\title S? tay}{\upr{\title S}{\*\ud{\title S\u7893?}}}}"
)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (r"\pard Kho m\u7903? n\u259?m ng\'e0y.\par", ["Kho mở năm ngày."]),
        (r"\pard Kho m\u7903\'6f\'6e.\par", ["Kho mởn."]),
        (r"{\uc0 m\u7903 }\line\tab\{a\}\~b\_c", ["mở\n\t{a}\u00a0b-c"]),
        (r"\pard\f1 b\'fd gi\'f5\'cc", ["bư giơ\u0300"]),
        (r"\pard {\f2 Tr\'ad\'eang h\'e4c}", ["Trường học"]),
        (r"Ve {\strike hai}\strike b\strike0 {\v c}{\deleted d}ba.", ["Ve ba."]),
        (r"\pard A.{\footnote\pard B.}C.\par D.", ["A.C.", "B.", "D."]),
        (r"\pard {\header\pard Dau}A.{\*\bkmkstart x}{\pict 0102}{\field{\*\fldinst HYPERLINK}{\fldrslt b}}", ["A.b"]),
        (r"\trowd\pard\intbl A\cell\cell B\par C\cell\row\pard D", ["A |  | B C", "D"]),
        (r"\u-10179?\u-8704?", ["😀"]),
        (r"\bin3 }}}A", ["A"]),
        ("A\r\nB", ["AB"]),
    ],
)
def test_an_rtf_gives_what_it_shows(inner: str, expected: list[str]) -> None:
    assert lines(read((HEAD + inner + "}").encode(), "a.rtf")) == expected


def test_styles_and_labels_of_an_rtf_give_headings_and_items() -> None:
    inner = (
        r"\pard\s1 Noi quy\par\pard\outlinelevel2 Gio giac\par\pard {\listtext\'b7\tab}mot\par"
        r"{\listtext 2.\tab}hai\par{\listtext Dieu 3.\tab}Xe"
    )
    found = read((HEAD + inner + "}").encode(), "a.rtf")
    assert lines(found) == ["Noi quy", "Gio giac", "- mot", "2. hai", "Dieu 3. Xe"]
    assert marks(found) == {
        "Noi quy": (SpanKind.HEADING, 1),
        "Gio giac": (SpanKind.HEADING, 3),
        "- mot": (SpanKind.LIST, 0),
        "2. hai": (SpanKind.LIST, 0),
    }
    assert found.source.title == "Sổ"


def test_what_an_rtf_leaves_out_is_noted() -> None:
    found = read((HEAD + r"{\header\pard Dau trang\par}Ve {\strike h\u259?i} {\f2 b\'eb} ba}").encode(), "a.rtf")
    assert [(note.kind, note.examples) for note in found.notes] == [
        (NoteKind.HIDDEN, ("hăi",)),
        (NoteKind.RUNNING_LINE, ("Dau trang",)),
        (NoteKind.CONVERTED, (".VnTime",)),
    ]


# PPTX ----------------------------------------------------------------------------------------------------------------


def slides_of(fill: Callable[[pptx.presentation.Presentation], None]) -> bytes:
    presentation = pptx.Presentation()
    fill(presentation)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def two_slides(presentation: pptx.presentation.Presentation) -> None:
    presentation.core_properties.author = "Tổ điện"
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "An toàn điện"
    body = first.placeholders[1].text_frame
    body.text = "Ngắt cầu dao"
    body.add_paragraph().text = "Đi giày cao su"
    struck = body.add_paragraph().add_run()
    struck.text = "Dùng tay không"
    struck.font._element.set("strike", "sngStrike")
    first.shapes.add_textbox(Inches(1), Inches(0), Inches(2), Inches(1)).text_frame.text = "Tập huấn quý một"
    hidden = presentation.slides.add_slide(presentation.slide_layouts[5])
    hidden.shapes.title.text = "Bản nháp"
    hidden._element.set("show", "0")
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    second.shapes.title.text = "Dụng cụ"
    table = second.shapes.add_table(2, 3, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for row, texts in zip(table.rows, (("Món", "Số", "Kho"), ("Kìm", "4", "4")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    second.notes_slide.notes_text_frame.text = "Nói chậm."


def test_slides_are_pages_with_titles_items_and_rows() -> None:
    found = read(slides_of(two_slides), "a.pptx")
    assert lines(found) == [
        "An toàn điện", "Tập huấn quý một", "- Ngắt cầu dao", "- Đi giày cao su",
        "Dụng cụ", "Món | Số | Kho", "Kìm | 4 | 4",
    ]  # fmt: skip
    second = found.text.index("Dụng cụ")
    assert found.pages == (0, second, second)
    assert marks(found) == {
        "An toàn điện": (SpanKind.HEADING, 1),
        "- Ngắt cầu dao": (SpanKind.LIST, 0),
        "- Đi giày cao su": (SpanKind.LIST, 0),
        "Dụng cụ": (SpanKind.HEADING, 1),
    }
    assert found.source.author == "Tổ điện"
    assert [(note.kind, note.examples) for note in found.notes] == [(NoteKind.HIDDEN, ("Dùng tay không", "Bản nháp"))]


# EPUB ----------------------------------------------------------------------------------------------------------------

_OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Vườn nhà</dc:title><dc:creator>Lê Thị Mầu</dc:creator><dc:date>2019-05-06</dc:date></metadata><manifest>"
    '<item id="m" href="muc.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="h" href="chu/hai%20b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="a" href="mot.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="m"/><itemref idref="a"/><itemref idref="h"/><itemref idref="khong"/></spine></package>'
)


def book(**more: str) -> bytes:
    written = io.BytesIO()
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="B/c.opf"/></rootfiles></container>',
        "B/c.opf": _OPF,
        "B/muc.xhtml": "<html><body><p>Mục lục</p></body></html>",
        "B/mot.xhtml": '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
        "</head><body><div><h2>Trồng rau</h2><p>Rau cải\n trồng <del>không</del> vào tháng chín.</p>"
        "<ul><li>tưới sáng</li></ul></div></body></html>",
        "B/chu/hai b.xhtml": "<html><body><h1>Nuôi gà</h1><table><tr><th>Tuổi</th><th>Thóc</th></tr><tr><td>một</td>"
        "<td>hai</td></tr></table><figure><figcaption>Gà ri</figcaption></figure></body></html>",
    } | more
    with zipfile.ZipFile(written, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return written.getvalue()


def test_a_book_is_read_chapter_by_chapter() -> None:
    found = read(book(), "a.epub")
    assert lines(found) == [
        "Trồng rau", "Rau cải trồng vào tháng chín.", "tưới sáng", "Nuôi gà", "Tuổi\tThóc", "một\thai", "Gà ri",
    ]  # fmt: skip
    assert (found.source.title, found.source.author) == ("Vườn nhà", "Lê Thị Mầu")
    assert str(found.source.published_at) == "2019-05-06"
    assert marks(found)["Nuôi gà"] == (SpanKind.HEADING, 1)
    assert marks(found)["Gà ri"] == (SpanKind.CAPTION, 0)
    assert [(note.kind, note.examples) for note in found.notes] == [(NoteKind.HIDDEN, ("không",))]


def test_a_protected_book_is_refused_and_one_with_scrambled_fonts_is_not() -> None:
    said = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    kept = {"META-INF/encryption.xml": said.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    assert "DRM" in refusal(book(**kept), "a.epub").reason
    fonts = {"META-INF/encryption.xml": said.format("http://www.idpf.org/2008/embedding")}
    assert read(book(**fonts), "a.epub").text.startswith("Trồng rau")


# Bad files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.odt", "a.pptx", "a.epub", "a.rtf"])
@pytest.mark.parametrize(
    "data", [b"", b"khong phai", b"PK\x03\x04 hong", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_such_file_is_refused_by_name(name: str, data: bytes) -> None:
    refused = refusal(data, name)
    assert refused.reason.startswith(f"{name}: ") or refused.where == name
    assert f"tệp {name[2:].upper()}" in refused.reason


@pytest.mark.parametrize("name", ["a.odt", "a.pptx", "a.epub"])
def test_another_zip_is_refused_and_so_is_a_bomb(name: str) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("content.txt", b"\0" * 50_000_000)
    assert "bị hỏng" in refusal(other.getvalue(), name).reason
    bomb = refusal(other.getvalue(), name, ReadingLimits(max_unpacked_bytes=10_000_000))
    assert (bomb.cause, "bung ra quá" in bomb.reason) == (Cause.TOO_LARGE, True)


def test_entities_and_deep_trees_of_an_odt_do_no_harm() -> None:
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    found = read(odt(paragraph("Kho mở &b; năm ngày."), before=entity), "a.odt")
    assert "root" not in found.text
    deep = "<text:section>" * 200 + "<text:p>sâu</text:p>" + "</text:section>" * 200
    assert read(odt(paragraph("Nông.") + deep), "a.odt").text == "Nông."


def test_deep_and_cut_off_rtf_files_do_no_harm() -> None:
    assert "bị hỏng" in refusal(b"{\\rtf1 " + b"{" * 100_000, "a.rtf").reason
    assert read((HEAD + r"}}}}A\'").encode(), "a.rtf").text.startswith("A")
    assert read(rb"{\rtf1\ansicpg99999 caf\'e9}", "a.rtf").text == "café"


def test_an_odt_with_a_password_is_refused() -> None:
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    assert "có mật khẩu" in refusal(odt(paragraph("x"), **manifest), "a.odt").reason


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf", "a.epub"])
def test_a_file_of_endless_paragraphs_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    for _ in range(4):
        document.add_paragraph("a")
    written = io.BytesIO()
    document.save(written)
    endless = {
        "a.docx": written.getvalue(),
        "a.odt": odt("<text:p>a</text:p>" * 4),
        "a.rtf": rb"{\rtf1 " + rb"a\par " * 4 + b"}",
        "a.epub": book(**{"B/mot.xhtml": f"<html><body>{'<p>a</p>' * 4}</body></html>"}),
    }[name]
    assert read(endless, name).text.startswith("a")
    monkeypatch.setattr(blocks, "MOST_BLOCKS", 3)
    # In this process, where the limit is another one.
    with pytest.raises(TooLargeError, match="quá 3 đoạn"):
        KINDS[Path(name).suffix].read(endless, name, ReadingLimits())

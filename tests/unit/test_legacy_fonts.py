"""Is text in fonts from before Unicode read as it looks, in every kind of file?"""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.reading import read_upload
from qa.reading.legacy_fonts import FontReading, is_legacy_font, read_with_fonts, with_lost_horns
from qa.types import NoteKind, RawDocument
from tests.open_document import odt, paragraph
from tests.placed_pdf import lines_down, placed_pdf

TCVN3, VNI, SHOWN = "Tr­êng häc më cöa", "Tröôøng hoïc môû cöûa", "Trường học mở cửa"


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        (".VnTime", TCVN3, SHOWN),
        ("VnArial", TCVN3, SHOWN),
        (".VnTimeH", TCVN3, SHOWN.upper()),
        ("ABCDEF+.VnTimeH,Bold", TCVN3, SHOWN.upper()),
        (".VnHelvetIns", TCVN3, SHOWN),
        ("VNI-Times", VNI, SHOWN),
        ("vni-helve", VNI, SHOWN),
        ("ABCDEF+VNI-Times", VNI, SHOWN),
        (".VnTime", "\uf074\uf072\uf0ad\uf0ea\uf06e\uf067", "trường"),
        (".VnTime", "“gi¸” – 5€", "“giá” – 5€"),
        ("Times New Roman", TCVN3, TCVN3),
        ("Vnexpress Sans", TCVN3, TCVN3),
        ("VNIndie", VNI, VNI),
        (None, TCVN3, TCVN3),
    ],
)
def test_the_name_of_the_font_says_how_text_looks(font: str | None, typed: str, shown: str) -> None:
    fonts = FontReading()
    assert fonts.shown(typed, font) == shown
    assert list(fonts.converted) == ([font] if shown != typed else [])


def test_a_font_in_which_unicode_was_typed_is_left_alone_from_the_beginning() -> None:
    runs = ["hàng ", "tiêu", " xuất"]
    read, converted = read_with_fonts(lambda fonts: "".join(fonts.shown(run, ".VnTime") for run in runs))
    assert (read, converted) == ("hàng tiêu xuất", ())


@given(st.text(), st.sampled_from([".VnTime", "VNI-Times", "Arial", ""]))
def test_any_text_is_shown_in_any_font_and_ascii_stays(text: str, font: str) -> None:
    assert FontReading().shown(text.encode("ascii", "ignore").decode(), font).isascii()
    assert is_legacy_font(font) or FontReading().shown(text, font) == text


def text_of(data: bytes, name: str) -> tuple[str, list[str]]:
    (found,) = read_upload(data, name)
    assert isinstance(found, RawDocument), found
    converted = [note.examples for note in found.notes if note.kind == NoteKind.CONVERTED]
    return found.text, [font for examples in converted for font in examples]


@pytest.mark.parametrize(
    "around",
    [
        '<font face=".VnTime, Arial">{}</font>',
        "<span style='font-size: 9pt; font-family: \".VnTime\"'>{}</span>",
        '<b class="x to"><i>{}</i></b>',
        "<code>{}</code>",
    ],
)
def test_a_web_page_names_its_fonts_in_many_ways(around: str) -> None:
    sheet = "p { color: red } h1, b.to { font-family: .VnTime, serif } code { font-family: '.VnTime' }"
    body = f"<p>{around.format(TCVN3)} l&uacute;c b&#7843;y gi&#7901; s&aacute;ng.</p><p>Các lớp học đều có quạt.</p>"
    page = f"<html><head><style>{sheet}</style></head><body><article>{body}</article></body></html>"
    text, fonts = text_of(page.encode(), "a.html")
    assert text.split("\n")[0] == f"{SHOWN} lúc bảy giờ sáng."
    assert fonts == [".VnTime"]


def test_a_page_of_legacy_bytes_in_a_legacy_font_is_converted_once() -> None:
    words = f"{TCVN3} tõ s¸u giê s¸ng, thÇy trß cïng quÐt s©n vµ t­íi v­ên rau."
    page = f'<html><body><article><font face=".VnTime"><p>{words}</p><p>{words}</p></font></article></body></html>'
    text, _ = text_of(page.encode("latin-1"), "a.html")
    assert text.startswith(f"{SHOWN} từ sáu giờ sáng, thầy trò cùng quét sân và tưới vườn rau.")


@pytest.mark.parametrize(
    ("word", "shown"),
    [("tr-ờng", "trường"), ("TR-ỜNG", "TRƯỜNG"), ("t-,", "tư,"), ("Hà-Nội", "Hà-Nội"), ("3-5", "3-5"), ("x-y", "x-y")],
)
def test_a_horn_that_pdf_takes_for_a_hyphen_comes_back(word: str, shown: str) -> None:
    assert with_lost_horns(word, "ABCDEF+.VnTime") == shown
    assert with_lost_horns(word, "VNI-Times") == word


@pytest.mark.parametrize(("font", "typed"), [("#2eVnTime", TCVN3), ("ABCDEF+VNI-Times", VNI)])
def test_a_pdf_names_the_font_of_each_letter(font: str, typed: str) -> None:
    data = placed_pdf(lines_down(50, 100, f"{typed} luc 7 gio.", "Lop hoc co quat."))
    data = data.replace(b"/Helvetica", f"/{font}/Encoding/WinAnsiEncoding".encode())
    text, fonts = text_of(data, "a.pdf")
    assert text == f"{SHOWN} luc 7 gio. Lop hoc co quat."
    assert fonts == [font.replace("#2e", ".")]


def test_unicode_in_a_docx_or_odt_whose_style_names_a_legacy_font_stays() -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph("Bán hàng").add_run(" xuất khẩu.")
    written = io.BytesIO()
    document.save(written)
    assert text_of(written.getvalue(), "a.docx") == ("Bán hàng xuất khẩu.", [])
    runs = "".join(f'<text:span text:style-name="vntime">{run}</text:span>' for run in ("Bán hàng", " xuất khẩu."))
    assert text_of(odt(paragraph(runs)), "a.odt") == ("Bán hàng xuất khẩu.", [])

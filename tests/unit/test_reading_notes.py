"""Is it noted what reading and cleaning leave out, convert, or cannot read?"""

import io
from email.message import EmailMessage

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from api.messages.reading_notes import note_lines, notes_sentence
from qa.ingesting.preparing import prepare
from qa.ingesting.reading_report import reading_report
from qa.reading import read_upload
from qa.reading.notes import LONGEST_EXAMPLE, MOST_EXAMPLES, notes_of
from qa.types import NoteKind, RawDocument, ReadingNote
from tests.placed_pdf import Placed, placed_pdf

FONT = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'


def notes_on(data: bytes, name: str) -> dict[NoteKind, tuple[int, tuple[str, ...]]]:
    (found,) = read_upload(data, name)
    assert isinstance(found, RawDocument), found
    return {note.kind: (note.count, note.examples) for note in found.notes}


def test_what_a_docx_does_not_show_is_noted() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Xưởng mộc Bến Gỗ"
    body = (
        "<w:p {}><w:r><w:t>Thợ nghỉ trưa </w:t></w:r><w:del><w:r><w:delText>một giờ</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>hai giờ</w:t></w:r><w:r>{}<w:t>mét giê r­ìi.</w:t></w:r></w:p>"
    )
    document.element.body.insert(0, parse_xml(body.format(nsdecls("w"), FONT)))
    written = io.BytesIO()
    document.save(written)
    assert notes_on(written.getvalue(), "a.docx") == {
        NoteKind.HIDDEN: (2, ("một giờ", "hai giờ")),
        NoteKind.RUNNING_LINE: (1, ("Xưởng mộc Bến Gỗ",)),
        NoteKind.CONVERTED: (1, (".VnTime",)),
    }


def test_what_a_web_page_hides_is_noted_once() -> None:
    page = (
        "<html><body><article><p>Cửa hàng mở từ bảy giờ sáng tới chín giờ tối, kể cả chủ nhật và ngày lễ.</p>"
        "<div hidden><p>Cửa hàng <del>đã</del> dời đi.</p><script>let a = 1</script></div>"
        "<p>Giá một ký <s>20.000</s> 18.000 đồng.</p></article></body></html>"
    )
    assert notes_on(page.encode(), "a.html") == {NoteKind.HIDDEN: (2, ("Cửa hàng đã dời đi.", "20.000"))}


def test_running_lines_and_pages_without_text_of_a_pdf_are_noted() -> None:
    pages: list[list[Placed]] = [
        [(50, 40, "So tay nha kho"), (50, 200, f"Muc {name} noi ve cach xep hang."), (290, 800, str(number))]
        for number, name in ((1, "mot"), (2, "hai"), (4, "ba"), (5, "bon"))
    ]
    noted = notes_on(placed_pdf(*pages[:2], [], *pages[2:]), "a.pdf")
    assert noted[NoteKind.PAGE_WITHOUT_TEXT] == (1, ("3",))
    assert noted[NoteKind.RUNNING_LINE] == (8, ("So tay nha kho", "1", "So tay nha kho", "2", "So tay nha kho"))


def test_a_legacy_encoding_is_noted_and_utf_8_is_not() -> None:
    text = "Trường học mở cửa từ sáu giờ sáng, thầy trò cùng quét sân và tưới vườn rau."
    assert notes_on(text.encode(), "a.txt") == {}
    assert notes_on(text.encode("utf-16"), "a.txt") == {}
    tcvn3 = "Tr­êng häc më cöa tõ s¸u giê s¸ng, thÇy trß cïng quÐt s©n vµ t­íi v­ên rau.".encode("latin-1")
    assert notes_on(tcvn3, "a.txt") == {NoteKind.CONVERTED: (1, ("TCVN3",))}


def test_attachments_of_a_mail_are_noted() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Lịch trực"
    mail.set_content("Tuần này tổ hai trực kho.")
    mail.add_attachment(b"...", maintype="application", subtype="pdf", filename="lich.pdf")
    assert notes_on(mail.as_bytes(), "a.eml") == {NoteKind.ATTACHMENT: (1, ("lich.pdf",))}


def test_the_report_adds_what_cleaning_leaves_out() -> None:
    text = "Lễ hội trái cây mở cửa hôm nay.\nNgười xem đến rất đông từ sáng sớm.\nGian hàng sầu riêng. Ảnh: Lê Minh\n"
    (found,) = read_upload(text.encode(), "a.txt")
    assert isinstance(found, RawDocument)
    report = reading_report(prepare(found).document)
    assert report.notes == (ReadingNote(NoteKind.CAPTION, 1, ("Gian hàng sầu riêng. Ảnh: Lê Minh",)),)


def test_examples_are_few_short_and_not_blank() -> None:
    (note,) = notes_of(hidden=["", " \n", "a  b", "x" * 200, *map(str, range(9))], attachment=[])
    assert (note.count, len(note.examples), note.examples[0]) == (11, MOST_EXAMPLES, "a b")
    assert len(note.examples[1]) == LONGEST_EXAMPLE


def test_notes_are_said_in_vietnamese() -> None:
    notes = [
        ReadingNote(NoteKind.CAPTION, 2, ("Ảnh: An", "Ảnh: Bình")),
        ReadingNote(NoteKind.CONVERTED, 1, ("TCVN3",)),
        ReadingNote(NoteKind.CAPTION, 7, ("Ảnh: Chi",)),
    ]
    assert notes_sentence(notes) == "đã đổi sang Unicode 1 bảng mã hay phông chữ cũ; để ngoài 9 chú thích ảnh"
    assert list(note_lines(notes))[1:] == [
        "đã đổi sang Unicode 1 bảng mã hay phông chữ cũ: “TCVN3”",
        "để ngoài 7 chú thích ảnh: “Ảnh: Chi”, …",
    ]
    assert notes_sentence([]) == ""


def test_every_kind_of_note_is_said() -> None:
    assert all(notes_sentence([ReadingNote(kind, 1)]) for kind in NoteKind)

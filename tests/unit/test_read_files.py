"""Do PDF and Word files give their text, their pages and their headings, and say why where they do not?"""

import gzip
import io
import zipfile
from pathlib import Path

import docx
import docx.document
import pypdfium2
import pytest

from qa.ingesting.preparing import prepare
from qa.reading import ReadingLimits, read_upload
from qa.types import Cause, RawDocument, Rejected, Source, SpanKind

DATA = Path(__file__).resolve().parents[1] / "data"


def read(data: bytes, name: str, origin: str | None = None, given: Source = Source()) -> RawDocument:  # noqa: B008 - frozen
    (found,) = read_upload(data, name, origin, given=given)
    assert isinstance(found, RawDocument), found
    return found


def refusal(data: bytes, name: str, limits: ReadingLimits = ReadingLimits()) -> Rejected:  # noqa: B008 - frozen
    (found,) = read_upload(data, name, limits=limits)
    assert isinstance(found, Rejected)
    assert found.where == name
    return found


# PDF -----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handbook() -> RawDocument:
    return read((DATA / "so-tay.pdf").read_bytes(), "so-tay.pdf")


def test_lines_of_a_pdf_become_paragraphs(handbook: RawDocument) -> None:
    paragraphs = handbook.text.split("\n\n")
    assert paragraphs[0] == "Sổ tay an toàn lao động"
    assert paragraphs[1].endswith("ký vào sổ theo dõi đặt ở phòng bảo vệ.")
    assert len(paragraphs) == 8
    assert "\n" not in "".join(paragraphs)


def test_pages_and_what_the_file_says_of_itself_are_kept(handbook: RawDocument) -> None:
    assert handbook.source == Source("Sổ tay an toàn lao động")
    assert [handbook.text[start:].split(" ", 2)[:2] for start in handbook.pages] == [
        ["Sổ", "tay"], ["Khi", "có"], ["Mọi", "tai"],
    ]  # fmt: skip
    assert handbook.file is not None
    assert handbook.file.data == (DATA / "so-tay.pdf").read_bytes()


def test_headings_of_a_pdf_stand_above_their_passages(handbook: RawDocument) -> None:
    prepared = prepare(handbook)
    headings = {handbook.text[start:end] for passage in prepared.passages for start, end in passage.headings}
    assert headings == {"1. Trang bị bảo hộ", "2. Sơ cứu"}


def pdf_of(*pages: list[str]) -> bytes:
    """A PDF of ASCII lines in Helvetica, written by hand."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F 12 Tf 14 TL 50 780 Td {shown} ET".encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    parts = [b"%d 0 obj%s endobj\n" % (number, content) for number, content in enumerate(objects, start=1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_running_heads_and_page_numbers_are_left_out_and_sentences_go_over_pages() -> None:
    teams = ("moc", "son", "lap rap", "dong goi")
    pages = [
        ["CONG TY HOA BINH", f"Doan nay noi ve cong viec cua to {team} trong xuong va con", f"Trang {number}"]
        for number, team in enumerate(teams, start=1)
    ]
    pages[1].insert(1, "tiep tuc sang trang sau.")
    found = read(pdf_of(*pages), "a.pdf")
    assert "HOA BINH" not in found.text
    assert "Trang" not in found.text
    assert "trong xuong va con tiep tuc sang trang sau." in found.text
    assert [found.text[start : start + 4] for start in found.pages] == ["Doan", "tiep", "Doan", "Doan"]


def test_a_refused_pdf_has_its_reason() -> None:
    scanned = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200).close()
    document.save(scanned)
    document.close()
    assert "chỉ có ảnh quét" in refusal(scanned.getvalue(), "a.pdf").reason
    assert "có mật khẩu" in refusal((DATA / "co-mat-khau.pdf").read_bytes(), "a.pdf").reason
    assert "không mở được tệp PDF" in refusal(b"%PDF-1.7 hong", "a.pdf").reason
    many = refusal(pdf_of(["mot"], ["hai"], ["ba"]), "a.pdf", limits=ReadingLimits(max_pages=2))
    assert many.cause is Cause.TOO_LARGE
    assert "có 3 trang, nhiều nhất là 2 trang" in many.reason


# DOCX ----------------------------------------------------------------------------------------------------------------


def docx_of(document: docx.document.Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def report() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Báo cáo  năm"
    document.core_properties.author = "Lê Minh"
    document.add_paragraph("Báo cáo năm", style="Title")
    document.add_heading("Kết quả", 1)
    document.add_paragraph("Xưởng làm ra 1.200 bộ bàn ghế.")
    document.add_paragraph("gỗ thông", style="List Bullet")
    document.add_paragraph("gỗ sồi", style="List Bullet")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("Quý", "Bộ"), ("I", "300")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_heading("Sang năm", 2)
    document.add_paragraph("Chúng tôi sẽ làm tốt hơn.", style="Quote")
    document.add_paragraph("Hình 1: xưởng mới", style="Caption")
    return docx_of(document)


def test_a_docx_gives_its_paragraphs_rows_and_styles(report: bytes) -> None:
    found = read(report, "báo cáo.docx")
    assert found.source == Source("Báo cáo năm", author="Lê Minh")
    assert found.text.split("\n\n") == [
        "Báo cáo năm", "Kết quả", "Xưởng làm ra 1.200 bộ bàn ghế.", "- gỗ thông", "- gỗ sồi", "Quý | Bộ", "I | 300",
        "Sang năm", "Chúng tôi sẽ làm tốt hơn.", "Hình 1: xưởng mới",
    ]  # fmt: skip
    assert [(found.text[one.start : one.end], one.kind, one.level) for one in found.marked] == [
        ("Báo cáo năm", SpanKind.TITLE, 0),
        ("Kết quả", SpanKind.HEADING, 1),
        ("- gỗ thông", SpanKind.LIST, 0),
        ("- gỗ sồi", SpanKind.LIST, 0),
        ("Sang năm", SpanKind.HEADING, 2),
        ("Chúng tôi sẽ làm tốt hơn.", SpanKind.QUOTE, 0),
        ("Hình 1: xưởng mới", SpanKind.CAPTION, 0),
    ]


def test_the_headings_of_a_docx_stand_above_what_is_quoted(report: bytes) -> None:
    found = read(report, "báo cáo.docx")
    paths = {
        sentence.text: [found.text[start:end] for start, end in passage.headings]
        for passage in prepare(found).passages
        for sentence in passage.sentences
    }
    assert paths["Xưởng làm ra 1.200 bộ bàn ghế."] == ["Kết quả"]
    assert paths["Chúng tôi sẽ làm tốt hơn."] == ["Kết quả", "Sang năm"]
    assert not {"Hình 1: xưởng mới", "Báo cáo năm"} & set(paths)


def test_a_refused_docx_has_its_reason(report: bytes) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    assert "Word đời cũ" in refusal(ole, "a.docx").reason
    assert "có mật khẩu" in refusal(ole + "EncryptedPackage".encode("utf-16-le"), "a.docx").reason
    assert "bị hỏng" in refusal(report[: len(report) // 2], "a.docx").reason
    assert "bị hỏng" in refusal(b"PK\x03\x04 hong", "a.docx").reason
    assert "không có nội dung" in refusal(docx_of(docx.Document()), "a.docx").reason


def test_a_docx_bomb_is_refused_before_it_unpacks(report: bytes) -> None:
    bomb = io.BytesIO(report)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/media/lớn.bin", b"\0" * 50_000_000)
    assert len(bomb.getvalue()) < 200_000
    refused = refusal(bomb.getvalue(), "a.docx", limits=ReadingLimits(max_unpacked_bytes=10_000_000))
    assert refused.cause is Cause.TOO_LARGE
    assert "bung ra quá 10.000.000 byte" in refused.reason


# Uploads -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/b.txt", "a\\b.txt", "", "a\n.txt", "a\0.txt", "x" * 300 + ".txt", ".."]
)
def test_a_name_that_is_no_name_is_refused(name: str) -> None:
    assert "tên tệp" in refusal(b"Mot.", name).reason


@pytest.mark.parametrize("name", ["a.zip", "a.exe", "a", "a.docm", ".txt"])
def test_a_kind_that_is_not_read_is_refused_with_those_that_are(name: str) -> None:
    refused = refusal(b"Mot.", name)
    assert refused.cause is Cause.UNSUPPORTED
    assert ".pdf .docx" in refused.reason


@pytest.mark.parametrize(("name", "newer"), [("a.DOC", ".docx"), ("a.xls", ".xlsx"), ("a.ppt", ".pptx")])
def test_an_old_kind_is_refused_with_the_one_to_save_it_as(name: str, newer: str) -> None:
    refused = refusal(b"Mot.", name)
    assert refused.cause is Cause.UNSUPPORTED
    assert "đời cũ" in refused.reason
    assert refused.reason.endswith(f"ở dạng {newer}")


def test_a_given_source_takes_precedence_over_the_files_own() -> None:
    given = Source(publisher="Báo B", author="Lan")
    found = read("---\ntitle: Cầu\npublisher: Báo A\n---\nThân bài.".encode(), "a.md", origin="cau", given=given)
    assert (found.origin, found.source) == ("cau", Source("Cầu", "Báo B", author="Lan"))


def test_an_uploaded_file_of_lines_has_a_document_a_line() -> None:
    lines = '{"_id": "1", "text": "Một."}\n{"_id": "1", "text": "Lại."}\n{"_id": "2", "text": "Hai."}'
    one, again, two = read_upload(lines.encode(), "a.jsonl")
    assert isinstance(one, RawDocument)
    assert isinstance(two, RawDocument)
    assert isinstance(again, Rejected)
    assert "trùng mã “1” với dòng 1" in again.reason


def test_a_gzip_bomb_is_refused_after_its_good_lines() -> None:
    packed = gzip.compress(b'{"_id": "1", "text": "Mot."}\n' + b"\n" * 30_000_000)
    assert len(packed) < 100_000
    good, bomb = read_upload(packed, "a.jsonl.gz", limits=ReadingLimits(max_unpacked_bytes=1_000_000))
    assert isinstance(good, RawDocument)
    assert isinstance(bomb, Rejected)
    assert (bomb.where, bomb.cause) == ("a.jsonl.gz", Cause.TOO_LARGE)
    assert "bung ra quá 1.000.000 byte" in bomb.reason

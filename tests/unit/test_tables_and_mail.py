"""Are tables read with the names of their columns, and mails with who wrote them?"""

import io
import zipfile
from datetime import date
from email.message import EmailMessage
from xml.sax.saxutils import escape

import pytest

from qa.ingesting.preparing import prepare
from qa.reading import ReadingLimits
from qa.types import Cause, Source, SpanKind
from tests.read_uploads import read, refusal

ROWS = ["Trạm: Cầu Đất | Công suất: 40 kW | Ghi chú: mới, chạy thử", "Trạm: Bến Gỗ | Công suất: 1.200 kW"]


# Separated values ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("a.csv", 'Trạm,Công suất,Ghi chú\nCầu Đất,40 kW,"mới, chạy thử"\nBến Gỗ,1.200 kW,\n'),
        ("a.csv", "\ufeffTrạm;Công suất;Ghi chú\r\nCầu Đất;40 kW;mới, chạy thử\r\n;;\r\nBến Gỗ;1.200 kW;\r\n"),
        ("a.tsv", "Trạm\tCông suất\tGhi chú\nCầu Đất\t40 kW\tmới, chạy thử\nBến Gỗ\t1.200 kW\t\n"),
    ],
)
def test_every_cell_comes_with_the_name_of_its_column(name: str, table: str) -> None:
    assert read(table.encode(), name).text.split("\n") == ROWS


def test_rows_without_a_header_keep_their_empty_cells() -> None:
    assert read("1,Mưa,,5\n2,Gió,3,\n".encode(), "a.csv").text == "1 | Mưa |  | 5\n2 | Gió | 3"


def test_rows_are_quoted_whatever_they_look_like() -> None:
    found = read("Mục,Số\nĐiện thoại,0238 355 0199\nNguồn,Báo A\n".encode(), "a.csv")
    quoted = [sentence.text for passage in prepare(found).passages for sentence in passage.sentences]
    assert quoted == ["Mục: Điện thoại | Số: 0238 355 0199", "Mục: Nguồn | Số: Báo A"]


def test_a_csv_in_an_old_encoding_is_read_and_an_endless_cell_refused() -> None:
    assert "Cầu Đất" in read("Trạm,Loại\nCầu Đất,trạm bơm nước mặt của huyện vùng cao\n".encode("utf-16"), "a.csv").text
    assert "ô quá dài" in refusal(b'a,b\n"' + b"x" * 200_000 + b'",c\n', "a.csv").reason


# Spreadsheets --------------------------------------------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(*sheets: tuple[str, list[list[object]]], hidden: str = "") -> bytes:
    """An XLSX with these sheets, written by hand."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        container.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        states = ("visible", "hidden")
        names = "".join(
            f'<sheet name="{name}" sheetId="{n}" state="{states[name == hidden]}" r:id="r{n}"/>'
            for n, (name, _) in enumerate(sheets, start=1)
        )
        container.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>'
        )
        targets = "".join(
            f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        container.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{targets}</Relationships>'
        )
        for n, (_, rows) in enumerate(sheets, start=1):
            cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
            container.writestr(
                f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
            )
    return written.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def test_sheets_stand_below_their_names_and_hidden_ones_are_left_out() -> None:
    first = [["Bảng trạm bơm"], ["Trạm", "Công suất (kW)"], ["Cầu Đất", 40], ["Bến Gỗ", 2.5]]
    data = workbook(("Trạm", first), ("Giá", [["Loại", "Giá"], ["Nước", 7000]]), ("Mật", [["a", "b"]]), hidden="Mật")
    found = read(data, "a.xlsx")
    assert found.text.split("\n") == [
        "Trạm", "Bảng trạm bơm", "Trạm: Cầu Đất | Công suất (kW): 40", "Trạm: Bến Gỗ | Công suất (kW): 2,5",
        "Giá", "Loại: Nước | Giá: 7000",
    ]  # fmt: skip
    headings = [found.text[one.start : one.end] for one in found.marked if one.kind is SpanKind.HEADING]
    assert headings == ["Trạm", "Giá"]


def test_a_refused_spreadsheet_has_its_reason() -> None:
    data = workbook(("A", [["Trạm", "Loại"], *[["Cầu Đất", "bơm"]] * 200]))
    assert "bị hỏng" in refusal(data[: len(data) // 2], "a.xlsx").reason
    assert "bị hỏng" in refusal(b"Tram,Loai", "a.xlsx").reason
    assert refusal(data, "a.xlsx", limits=ReadingLimits(max_unpacked_bytes=5_000)).cause is Cause.TOO_LARGE
    assert refusal(data, "a.xlsx", limits=ReadingLimits(max_characters=500)).cause is Cause.TOO_LARGE
    assert "không có nội dung" in refusal(workbook(("A", [])), "a.xlsx").reason


# Mail ----------------------------------------------------------------------------------------------------------------

SENTENCE = "Trạm bơm Cầu Đất ngừng chạy từ mồng ba để thay ổ trục và sơn lại nhà máy."


def mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Lịch bơm nước"
    message["From"] = "Bùi Văn Tám <tam@trambom.example>"
    message["Date"] = "Mon, 04 Mar 2024 08:00:00 +0700"
    return message


def test_a_mail_gives_its_text_and_who_wrote_it_when() -> None:
    message = mail()
    message.set_content(SENTENCE)
    message.add_alternative(f"<p>{SENTENCE}</p>", subtype="html")
    message.add_attachment(b"x" * 100, maintype="application", subtype="pdf", filename="a.pdf")
    found = read(message.as_bytes(), "a.eml")
    assert found.text.strip() == SENTENCE
    assert found.source == Source("Lịch bơm nước", published_at=date(2024, 3, 4), author="Bùi Văn Tám")


def test_a_mail_of_nothing_but_html_is_read_as_a_page() -> None:
    message = mail()
    message.set_content(f"<html><body><p>{SENTENCE}</p><p hidden>Bản nháp</p></body></html>", subtype="html")
    found = read(message.as_bytes(), "a.eml")
    assert SENTENCE in found.text
    assert "Bản nháp" not in found.text


def test_a_page_saved_as_one_file_has_its_address() -> None:
    page = f"<html><head><title>Trạm bơm</title></head><body><article><p>{SENTENCE}</p></article></body></html>"
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://trambom.example/lich"
    message["Subject"] = "Trạm bơm"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    found = read(message.as_bytes(), "a.mhtml")
    assert SENTENCE in found.text
    assert found.source.url == "https://trambom.example/lich"


@pytest.mark.parametrize("name", ["a.eml", "a.mhtml"])
def test_what_is_no_mail_is_refused(name: str) -> None:
    assert "không tìm thấy" in refusal(b"\n\nTram bom", name).reason

"""Is the text of a Word file the one that Word shows?"""

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qa.reading.formats.word_files import read_word_file
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument, SpanKind

CHANGE = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def reading(*blocks: str, numbering: str = "", styles: str = "") -> RawDocument:
    document = docx.Document()
    for block in blocks:
        wrapped = parse_xml(f"<w:body {nsdecls('w')}>{block}</w:body>")
        document.element.body.extend(list(wrapped))
    if numbering:
        document.part.numbering_part.element.extend(
            list(parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"))
        )
    if styles:
        document.styles.element.extend(list(parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>")))
    written = io.BytesIO()
    document.save(written)
    return read_word_file(written.getvalue(), "a.docx", ReadingLimits())


def lines(*blocks: str, numbering: str = "", styles: str = "") -> list[str]:
    return reading(*blocks, numbering=numbering, styles=styles).text.split("\n\n")


def test_a_note_is_read_once_behind_its_paragraph_and_is_no_part_of_the_sentence() -> None:
    document = docx.Document()
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    blocks = paragraph(run("Kho mở"), refer, run(" năm ngày.")) + paragraph(run("Kho có ba cửa."), refer)
    document.element.body.extend(list(parse_xml(f"<w:body {nsdecls('w')}>{blocks}</w:body>")))
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(run(text))}</w:footnote>'
        for number, text in ((1, "đường kẻ"), (2, "Trừ ngày lễ."))
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    written = io.BytesIO()
    document.save(written)
    read = read_word_file(written.getvalue(), "a.docx", ReadingLimits()).text
    assert read.split("\n\n") == ["Kho mở năm ngày.", "Trừ ngày lễ.", "Kho có ba cửa."]


@pytest.mark.parametrize(
    "around",
    [
        f"<w:ins {CHANGE}>{{}}</w:ins>",
        f"<w:moveTo {CHANGE}>{{}}</w:moveTo>",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        f"<w:ins {CHANGE}><w:hyperlink><w:sdt><w:sdtContent>{{}}</w:sdtContent></w:sdt></w:hyperlink></w:ins>",
    ],
)
def test_what_only_stands_around_runs_takes_nothing_away(around: str) -> None:
    block = paragraph(run("Xe tải "), around.format(run("không ")), run("được qua cầu."))
    assert lines(block) == ["Xe tải không được qua cầu."]


@pytest.mark.parametrize(
    "gone",
    [
        f"<w:del {CHANGE}><w:r><w:delText>không </w:delText></w:r></w:del>",
        f"<w:moveFrom {CHANGE}>{run('không ')}</w:moveFrom>",
        run("không ", "<w:strike/>"),
        run("không ", "<w:dstrike/>"),
        run("không ", "<w:vanish/>"),
        run("không ", '<w:rStyle w:val="cu"/>'),
        "<w:r><w:instrText>không </w:instrText></w:r>",
    ],
)
def test_what_is_deleted_struck_out_or_hidden_is_not_text(gone: str) -> None:
    struck = '<w:style w:type="character" w:styleId="cu0"><w:rPr><w:strike/></w:rPr></w:style>'
    based = '<w:style w:type="character" w:styleId="cu"><w:basedOn w:val="cu0"/></w:style>'
    assert lines(paragraph(run("Xe tải "), gone, run("được qua cầu.")), styles=struck + based) == [
        "Xe tải được qua cầu."
    ]


def test_what_is_said_to_be_no_longer_struck_out_is_text() -> None:
    assert lines(paragraph(run("Cầu mở cửa.", '<w:strike w:val="0"/>'))) == ["Cầu mở cửa."]
    style = '<w:style w:type="paragraph" w:styleId="bo"><w:rPr><w:vanish/></w:rPr></w:style>'
    blocks = paragraph(run("Ẩn."), run("Hiện.", '<w:vanish w:val="false"/>'), properties='<w:pStyle w:val="bo"/>')
    assert lines(blocks, styles=style) == ["Hiện."]


def test_blocks_in_content_controls_are_read_in_their_place() -> None:
    inner = paragraph(run("Hai."))
    blocks = [paragraph(run("Một.")), f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>", paragraph(run("Ba."))]
    assert lines(*blocks) == ["Một.", "Hai.", "Ba."]


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner) or '<w:p/>'}</w:tc>"


def text_cell(text: str) -> str:
    return cell(paragraph(run(text))) if text else cell()


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_row_keeps_equal_and_empty_cells() -> None:
    rows = [("Ca", "Thứ hai", "Thứ ba"), ("Sáng", "2", "2"), ("Chiều", "", "1"), ("", "", "")]
    assert lines(table(*("".join(map(text_cell, row)) for row in rows))) == [
        "Ca | Thứ hai | Thứ ba",
        "Sáng | 2 | 2",
        "Chiều |  | 1",
    ]


def test_a_merged_cell_is_one_and_a_table_in_a_cell_is_its_text() -> None:
    wide = cell(paragraph(run("Cả tuần")), properties='<w:gridSpan w:val="100000000"/>')
    nested = cell(table(text_cell("a") + text_cell("b")), "<w:p/>")
    assert lines(table(text_cell("Nghỉ") + wide, text_cell("Bảng") + nested)) == ["Nghỉ | Cả tuần", "Bảng | a | b"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    box = f"<w:txbxContent>{paragraph(run('Trong khung.'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent {names}>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(paragraph(run("Ngoài khung."), both), paragraph(run("Sau khung."))) == [
        "Ngoài khung.",
        "Trong khung.",
        "Sau khung.",
    ]


def level(number: int, form: str, text: str, start: int = 1) -> str:
    says = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{says}</w:lvl>'


def listed(text: str, number: int, at: int = 0) -> str:
    return paragraph(run(text), properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def numbered(*levels: str, uses: str = '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="90">{"".join(levels)}</w:abstractNum>{uses}'


def test_automatic_numbers_are_text() -> None:
    numbering = numbered(level(0, "decimal", "Điều %1."), level(1, "lowerLetter", "%2)"), level(2, "decimal", "%1.%3"))
    blocks = [
        ("Phạm vi", 0),
        ("xe đạp", 1),
        ("xe máy", 1),
        ("Mức phí", 0),
        ("ban ngày", 1),
        ("vé lẻ", 2),
        ("vé tháng", 2),
    ]
    found = reading(*(listed(text, 90, at) for text, at in blocks), numbering=numbering)
    assert found.text.split("\n\n") == [
        "Điều 1. Phạm vi", "a) xe đạp", "b) xe máy", "Điều 2. Mức phí", "a) ban ngày", "2.1 vé lẻ", "2.2 vé tháng",
    ]  # fmt: skip
    marked = [found.text[one.start : one.end] for one in found.marked if one.kind is SpanKind.LIST]
    assert marked == ["a) xe đạp", "b) xe máy", "a) ban ngày", "2.1 vé lẻ", "2.2 vé tháng"]


@pytest.mark.parametrize(
    ("form", "start", "labels"),
    [
        ("upperRoman", 4, ["IV.", "V."]),
        ("lowerRoman", 9, ["ix.", "x."]),
        ("upperLetter", 26, ["Z.", "AA."]),
        ("decimalZero", 9, ["09.", "10."]),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, start: int, labels: list[str]) -> None:
    numbering = numbered(level(0, form, "%1.", start))
    assert lines(listed("x", 90), listed("y", 90), numbering=numbering) == [f"{labels[0]} x", f"{labels[1]} y"]


def test_a_bullet_is_a_hyphen_and_no_list_no_number() -> None:
    numbering = numbered(level(0, "bullet", "•"))
    found = reading(listed("táo", 90), listed("lê", 0), numbering=numbering)
    assert found.text.split("\n\n") == ["- táo", "lê"]
    assert [found.text[one.start : one.end] for one in found.marked] == ["- táo"]


def test_another_use_of_a_list_may_begin_anew() -> None:
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'
        for number, override in (
            (90, ""),
            (91, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        )
    )
    numbering = numbered(level(0, "decimal", "%1."), uses=uses)
    assert lines(listed("a", 90), listed("b", 91), listed("c", 91), numbering=numbering) == ["1. a", "5. b", "6. c"]


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        (".VnTime", "§­êng nµy cÊm xe t¶i", "Đường này cấm xe tải"),
        (".VnTimeH", "cÊm ®ç", "CẤM ĐỖ"),
        ("VNI-Times", "Ñöôøng naøy caám xe taûi", "Đường này cấm xe tải"),
        ("Times New Roman", "Đường này cấm xe tải", "Đường này cấm xe tải"),
    ],
)
def test_text_in_a_legacy_font_is_what_the_font_shows(font: str, typed: str, shown: str) -> None:
    assert lines(paragraph(run(typed, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))) == [shown]
    style = f'<w:style w:type="paragraph" w:styleId="cu"><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:style>'
    assert lines(paragraph(run(typed), properties='<w:pStyle w:val="cu"/>'), styles=style) == [shown]

"""Which small files cost much to read? Made as they are needed; each is a few bytes to a few megabytes."""

import io
import zipfile
import zlib
from collections.abc import Callable

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(body: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _RELATIONS)
        packed.writestr("word/document.xml", f"<w:document {_WORD}><w:body>{body}</w:body></w:document>")
    return written.getvalue()


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def pdf_file(stream: bytes, pages: int = 1) -> bytes:
    """Pages that share one packed stream."""
    kids = " ".join(f"{number + 5} 0 R" for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *[page] * pages,
    ]
    parts = [b"%d 0 obj%s endobj\n" % (number, content) for number, content in enumerate(objects, start=1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF"


def packed(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def page_of_a_gigabyte() -> bytes:
    return pdf_file(packed(b"BT /F 11 Tf 72 700 Td (Song Hong chay qua Ha Noi) Tj ET\n" * 16_000, 1_000))


def blank_page_of_a_gigabyte() -> bytes:
    return pdf_file(packed(b" " * 1_000_000, 1_000))


def pages_that_share_a_stream() -> bytes:
    lines = b"BT /F 11 Tf 72 700 Td (Song Hong chay qua Ha Noi) Tj ET\n" * 2_000
    return pdf_file(packed(lines, 1), 4_000)


def word_of_paragraphs() -> bytes:
    return word_file("<w:p><w:r><w:t>Sông Hồng chảy qua Hà Nội.</w:t></w:r></w:p>" * 20_000)


def word_of_merged_rows() -> bytes:
    rows = "<w:tr>" + cell("Sông Hồng", "<w:vMerge/>") * 3 + "</w:tr>"
    return word_file(f"<w:tbl>{rows * 800}</w:tbl>")


def word_of_a_wide_cell() -> bytes:
    return word_file("<w:tbl><w:tr>" + cell("Sông Hồng", '<w:gridSpan w:val="100000000"/>') + "</w:tr></w:tbl>")


def word_of_nested_tables() -> bytes:
    deep = 300
    opened, closed = "<w:tbl><w:tr><w:tc>" * deep, "<w:p/></w:tc></w:tr></w:tbl>" * deep
    return word_file(f"{opened}<w:p><w:r><w:t>Sông Hồng.</w:t></w:r></w:p>{closed}")


def word_of_a_long_run() -> bytes:
    return word_file("<w:p>" + "<w:r><w:t>a</w:t><w:br/></w:r>" * 500_000 + "</w:p>")


def page_of_elements() -> bytes:
    return ("<html><body>" + "<p>Sông " * 300_000).encode()


def page_of_nested_elements() -> bytes:
    return ("<html><body>" + "<div>" * 300_000 + "Sông Hồng").encode()


def text_of_separators() -> bytes:
    return ("Hà Nội" + " -" * 1_000_000 + " là thủ đô.").encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "page-of-a-gigabyte.pdf": page_of_a_gigabyte,
    "blank-page-of-a-gigabyte.pdf": blank_page_of_a_gigabyte,
    "shared-stream.pdf": pages_that_share_a_stream,
    "paragraphs.docx": word_of_paragraphs,
    "merged-rows.docx": word_of_merged_rows,
    "wide-cell.docx": word_of_a_wide_cell,
    "nested-tables.docx": word_of_nested_tables,
    "long-run.docx": word_of_a_long_run,
    "elements.html": page_of_elements,
    "nested-elements.html": page_of_nested_elements,
    "separators.txt": text_of_separators,
}

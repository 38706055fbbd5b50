"""Which document does a PDF hold?

A PDF has the positions of letters and no paragraphs: lines are joined to paragraphs here, and lines that repeat at the
edges of pages (running heads, page numbers) are left out, as they were never part of the text.
"""

import re
import threading
from collections import Counter
from typing import Any

from qa.errors import TooLargeError, UnreadableError
from qa.reading.decoding import check_text
from qa.reading.limits import ReadingLimits
from qa.reading.source_fields import one_line
from qa.types import RawDocument, Source

# PDFium may be used by one thread at a time.
_PDFIUM = threading.Lock()

_EDGE = 2  # lines at the top and at the bottom of a page that may be running heads or feet
_FEWEST_PAGES = 3
_REPEATED = 0.5  # of the pages; running heads change with the chapter, and between even and odd pages
_PAGE_NUMBER = re.compile(r"\W*+(?:(?:trang|page)\W*+)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BEGINS_ANEW = re.compile(
    r"(?:[-–•*+]\s|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)\s|[IVXLC]+[.)]\s|(?:Điều|Chương|Mục|Phần|Hình|Bảng)\s)"
)
_FULL = 0.75  # of the widest lines: shorter ones end a paragraph
_CLOSED_AND_FULL = 0.95  # a sentence that happens to end at the margin
_TITLES_OF_PROGRAMS = re.compile(
    r"microsoft word|untitled|\.(?:docx?|pdf|tmp|indd|html?)\b|^\W*$|^document\d*$", re.IGNORECASE
)


def read_pdf_file(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The text layer, page by page, paragraphs on lines of their own with a blank line between.

    Raises:
        UnreadableError: it is damaged, has a password, or holds no text (a scan).
        TooLargeError: it has too many pages.
    """
    # PDFium is 5 MB of machine code, and most runs read no PDF.
    import pypdfium2  # noqa: PLC0415 - see above

    with _PDFIUM:
        try:
            document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise UnreadableError("tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi nạp lại") from error
            raise UnreadableError("không mở được tệp PDF; tệp bị hỏng hoặc không phải PDF") from error
        try:
            if len(document) > limits.max_pages:
                raise TooLargeError(f"tệp PDF có {len(document)} trang, nhiều nhất là {limits.max_pages} trang")
            pages = [_lines_of(document[number]) for number in range(len(document))]
            metadata = {name: value.replace("\0", "") for name, value in document.get_metadata_dict().items()}
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("không đọc được tệp PDF; có trang bị hỏng") from error
        finally:
            document.close()
    text, begins = _laid_out(_without_running_lines(pages))
    if not text.strip():
        raise UnreadableError("tệp PDF chỉ có ảnh quét, không có lớp chữ; hãy nhận dạng chữ (OCR) rồi nạp lại")
    check_text(text, limits)
    source = Source(title=_title(metadata), author=one_line(metadata.get("Author")))
    return RawDocument(origin, source, text, pages=begins)


def _lines_of(page: Any) -> list[str]:  # noqa: ANN401 - pypdfium2 ships no types
    text_page = page.get_textpage()
    try:
        # U+FFFE is what PDFium gives for a hyphen at the end of a line.
        text: str = text_page.get_text_bounded().replace("\ufffe", "-").replace("\0", "")
    finally:
        text_page.close()
        page.close()
    return [" ".join(line.split()) for line in _LINE_BREAK.split(text) if line.strip()]


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the lines that repeat at their edges; unchanged if no letter would be left."""
    edges = [{*map(_shape, lines[:_EDGE]), *map(_shape, lines[-_EDGE:])} for lines in pages]
    counts = Counter(shape for shapes in edges for shape in shapes)
    often = len(pages) * _REPEATED if len(pages) >= _FEWEST_PAGES else float("inf")

    def is_running(line: str) -> bool:
        return _PAGE_NUMBER.fullmatch(line) is not None or counts[_shape(line)] > often

    kept = [
        [
            line
            for index, line in enumerate(lines)
            if not ((index < _EDGE or index >= len(lines) - _EDGE) and is_running(line))
        ]
        for lines in pages
    ]
    return kept if any(character.isalpha() for lines in kept for line in lines for character in line) else pages


def _shape(line: str) -> str:
    """The line with every number as 0: running lines differ in the page number only."""
    return _DIGITS.sub("0", line)


def _laid_out(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    """The text, and the offset at which each page begins."""
    widths = sorted(len(line) for lines in pages for line in lines)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    pieces: list[str] = []
    begins: list[int] = []
    length, before = 0, ""
    for lines in pages:
        for index, line in enumerate(lines):
            if before:
                pieces.append(" " if _goes_on(before, line, width, new_page=index == 0) else "\n\n")
                length += len(pieces[-1])
            if index == 0:
                begins.append(length)
            pieces.append(line)
            length += len(line)
            before = line
        if not lines:
            begins.append(length)
    return "".join(pieces), tuple(begins)


def _goes_on(before: str, line: str, width: int, *, new_page: bool) -> bool:
    """Whether this line continues the paragraph of the one before."""
    if _BEGINS_ANEW.match(line) or before.isupper() != line.isupper():
        return False
    if line[0].islower():
        return True
    if _CLOSED.search(before):
        return not new_page and len(before) >= _CLOSED_AND_FULL * width
    return len(before) >= _FULL * width


def _title(metadata: dict[str, str]) -> str | None:
    title = one_line(metadata.get("Title"))
    return None if title is None or _TITLES_OF_PROGRAMS.search(title) else title

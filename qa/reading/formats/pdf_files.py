"""Which document does a PDF hold?

A PDF tells where letters stand and nothing of paragraphs: lines are joined to paragraphs here, and what repeats at the
edges of the pages (running heads, page numbers) is left out, as it was never part of the text.
"""

import re
import threading
from collections import Counter
from typing import Any

from qa.errors import TooLargeError, UnreadableError
from qa.reading.decoding import check_text
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument, Source

# PDFium may be used by one thread at a time.
_PDFIUM = threading.Lock()

_EDGE = 2  # lines at the head and at the foot of a page that may be running ones
_FEWEST_PAGES = 3
_REPEATED = 0.5  # of the pages; heads of chapters change, and even pages have others than odd ones
_PAGE_NUMBER = re.compile(r"\W*+(?:(?:trang|page)\W*+)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BEGINS_ANEW = re.compile(
    r"(?:[-–•*+]\s|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)\s|[IVXLC]+[.)]\s|(?:Điều|Chương|Mục|Phần|Hình|Bảng)\s)"
)
_FULL = 0.75  # of the widest lines: shorter ones were ended by their writer and not by the margin
_CLOSED_AND_FULL = 0.95  # a sentence that ends by chance where its line does
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
            told = document.get_metadata_dict()
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("không đọc được tệp PDF; có trang bị hỏng") from error
        finally:
            document.close()
    text, begins = _laid_out(_without_running_lines(pages))
    if not text.strip():
        raise UnreadableError("tệp PDF chỉ có ảnh quét, không có lớp chữ; hãy nhận dạng chữ (OCR) rồi nạp lại")
    check_text(text, limits)
    return RawDocument(origin, Source(title=_title(told), author=_told(told.get("Author"))), text, pages=begins)


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
    """The pages without what repeats at their edges; as they are where they say nothing else."""
    edges = [{*map(_shape, lines[:_EDGE]), *map(_shape, lines[-_EDGE:])} for lines in pages]
    counts = Counter(shape for shapes in edges for shape in shapes)
    often = len(pages) * _REPEATED if len(pages) >= _FEWEST_PAGES else float("inf")

    def runs(line: str) -> bool:
        return _PAGE_NUMBER.fullmatch(line) is not None or counts[_shape(line)] > often

    kept = [
        [
            line
            for place, line in enumerate(lines)
            if not ((place < _EDGE or place >= len(lines) - _EDGE) and runs(line))
        ]
        for lines in pages
    ]
    return kept if any(character.isalpha() for lines in kept for line in lines for character in line) else pages


def _shape(line: str) -> str:
    """A running line is the same on all pages but for the number of the page."""
    return _DIGITS.sub("0", line)


def _laid_out(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    """The text, and where each page begins in it."""
    widths = sorted(len(line) for lines in pages for line in lines)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    pieces: list[str] = []
    begins: list[int] = []
    length, before = 0, ""
    for lines in pages:
        for place, line in enumerate(lines):
            if before:
                pieces.append(" " if _goes_on(before, line, width, new_page=place == 0) else "\n\n")
                length += len(pieces[-1])
            if place == 0:
                begins.append(length)
            pieces.append(line)
            length += len(line)
            before = line
        if not lines:
            begins.append(length)
    return "".join(pieces), tuple(begins)


def _goes_on(before: str, line: str, width: int, *, new_page: bool) -> bool:
    """Whether this line belongs to the paragraph of the one before."""
    if _BEGINS_ANEW.match(line) or before.isupper() != line.isupper():
        return False
    if line[0].islower():
        return True
    if _CLOSED.search(before):
        return not new_page and len(before) >= _CLOSED_AND_FULL * width
    return len(before) >= _FULL * width


def _title(told: dict[str, str]) -> str | None:
    title = _told(told.get("Title"))
    return None if title is None or _TITLES_OF_PROGRAMS.search(title) else title


def _told(value: str | None) -> str | None:
    return " ".join(value.replace("\0", "").split()) or None if value else None

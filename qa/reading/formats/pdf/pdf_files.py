"""Which document does a PDF hold?"""

import re
import threading
from typing import Any

from qa.errors import TooLargeError, UnreadableError
from qa.reading.decoding import check_text
from qa.reading.formats.pdf.columns import lines_in_order
from qa.reading.formats.pdf.page_lines import Piece, rows_of
from qa.reading.formats.pdf.paragraphs import laid_out
from qa.reading.formats.pdf.running_lines import left_out, without_running_lines
from qa.reading.formats.pdf.words import words_of
from qa.reading.legacy_fonts import FontReading, read_with_fonts
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.reading.source_fields import one_line
from qa.types import RawDocument, Source

# PDFium may be used by one thread at a time.
_PDFIUM = threading.Lock()

_TITLES_OF_PROGRAMS = re.compile(
    r"microsoft word|untitled|\.(?:docx?|pdf|tmp|indd|html?)\b|^\W*$|^document\d*$", re.IGNORECASE
)
# What programs write where nobody has given a name.
_AUTHORS_OF_PROGRAMS = frozenset({"anonymous", "unknown", "author", "user", "admin", "administrator", "(anonymous)"})


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
            pages, fonts = read_with_fonts(
                lambda fonts: [_rows(document[number], fonts) for number in range(len(document))]
            )
            metadata = {name: value.replace("\0", "") for name, value in document.get_metadata_dict().items()}
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("không đọc được tệp PDF; có trang bị hỏng") from error
        finally:
            document.close()
    kept = without_running_lines(pages)
    text, begins = laid_out([lines_in_order(rows) for rows in kept])
    if not text.strip():
        raise UnreadableError("tệp PDF chỉ có ảnh quét, không có lớp chữ; hãy nhận dạng chữ (OCR) rồi nạp lại")
    check_text(text, limits)
    source = Source(title=_title(metadata), author=_author(metadata))
    empty = (str(number) for number, rows in enumerate(pages, start=1) if not rows)
    notes = notes_of(page_without_text=empty, running_line=left_out(pages, kept), converted=fonts)
    return RawDocument(origin, source, text, pages=begins, notes=notes)


def _rows(page: Any, fonts: FontReading) -> list[list[Piece]]:  # noqa: ANN401 - pypdfium2 ships no types
    try:
        return rows_of(words_of(page, fonts))
    finally:
        page.close()


def _title(metadata: dict[str, str]) -> str | None:
    title = one_line(metadata.get("Title"))
    return None if title is None or _TITLES_OF_PROGRAMS.search(title) else title


def _author(metadata: dict[str, str]) -> str | None:
    author = one_line(metadata.get("Author"))
    return None if author is None or author.casefold() in _AUTHORS_OF_PROGRAMS else author

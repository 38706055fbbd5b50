"""Which kinds of files are read, and by which function?"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from qa.errors import UnsupportedError
from qa.reading.formats.mail.mail_files import read_mail, read_saved_page
from qa.reading.formats.markdown_files import read_markdown_file
from qa.reading.formats.office.books import read_book
from qa.reading.formats.office.open_document import read_open_document
from qa.reading.formats.office.rich_text import read_rich_text
from qa.reading.formats.office.slides import read_slides
from qa.reading.formats.pdf.pdf_files import read_pdf_file
from qa.reading.formats.tables.csv_files import read_csv_file
from qa.reading.formats.tables.spreadsheets import read_spreadsheet
from qa.reading.formats.text_files import read_text_file
from qa.reading.formats.web.web_pages import read_web_page
from qa.reading.formats.word_files import read_word_file
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that holds one document. `read` takes its bytes, the document's origin and the limits. `is_plain`:
    nothing in it is packed, so that reading a small one is cheap.
    """

    media_type: str
    read: Callable[[bytes, str, ReadingLimits], RawDocument]
    is_plain: bool = True


KINDS: dict[str, Kind] = {
    ".txt": Kind("text/plain", read_text_file),
    ".md": Kind("text/markdown", read_markdown_file),
    ".html": Kind("text/html", read_web_page),
    ".htm": Kind("text/html", read_web_page),
    ".pdf": Kind("application/pdf", read_pdf_file, is_plain=False),
    ".docx": Kind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_word_file, is_plain=False
    ),
    ".odt": Kind("application/vnd.oasis.opendocument.text", read_open_document, is_plain=False),
    ".rtf": Kind("application/rtf", read_rich_text, is_plain=False),
    ".pptx": Kind(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", read_slides, is_plain=False
    ),
    ".epub": Kind("application/epub+zip", read_book, is_plain=False),
    ".csv": Kind("text/csv", read_csv_file),
    ".tsv": Kind("text/tab-separated-values", read_csv_file),
    ".xlsx": Kind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", read_spreadsheet, is_plain=False
    ),
    ".eml": Kind("message/rfc822", read_mail),
    ".mhtml": Kind("multipart/related", read_saved_page),
    ".mht": Kind("multipart/related", read_saved_page),
}
JSON_LINES = (".jsonl", ".jsonl.gz")

KNOWN_SUFFIXES: tuple[str, ...] = (*KINDS, *JSON_LINES)


def is_known(name: str) -> bool:
    """Whether a file of this name is read at all."""
    return not name.startswith(".") and name.lower().endswith(KNOWN_SUFFIXES)


_OLD_KINDS = {
    ".doc": "đây là tệp Word đời cũ (.doc); hãy lưu lại ở dạng .docx",
    ".xls": "đây là bảng tính Excel đời cũ (.xls); hãy lưu lại ở dạng .xlsx",
    ".ppt": "đây là tệp PowerPoint đời cũ (.ppt); hãy lưu lại ở dạng .pptx",
}


def unknown_kind(name: str) -> UnsupportedError:
    """The error for a file of another kind, which says what it is where many have such."""
    old = _OLD_KINDS.get(PurePath(name.lower()).suffix)
    if old is not None:
        return UnsupportedError(old)
    return UnsupportedError(f"không đọc được loại tệp này; các loại tệp đọc được: {' '.join(KNOWN_SUFFIXES)}")

"""Which document does a text file hold?"""

from qa.reading.decoding import check_text, decode
from qa.reading.formats.front_matter import front_matter_of
from qa.reading.formats.front_matter_source import source_of_front_matter
from qa.reading.formats.paged_text import is_paged, read_pages
from qa.reading.limits import ReadingLimits
from qa.types import RawDocument, Source


def read_text_file(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The whole file as text, front matter included: a document is kept as read, and cleaning marks it. Of a text that
    is divided into printed pages, their paragraphs.

    Raises:
        DocumentError: the encoding is not supported, or a field of the front matter is invalid.
    """
    text = decode(data, limits)
    if is_paged(text):
        paragraphs, pages, notes = read_pages(text)
        check_text(paragraphs, limits)
        return RawDocument(origin, Source(), paragraphs, pages=pages, notes=notes)
    front_matter = front_matter_of(text)
    source = Source() if front_matter is None else source_of_front_matter(front_matter.fields)
    return RawDocument(origin, source, text)

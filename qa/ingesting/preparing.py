"""How is a document marked and split?"""

from dataclasses import replace

from qa.cleaning import guess_title, mark_spans, published_on
from qa.errors import DocumentError
from qa.ingesting.identity import document_id
from qa.library.seal import text_sha256
from qa.reading.limits import with_points
from qa.text.display_title import display_title
from qa.text.passages import passage_spans
from qa.types import Document, Passage, PreparedDocument, RawDocument, Sentence

# Raised with every change to cleaning, splitting or what is encoded: documents of an older recipe are prepared again.
RECIPE = "7"

# In characters. The title is added to each sentence for encoding and BM25, so a title as long as the text would take
# quadratic time.
LONGEST_TITLE = 1_000


def recipe_of(*, captions: bool) -> str:
    """The name of the rules, including the settings that change them."""
    return f"{RECIPE}+captions" if captions else RECIPE


def prepare(raw: RawDocument, *, captions: bool = False) -> PreparedDocument:
    """Marks the document's spans, and splits what is quoted, with captions if wanted, into passages and sentences.

    Raises:
        DocumentError: there is no word in it, its title is too long, or there are characters in it that no database can
            hold.
    """
    _check_fields(raw)
    spans = mark_spans(raw.text, raw.source.title, raw.marked)
    passages = tuple(
        Passage(
            cut.start,
            cut.end,
            tuple(Sentence(start, end, raw.text[start:end]) for start, end in cut.sentences),
            cut.headings,
        )
        for cut in passage_spans(raw.text, spans, captions=captions)
    )
    if not passages:
        raise DocumentError(f"{raw.origin}: không có nội dung chính nào để trích dẫn.")
    guess = guess_title(raw.text, spans)
    source = replace(
        raw.source,
        title=raw.source.title or (guess if guess and len(guess) <= LONGEST_TITLE else None),
        published_at=raw.source.published_at or published_on(raw.text, spans),
    )
    document = Document(
        id=document_id(raw.origin),
        origin=raw.origin,
        display_title=display_title(source.title, raw.text, spans),
        source=source,
        text=raw.text,
        sha256=text_sha256(raw.text),
        spans=spans,
        pages=raw.pages,
        file_sha256=raw.file.sha256 if raw.file else None,
        notes=raw.notes,
    )
    return PreparedDocument(document, passages, recipe_of(captions=captions), raw.file)


def shown(origin: str) -> str:
    """The origin in printable form: file names on Linux are bytes and need not be valid Unicode."""
    return origin.encode("utf-8", "replace").decode("utf-8")


def _check_fields(raw: RawDocument) -> None:
    source = raw.source
    if source.title and len(source.title) > LONGEST_TITLE:
        raise DocumentError(f"{shown(raw.origin)}: tiêu đề dài quá {with_points(LONGEST_TITLE)} ký tự; hãy rút ngắn.")
    for name, value in (
        ("tên hoặc mã", raw.origin),
        ("văn bản", raw.text),
        ("tiêu đề", source.title),
        ("nơi xuất bản", source.publisher),
        ("địa chỉ", source.url),
        ("tác giả", source.author),
    ):
        if value and ("\0" in value or shown(value) != value):
            raise DocumentError(f"{shown(raw.origin)}: {name} có mã ký tự hỏng; hãy ghi lại ở dạng UTF-8.")

"""Is everything in the library still what was written?"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from qa.library.database import reading
from qa.library.seal import seal, text_sha256
from qa.library.store import Library
from qa.library.stored_document import stored_document
from qa.library.tables.document_tables import documents
from qa.text.display_title import display_title
from qa.types import EncodedDocument


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the library that is not as it was written. `what` is in Vietnamese."""

    document_id: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One document that was gone through, how many sentences it has, and what is wrong with it."""

    document_id: str
    sentences: int
    faults: tuple[Fault, ...]


def verify_library(library: Library) -> Iterator[Checked]:
    """Goes through every document: its hash, its seal, and that each passage and sentence is a slice of its text."""
    with reading(library.engine) as connection:
        rows = connection.execute(select(documents.c.number, documents.c.id).order_by(documents.c.number)).all()
        for number, document_id in rows:
            yield _checked(connection, number, document_id)


def _checked(connection: Connection, number: int, document_id: str) -> Checked:
    try:
        row = connection.execute(select(documents).where(documents.c.number == number)).mappings().one()
        encoded = stored_document(connection, row)
        count = sum(len(passage.sentences) for passage in encoded.passages)
        return Checked(document_id, count, tuple(_faults(encoded, row["seal"])))
    # What was written by hand may be no UTF-8, no date, no kind of span, no text: a fault of this document only.
    except (OperationalError, ValueError, TypeError, AttributeError) as error:
        return Checked(document_id, 0, (Fault(document_id, f"có dữ liệu không đọc được: {error}"),))


def _faults(encoded: EncodedDocument, sealed: str) -> Iterator[Fault]:
    document = encoded.document
    if text_sha256(document.text) != document.sha256:
        yield Fault(document.id, "văn bản không còn khớp với mã băm SHA-256 đã ghi")
    yield from _slice_faults(encoded)
    if display_title(document.source.title, document.text, document.spans) != document.display_title:
        yield Fault(document.id, f"tên hiển thị “{document.display_title[:60]}” không phải là tên của văn bản này")
    if encoded.file is not None and encoded.file.sha256 != document.file_sha256:
        yield Fault(document.id, "tệp gốc được giữ trong kho không còn khớp với mã băm SHA-256 của nó")
    if seal(encoded) != sealed:
        yield Fault(document.id, "dấu niêm phong không khớp: nguồn, đoạn, câu hoặc véc-tơ đã bị sửa ngoài chương trình")


def _slice_faults(encoded: EncodedDocument) -> Iterator[Fault]:
    """Passages outside the text, and sentences that are no slices of it."""
    document = encoded.document
    for passage in encoded.passages:
        if not 0 <= passage.start < passage.end <= len(document.text):
            yield Fault(document.id, f"đoạn [{passage.start}, {passage.end}) nằm ngoài văn bản")
        for sentence in passage.sentences:
            inside = passage.start <= sentence.start < sentence.end <= passage.end
            if not inside or document.text[sentence.start : sentence.end] != sentence.text:
                span = f"[{sentence.start}, {sentence.end})"
                yield Fault(document.id, f"câu ở {span} không phải là lát cắt của văn bản: “{sentence.text[:60]}”")

"""What does the JSON of documents look like?"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from api.schemas.examples import DOCUMENT, ENTRY, META, NOTE, SPAN, example
from qa.ingesting.reading_report import reading_report
from qa.retrieval.duplicates import NearDuplicate
from qa.types import Document, DocumentSummary, NoteKind, ReadingNote, SpanKind


class _DocumentMeta(BaseModel):
    id: str
    title: str = Field(description="Tiêu đề, hoặc những chữ mở đầu khi tài liệu không có tiêu đề.")
    publisher: str | None
    url: str | None
    published_at: date | None
    author: str | None
    sha256: str = Field(description="SHA-256 của văn bản (UTF-8).")
    characters: int = Field(ge=0, description="Độ dài văn bản, theo điểm mã Unicode.")


class DocumentEntry(_DocumentMeta):
    """Một tài liệu trong danh sách."""

    model_config = example(ENTRY)

    sentences: int = Field(ge=0)
    added_at: datetime

    @classmethod
    def of(cls, summary: DocumentSummary) -> Self:
        """A summary as JSON shows it."""
        return cls(
            id=summary.id,
            title=summary.display_title,
            publisher=summary.source.publisher,
            url=summary.source.url,
            published_at=summary.source.published_at,
            author=summary.source.author,
            sha256=summary.sha256,
            characters=summary.characters,
            sentences=summary.sentences,
            added_at=summary.added_at,
        )


class DocumentList(BaseModel):
    """Mọi tài liệu, theo thứ tự được nạp."""

    model_config = example({"documents": [ENTRY], "generation": 7})

    documents: list[DocumentEntry]
    generation: int


class NoteBody(BaseModel):
    """Những gì bị để ngoài, được đổi hay không đọc được, theo loại."""

    model_config = example(NOTE)

    kind: NoteKind
    count: int = Field(ge=1)
    examples: list[str] = Field(description="Vài thứ đầu tiên, rút gọn.")

    @classmethod
    def of(cls, note: ReadingNote) -> Self:
        """A note as JSON shows it."""
        return cls(kind=note.kind, count=note.count, examples=list(note.examples))


class SpanBody(BaseModel):
    """Một khoảng của văn bản và vai trò của nó; chỉ body được trích dẫn."""

    model_config = example(SPAN)

    start: int
    end: int
    kind: SpanKind


class NearDuplicateBody(BaseModel):
    """Một tài liệu khác in gần như cùng một bài."""

    model_config = example({"document_id": META["id"], "likeness": 0.93})

    document_id: str
    likeness: float = Field(ge=0, le=1, description="Ước lượng phần chung của hai văn bản.")


class DocumentBody(_DocumentMeta):
    """Một tài liệu trọn vẹn."""

    model_config = example(DOCUMENT)

    text: str
    spans: list[SpanBody]
    notes: list[NoteBody] = Field(description="Cách đọc: những gì bị để ngoài, được đổi hay không đọc được.")
    near_duplicates: list[NearDuplicateBody] = Field(
        description="Những tài liệu khác in gần như cùng một bài, giống nhất trước."
    )

    @classmethod
    def of(cls, document: Document, near_duplicates: Iterable[NearDuplicate]) -> Self:
        """A document as JSON shows it."""
        return cls(
            id=document.id,
            title=document.display_title,
            publisher=document.source.publisher,
            url=document.source.url,
            published_at=document.source.published_at,
            author=document.source.author,
            sha256=document.sha256,
            characters=len(document.text),
            text=document.text,
            notes=[NoteBody.of(note) for note in reading_report(document).notes],
            near_duplicates=[
                NearDuplicateBody(document_id=one.document_id, likeness=one.likeness) for one in near_duplicates
            ],
            spans=[SpanBody(start=span.start, end=span.end, kind=span.kind) for span in document.spans],
        )

"""What does the JSON of uploaded documents, and of the reports on them, look like?"""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from api.schemas.ask import Day
from api.schemas.citations import Whole
from api.schemas.documents import NoteBody
from api.schemas.examples import FORM, JOB, NOTE, REJECTION, REPORT, TEXT_BODY, TEXT_DOCUMENT, example
from qa.ingesting.ingester import IngestReport
from qa.ingesting.reading_report import ReadingReport
from qa.jobs.job_store import Job, JobState
from qa.reading.source_fields import is_web_address
from qa.types import Rejected, Source

# In characters. Ids of databases and addresses are shorter; one that is longer is a text in the wrong field.
_LONGEST_ID = 500

_JOB_ENTRY = {name: value for name, value in JOB.items() if name not in {"rejected", "readings"}}


def _address(value: str | None) -> str | None:
    if value is not None and not is_web_address(value):
        raise PydanticCustomError("hoidap", "phải là địa chỉ bắt đầu bằng http:// hoặc https://")
    return value


def _normalised(value: str | None) -> str | None:
    """Without needless blanks; a blank field counts as not sent."""
    return " ".join(value.split()) or None if value is not None else None


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("hoidap", "không được để trống")
    return value


Words = Annotated[Whole | None, AfterValidator(_normalised)]


class SourceFields(BaseModel):
    """Điều được cho biết về nguồn; trường nào không gửi thì lấy theo chính tài liệu."""

    model_config = example({"title": "Đoàn đại biểu sang thăm", "publisher": "Báo Mẫu"}, strict=True)

    title: Words = None
    publisher: Words = None
    url: Annotated[Words, AfterValidator(_address)] = None
    published_at: Day = Field(None, description="Ngày xuất bản, NĂM-THÁNG-NGÀY.")
    author: Words = None

    def source(self) -> Source:
        """The same as the library keeps it."""
        return Source(
            title=self.title,
            publisher=self.publisher,
            url=self.url,
            published_at=self.published_at,
            author=self.author,
        )


class TextBody(SourceFields):
    """Văn bản của một tài liệu."""

    model_config = example(TEXT_BODY, strict=True)

    text: Whole = Field(description="Văn bản, giữ nguyên từng ký tự.")


class TextDocument(TextBody):
    """Một tài liệu gửi dạng văn bản. Mã đã có trong kho thì tài liệu cũ được thay."""

    model_config = example(TEXT_DOCUMENT, strict=True)

    id: Annotated[Whole, AfterValidator(_not_blank)] = Field(max_length=_LONGEST_ID)


class TextDocuments(BaseModel):
    """Nhiều tài liệu gửi dạng văn bản."""

    model_config = example({"documents": [TEXT_DOCUMENT]})

    documents: list[TextDocument] = Field(min_length=1)


class FileForm(SourceFields):
    """Một tệp, kèm điều được cho biết về nguồn."""

    model_config = example(FORM, strict=True, form=True)

    files: bytes


class FilesForm(SourceFields):
    """Một hay nhiều tệp; các trường khác chỉ gửi kèm được khi có một tệp."""

    model_config = example(FORM | {"files": [FORM["files"]]}, strict=True, form=True)

    files: list[bytes]


# The bodies that `api/http/uploads.py` reads itself, so that FastAPI does not see them.
RECEIVED = (TextBody, TextDocument, TextDocuments, FileForm, FilesForm)


class RejectionBody(BaseModel):
    """Một tệp, một dòng hay một tài liệu không được nhận, và vì sao."""

    model_config = example(REJECTION)

    where: str
    reason: str

    @classmethod
    def of(cls, rejected: Rejected) -> Self:
        """A refusal as JSON shows it."""
        return cls(where=rejected.where, reason=rejected.reason)


class ReadingBody(BaseModel):
    """Một tài liệu đã được đọc ra sao."""

    model_config = example({"document_id": TEXT_DOCUMENT["id"], "notes": [NOTE]})

    document_id: str
    notes: list[NoteBody]

    @classmethod
    def of(cls, reading: ReadingReport) -> Self:
        """How a document was read, as JSON shows it."""
        return cls(document_id=reading.document_id, notes=[NoteBody.of(note) for note in reading.notes])


class ReportBody(BaseModel):
    """Điều gì đã xảy ra với từng tài liệu; added, replaced và unchanged là các mã tài liệu."""

    model_config = example(REPORT)

    added: list[str]
    replaced: list[str]
    unchanged: list[str]
    rejected: list[RejectionBody]
    readings: list[ReadingBody] = Field(description="Tài liệu nào có chỗ bị để ngoài, được đổi hay không đọc được.")
    sentences: int = Field(ge=0, description="Số câu mới.")
    generation: int = Field(description="Kho tài liệu sau thay đổi này, hoặc mới hơn.")

    @classmethod
    def of(cls, report: IngestReport, generation: int) -> Self:
        """A report as JSON shows it."""
        rejected = [RejectionBody.of(one) for one in report.rejected]
        ids = {"added": report.added, "replaced": report.replaced, "unchanged": report.unchanged}
        readings = [ReadingBody.of(one) for one in report.readings]
        return cls(**ids, rejected=rejected, readings=readings, sentences=report.sentences, generation=generation)


class RefusedBody(BaseModel):
    """Không tài liệu nào được nhận: một câu tiếng Việt, và lý do của từng mục."""

    model_config = example(
        {
            "detail": "anh.docx: tệp có mật khẩu.",
            "rejected": [{"where": "anh.docx", "reason": "tệp có mật khẩu"}],
        }
    )

    detail: str
    rejected: list[RejectionBody] = []


class JobEntry(BaseModel):
    """Một công việc nạp tài liệu trong danh sách."""

    model_config = example(_JOB_ENTRY)

    id: str
    state: JobState = Field(description="failed: mọi thứ đều bị từ chối.")
    created_at: datetime
    finished_at: datetime | None
    items: int = Field(ge=0, description="Số tệp hay văn bản được gửi.")
    done: int = Field(ge=0, description="Số tệp hay văn bản đã xong.")
    added: int = Field(ge=0, description="Số tài liệu được thêm tới lúc này.")
    replaced: int = Field(ge=0)
    unchanged: int = Field(ge=0)
    refused: int = Field(ge=0, description="Số mục bị từ chối.")
    sentences: int = Field(ge=0, description="Số câu mới tới lúc này.")

    @classmethod
    def of(cls, job: Job) -> Self:
        """A job as JSON shows it."""
        return cls.model_validate(
            {
                "id": job.id,
                "state": job.state,
                "created_at": job.created_at,
                "finished_at": job.finished_at,
                "items": job.items,
                "done": job.done,
                "added": job.counts.added,
                "replaced": job.counts.replaced,
                "unchanged": job.counts.unchanged,
                "refused": job.refused,
                "sentences": job.counts.sentences,
            }
            | cls._more(job)
        )

    @classmethod
    def _more(cls, job: Job) -> dict[str, object]:  # noqa: ARG003 - the entry in a list has no more
        return {}


class JobBody(JobEntry):
    """Một công việc nạp tài liệu."""

    model_config = example(JOB)

    rejected: list[RejectionBody] = Field(description="Các mục bị từ chối, nhiều nhất 1.000 mục đầu.")
    readings: list[ReadingBody] = Field(description="Cách đọc, nhiều nhất 1.000 tài liệu đầu.")

    @classmethod
    def _more(cls, job: Job) -> dict[str, object]:
        readings = [ReadingBody.of(one) for one in job.readings]
        return {"rejected": [RejectionBody.of(one) for one in job.rejected], "readings": readings}


class JobList(BaseModel):
    """Những công việc mới nhất, mới trước."""

    model_config = example(
        {"jobs": [{name: value for name, value in JOB.items() if name not in {"rejected", "readings"}}]}
    )

    jobs: list[JobEntry]

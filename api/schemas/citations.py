"""What does the JSON of a citation look like?

Offsets are Unicode code points, half-open, as everywhere; those that are counted in UTF-16 units, as JavaScript counts,
say so in their names. The selectors are those of the W3C Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/#selectors).
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from api.links import source_link
from api.messages.locators import locator_of
from api.messages.validation import BROKEN_UNICODE
from api.schemas.examples import CITATION, POSITION, QUOTATION, example
from qa.citing.fragments import text_fragment
from qa.text.utf16 import utf16_length
from qa.types import Citation, Highlight


def whole(text: str) -> str:
    """The text. JSON can write half a surrogate pair, which no reply could carry and no tokenizer takes."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError("hoidap", BROKEN_UNICODE) from error
    return text


Whole = Annotated[str, AfterValidator(whole)]


class ContextBody(BaseModel):
    """Văn bản ngay trước và ngay sau: before + text + after là một lát cắt liền của tài liệu."""

    model_config = example(CITATION["context"])

    before: str
    after: str


class PositionSelector(BaseModel):
    """W3C TextPositionSelector: document.text[start:end], tính theo điểm mã Unicode."""

    model_config = example(POSITION, strict=True)

    type: Literal["TextPositionSelector"]
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class QuoteSelector(BaseModel):
    """W3C TextQuoteSelector: prefix + exact + suffix là một lát cắt liền của tài liệu."""

    model_config = example(QUOTATION, strict=True)

    type: Literal["TextQuoteSelector"]
    exact: Whole = Field(min_length=1, description="Chính câu được trích, đúng từng ký tự.")
    prefix: Whole = Field("", description="Nhiều nhất 32 ký tự ngay trước.")
    suffix: Whole = Field("", description="Nhiều nhất 32 ký tự ngay sau.")


Selector = Annotated[PositionSelector | QuoteSelector, Field(discriminator="type")]


class CitationBody(BaseModel):
    """Nơi câu được trích: document.text[start:end] chính là câu đó, tính theo điểm mã Unicode."""

    model_config = example(CITATION)

    document_id: str
    title: str = Field(description="Tiêu đề, hoặc những chữ mở đầu khi tài liệu không có tiêu đề.")
    publisher: str | None
    url: str | None
    published_at: date | None
    author: str | None
    headings: list[str] = Field(description="Các đề mục mà câu nằm dưới, từ ngoài vào trong.")
    clause: str | None = Field(description="Số của khoản trong văn bản luật.")
    page: int | None = Field(description="Trang, tính từ 1.")
    place: str | None = Field(description="Vị trí để người đọc tìm lại, ví dụ “Điều 105, khoản 2”.")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    start_utf16: int = Field(ge=0, description="start tính theo đơn vị UTF-16, cho slice của JavaScript.")
    end_utf16: int = Field(ge=0, description="end tính theo đơn vị UTF-16, cho slice của JavaScript.")
    document_sha256: str = Field(description="SHA-256 của văn bản tài liệu (UTF-8).")
    selectors: list[Selector] = Field(
        min_length=2, max_length=2, description="Cùng nơi ấy theo chuẩn W3C Web Annotation: vị trí, rồi lời trích."
    )
    source_link: str = Field(
        description="Liên kết lâu dài tới trang nguồn có tô câu này, những chữ trả lời in đậm; "
        "tính từ gốc của dịch vụ, không có / ở đầu."
    )
    text_fragment: str | None = Field(
        description="url của nguồn kèm #:~:text=…, mở trang gốc ngay tại câu; null khi nguồn không có url http(s)."
    )
    context: ContextBody

    @classmethod
    def of(cls, cited: Citation, highlights: Sequence[Highlight] = ()) -> Self:
        """A citation as JSON shows it; its page shows these words of it in bold."""
        quote = cited.quote
        return cls(
            document_id=cited.document_id,
            title=cited.display_title,
            publisher=cited.source.publisher,
            url=cited.source.url,
            published_at=cited.source.published_at,
            author=cited.source.author,
            headings=list(cited.headings),
            clause=cited.clause,
            page=cited.page,
            place=locator_of(cited.headings, clause=cited.clause, page=cited.page, title=cited.source.title),
            start=cited.start,
            end=cited.end,
            start_utf16=cited.start_utf16,
            end_utf16=cited.start_utf16 + utf16_length(quote.exact),
            document_sha256=cited.document_sha256,
            selectors=[
                PositionSelector(type="TextPositionSelector", start=cited.start, end=cited.end),
                QuoteSelector(type="TextQuoteSelector", exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix),
            ],
            source_link=source_link(
                cited.document_id,
                cited.document_sha256,
                start=cited.start,
                end=cited.end,
                highlights=[(words.start, words.end) for words in highlights],
            ),
            text_fragment=text_fragment(cited.source.url, quote),
            context=ContextBody(before=cited.before, after=cited.after),
        )

"""What does the JSON of verifying citations look like?

A citation may be sent as in an answer, with the answer's text beside it or as a whole answer; as its selectors,
document and hash alone; or as a quotation typed by hand. Requests are strict, as all are.
"""

import json
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from api.messages.verdicts import SENTENCES
from api.schemas.citations import CitationBody, PositionSelector, QuoteSelector, Selector, Whole
from api.schemas.examples import CITATION, CLAIMED, QUOTED, SENTENCE, VERIFIED, example
from api.schemas.sha256 import Sha256
from qa.citing.claims import Claim, Reason, Status, Verdict
from qa.citing.verifying import Verified

MOST_CITATIONS = 10_000

# Offsets beyond it stand in no document, and no database takes them.
_FURTHEST = 2**53 - 1  # the greatest whole number of JSON that every program reads alike


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("hoidap", "phải có ít nhất một chữ, số hay dấu")
    return text


_WordSets = Annotated[Whole, AfterValidator(_not_blank)]
_Offset = Annotated[int, Field(ge=0, le=_FURTHEST)]
_Shown = Field(None, description="Như trong câu trả lời; không dùng để kiểm tra.")


class CitedBody(BaseModel):
    """Một trích dẫn như trong câu trả lời; để kiểm tra chỉ cần document_id, document_sha256 và selectors."""

    model_config = example(CLAIMED, strict=True)

    document_id: Whole | None = Field(None, description="Mã của tài liệu được dẫn.")
    document_sha256: Sha256 | None = Field(
        None, description="SHA-256 của văn bản khi được dẫn; bỏ trống thì không xét tài liệu đã thay đổi hay chưa."
    )
    start: _Offset | None = Field(None, description="Như trong TextPositionSelector.")
    end: _Offset | None = Field(None, description="Như trong TextPositionSelector.")
    selectors: list[Selector] | None = Field(
        None, min_length=1, max_length=2, description="Nhiều nhất một bộ chọn mỗi loại."
    )
    title: Any = _Shown
    publisher: Any = _Shown
    url: Any = _Shown
    published_at: Any = _Shown
    author: Any = _Shown
    headings: Any = _Shown
    clause: Any = _Shown
    page: Any = _Shown
    place: Any = _Shown
    start_utf16: _Offset | None = _Shown
    end_utf16: _Offset | None = _Shown
    source_link: Any = _Shown
    text_fragment: Any = _Shown
    context: Any = _Shown

    @model_validator(mode="after")
    def _one_position(self) -> Self:
        position = self.position()
        if len({one.type for one in self.selectors or ()}) < len(self.selectors or ()):
            raise PydanticCustomError("hoidap", "selectors có hai bộ chọn cùng loại; mỗi loại chỉ được một")
        if (self.start is None) != (self.end is None):
            raise PydanticCustomError("hoidap", "start và end phải đi cùng nhau")
        if position and position[0] >= position[1]:
            raise PydanticCustomError("hoidap", "start phải nhỏ hơn end")
        if self.start is not None and position != (self.start, self.end):
            raise PydanticCustomError("hoidap", "start và end khác với TextPositionSelector")
        if self.document_id is None and (position or self.document_sha256):
            raise PydanticCustomError("hoidap", "thiếu document_id: vị trí và mã băm là của một tài liệu")
        return self

    def position(self) -> tuple[int, int] | None:
        """The claimed start and end, in code points."""
        for one in self.selectors or ():
            if isinstance(one, PositionSelector):
                return one.start, one.end
        return None if self.start is None or self.end is None else (self.start, self.end)

    def quoted(self) -> QuoteSelector | None:
        """The claimed words, where the citation has them itself."""
        return next((one for one in self.selectors or () if isinstance(one, QuoteSelector)), None)


class ClaimBody(CitedBody):
    """Một trích dẫn cần kiểm tra: một câu trả lời, một citation kèm text hay selectors, hoặc một quote gõ tay."""

    model_config = example(CLAIMED, QUOTED, strict=True)

    quote: _WordSets | None = Field(None, description="Lời trích gõ tay; document_id có thể bỏ trống.")
    text: _WordSets | None = Field(None, description="Câu trả lời mà citation này dẫn.")
    citation: CitedBody | None = Field(None, description="Khi gửi cả câu trả lời: trích dẫn của nó.")
    score: Any = _Shown
    confidence: Any = _Shown
    also_in: Any = _Shown
    highlights: Any = _Shown
    introduction: Any = _Shown
    more_items: Any = _Shown

    @model_validator(mode="after")
    def _one_quotation(self) -> Self:
        cited = self.citation or self
        if self.citation and (self.document_id is not None or self.start is not None or self.selectors):
            raise PydanticCustomError("hoidap", "có citation thì vị trí chỉ được ghi trong citation")
        quoted = cited.quoted()
        quotes = {words for words in (self.quote, self.text, quoted and quoted.exact) if words is not None}
        if not quotes:
            raise PydanticCustomError(
                "hoidap", "thiếu lời được trích: cần quote, text, hoặc một TextQuoteSelector trong selectors"
            )
        if len(quotes) > 1:
            raise PydanticCustomError("hoidap", "quote, text và exact của TextQuoteSelector không giống nhau")
        return self

    def claim(self) -> Claim:
        """The same as it is verified."""
        cited = self.citation or self
        quoted = cited.quoted() or QuoteSelector(
            type="TextQuoteSelector", exact=self.quote or self.text or "", prefix="", suffix=""
        )
        cited_at = (cited.document_id, cited.document_sha256, cited.position())
        return Claim(quoted.exact, *cited_at, quoted.prefix, quoted.suffix)


def _claim(given: object) -> Claim:
    """What a body claims. The body is freed at once: ten thousand would keep Python's collector busy."""
    return ClaimBody.model_validate(given).claim()


class VerifyRequest(BaseModel):
    """Những trích dẫn cần kiểm tra."""

    model_config = example({"citations": [CLAIMED, QUOTED]}, strict=True)

    citations: list[Annotated[Claim, PlainValidator(_claim, json_schema_input_type=ClaimBody)]] = Field(
        min_length=1, max_length=MOST_CITATIONS
    )


class NearestBody(BaseModel):
    """Chỗ gần nhất với lời trích không còn nguyên văn: không phải lời được trích."""

    model_config = example({"text": SENTENCE, "citation": CITATION})

    text: str
    citation: CitationBody


class VerdictBody(BaseModel):
    """Kết quả kiểm tra một trích dẫn, theo thứ tự được gửi."""

    model_config = example(*VERIFIED["results"])

    status: Status = Field(
        description="exact: đúng từng ký tự tại nơi đã dẫn; moved: đúng từng ký tự ở chỗ khác hay bản khác của tài "
        "liệu; changed: không còn đúng từng ký tự; missing: không có."
    )
    reason: Reason = Field(description="Vì sao, chi tiết hơn status.")
    message: str = Field(description="Cùng điều ấy bằng một câu tiếng Việt.")
    citation: CitationBody | None = Field(
        None, description="Nơi những chữ ấy đang đứng nguyên văn, khi exact hay moved."
    )
    also_in: list[CitationBody] = Field(description="Những nơi khác cũng có nguyên văn, nhiều nhất 20.")
    nearest: NearestBody | None = Field(
        None, description="Chỗ gần nhất khi không có nguyên văn; không phải lời được trích."
    )

    @classmethod
    def of(cls, verdict: Verdict) -> Self:
        """A verdict as JSON shows it."""
        nearest = verdict.nearest
        return cls(
            status=verdict.status,
            reason=verdict.reason,
            message=SENTENCES[verdict.reason],
            citation=CitationBody.of(verdict.citation) if verdict.citation else None,
            also_in=[CitationBody.of(one) for one in verdict.also_in],
            nearest=NearestBody(text=nearest.quote.exact, citation=CitationBody.of(nearest)) if nearest else None,
        )


class VerifyReply(BaseModel):
    """Kết quả của từng trích dẫn, đều theo cùng một thế hệ của kho tài liệu."""

    model_config = example(VERIFIED)

    results: list[VerdictBody]
    counts: dict[Status, int] = Field(description="Bao nhiêu trích dẫn có mỗi status.")
    generation: int
    took_ms: float = Field(ge=0, description="Thời gian kiểm tra, mili giây.")


def reply_as_json(verified: Verified, took_ms: float) -> str:
    """A `VerifyReply`, written one verdict after the other, for the same reason."""
    results = ",".join(VerdictBody.of(one).model_dump_json() for one in verified.verdicts)
    statuses = [one.status for one in verified.verdicts]
    rest = {
        "counts": {status.value: statuses.count(status) for status in Status},
        "generation": verified.generation,
        "took_ms": round(took_ms, 2),
    }
    return f'{{"results":[{results}],{json.dumps(rest)[1:]}'

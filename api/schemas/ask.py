"""What does the JSON of a question and its answers look like?

Requests are strict: an unknown field or a number in quotes is refused by name. Offsets are Unicode code points,
half-open, as everywhere.
"""

import re
from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from api.schemas.citations import CitationBody, Whole
from api.schemas.examples import ABSTAINED, ANSWER, ANSWERED, ANSWERED_IN_PARTS, GREETED, PART, QUESTION, TURN, example
from qa.answering.decide import NEAREST_FROM
from qa.answering.messages.message_answerer import MessagePart, MessageReply
from qa.questions.follow_ups import Turn
from qa.questions.reading import LONGEST_QUESTION
from qa.retrieval.candidates import Filter
from qa.types import Abstention, Answer, Answers, Introduction, SmallTalkReply

MOST_ANSWERS = 20
USUAL_ANSWERS = 3

# A follow-up depends on the last question or two.
MOST_TURNS = 5

# As many answers as a turn may have had.
MOST_CITED = MOST_ANSWERS

# A list in a filter: more names than this are a mistake, and would be looked through for every document.
_MOST_NAMES = 1_000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: object) -> object:
    """A day is written in one way only; a number or a time of day would be read as some day or other."""
    if value is None or (isinstance(value, str) and _DAY.fullmatch(value) and _is_day(value)):
        return value
    raise PydanticCustomError("hoidap", "phải là một ngày có thật, viết là NĂM-THÁNG-NGÀY, ví dụ 2022-06-02")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


Day = Annotated[date | None, Field(strict=False), BeforeValidator(_day, json_schema_input_type=str | None)]
Names = Annotated[list[str] | None, Field(min_length=1, max_length=_MOST_NAMES)]


class FilterRequest(BaseModel):
    """Chỉ trả lời từ những tài liệu này. Các điều kiện cùng phải đúng."""

    model_config = example(
        {"published_from": "2022-01-01", "published_to": "2022-12-31", "publishers": ["Báo Mẫu"]}, strict=True
    )

    published_from: Day = Field(None, description="Từ ngày này, kể cả ngày này. Tài liệu không ghi ngày bị loại.")
    published_to: Day = Field(None, description="Đến ngày này, kể cả ngày này. Tài liệu không ghi ngày bị loại.")
    document_ids: Names = Field(None, description="Mã của những tài liệu được hỏi.")
    publishers: Names = Field(None, description="Tên nơi xuất bản, đúng từng chữ.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise PydanticCustomError("hoidap", "published_from phải trước hoặc bằng published_to")
        return self

    def wanted(self) -> Filter:
        """The same as the engine takes it."""
        return Filter(
            published_from=self.published_from,
            published_to=self.published_to,
            document_ids=None if self.document_ids is None else frozenset(self.document_ids),
            publishers=None if self.publishers is None else frozenset(self.publishers),
        )


class TurnBody(BaseModel):
    """Một câu đã hỏi trước đó, câu đã trả lời nó và những tài liệu đã được trích."""

    model_config = example(TURN, strict=True)

    question: Whole = Field(min_length=1, max_length=LONGEST_QUESTION, description="Câu đã hỏi.")
    answer: Whole = Field("", max_length=LONGEST_QUESTION, description="Câu đầu tiên đã trả lời; rỗng khi không có.")
    document_ids: list[Whole] = Field(
        default_factory=list,
        max_length=MOST_CITED,
        description="citation.document_id của những câu đã trả lời; để trống cũng được.",
    )


class AskRequest(BaseModel):
    """Một câu hỏi."""

    model_config = example({"question": QUESTION, "top_k": 3}, {"question": "Khi nào?", "history": [TURN]}, strict=True)

    question: Whole = Field(description="Câu hỏi bằng tiếng Việt, có dấu hay không dấu, tối đa 2.000 ký tự.")
    top_k: int = Field(
        USUAL_ANSWERS, ge=1, le=MOST_ANSWERS, description=f"Số câu nhiều nhất được trả về, mặc định {USUAL_ANSWERS}."
    )
    filter: FilterRequest | None = None
    history: list[TurnBody] = Field(
        default_factory=list,
        max_length=MOST_TURNS,
        description="Các câu đã hỏi, cũ nhất trước, để hiểu câu hỏi lược như “Còn Lào thì sao?”.",
    )
    literal: bool = Field(
        default=False, description="Tìm đúng như đã gõ: không thêm dấu, không sửa chữ; mặc định false."
    )

    def turns(self) -> list[Turn]:
        """The history as the answerer takes it."""
        return [Turn(turn.question, turn.answer, tuple(turn.document_ids)) for turn in self.history]


class HighlightBody(BaseModel):
    """Những chữ trả lời: document.text[start:end], nằm trong câu được trích."""

    model_config = example(ANSWER["highlights"][0])

    start: int = Field(description="Theo điểm mã Unicode, như citation.start.")
    end: int
    start_utf16: int = Field(description="Theo đơn vị UTF-16, như JavaScript đếm.")
    end_utf16: int


class IntroductionBody(BaseModel):
    """Câu hỏi hoặc câu dẫn của tài liệu mà câu trả lời thuộc về: document.text[start:end] chính là text."""

    model_config = example(ANSWER["introduction"])

    kind: Literal["question", "lead_in"] = Field(
        description="question: câu hỏi mà tài liệu tự đặt ra và trả lời; lead_in: câu dẫn vào danh sách."
    )
    text: str
    start: int = Field(ge=0, description="Theo điểm mã Unicode, như citation.start.")
    end: int = Field(ge=0)

    @classmethod
    def of(cls, introduction: Introduction) -> Self:
        """An introduction as JSON shows it."""
        return cls(kind=introduction.kind.value, text=introduction.text, start=introduction.start, end=introduction.end)


class AnswerBody(BaseModel):
    """Một lát cắt nguyên văn của tài liệu: một câu, cả danh sách, hoặc lời đáp cho câu hỏi mà tài liệu đặt ra."""

    model_config = example(ANSWER)

    text: str
    score: float = Field(description="Xếp thứ tự các câu của cùng một câu hỏi; không so được giữa hai câu hỏi.")
    confidence: float = Field(ge=0, le=1, description="Xác suất câu này trả lời được câu hỏi.")
    citation: CitationBody
    also_in: list[CitationBody] = Field(description="Những nguồn khác in cùng câu này, nguồn tốt nhất trước.")
    highlights: list[HighlightBody] = Field(
        description="Những chữ trả lời trong câu; rỗng khi không chắc, trong nearest, hoặc khi HOIDAP_HIGHLIGHT=0."
    )
    introduction: IntroductionBody | None = Field(
        description="Câu hỏi hoặc câu dẫn đứng trước, để hiểu text; null khi không có hoặc đã nằm trong text."
    )
    more_items: int = Field(
        ge=0, description="Số mục của danh sách còn lại trong tài liệu mà text không chứa; 0 khi text có đủ."
    )

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """An answer as JSON shows it."""
        return cls(
            text=answer.text,
            score=answer.score,
            confidence=answer.confidence,
            citation=CitationBody.of(answer.citation, answer.highlights),
            also_in=[CitationBody.of(cited) for cited in answer.also_in],
            highlights=[HighlightBody(**asdict(words)) for words in answer.highlights],
            introduction=IntroductionBody.of(answer.introduction) if answer.introduction else None,
            more_items=answer.more_items,
        )


Kind = Literal["answer", "abstention", "small_talk"]
_KINDS: dict[type, Kind] = {Answers: "answer", Abstention: "abstention", SmallTalkReply: "small_talk"}


def _shown(outcome: Answers | Abstention | SmallTalkReply) -> tuple[list[AnswerBody], list[AnswerBody]]:
    """The answers, and what came nearest."""
    answers = outcome.answers if isinstance(outcome, Answers) else ()
    nearest = outcome.nearest if isinstance(outcome, Abstention) else ()
    return [AnswerBody.of(answer) for answer in answers], [AnswerBody.of(answer) for answer in nearest]


class PartBody(BaseModel):
    """Một trong những câu hỏi của lời nhắn, và những câu trả lời nó."""

    model_config = example(PART)

    question: str = Field(description="Câu hỏi, chép từ lời nhắn.")
    read_as: str = Field(description="Câu hỏi như hệ thống hiểu.")
    abstained: bool = Field(description="Đúng khi tài liệu không nói về điều được hỏi.")
    answers: list[AnswerBody] = Field(description="Câu trả lời, tốt nhất trước; rỗng khi abstained.")
    nearest: list[AnswerBody] = Field(description="Những câu gần nhất khi abstained: không phải câu trả lời.")
    generation: int = Field(description="Lần thay đổi của kho tài liệu mà câu trả lời thuộc về.")

    @classmethod
    def of(cls, part: MessagePart) -> Self:
        """A part as JSON shows it."""
        outcome = part.outcome
        answers, nearest = _shown(outcome)
        return cls(
            question=part.question,
            read_as=outcome.read_as,
            abstained=isinstance(outcome, Abstention),
            answers=answers,
            nearest=nearest,
            generation=outcome.generation,
        )


class AskReply(BaseModel):
    """Những câu trả lời, hoặc lời đáp rằng tài liệu không nói về điều này."""

    model_config = example(ANSWERED, ABSTAINED, GREETED, ANSWERED_IN_PARTS)

    question: str = Field(description="Câu hỏi đúng như được gửi.")
    read_as: str = Field(description="Câu hỏi như hệ thống hiểu.")
    kind: Kind = Field(description="Câu trả lời, lời đáp rằng tài liệu không nói, hay lời chào hỏi.")
    message: str = Field(description="Lời đáp khi kind là small_talk; rỗng khi không phải.")
    abstained: bool = Field(description="Đúng khi tài liệu không nói về điều được hỏi.")
    answers: list[AnswerBody] = Field(description="Câu trả lời, tốt nhất trước; rỗng khi abstained.")
    nearest: list[AnswerBody] = Field(
        description="Những câu gần nhất khi abstained: không phải câu trả lời. Chỉ gồm câu có confidence từ "
        f"{str(NEAREST_FROM).replace('.', ',')} trở lên, nên có thể rỗng."
    )
    suggestions: list[str] = Field(
        description="Những câu có thể hỏi tiếp, chép từ các tài liệu đã trích; rỗng khi không có."
    )
    parts: list[PartBody] = Field(
        description="Từng câu hỏi khi lời nhắn có nhiều câu, theo thứ tự; rỗng khi chỉ có một. Các trường khác là của "
        "câu đầu tiên trả lời được."
    )
    generation: int = Field(description="Tăng mỗi khi kho tài liệu thay đổi.")
    took_ms: float = Field(ge=0, description="Thời gian trả lời, mili giây.")

    @classmethod
    def of(cls, question: str, found: MessageReply, took_ms: float) -> Self:
        """What a message came to, as JSON shows it."""
        outcome = found.first
        answers, nearest = _shown(outcome)
        return cls(
            question=question,
            read_as=outcome.read_as,
            kind=_KINDS[type(outcome)],
            message=outcome.message if isinstance(outcome, SmallTalkReply) else "",
            abstained=isinstance(outcome, Abstention),
            answers=answers,
            nearest=nearest,
            suggestions=list(outcome.suggestions) if isinstance(outcome, Answers) else [],
            parts=[PartBody.of(part) for part in found.parts],
            generation=outcome.generation,
            took_ms=round(took_ms, 2),
        )

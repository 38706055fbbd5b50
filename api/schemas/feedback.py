"""What does the JSON of feedback look like?"""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from api.schemas.citations import Whole, whole
from api.schemas.examples import FEEDBACK, FEEDBACK_ID, FEEDBACK_ON_ABSTENTION, example
from api.schemas.sha256 import Sha256
from qa.feedback.feedback_store import Cited, Feedback
from qa.questions.reading import LONGEST_QUESTION

# In characters: a few sentences.
LONGEST_NOTE = 1_000

# Abbreviations that are written out make a question longer than it was typed.
_LONGEST_READING = 2 * LONGEST_QUESTION

# Beyond any text and any library, and within what the database can hold.
_MOST = 2**53

Offset = Annotated[int, Field(ge=0, le=_MOST)]
Generation = Annotated[int, Field(ge=0, le=_MOST)]


class RatedSentence(BaseModel):
    """Câu được nhận xét: bốn trường này của citation, đúng như đã nhận."""

    model_config = example(FEEDBACK["citation"], strict=True)

    document_id: Whole
    document_sha256: Sha256 = Field(description="SHA-256 của văn bản tài liệu (UTF-8).")
    start: Offset
    end: Offset


class FeedbackBody(BaseModel):
    """Nhận xét về một câu trả lời; về lời đáp rằng tài liệu không nói, khi không có citation."""

    model_config = example(FEEDBACK, FEEDBACK_ON_ABSTENTION, strict=True)

    question: Whole = Field(description="Câu đã hỏi, tối đa 2.000 ký tự.")
    helpful: bool = Field(description="Có ích hay không.")
    citation: RatedSentence | None = None
    read_as: Annotated[str, Field(min_length=1, max_length=_LONGEST_READING), AfterValidator(whole)] | None = Field(
        None, description="read_as của lời đáp."
    )
    note: Annotated[str, Field(max_length=LONGEST_NOTE), AfterValidator(whole)] | None = Field(
        None, description="Lời ghi thêm, tối đa 1.000 ký tự."
    )
    generation: Generation | None = Field(None, description="generation của lời đáp.")

    def said(self) -> Feedback:
        """The same as the store takes it."""
        cited = Cited(**self.citation.model_dump()) if self.citation else None
        note = self.note and self.note.strip()
        return Feedback(
            question=self.question,
            helpful=self.helpful,
            cited=cited,
            read_as=self.read_as,
            note=note or None,
            generation=self.generation,
        )


class FeedbackKept(BaseModel):
    """Nhận xét đã được ghi."""

    model_config = example({"id": FEEDBACK_ID})

    id: str = Field(description="Mã của nhận xét.")

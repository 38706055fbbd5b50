"""What does the JSON of suggested questions look like?"""

from pydantic import BaseModel, Field

from api.schemas.examples import SUGGESTED, example
from qa.suggesting.suggested_questions import MOST_SUGGESTED


class SuggestionsReply(BaseModel):
    """Những câu có thể hỏi trước tiên: mỗi câu đã được hỏi thử và có câu trả lời trong kho tài liệu này."""

    model_config = example(SUGGESTED)

    suggestions: list[str] = Field(
        max_length=MOST_SUGGESTED,
        description="Tiêu đề là câu hỏi, câu hỏi về điều mà một tài liệu định nghĩa, câu mà bạn đọc từng thấy có ích; "
        "rỗng khi không có câu nào đủ chắc.",
    )
    generation: int = Field(
        ge=0, description="Thế hệ của kho khi tìm ra các câu này; ngay sau một thay đổi có thể còn là thế hệ trước."
    )

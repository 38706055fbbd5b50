"""Which failures does an operation describe, and in which words?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from api.schemas.examples import example

# What a status means where the operation says nothing more specific.
DESCRIPTIONS: Mapping[int, str] = {
    400: "Biểu mẫu hỏng",
    401: "Thiếu khoá hoặc khoá sai",
    403: "Chưa đặt khoá, và yêu cầu không đến từ chính máy này",
    404: "Không có tài liệu này",
    408: "Thân yêu cầu tới quá chậm",
    409: "Tài liệu được trích đã khác",
    413: "Thân yêu cầu quá lớn",
    415: "Loại tệp hay kiểu nội dung không đọc được",
    421: "Tên máy trong tiêu đề Host không phải của dịch vụ này",
    422: "Yêu cầu không hợp lệ; detail nêu tên trường",
    429: "Máy chủ đang bận; Retry-After cho biết khi nào nên thử lại",
    503: "Chưa sẵn sàng hoặc kho tài liệu gặp trục trặc",
}

# For an operation that needs no model, and so is ready from the first moment.
LIBRARY_FAILED = "Kho tài liệu gặp trục trặc"

_NONE: Mapping[int, str] = MappingProxyType({})


class Problem(BaseModel):
    """Vì sao yêu cầu không được thực hiện: một câu tiếng Việt."""

    model_config = example({"detail": "question: câu hỏi đang trống; hãy nhập một câu hỏi."})

    detail: str


def problems(
    *statuses: int, specific: Mapping[int, str] = _NONE, model: type[BaseModel] = Problem
) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for these statuses, as FastAPI takes them, and for those of `specific` with
    descriptions of their own.
    """
    descriptions = {status: DESCRIPTIONS[status] for status in statuses} | dict(specific)
    return {status: {"model": model, "description": text} for status, text in descriptions.items()}

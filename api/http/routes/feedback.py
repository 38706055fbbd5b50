"""How does somebody say whether an answer helped?"""

from fastapi import APIRouter

from api.schemas.documents import problems
from api.schemas.feedback import FeedbackBody, FeedbackKept
from api.wiring import Services
from qa.questions.reading import check_question

_SAID = {
    404: "Không có tài liệu được trích",
    409: "Tài liệu được trích đã khác",
    413: "Thân yêu cầu quá lớn",
    422: "Yêu cầu không hợp lệ; detail nêu tên trường",
    503: "Kho tài liệu gặp trục trặc",
}


def feedback_routes(services: Services) -> APIRouter:
    """The route for who may ask: it needs no key, and no model."""
    router = APIRouter()

    @router.post(
        "/v1/feedback",
        summary="Nhận xét một câu trả lời",
        tags=["questions"],
        status_code=201,
        responses=problems(_SAID),
    )
    def send_feedback(body: FeedbackBody) -> FeedbackKept:
        """Ghi lại câu hỏi, câu được trích, có ích hay không và lời ghi thêm; không ghi gì khác về người gửi."""
        check_question(body.question)
        return FeedbackKept(id=services.feedback.keep(body.said()))

    return router

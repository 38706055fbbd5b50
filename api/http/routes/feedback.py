"""How is feedback on an answer sent?"""

from fastapi import APIRouter

from api.schemas.feedback import FeedbackBody, FeedbackKept
from api.schemas.problems import LIBRARY_FAILED, problems
from api.wiring import Services
from qa.questions.reading import check_question

_SPECIFIC = {404: "Không có tài liệu được trích", 503: LIBRARY_FAILED}


def feedback_routes(services: Services) -> APIRouter:
    """The route for feedback; like asking it needs no key, and it needs no model."""
    router = APIRouter()

    @router.post(
        "/v1/feedback",
        summary="Nhận xét một câu trả lời",
        tags=["questions"],
        status_code=201,
        responses=problems(409, 413, 422, specific=_SPECIFIC),
    )
    def send_feedback(body: FeedbackBody) -> FeedbackKept:
        """Ghi lại câu hỏi, câu được trích, có ích hay không và lời ghi thêm; không ghi gì khác về người gửi."""
        check_question(body.question)
        return FeedbackKept(id=services.feedback.keep(body.said()))

    return router

"""How are citations verified over HTTP?"""

from time import perf_counter

from fastapi import APIRouter, Response

from api.schemas.documents import problems
from api.schemas.verify import VerifyReply, VerifyRequest, reply_as_json
from api.wiring import Services
from qa.citing.verifying import verify_claims

_SAID = {
    413: "Thân yêu cầu quá lớn",
    422: "Yêu cầu không hợp lệ; detail nêu tên trường",
    503: "Kho tài liệu gặp trục trặc",
}


def verify_routes(services: Services) -> APIRouter:
    """The route that verifies; it needs no model, so that it answers from the first moment."""
    router = APIRouter()

    @router.post(
        "/v1/verify",
        summary="Kiểm tra trích dẫn",
        tags=["citations"],
        response_model=VerifyReply,
        responses=problems(_SAID),
    )
    def verify_citations(asked: VerifyRequest) -> Response:
        """Cho biết từng trích dẫn còn đúng từng ký tự hay không; cả lượt đọc cùng một thế hệ của kho tài liệu."""
        began = perf_counter()
        verified = verify_claims(services.library, asked.citations)
        told = reply_as_json(verified, (perf_counter() - began) * 1000)
        return Response(told, media_type="application/json")

    return router

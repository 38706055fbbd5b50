"""How are citations verified over HTTP?"""

from time import perf_counter

from fastapi import APIRouter, Response

from api.schemas.problems import LIBRARY_FAILED, problems
from api.schemas.verify import VerifyReply, VerifyRequest, reply_as_json
from api.wiring import Services
from qa.citing.verifying import verify_claims


def verify_routes(services: Services) -> APIRouter:
    """The route that verifies citations; it needs no model, so it answers from the first moment."""
    router = APIRouter()

    @router.post(
        "/v1/verify",
        summary="Kiểm tra trích dẫn",
        tags=["citations"],
        response_model=VerifyReply,
        responses=problems(408, 413, 422, 429, specific={503: LIBRARY_FAILED}),
    )
    def verify_citations(asked: VerifyRequest) -> Response:
        """Cho biết từng trích dẫn còn đúng từng ký tự hay không; cả lượt đọc cùng một thế hệ của kho tài liệu."""
        began = perf_counter()
        verified = verify_claims(services.library, asked.citations)
        reply = reply_as_json(verified, (perf_counter() - began) * 1000)
        return Response(reply, media_type="application/json")

    return router

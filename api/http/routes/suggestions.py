"""Which questions are suggested to a reader who does not know the documents?"""

from fastapi import APIRouter, Depends

from api.http.startup import Startup
from api.http.suggestion_worker import SuggestionWorker
from api.schemas.problems import problems
from api.schemas.suggestions import SuggestionsReply


def suggestion_routes(worker: SuggestionWorker, startup: Startup) -> APIRouter:
    """The route of the suggested questions. It needs no key, and a waiting request holds no thread."""
    router = APIRouter()

    @router.get(
        "/v1/suggestions",
        summary="Gợi ý câu hỏi đầu tiên",
        tags=["questions"],
        dependencies=[Depends(startup.prepared)],
        responses=problems(503),
    )
    async def list_suggestions() -> SuggestionsReply:
        """Trả về tối đa sáu câu ngắn mà kho này trả lời được, của nhiều tài liệu; tìm lại sau mỗi lần kho thay đổi."""
        latest = await worker.latest()
        return SuggestionsReply(suggestions=list(latest.questions), generation=latest.generation)

    return router

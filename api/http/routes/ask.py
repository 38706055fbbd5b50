"""How is a question asked over HTTP?"""

from time import perf_counter

from fastapi import APIRouter, Depends

from api.http.startup import Startup
from api.schemas.ask import AskReply, AskRequest
from api.schemas.problems import problems
from api.wiring import Services


def ask_routes(services: Services, startup: Startup) -> APIRouter:
    """The route that answers questions, in a thread of its own for each; it waits for the model."""
    router = APIRouter()

    @router.post(
        "/v1/ask",
        summary="Hỏi một câu",
        tags=["questions"],
        dependencies=[Depends(startup.prepared)],
        responses=problems(413, 422, 503),
    )
    def ask_question(asked: AskRequest) -> AskReply:
        """Trả về những câu chép nguyên văn kèm trích dẫn, hoặc cho biết tài liệu không nói về điều này."""
        began = perf_counter()
        wanted = asked.filter.wanted() if asked.filter else None
        outcome = services.answerer.answer(
            asked.question, asked.top_k, wanted, turns=asked.turns(), literal=asked.literal
        )
        return AskReply.of(asked.question, outcome, (perf_counter() - began) * 1000)

    return router

"""How is a question asked over HTTP?"""

import os
from time import perf_counter

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends

from api.http.refusals import RefusedError
from api.http.startup import Startup
from api.schemas.ask import AskReply, AskRequest
from api.schemas.problems import problems
from api.wiring import Services

# Questions that wait for their turn: a few seconds' work. Whoever comes then is refused, not kept waiting.
MOST_WAITING = 100

# In seconds: about as long as those before take.
RETRY_AFTER = 3

_BUSY = "Đang có quá nhiều người hỏi cùng lúc; xin hỏi lại sau vài giây."

# Questions answered at a time. One more than there are cores: while some compute without Python's lock, one has it.
# The others wait for their turn in the order in which they came, instead of all for the lock.
AT_ONCE = (os.cpu_count() or 1) + 1


def ask_routes(services: Services, startup: Startup) -> APIRouter:
    """The route that answers questions, `AT_ONCE` of them at a time in threads; it waits for the model."""
    router = APIRouter()
    turns = CapacityLimiter(AT_ONCE)

    def answer(asked: AskRequest, began: float) -> AskReply:
        wanted = asked.filter.wanted() if asked.filter else None
        found = services.message_answerer.answer(
            asked.question, asked.top_k, wanted, turns=asked.turns(), literal=asked.literal
        )
        return AskReply.of(asked.question, found, (perf_counter() - began) * 1000)

    @router.post(
        "/v1/ask",
        summary="Hỏi một câu",
        tags=["questions"],
        dependencies=[Depends(startup.prepared)],
        responses=problems(413, 422, 429, 503),
    )
    async def ask_question(asked: AskRequest) -> AskReply:
        """Trả về những câu chép nguyên văn kèm trích dẫn, hoặc cho biết tài liệu không nói về điều này."""
        if turns.statistics().tasks_waiting >= MOST_WAITING:
            raise RefusedError(429, _BUSY, {"Retry-After": str(RETRY_AFTER)})
        return await to_thread.run_sync(answer, asked, perf_counter(), limiter=turns)

    return router

"""Which requests are answered?"""

from time import perf_counter
from typing import Any

from fastapi import APIRouter, Depends
from starlette.responses import FileResponse

from api.http.startup import Startup
from api.schemas.ask import AskReply, AskRequest
from api.schemas.documents import Alive, DocumentBody, DocumentEntry, DocumentList, Ready, problems
from api.schemas.parameters import DocumentId
from api.wiring import Services

_SAID = {
    404: "Không có tài liệu này",
    413: "Thân yêu cầu quá lớn",
    422: "Yêu cầu không hợp lệ; detail nêu tên trường",
    503: "Chưa sẵn sàng hoặc kho tài liệu gặp trục trặc",
}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return problems({status: _SAID[status] for status in statuses})


def routes(services: Services, startup: Startup) -> APIRouter:
    """The JSON interface. What takes time runs in threads."""
    router = APIRouter()

    @router.post(
        "/v1/ask",
        summary="Hỏi một câu",
        tags=["questions"],
        dependencies=[Depends(startup.prepared)],
        responses=_problems(413, 422, 503),
    )
    def ask_question(asked: AskRequest) -> AskReply:
        """Trả về những câu chép nguyên văn kèm trích dẫn, hoặc cho biết tài liệu không nói về điều này."""
        began = perf_counter()
        wanted = asked.filter.wanted() if asked.filter else None
        outcome = services.answerer.answer(
            asked.question, asked.top_k, wanted, turns=asked.turns(), literal=asked.literal
        )
        return AskReply.of(asked.question, outcome, (perf_counter() - began) * 1000)

    @router.get("/v1/documents", summary="Liệt kê tài liệu", tags=["documents"], responses=_problems(503))
    def list_documents() -> DocumentList:
        # Read first: a change in between then shows as a change still to come.
        generation = services.library.generation
        entries = [DocumentEntry.of(summary) for summary in services.library.summaries()]
        return DocumentList(documents=entries, generation=generation)

    @router.get(
        "/v1/documents/{document_id:path}",
        summary="Xem một tài liệu",
        tags=["documents"],
        responses=_problems(404, 422, 503),
    )
    def get_document(document_id: DocumentId) -> DocumentBody:
        found = services.library.document(document_id)
        near_duplicates = services.engine.view().near_duplicates(document_id)
        return DocumentBody.of(found, near_duplicates)

    @router.get("/healthz", summary="Tiến trình còn sống?", tags=["status"])
    async def get_health() -> Alive:
        return Alive()

    @router.get("/readyz", summary="Đã sẵn sàng trả lời?", tags=["status"], responses=_problems(503))
    def get_readiness() -> Ready:
        """Cũng làm mới chỉ mục khi kho tài liệu vừa thay đổi, để người hỏi kế tiếp không phải chờ."""
        startup.check()
        view = services.engine.view()
        return Ready(documents=view.document_count, sentences=view.sentence_count, generation=view.generation)

    return router


def page_routes(index: str) -> APIRouter:
    """The chat page at the root."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    def page() -> FileResponse:
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    return router

"""Which requests change the library?"""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from api.http.access import GATED, Access
from api.http.description import schema_reference
from api.http.intake import Intake
from api.http.refusals import RefusedError
from api.http.startup import Startup
from api.http.uploads import received, received_for
from api.schemas.changes import (
    FileForm,
    FilesForm,
    JobBody,
    RefusedBody,
    ReportBody,
    TextBody,
    TextDocument,
    TextDocuments,
)
from api.schemas.examples import TEXT_DOCUMENT
from api.schemas.parameters import Background, DocumentId
from api.schemas.problems import problems
from api.wiring import Services
from qa.ingesting.identity import document_id as id_of

_NOTHING_TAKEN = {413: "Quá lớn", 422: "Không nhận được tài liệu nào"}


def _responses() -> dict[int | str, dict[str, Any]]:
    return {
        200: {"model": ReportBody, "description": "Không có gì mới; tài liệu có thể đã được thay"},
        201: {"model": ReportBody, "description": "Có tài liệu mới"},
        202: {"model": JobBody, "description": "Đã nhận thành một công việc; Location là địa chỉ của nó"},
        **problems(*GATED, 400, 408, 429, 503),
        **problems(415, specific=_NOTHING_TAKEN, model=RefusedBody),
    }


def _body(text: dict[str, Any], form: type[BaseModel]) -> dict[str, Any]:
    """The two kinds of request body for OpenAPI, since FastAPI does not parse them: `api/http/uploads.py` does."""
    content = {"application/json": {"schema": text}, "multipart/form-data": {"schema": schema_reference(form)}}
    return {"requestBody": {"required": True, "content": content}}


def _texts() -> dict[str, Any]:
    either = [schema_reference(body) for body in (TextDocuments, TextDocument)]
    return {"anyOf": either, "examples": [{"documents": [TEXT_DOCUMENT]}, TEXT_DOCUMENT]}


def change_routes(
    services: Services, startup: Startup, *, access: Access, on_accepted: Callable[[], None]
) -> APIRouter:
    """The routes behind the gate. `on_accepted` is called when a job waits."""
    router = APIRouter(dependencies=access.dependencies, tags=["documents"])
    intake = Intake(services, startup, on_accepted)

    @router.post(
        "/v1/documents",
        summary="Thêm hay thay tài liệu",
        status_code=201,
        responses=_responses(),
        openapi_extra=_body(_texts(), FilesForm),
    )
    async def add_documents(request: Request, *, background: Background = False) -> JSONResponse:
        """Nhận nhiều tệp, hoặc văn bản dạng JSON. Lần gửi lớn, hay background=true, thành một công việc làm dần."""
        async with received(request, services.library) as uploaded:
            return await intake.take(uploaded, background=background)

    @router.put(
        "/v1/documents/{document_id:path}",
        summary="Thay hay tạo một tài liệu",
        status_code=201,
        responses=_responses(),
        openapi_extra=_body(schema_reference(TextBody), FileForm),
    )
    async def put_document(
        document_id: DocumentId, request: Request, *, background: Background = False
    ) -> JSONResponse:
        """Nhận một tệp, hoặc văn bản dạng JSON. Mã tài liệu được giữ nguyên."""
        if id_of(document_id) != document_id:
            raise RefusedError(422, "Mã tài liệu chỉ gồm chữ không dấu, số và . _ ~ -, dài nhất 128 ký tự.")
        async with received_for(request, services.library, document_id) as uploaded:
            return await intake.take(uploaded, background=background)

    @router.delete(
        "/v1/documents/{document_id:path}",
        summary="Xoá một tài liệu",
        status_code=204,
        response_class=Response,
        responses=problems(*GATED, 404, 422),
    )
    def delete_document(document_id: DocumentId) -> None:
        """Xoá khỏi kho; tệp gốc không bị đụng tới."""
        services.library.remove(document_id)

    return router

"""Which requests change the library?"""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from api.http.access import Access
from api.http.description import schema_reference
from api.http.intake import Taking
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
from api.schemas.documents import problems as described
from api.schemas.examples import TEXT_DOCUMENT
from api.schemas.parameters import Background, DocumentId
from api.wiring import Services
from qa.ingesting.identity import document_id as id_of

_REFUSED = {413: "Quá lớn", 415: "Loại tệp hay kiểu nội dung không đọc được", 422: "Không nhận được tài liệu nào"}
_CLOSED = {401: "Thiếu khoá hoặc khoá sai", 403: "Chưa đặt khoá, và yêu cầu không đến từ chính máy này"}


def problems(**told: str) -> dict[int | str, dict[str, Any]]:
    """What the gate answers, and what else is said no to: `_404="…"`."""
    return described(_CLOSED | {int(status[1:]): what for status, what in told.items()})


def _responses() -> dict[int | str, dict[str, Any]]:
    refused: dict[int | str, dict[str, Any]] = {
        status: {"model": RefusedBody, "description": told} for status, told in _REFUSED.items()
    }
    return {
        200: {"model": ReportBody, "description": "Không có gì mới; tài liệu có thể đã được thay"},
        201: {"model": ReportBody, "description": "Có tài liệu mới"},
        202: {"model": JobBody, "description": "Đã nhận thành một công việc; Location là địa chỉ của nó"},
        **problems(_400="Biểu mẫu hỏng", _503="Chưa sẵn sàng hoặc kho tài liệu gặp trục trặc"),
        **refused,
    }


def _body(text: dict[str, Any], form: type[BaseModel]) -> dict[str, Any]:
    """The two kinds of body of a request, as OpenAPI describes them: our own parser reads them."""
    content = {"application/json": {"schema": text}, "multipart/form-data": {"schema": schema_reference(form)}}
    return {"requestBody": {"required": True, "content": content}}


def _texts() -> dict[str, Any]:
    either = [schema_reference(body) for body in (TextDocuments, TextDocument)]
    return {"anyOf": either, "examples": [{"documents": [TEXT_DOCUMENT]}, TEXT_DOCUMENT]}


def change_routes(services: Services, startup: Startup, access: Access, on_accepted: Callable[[], None]) -> APIRouter:
    """The routes behind the gate. `on_accepted` is called when a job waits."""
    router = APIRouter(dependencies=access.dependencies, tags=["documents"])
    taking = Taking(services, startup, on_accepted)

    @router.post(
        "/v1/documents",
        summary="Thêm hay thay tài liệu",
        status_code=201,
        responses=_responses(),
        openapi_extra=_body(_texts(), FilesForm),
    )
    async def add_documents(request: Request, *, background: Background = False) -> JSONResponse:
        """Nhận nhiều tệp, hoặc văn bản dạng JSON. Lần gửi lớn, hay background=true, thành một công việc làm dần."""
        async with received(request, services.library) as brought:
            return await taking.take(brought, background=background)

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
        async with received_for(request, services.library, document_id) as brought:
            return await taking.take(brought, background=background)

    @router.delete(
        "/v1/documents/{document_id:path}",
        summary="Xoá một tài liệu",
        status_code=204,
        response_class=Response,
        responses=problems(_404="Không có tài liệu này", _422="Yêu cầu không hợp lệ"),
    )
    def delete_document(document_id: DocumentId) -> None:
        """Xoá khỏi kho; tệp gốc không bị đụng tới."""
        services.library.remove(document_id)

    return router

"""Which requests change the library?"""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.access import Access
from api.receiving import received, received_for
from api.refusals import ToldError
from api.startup import Startup
from api.taking import Taking
from api.wire_changes import JobBody, RefusedBody, ReportBody, SourceFields, TextBody, TextDocument
from api.wire_documents import problems as described
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


def _body(text: dict[str, Any], *, many: bool) -> dict[str, Any]:
    """The two kinds of body of a request, as OpenAPI describes them: our own parser reads them."""
    files: dict[str, Any] = {"type": "string", "format": "binary"}
    fields = SourceFields.model_json_schema()["properties"]
    form = {"files": {"type": "array", "items": files} if many else files} | fields
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": text},
                "multipart/form-data": {"schema": {"type": "object", "properties": form, "required": ["files"]}},
            },
        }
    }


def _documents_schema() -> dict[str, Any]:
    one = TextDocument.model_json_schema()
    many = {"type": "object", "properties": {"documents": {"type": "array", "items": one}}, "required": ["documents"]}
    return {"anyOf": [many, one], "examples": [{"documents": one["examples"]}, *one["examples"]]}


def change_routes(services: Services, startup: Startup, access: Access, on_accepted: Callable[[], None]) -> APIRouter:
    """The routes behind the gate. `on_accepted` is called when a job waits."""
    router = APIRouter(dependencies=access.dependencies, tags=["thay đổi"])
    taking = Taking(services, startup, on_accepted)

    @router.post(
        "/v1/documents",
        summary="Thêm hay thay tài liệu",
        status_code=201,
        responses=_responses(),
        openapi_extra=_body(_documents_schema(), many=True),
    )
    async def add(request: Request, *, background: bool = False) -> JSONResponse:
        """Nhận nhiều tệp, hoặc văn bản dạng JSON. Lần gửi lớn, hay background=true, thành một công việc làm dần."""
        async with received(request, services.library) as brought:
            return await taking.take(brought, background=background)

    @router.put(
        "/v1/documents/{document_id:path}",
        summary="Thay hay tạo một tài liệu",
        status_code=201,
        responses=_responses(),
        openapi_extra=_body(TextBody.model_json_schema(), many=False),
    )
    async def put(document_id: str, request: Request, *, background: bool = False) -> JSONResponse:
        """Nhận một tệp, hoặc văn bản dạng JSON. Mã tài liệu được giữ nguyên."""
        if id_of(document_id) != document_id:
            raise ToldError(422, "Mã tài liệu chỉ gồm chữ không dấu, số và . _ ~ -, dài nhất 128 ký tự.")
        async with received_for(request, services.library, document_id) as brought:
            return await taking.take(brought, background=background)

    @router.delete(
        "/v1/documents/{document_id:path}",
        summary="Xoá một tài liệu",
        status_code=204,
        response_class=Response,
        responses=problems(_404="Không có tài liệu này", _422="Yêu cầu không hợp lệ"),
    )
    def remove(document_id: str) -> None:
        """Xoá khỏi kho; tệp gốc không bị đụng tới."""
        services.library.remove(document_id)

    return router

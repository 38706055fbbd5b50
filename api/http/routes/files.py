"""How is a document's original file downloaded?"""

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.http.access import GATED, Access
from api.http.refusals import RefusedError
from api.schemas.parameters import DocumentId
from api.schemas.problems import problems
from api.wiring import Services
from qa.types import SourceFile


def file_routes(services: Services, access: Access) -> APIRouter:
    """The route behind the gate; include it before those that match any path below a document."""
    router = APIRouter(dependencies=access.dependencies, tags=["documents"])

    @router.get(
        "/v1/documents/{document_id:path}/raw",
        summary="Tải tệp gốc của một tài liệu",
        response_class=Response,
        responses={
            **problems(*GATED, 422, specific={404: "Không có tài liệu này, hoặc tệp gốc không được giữ"}),
            200: {
                "description": "Các byte đúng như khi nhận",
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            },
            304: {"description": "Chưa thay đổi"},
        },
    )
    def get_document_file(document_id: DocumentId, request: Request) -> Response:
        sha256 = services.library.document(document_id).file_sha256
        if sha256 is not None and f'"{sha256}"' in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": f'"{sha256}"'})
        file = services.library.file_of(document_id)
        if file is None:
            raise RefusedError(404, f"Tệp gốc của tài liệu “{document_id}” không được giữ trong kho.")
        return Response(file.data, headers=_raw_headers(file, file.sha256))

    return router


def _raw_headers(file: SourceFile, sha256: str) -> dict[str, str]:
    """As a download: content written by others must not run as a page of ours."""
    name = quote(file.name.encode("utf-8", "replace"), safe="")
    charset = f"; charset={found}" if file.media_type.startswith("text/") and (found := _charset(file.data)) else ""
    return {
        "Content-Type": f"{file.media_type}{charset}",
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{sha256}"',
    }


def _charset(data: bytes) -> str | None:
    """The encoding where the bytes themselves prove it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"

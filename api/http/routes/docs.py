"""Where does a developer read about the API, and try it out?

At /docs, which is Swagger UI (Apache-2.0) over our own /openapi.json. The package `fastapi-swagger` (MIT) carries its
files; nothing is loaded from another host.
"""

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from api.http.security import CONTENT_SECURITY_POLICY

PAGE = Path(__file__).parents[1] / "docs_page"
FILES = ("page.js", "swagger-ui-bundle.js", "swagger-ui.css")

_HEADERS = {
    "Cache-Control": "no-cache",
    # The icons of Swagger UI's style sheet are data: URLs. As images they can neither run nor load anything.
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; img-src 'self' data:",
}


def docs_routes() -> APIRouter:
    """The page and its files. No address of it begins with a slash, so that it works below any prefix."""
    router = APIRouter(include_in_schema=False)
    files = StaticFiles(directory=PAGE, packages=[("fastapi_swagger", "resources")])

    @router.api_route("/docs", methods=["GET", "HEAD"])
    def page() -> FileResponse:
        return FileResponse(PAGE / "index.html", headers=_HEADERS)

    @router.api_route("/docs/{name}", methods=["GET", "HEAD"])
    async def page_file(name: str, request: Request) -> Response:
        if name not in FILES:
            raise HTTPException(404)
        return await files.get_response(name, request.scope)

    return router

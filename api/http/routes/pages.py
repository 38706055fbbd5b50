"""Where does the chat page stand?"""

from fastapi import APIRouter
from starlette.responses import FileResponse

from api.http.routes.widget import WIDGET


def page_routes() -> APIRouter:
    """The chat page, at the root."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    def page() -> FileResponse:
        return FileResponse(WIDGET / "index.html", headers={"Cache-Control": "no-cache"})

    return router

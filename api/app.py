"""How do the parts become a web application?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.failures import LastResort, answer_failures
from api.routes import page_routes, routes
from api.security import BodyLimit, SecurityHeaders
from api.startup import Startup
from api.wiring import Services

WIDGET = Path(__file__).parent / "widget"


def create_app(services: Services, startup: Startup | None = None) -> FastAPI:
    """The service: the JSON interface, described in /openapi.json, and the chat page."""
    starting = startup or Startup(services)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        starting.begin()
        yield
        await starting.end()

    # FastAPI's own pages of documentation load their scripts from elsewhere, which our policy forbids.
    app = FastAPI(
        title="Hỏi Đáp",
        version="1",
        summary="Hỏi bằng tiếng Việt, nhận câu trả lời chép nguyên văn từ tài liệu kèm trích dẫn.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.include_router(routes(services, starting))
    app.include_router(page_routes(str(WIDGET / "index.html")))
    app.mount("/widget", StaticFiles(directory=WIDGET))
    answer_failures(app)
    for middleware in (BodyLimit, LastResort, SecurityHeaders):  # the last is the outermost
        app.add_middleware(middleware)
    return app

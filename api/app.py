"""How do the parts become a web application?"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.access import Access
from api.background import JobWorker
from api.failures import LastResort, answer_failures
from api.routes import page_routes, routes
from api.routes_changes import change_routes
from api.routes_feedback import feedback_routes
from api.routes_files import file_routes
from api.routes_jobs import job_routes
from api.security import BodyLimit, SecurityHeaders
from api.startup import Startup
from api.wiring import Services

WIDGET = Path(__file__).parent / "widget"


def create_app(services: Services, startup: Startup | None = None) -> FastAPI:
    """The service: the JSON interface, described in /openapi.json, and the chat page."""
    starting = startup or Startup(services)

    worker = JobWorker(services)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        starting.begin(worker.begin)
        yield
        await asyncio.to_thread(worker.end)
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
    access = Access(services.settings.api_key, services.settings.host)
    app.include_router(file_routes(services, access))
    app.include_router(change_routes(services, starting, access, worker.wake))
    app.include_router(routes(services, starting))
    app.include_router(feedback_routes(services))
    app.include_router(job_routes(services, access))
    app.include_router(page_routes(str(WIDGET / "index.html")))
    app.mount("/widget", StaticFiles(directory=WIDGET))
    answer_failures(app)
    # The last is the outermost.
    app.add_middleware(BodyLimit, largest_upload=services.settings.max_upload)
    app.add_middleware(LastResort)
    app.add_middleware(SecurityHeaders)
    return app

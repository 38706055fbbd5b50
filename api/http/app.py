"""How is the web application put together?"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.http.access import Access
from api.http.background import BackgroundWork
from api.http.cors import OpenToOrigins
from api.http.description import ABOUT, complete
from api.http.errors import LastResort, answer_failures
from api.http.guards.allowed_hosts import AllowedHosts
from api.http.guards.large_bodies import LargeBodies
from api.http.refused_origins import RefusedOrigins
from api.http.routes.ask import ask_routes
from api.http.routes.changes import change_routes
from api.http.routes.docs import docs_routes
from api.http.routes.documents import document_routes
from api.http.routes.feedback import feedback_routes
from api.http.routes.files import file_routes
from api.http.routes.health import health_routes
from api.http.routes.jobs import job_routes
from api.http.routes.pages import page_routes
from api.http.routes.sources import SOURCE_FILES, source_routes
from api.http.routes.suggestions import suggestion_routes
from api.http.routes.verify import verify_routes
from api.http.routes.widget import widget_routes
from api.http.security import BodyLimit, SecurityHeaders
from api.http.source_page.shell import FILES
from api.http.startup import Startup
from api.http.suggestion_worker import SuggestionWorker
from api.schemas.changes import RECEIVED
from api.schemas.problems import problems
from api.wiring import Services


def create_app(services: Services, startup: Startup | None = None) -> FastAPI:
    """The service: the JSON interface, described in /openapi.json, the chat page, and a page for every document."""
    starting = startup or Startup(services)

    background = BackgroundWork(services)
    suggester = SuggestionWorker(services)

    def begin() -> None:
        background.begin()
        suggester.begin()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        starting.begin(begin)
        yield
        await asyncio.to_thread(suggester.end)
        await asyncio.to_thread(background.end)
        await starting.end()

    # FastAPI's own pages of documentation load their scripts from elsewhere, which our policy forbids: `docs_routes`
    # has ours.
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses=problems(421),
        **ABOUT,
    )
    _add_routes(app, services, starting, background=background, suggester=suggester)
    app.mount(f"/{FILES}", StaticFiles(directory=SOURCE_FILES))
    complete(app, RECEIVED)
    answer_failures(app)
    _add_middleware(app, services)
    return app


def _add_routes(
    app: FastAPI, services: Services, starting: Startup, *, background: BackgroundWork, suggester: SuggestionWorker
) -> None:
    access = Access(services.settings.api_key, services.settings.host)
    app.include_router(file_routes(services, access))
    app.include_router(change_routes(services, starting, access=access, on_accepted=background.wake))
    app.include_router(ask_routes(services, starting))
    app.include_router(suggestion_routes(suggester, starting))
    app.include_router(document_routes(services))
    app.include_router(health_routes(services, starting))
    app.include_router(verify_routes(services))
    app.include_router(feedback_routes(services))
    app.include_router(job_routes(services, access))
    app.include_router(page_routes())
    app.include_router(docs_routes())
    app.include_router(source_routes(services))
    app.include_router(widget_routes())


def _add_middleware(app: FastAPI, services: Services) -> None:
    origins = services.settings.origins
    # The last is the outermost.
    largest_json = services.settings.max_json_mb * 1_000_000
    app.add_middleware(LargeBodies, most=largest_json)
    app.add_middleware(BodyLimit, largest_upload=services.settings.max_upload, largest_json=largest_json)
    app.add_middleware(LastResort)
    if origins:
        app.add_middleware(OpenToOrigins, origins=origins)
    app.add_middleware(RefusedOrigins, allowed=origins)
    app.add_middleware(AllowedHosts, hosts=services.settings.hosts, listening=services.settings.host)
    app.add_middleware(SecurityHeaders, framed_by=origins)

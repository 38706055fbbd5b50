"""How is the page of a source requested, where a reader checks a citation?"""

import logging
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.http.errors import status_of
from api.http.refusals import RefusedError
from api.http.source_page.asked import asked_for
from api.http.source_page.highlights import highlights
from api.http.source_page.page import View, document_page
from api.http.source_page.refusal import refusal_page
from api.http.source_page.shell import is_framed, service_address, to_root
from api.links import SOURCES
from api.wiring import Services
from qa.errors import HoidapError, UnknownDocumentError
from qa.library.read_models.page_view import read_part

SOURCE_FILES = Path(__file__).parents[1] / "source_page" / "static"

# The page differs inside a frame, and a document may change at any time.
_HEADERS = {"Cache-Control": "no-cache", "Content-Language": "vi", "Vary": "Sec-Fetch-Dest"}

log = logging.getLogger(__name__)


def source_routes(services: Services) -> APIRouter:
    """The route of the source pages. They are for people, so every failure is a page too."""
    router = APIRouter(include_in_schema=False)

    @router.api_route(f"/{SOURCES}/{{document_id:path}}", methods=["GET", "HEAD"])
    def source(document_id: str, request: Request) -> HTMLResponse:
        try:
            return HTMLResponse(document_page(_view(services, document_id, request)), headers=_HEADERS)
        except RefusedError as error:
            return _refused(request, error.status_code, error.detail, document="?")
        except HoidapError as error:
            if not isinstance(error, UnknownDocumentError):
                log.exception("The page of %s could not be shown", document_id)
            return _refused(request, status_of(error), str(error))

    return router


def _view(services: Services, document_id: str, request: Request) -> View:
    asked = asked_for(request.query_params)
    part = read_part(services.library, document_id, asked.cited[0] if asked.cited else 0, asked.part)
    return View(
        part=part,
        asked=asked,
        marked=highlights(asked, part),
        root=to_root(request),
        base=service_address(request),
        framed=is_framed(request),
    )


def _refused(request: Request, status: int, detail: str, *, document: str | None = None) -> HTMLResponse:
    page = refusal_page(status, detail, to_root(request), document=document, framed=is_framed(request))
    return HTMLResponse(page, status, _HEADERS)

"""What does a caller get when something goes wrong?

A status of one table and one Vietnamese sentence; never a traceback, which goes to the log.
"""

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.refusals import RefusedError
from api.http.startup import NotReadyError
from api.messages.validation import explain
from qa.errors import (
    CitationError,
    DocumentError,
    EvaluationError,
    FeedbackError,
    HoidapError,
    LibraryError,
    ModelError,
    OutdatedFeedbackError,
    QuestionError,
    TooLargeError,
    UnknownDocumentError,
    UnknownJobError,
    UnsupportedError,
    VectorIndexError,
)

# Each class stands for its subclasses too.
STATUSES: Mapping[type[HoidapError], int] = {
    QuestionError: 422,
    DocumentError: 422,
    TooLargeError: 413,
    UnsupportedError: 415,
    EvaluationError: 422,
    CitationError: 422,
    FeedbackError: 422,
    OutdatedFeedbackError: 409,
    UnknownDocumentError: 404,
    UnknownJobError: 404,
    NotReadyError: 503,
    ModelError: 503,
    VectorIndexError: 503,
    LibraryError: 503,
}

# In seconds: about what remains of a start for a caller that has waited already.
RETRY_AFTER = 5

UNEXPECTED = "Có lỗi bất ngờ ở máy chủ. Xin thử lại; nếu vẫn lỗi, hãy xem nhật ký của máy chủ."

_DETAILS: Mapping[int, str] = {
    400: "Không đọc được thân yêu cầu: cần một đối tượng JSON viết bằng UTF-8.",
    404: "Không có trang này.",
    405: "Địa chỉ này không nhận cách gọi (phương thức HTTP) đó.",
}

log = logging.getLogger(__name__)


def answer_failures(app: FastAPI) -> None:
    """Makes the application answer every failure in the same form."""
    app.add_exception_handler(HoidapError, _named)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)


def status_of(error: HoidapError) -> int:
    """The status of the nearest class of the table; 500 for a class that is not in it."""
    return next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), 500)


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A failure as JSON."""
    return JSONResponse({"detail": detail}, status, headers=headers)


def _named(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HoidapError)  # noqa: S101 - narrows the type for mypy; guaranteed by the registration
    status = status_of(error)
    if status >= 500 and not isinstance(error, NotReadyError):
        log.error("%s", error, exc_info=error)
    return problem(status, str(error), {"Retry-After": str(RETRY_AFTER)} if status == 503 else None)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    return problem(422, explain(error.errors()))


def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    if isinstance(error, RefusedError):
        return problem(error.status_code, error.detail, error.headers)
    detail = _DETAILS.get(error.status_code, f"Yêu cầu không thực hiện được (mã {error.status_code}).")
    return problem(error.status_code, detail, error.headers)


class LastResort:
    """Logs an unforeseen exception and answers in the usual form. Starlette's own handler for it drops our headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, and answers for it where it fails."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            log.exception("Unforeseen, while answering %s", scope.get("path"))
            if started or scope["type"] != "http":
                raise
            await problem(500, UNEXPECTED)(scope, receive, send)

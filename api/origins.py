"""Which pages of other origins may ask, and show a source in a frame?

Those that HOIDAP_ORIGINS names, and only what a reader does: asking, judging, checking and reading. Nothing that
changes documents answers them, with or without a key. The widget's own files are anybody's: see
`api/http/routes/widget.py`.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.links import SOURCES

ANY = "*"

# The widget asks for /healthz where nothing else is answered, to learn whether its page is refused or the service down.
_OPEN = ("/v1/ask", "/v1/suggestions", "/v1/feedback", "/v1/verify", "/healthz")

# In seconds: how long a browser need not ask again whether it may ask.
_REMEMBERED = 600

_USUAL_PORTS = {"http": 80, "https": 443}


def parse_origins(told: object) -> object:
    """Origins as browsers write them, from a list with commas between. Anything but a string is handed on.

    Raises:
        PydanticCustomError: a part of it is no origin.
    """
    if not isinstance(told, str):
        return told
    return tuple(_origin(part.strip()) for part in told.split(",") if part.strip())


def _origin(told: str) -> str:
    if told == ANY:
        return ANY
    try:
        parts = urlsplit(told)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:  # UnicodeError is one too
        raise _no_origin(told) from error
    beyond = parts.path + parts.query + parts.fragment + (parts.username or "")
    if parts.scheme not in _USUAL_PORTS or beyond or not re.fullmatch(r"[\w.-]+|[\da-f:]+", host, re.ASCII):
        raise _no_origin(told)
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + ("" if port in (None, _USUAL_PORTS[parts.scheme]) else f":{port}")


def is_origin(text: str) -> bool:
    """Whether this is an origin just as browsers write it."""
    try:
        return text != ANY and _origin(text) == text
    except PydanticCustomError:
        return False


def _no_origin(told: str) -> PydanticCustomError:
    return PydanticCustomError(
        "hoidap",
        "“{told}” không phải nguồn gốc (origin) của một trang; hãy viết như https://bao.example hay "
        "http://127.0.0.1:8080, không có đường dẫn phía sau, cách nhau bằng dấu phẩy, hoặc * cho mọi trang",
        {"told": told},
    )


def path_of(scope: Scope) -> str:
    """The path of a request below the service's root, wherever that is; empty for what is no request."""
    path: str = scope.get("path", "")
    return path.removeprefix(scope.get("root_path", ""))


def is_source(scope: Scope) -> bool:
    """Whether a request asks for the page of a source, which may also stand in a frame of those pages."""
    return path_of(scope).startswith(f"/{SOURCES}/")


def is_open(scope: Scope) -> bool:
    """Whether pages of the origins that HOIDAP_ORIGINS names may make this request."""
    return path_of(scope) in _OPEN or is_source(scope)


class OpenToOrigins:
    """Answers pages of these origins where a reader's requests go; elsewhere it is not there."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._opened = CORSMiddleware(
            app,
            allow_origins=[ANY] if ANY in origins else origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Content-Type",),  # no key: nobody needs one to ask
            expose_headers=("Retry-After",),
            max_age=_REMEMBERED,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, with the headers by which a browser lets the page have the response."""
        await (self._opened if is_open(scope) else self._app)(scope, receive, send)

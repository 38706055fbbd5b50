"""What may pages of other origins request?

Those that HOIDAP_ORIGINS names may do what a reader does: ask, give feedback, verify and read. No request that changes
documents is open to them, with or without a key. The widget's own files are open to any origin: see
`api/http/routes/widget.py`.
"""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.request_path import is_source, path_of
from api.origins import ANY

# The widget requests /healthz where nothing else is answered, to learn whether its page is refused or the service down.
_OPEN = ("/v1/ask", "/v1/suggestions", "/v1/feedback", "/v1/verify", "/healthz")

# In seconds: for how long a browser may reuse the answer to a preflight request.
_MAX_AGE = 600


def is_open(scope: Scope) -> bool:
    """Whether pages of the origins that HOIDAP_ORIGINS names may make this request."""
    return path_of(scope) in _OPEN or is_source(scope)


class OpenToOrigins:
    """CORS for the requests a reader makes; others are passed on without its headers."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._opened = CORSMiddleware(
            app,
            allow_origins=[ANY] if ANY in origins else origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Content-Type",),  # no key: asking needs none
            expose_headers=("Retry-After",),
            max_age=_MAX_AGE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, with the headers by which a browser lets the page have the response."""
        await (self._opened if is_open(scope) else self._app)(scope, receive, send)

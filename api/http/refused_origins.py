"""Which pages were refused because HOIDAP_ORIGINS does not name them?

A browser hides the reason from its page, so the log gives it to the operator, once for each origin.
"""

import logging
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.cors import is_open
from api.origins import ANY, is_origin

# Anybody can send requests of any origin: these must not fill the memory or the log. A service stands on a few pages.
MOST_LOGGED = 50

# In characters: a name of a host has 253 at most.
LONGEST = 300

# Of a page opened as a file, or in a sandboxed frame.
OPAQUE = "null"

# A browser adds the origin to one of these only for a page elsewhere; to a POST for the service's own pages too.
_CROSS_ORIGIN_ONLY = ("OPTIONS", "GET", "HEAD")

log = logging.getLogger(__name__)


class RefusedOrigins:
    """Logs each origin that is not allowed, when one of its pages first asks. Changes no request."""

    def __init__(self, app: ASGIApp, allowed: Sequence[str]) -> None:
        """`allowed` as in `HOIDAP_ORIGINS`."""
        self._app = app
        self._allowed = tuple(allowed)
        self._logged: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through."""
        if scope["type"] == "http" and scope["method"] in _CROSS_ORIGIN_ONLY and is_open(scope):
            self._note(Headers(scope=scope).get("origin", ""))
        await self._app(scope, receive, send)

    def _note(self, origin: str) -> None:
        if origin in self._allowed or ANY in self._allowed or origin in self._logged:
            return
        # What no browser sends is no page's, and goes into no log.
        if len(self._logged) >= MOST_LOGGED or len(origin) > LONGEST or not (origin == OPAQUE or is_origin(origin)):
            return
        self._logged.add(origin)
        log.warning("%s", self._explained(origin))
        if len(self._logged) == MOST_LOGGED:
            log.warning("Đã ghi %s nguồn gốc (origin) bị từ chối; từ đây không ghi thêm.", MOST_LOGGED)

    def _explained(self, origin: str) -> str:
        if origin == OPAQUE:
            return (
                "Từ chối câu hỏi của một trang không có nguồn gốc (Origin: null), như trang mở từ tệp trên máy; "
                "hãy mở trang qua http:// hay https://."
            )
        wanted = ",".join([*self._allowed, origin])
        return (
            f"Từ chối câu hỏi của trang {origin} vì HOIDAP_ORIGINS không có nguồn gốc (origin) này. "
            f"Để cho phép, hãy đặt HOIDAP_ORIGINS={wanted} rồi khởi động lại."
        )

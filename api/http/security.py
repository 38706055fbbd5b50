"""Which headers guard every response, and how large may a request be?"""

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.refusals import RefusedError
from api.http.request_path import is_source, path_of

_FRAMED_BY_OURS = "frame-ancestors 'self'"

# Nothing from elsewhere, no inline code or style, and no string that becomes markup.
CONTENT_SECURITY_POLICY = (
    f"default-src 'self'; base-uri 'none'; form-action 'none'; {_FRAMED_BY_OURS}; require-trusted-types-for 'script'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

# Where documents come in; the rest is questions.
DOCUMENTS = "/v1/documents"

# In bytes. A question is 2,000 characters at most and a filter a few hundred names.
LARGEST_BODY = 1_000_000

VERIFY = "/v1/verify"


class SecurityHeaders:
    """Adds the headers to every response: where they do not matter they cost nothing."""

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        """`framed_by`: origins whose pages may show a source in a frame, as our own may; `*` for all."""
        self._app = app
        self._framed_by = " ".join([_FRAMED_BY_OURS, *framed_by])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, and adds to its response."""
        widens = is_source(scope)

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a route may be stricter
                if widens:
                    policy = headers["Content-Security-Policy"]
                    headers["Content-Security-Policy"] = policy.replace(_FRAMED_BY_OURS, self._framed_by)
            await send(message)

        await self._app(scope, receive, sealed)


class BodyLimit:
    """Refuses a body that is too large: by its Content-Length, and by counting, since that may be missing or wrong."""

    def __init__(self, app: ASGIApp, largest_upload: int, largest_json: int) -> None:
        """Limits in bytes: `largest_upload` where documents come in, `largest_json` where citations do."""
        self._app = app
        self._largest_upload = largest_upload
        self._largest_json = largest_json

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, as far as its body goes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit, setting = self._limit(path_of(scope))
        declared = Headers(scope=scope).get("content-length", "")
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit or (declared.isdigit() and int(declared) > limit):
                raise body_too_large(limit, setting)
            return message

        await self._app(scope, counted, send)

    def _limit(self, path: str) -> tuple[int, str | None]:
        """In bytes, and the setting that changes it."""
        if brings_documents(path):
            return self._largest_upload, "HOIDAP_MAX_UPLOAD"
        return (self._largest_json, "HOIDAP_MAX_JSON_MB") if path == VERIFY else (LARGEST_BODY, None)


def brings_documents(path: str) -> bool:
    """Whether documents come in at this path."""
    return path == DOCUMENTS or path.startswith(f"{DOCUMENTS}/")


def body_too_large(limit: int, setting: str | None = None) -> RefusedError:
    """A 413 that names the limit, in bytes, and the setting that changes it."""
    shown = f"{limit / 1_000_000:,.1f}".rstrip("0").rstrip(".").replace(",", " ").replace(".", ",").replace(" ", ".")
    remedy = f"; giới hạn này đặt bằng {setting}" if setting else ""
    return RefusedError(413, f"Thân yêu cầu quá lớn: nhiều nhất {shown} MB{remedy}.")

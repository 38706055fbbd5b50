"""How much of large JSON bodies does the service hold at a time?

Parsed, JSON takes several times its size in memory, and anybody may have citations verified. So all large bodies
together are at most as large as one may be; who comes meanwhile waits, without being read, and is then refused. A body
must come in time, since it keeps others waiting, and its values are counted as it comes: thirteen million empty ones
are as large a body as ten thousand citations.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.errors import RETRY_AFTER, problem
from api.http.refusals import RefusedError
from api.http.request_path import path_of
from api.http.security import LARGEST_BODY, VERIFY, brings_documents
from api.schemas.verify import MOST_CITATIONS

# In seconds: how long a large body waits for its turn; a verification takes a second or two.
PATIENCE = 10.0

# In seconds: 40 MB at 5 Mbit/s.
DEADLINE = 60.0

# Values of all kinds that a body of citations may have, counted by what separates and opens them, commas in texts too.
# A whole citation with a long text has about 60.
MOST_VALUES = 200 * MOST_CITATIONS

_SIGNS = (b",", b"{", b"[")


class LargeBodies:
    """Holds at most `most` bytes of large JSON bodies at a time: 429 for more, 408 for one that comes too slowly."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most
        self._held = 0
        self._changed = asyncio.Condition()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through once there is room for its body."""
        if not _may_be_large(scope):
            await self._app(scope, receive, send)
            return
        async with self._room(_size(scope, self._most)) as is_there:
            if is_there:
                await self._app(scope, _watched(receive, counts=path_of(scope) == VERIFY), send)
            else:
                await _busy()(scope, receive, send)

    @asynccontextmanager
    async def _room(self, size: int) -> AsyncIterator[bool]:
        """Room for so many bytes until the end of the block; False where there was none in time."""
        async with self._changed:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._changed.wait_for(lambda: self._held + size <= self._most)
            except TimeoutError:
                size = -1
            self._held += max(size, 0)
        try:
            yield size >= 0
        finally:
            async with self._changed:
                self._held -= max(size, 0)
                self._changed.notify_all()


def _may_be_large(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in ("POST", "PUT"):
        return False
    path, headers = path_of(scope), Headers(scope=scope)
    brings_json = brings_documents(path) and "json" in headers.get("content-type", "").lower()
    declared = headers.get("content-length", "")
    return (path == VERIFY or brings_json) and not (declared.isdigit() and int(declared) <= LARGEST_BODY)


def _size(scope: Scope, most: int) -> int:
    declared = Headers(scope=scope).get("content-length", "")
    return min(int(declared), most) if declared.isdigit() else most


def _watched(receive: Receive, *, counts: bool) -> Receive:
    until = asyncio.get_running_loop().time() + DEADLINE
    values = 0
    is_whole = False

    async def watched() -> Message:
        nonlocal values, is_whole
        if is_whole:  # what comes now is no part of the body
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError as error:
            raise RefusedError(408, f"Thân yêu cầu tới quá chậm: phải xong trong {DEADLINE:.0f} giây.") from error
        is_whole = not message.get("more_body", False)
        values += sum(message.get("body", b"").count(sign) for sign in _SIGNS) if counts else 0
        if values > MOST_VALUES:
            most = f"{MOST_CITATIONS:,}".replace(",", ".")
            raise RefusedError(413, f"Thân yêu cầu có quá nhiều giá trị: một lần gửi được nhiều nhất {most} trích dẫn.")
        return message

    return watched


def _busy() -> ASGIApp:
    detail = (
        "Máy chủ đang xử lý những yêu cầu lớn khác; xin thử lại sau vài giây. Tổng dung lượng của chúng đặt bằng "
        "HOIDAP_MAX_JSON_MB."
    )
    return problem(429, detail, {"Retry-After": str(RETRY_AFTER)})

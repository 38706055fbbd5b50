"""Who may change the library, and see its files and jobs?

Whoever sends the key; asking and reading are open. Without a key only this machine may, and then a browser could be
misused: a page elsewhere could send a form here, or point its own name at our address (DNS rebinding). So such a
request must be addressed to a name of this machine, and come from no other page.
"""

import hmac
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from pydantic import SecretStr

from api.http.refusals import RefusedError

_NO_KEY = (
    "Máy chủ này nghe cả từ máy khác mà chưa có khoá, nên không cho thay đổi tài liệu. Hãy đặt biến HOIDAP_API_KEY "
    "(ít nhất 16 ký tự), khởi động lại, rồi gửi khoá trong tiêu đề Authorization: Bearer KHOÁ."
)
_ELSEWHERE = (
    "Khi chưa có khoá, chỉ chính máy này được thay đổi tài liệu: yêu cầu phải gửi thẳng tới địa chỉ như "
    "http://127.0.0.1, không qua máy trung gian hay trang web khác. Để mở cho nơi khác, hãy đặt biến HOIDAP_API_KEY."
)
_WRONG_KEY = "Cần khoá đúng trong tiêu đề Authorization: Bearer KHOÁ hoặc X-API-Key: KHOÁ."

# Added by a proxy on this machine to a request that it forwards.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


# The statuses that the gate answers with.
GATED = (401, 403)


class Access:
    """The gate before the routes that change the library; to be used as a dependency."""

    def __init__(self, key: SecretStr | None, host: str) -> None:
        """`host` is where the server listens."""
        self._key = key.get_secret_value().encode() if key else None
        self._is_local = is_loopback(host)

    @property
    def dependencies(self) -> Sequence[Any]:
        """The dependencies of a router behind the gate: the gate, and its description in /openapi.json."""
        description = (
            "Khoá của HOIDAP_API_KEY; cũng nhận trong tiêu đề X-API-Key. Không cần khi gọi từ chính máy chưa đặt khoá."
        )
        return [Depends(self), Depends(HTTPBearer(auto_error=False, description=description))]

    async def __call__(self, request: Request) -> None:
        """Returns when the request is allowed.

        Raises:
            RefusedError: 401 without the right key; 403 where no key is set and the request is not this machine's own.
        """
        if self._key is not None:
            if not hmac.compare_digest(_key_of(request), self._key):
                raise RefusedError(401, _WRONG_KEY, {"WWW-Authenticate": 'Bearer realm="hoidap"'})
        elif not self._is_local:
            raise RefusedError(403, _NO_KEY)
        elif not _is_from_this_machine(request):
            raise RefusedError(403, _ELSEWHERE)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach this name or address; an empty one stands for every address."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _key_of(request: Request) -> bytes:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    key = token.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
    return key.encode("latin-1")  # as it came: headers are bytes


def _is_from_this_machine(request: Request) -> bool:
    headers = request.headers
    if any(name in headers for name in _FORWARDED) or not is_loopback(_hostname(f"//{headers.get('host', '')}")):
        return False
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{headers['host']}"


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""

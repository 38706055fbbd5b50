"""Under which names of hosts does the service answer?

A page elsewhere can point its own name at an address of this machine or its network, and then read what is answered
there as if it were its own (DNS rebinding). Its browser sends that name in Host; so only names that are meant are
answered: those of this machine, the one where the server listens, and those of HOIDAP_HOSTS. An address in numbers is
none that a page could point anywhere.
"""

import logging
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.errors import problem
from api.origins import ANY

# Anybody can send requests under any name: these must not fill the memory or the log.
MOST_LOGGED = 50

# In characters: what a name in the domain name system has at most.
LONGEST = 253

log = logging.getLogger(__name__)


class AllowedHosts:
    """Refuses a request under another name with 421, and logs each such name once."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], listening: str) -> None:
        """`hosts` as in HOIDAP_HOSTS; `listening` is the name or the address at which the server listens."""
        self._app = app
        self._names = frozenset(hosts) | {listening.lower()}
        self._logged: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it."""
        host = Headers(scope=scope).get("host") if scope["type"] == "http" else None
        if host is None or self._is_allowed(host):  # no browser leaves it out
            await self._app(scope, receive, send)
            return
        name = _name_of(host)
        detail = _explained(name)
        self._note(name, detail)
        await problem(421, detail)(scope, receive, send)

    def _is_allowed(self, host: str) -> bool:
        if ANY in self._names:
            return True
        name = _name_of(host)
        return name in self._names or name == "localhost" or name.endswith(".localhost") or _is_address(name)

    def _note(self, name: str, detail: str) -> None:
        if name and name not in self._logged and len(self._logged) < MOST_LOGGED:
            self._logged.add(name)
            log.warning("%s", detail)


def _name_of(host: str) -> str:
    """The name without the port, in small letters; empty where it is none."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
    return name.rstrip(".") if len(name) <= LONGEST and name.isprintable() else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _explained(name: str) -> str:
    if not name:
        return "Tiêu đề Host của yêu cầu không phải tên của một máy."
    return (
        f"Máy chủ này không trả lời dưới tên “{name}”. Nếu đó đúng là tên của nó, hãy thêm tên ấy vào biến "
        "HOIDAP_HOSTS rồi khởi động lại."
    )

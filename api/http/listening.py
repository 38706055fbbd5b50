"""At which address does the server listen?"""

import errno
import socket

from qa.errors import HoidapError

# Connections that may wait to be accepted; uvicorn's own default.
BACKLOG = 2048


class AddressError(HoidapError):
    """The server cannot listen at this address."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at this address, at a free port where `port` is 0.

    Raises:
        AddressError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise AddressError(f"Không phục vụ được tại {host}: {_reason(error, port)}.") from error
    # `create_server` leaves the protocol at 0, and asyncio sets TCP_NODELAY only where it reads IPPROTO_TCP. Without
    # it the second half of each small response waits for the client's delayed acknowledgement: 40 ms.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=listener.detach())


def url_of(host: str, listener: socket.socket) -> str:
    """The address to type into a browser of this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host)  # noqa: S104 - compared, not listened at
    return f"http://{name or (f'[{host}]' if ':' in host else host)}:{listener.getsockname()[1]}"


def _reason(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"cổng {port} đang được một chương trình khác dùng; hãy chọn cổng khác bằng --port hay HOIDAP_PORT"
    if error.errno == errno.EACCES:
        return f"không được phép mở cổng {port}; hãy chọn một cổng từ 1024 trở lên"
    return f"{error.strerror}; hãy kiểm tra --host hay HOIDAP_HOST"

"""How does the service run until it is told to stop?"""

import errno
import gc
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from api.app import create_app
from api.startup import Startup
from api.wiring import Services
from qa.errors import HoidapError

# In seconds: what is being answered when the server is told to stop may still be answered.
GRACE = 5


class AddressError(HoidapError):
    """The server cannot listen at this address."""


class AnnouncedServer(uvicorn.Server):
    """Tells once it answers connections."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts as uvicorn does, then tells."""
        await super().startup(sockets)
        if self.started:
            self._announce()


def serve(services: Services, seed: Path | None, announce: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM, and then returns or exits with 0. `announce` gets the address once it is open.

    Raises:
        AddressError: the address cannot be had.
        HoidapError: the library cannot be opened, or the model or the seed cannot be loaded.
    """
    services.library  # noqa: B018 - opened here, so that a library which cannot be is told before anyone listens
    settings = services.settings
    listener = _listen(settings.host, settings.port)
    startup = Startup(services, seed, lambda: setattr(server, "should_exit", True), _spare_what_is_loaded)
    config = uvicorn.Config(
        create_app(services, startup),
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    server = AnnouncedServer(config, lambda: announce(_url(settings.host, listener.getsockname()[1])))
    # uvicorn shuts down on either signal, and raises it once more when it is done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with listener, suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    services.close()
    failure = startup.failure()
    if failure is not None:
        raise failure


def _spare_what_is_loaded() -> None:
    """Takes model and indexes out of what Python's collector goes through: they stay, and a request that makes many
    objects, as one that brings 10,000 citations does, takes half as long.
    """
    gc.collect()
    gc.freeze()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told = f"cổng {port} đang được một chương trình khác dùng; hãy chọn cổng khác bằng --port hay HOIDAP_PORT"
        elif error.errno == errno.EACCES:
            told = f"không được phép mở cổng {port}; hãy chọn một cổng từ 1024 trở lên"
        else:
            told = f"{error.strerror}; hãy kiểm tra --host hay HOIDAP_HOST"
        raise AddressError(f"Không phục vụ được tại {host}: {told}.") from error


def _url(host: str, port: int) -> str:
    """The address to type into a browser of this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host)  # noqa: S104 - told apart, not listened at
    return f"http://{name or (f'[{host}]' if ':' in host else host)}:{port}"

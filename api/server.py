"""How does the service run until it is told to stop?"""

import gc
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from api.app import create_app
from api.listening import listen, url_of
from api.startup import Startup
from api.wiring import Services

# In seconds: what is being answered when the server is told to stop may still be answered.
GRACE = 5


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
    listener = listen(settings.host, settings.port)
    startup = Startup(services, seed, lambda: setattr(server, "should_exit", True), _spare_what_is_loaded)
    config = uvicorn.Config(
        create_app(services, startup),
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    server = AnnouncedServer(config, lambda: announce(url_of(settings.host, listener)))
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

"""How does the server run until a signal stops it?"""

import signal
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import uvicorn

from api.http.app import create_app
from api.http.collector import sparing_what_is_loaded
from api.http.listening import listen, url_of
from api.http.startup import Startup
from api.wiring import Services

# In seconds: for how long open requests may still be answered after the signal to stop.
GRACE = 5


class AnnouncedServer(uvicorn.Server):
    """Announces once that it answers connections."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts as uvicorn does, then announces it."""
        await super().startup(sockets)
        if self.started:
            self._announce()


def serve(services: Services, seed: Path | None, announce: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM, closes `services` and returns. `announce` gets the address once it is open.

    Raises:
        AddressError: the address cannot be had.
        HoidapError: the library cannot be opened, or the model or the seed cannot be loaded.
    """
    failure = None
    # uvicorn shuts down on either signal, and raises it once more when it is done.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), closing(services):
        failure = _run(services, seed, announce)
    if failure is not None:
        raise failure


def _run(services: Services, seed: Path | None, announce: Callable[[str], None]) -> BaseException | None:
    """Serves until something ends it, and returns the error that kept it from becoming ready."""
    services.library  # noqa: B018 - opened here, so that a library which cannot be is reported before anyone listens
    settings = services.settings
    with listen(settings.host, settings.port) as listener:
        startup = Startup(
            services,
            seed,
            on_failure=lambda: setattr(server, "should_exit", True),
            loading=sparing_what_is_loaded,
        )
        config = uvicorn.Config(
            create_app(services, startup),
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=GRACE,
        )
        server = AnnouncedServer(config, lambda: announce(url_of(settings.host, listener)))
        server.run(sockets=[listener])
    return startup.failure()

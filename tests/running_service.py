"""How do tests of browsers and of other programs get a server? The real one, with a stand-in for the model."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from api.http.app import create_app
from api.http.startup import Startup
from api.settings import Settings
from api.wiring import Services
from tests.fakes import HashingEncoder

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "documents"
PREFIX = "/hoi-dap"


@contextmanager
def running_service(data: Path, threshold: float = 0.0, **settings: object) -> Iterator[str]:
    """The address, without a slash at its end, of a server over the shipped documents; it is there until the end of the
    block. It answers below `PREFIX` too, as behind a reverse proxy that passes the path on.

    No confidence is below a threshold of 0, which is usual here since the stand-in understands nothing; none reaches 1.
    """
    services = Services(Settings(data=data, threshold=threshold, **settings), load_encoder=HashingEncoder)  # type: ignore[arg-type]
    app = create_app(services, Startup(services, SEEDS))
    routes = [Mount(PREFIX, app), Mount("/", app)]
    outer = Starlette(routes=routes, lifespan=lambda _: app.router.lifespan_context(app))
    # Listening before the thread runs: who connects early waits in the queue, and nobody has to poll.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(outer, log_level="error", ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            services.close()

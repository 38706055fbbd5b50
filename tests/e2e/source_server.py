"""Which server shows sources in these tests? The real one over documents of a test, with a stand-in for the model."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlencode

import uvicorn
from stand_in import under_prefix

from api.http.app import create_app
from api.http.listening import listen
from api.settings import Settings
from api.wiring import Services
from qa.types import EncodedDocument
from tests.fakes import HashingEncoder


@contextmanager
def serving(data: Path, documents: Sequence[EncodedDocument]) -> Iterator[str]:
    """The address of a server over a library of these documents; it is there until the end of the block. It answers
    below a path too, as behind a reverse proxy. Its model is never loaded, for no page of a source needs it.
    """
    services = Services(Settings(data=data), load_encoder=HashingEncoder)
    services.library.save(documents)
    # Listening before the thread runs: who connects early waits in the queue, and nobody has to poll.
    listener = listen("127.0.0.1", 0)
    app = under_prefix(create_app(services))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join()
    services.close()


def source_address(base: str, document_id: str, **asked: object) -> str:
    """The address of a document's page; a list stands for a parameter that comes several times."""
    query = urlencode(asked, doseq=True)
    return f"{base}sources/{quote(document_id, safe='')}" + (f"?{query}" if query else "")

"""Does a request on a connection that is kept open wait for nothing but its answer?"""

import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from seeded_service import services_at

import api.http.server
from api.http.listening import AddressError, listen, url_of
from api.http.server import AnnouncedServer, serve

# In seconds: how long Linux holds back an acknowledgement that has nothing to travel with.
DELAYED_ACKNOWLEDGEMENT = 0.040
REQUESTS = 20

Measured = tuple[float, list[int]]


@pytest.fixture
def while_serving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Measured]]:
    """Runs the real server until a function of it and its address has returned, and gives what that returned."""
    running: list[AnnouncedServer] = []

    class Kept(AnnouncedServer):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            running.append(self)
            await super().startup(sockets)

    monkeypatch.setattr(api.http.server, "AnnouncedServer", Kept)
    monkeypatch.setenv("HOIDAP_PORT", "0")
    before = signal.getsignal(signal.SIGTERM)

    def run(client: Callable[[AnnouncedServer, str], Measured]) -> Measured:
        with ThreadPoolExecutor(1) as pool:

            def ask(address: str) -> Measured:
                try:
                    return client(running[0], address)
                finally:
                    running[0].should_exit = True

            futures = []
            serve(services_at(tmp_path), None, lambda address: futures.append(pool.submit(ask, address)))
            return futures[0].result()

    yield run
    signal.signal(signal.SIGTERM, before)


def test_small_requests_do_not_wait_for_delayed_acknowledgements(while_serving: Callable[..., Measured]) -> None:
    def client(server: AnnouncedServer, address: str) -> Measured:
        with httpx2.Client(base_url=address, trust_env=False) as browser:
            browser.get("/healthz")
            began = time.perf_counter()
            for _ in range(REQUESTS):
                browser.get("/healthz")
            took = time.perf_counter() - began
            accepted = [one.transport.get_extra_info("socket") for one in server.server_state.connections]
            return took, [one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for one in accepted]

    took, without_delay = while_serving(client)
    assert len(without_delay) == 1  # one connection, kept open as meant
    assert all(without_delay)
    assert took < REQUESTS * DELAYED_ACKNOWLEDGEMENT


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_listening_socket_says_that_it_is_of_tcp(host: str) -> None:
    try:
        listener = listen(host, 0)
    except AddressError:  # a machine without IPv6
        pytest.skip(f"{host} is not there")
    with listener, socket.create_connection(listener.getsockname()[:2]) as client, listener.accept()[0] as accepted:
        assert (listener.proto, accepted.proto) == (socket.IPPROTO_TCP, socket.IPPROTO_TCP)
        client.sendall(b"a")
        assert accepted.recv(1) == b"a"
        assert url_of(host, listener).startswith("http://")

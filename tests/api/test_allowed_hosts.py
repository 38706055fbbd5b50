"""Does the service answer under its own names only, whatever is asked?"""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.guards.allowed_hosts import MOST_LOGGED
from api.settings import Settings
from api.wiring import Services

Open = Callable[..., TestClient]

ROUTES = ("/", "/healthz", "/v1/documents", "/v1/documents/x", "/sources/x", "/openapi.json", "/widget/widget.js")


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(**settings: object) -> TestClient:
            services = Services(Settings(data=tmp_path, **settings), load_encoder=HashingEncoder)  # type: ignore[arg-type]
            stack.callback(services.close)
            return stack.enter_context(TestClient(create_app(services)))

        yield opened


def status(client: TestClient, host: str, path: str = "/healthz") -> int:
    return client.get(path, headers={"Host": host}).status_code


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil", "a b", ":"]
)
def test_another_name_is_refused_everywhere(open_at: Open, host: str) -> None:
    client = open_at()
    for path in ROUTES:
        refused = client.get(path, headers={"Host": host})
        assert refused.status_code == 421, path
        assert set(refused.json()) == {"detail"}
        assert "HOIDAP_HOSTS" in refused.json()["detail"] or "không phải tên của một máy" in refused.json()["detail"]
        assert refused.headers["X-Content-Type-Options"] == "nosniff"
    asked = client.post("/v1/ask", json={"question": "Ai?"}, headers={"Host": host})
    assert asked.status_code == 421


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8000", "localhost", "LOCALHOST:80", "bao.localhost", "[::1]:8000", "192.168.1.20:8000", "8.8.8.8"],
)
def test_this_machines_names_and_addresses_are_answered(open_at: Open, host: str) -> None:
    assert status(open_at(), host) == 200


def test_the_name_where_it_listens_and_those_of_the_setting_are_answered(open_at: Open) -> None:
    client = open_at(host="May-Chu.lan", hosts="hoidap.example,Báo.vn")
    for host in ("may-chu.lan:8000", "hoidap.example", "HOIDAP.example:443", "hoidap.example.", "xn--bo-mia.vn"):
        assert status(client, host) == 200, host
    assert status(client, "www.hoidap.example") == 421


def test_a_star_is_any_name(open_at: Open) -> None:
    assert status(open_at(hosts="*"), "evil.example") == 200


def test_a_widget_elsewhere_asks_the_service_under_its_own_name(open_at: Open) -> None:
    client = open_at(hosts="hoidap.example", origins="https://bao.example")
    headers = {"Host": "hoidap.example", "Origin": "https://bao.example"}
    asked = client.post("/v1/ask", json={"question": "Ai sang thăm?"}, headers=headers)
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] == "https://bao.example"


def test_each_name_is_logged_once_and_not_for_ever(open_at: Open, caplog: pytest.LogCaptureFixture) -> None:
    client = open_at()
    with caplog.at_level(logging.WARNING):
        for number in [0, 0, *range(2 * MOST_LOGGED)]:
            status(client, f"may{number}.example")
    assert len(caplog.records) == MOST_LOGGED
    assert "“may0.example”" in caplog.messages[0]

"""Is the library changed only by those who may, and asked by everybody?

The service answers under any name here, so that it is the gate itself that refuses: see `test_allowed_hosts.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.access import is_loopback
from api.http.app import create_app
from api.settings import Settings
from api.wiring import Services

KEY = "mot-khoa-rat-dai-0123456789"
TEXT = {"id": "hn", "text": "Hà Nội là thủ đô của nước Việt Nam."}
Open = Callable[..., TestClient]

CLOSED = [
    ("POST", "/v1/documents"),
    ("PUT", "/v1/documents/x"),
    ("DELETE", "/v1/documents/x"),
    ("GET", "/v1/documents/x/raw"),
    ("GET", "/v1/jobs"),
    ("GET", "/v1/jobs/x"),
]


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Open]:
    """A service that listens at this address with this key, asked under this name."""
    with ExitStack() as stack:

        def opened(host: str = "127.0.0.1", key: str | None = None, name: str = "127.0.0.1:8000") -> TestClient:
            settings = Settings(data=tmp_path, host=host, hosts=("*",), api_key=SecretStr(key) if key else None)
            services = Services(settings, load_encoder=HashingEncoder)
            stack.callback(services.close)
            return stack.enter_context(TestClient(create_app(services), base_url=f"http://{name}"))

        yield opened


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_with_a_key_it_must_be_brought(open_at: Open, method: str, path: str) -> None:
    client = open_at(key=KEY)
    wrong: list[dict[str, Any]] = [
        {},
        {"X-API-Key": KEY[:-1]},
        {"Authorization": f"Basic {KEY}"},
        {"Authorization": "Bearer đ".encode()},
    ]
    for headers in wrong:
        refused = client.request(method, path, headers=headers)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
        assert refused.json()["detail"].startswith("Cần khoá đúng")
        assert KEY not in refused.text
    for right in ({"X-API-Key": KEY}, {"Authorization": f"Bearer {KEY}"}, {"Authorization": f"bearer  {KEY}"}):
        assert client.request(method, path, headers=right).status_code not in (401, 403)


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_without_a_key_others_may_not_reach_them(open_at: Open, method: str, path: str) -> None:
    refused = open_at(host="0.0.0.0").request(method, path)  # noqa: S104 - nobody listens there
    assert refused.status_code == 403
    assert "HOIDAP_API_KEY" in refused.json()["detail"]


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/v1/documents", "/openapi.json"])
@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])  # noqa: S104 - nobody listens there
def test_reading_and_asking_are_open(open_at: Open, host: str, path: str) -> None:
    client = open_at(host=host, key=KEY, name="hoidap.example")
    assert client.post("/v1/ask", json={"question": "Ai?"}).status_code == 200
    assert client.get(path, headers={"Origin": "https://xau.example"}).status_code == 200


def test_without_a_key_this_machine_may(open_at: Open) -> None:
    for name in ("127.0.0.1:8000", "localhost:8000", "[::1]:8000", "127.0.0.1"):
        assert open_at(name=name).post("/v1/documents", json=TEXT).status_code in (200, 201)
    own = {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}
    assert open_at(name="localhost:8000").post("/v1/documents", json=TEXT, headers=own).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://xau.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "https://127.0.0.1:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "xau.example"},
        {"Host": "127.0.0.1.xau.example:8000"},
        {"Host": "localhost@xau.example"},
        {"Host": "[::1"},
        {"Host": "10.0.0.5:8000"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
    ],
    ids=str,
)
def test_without_a_key_a_page_or_a_machine_elsewhere_may_not(open_at: Open, headers: dict[str, str]) -> None:
    client = open_at()
    form = {"files": ("a.txt", TEXT["text"].encode())}
    sent = client.post("/v1/documents", files=form, headers=headers)
    for refused in (sent, client.delete("/v1/documents/x", headers=headers)):
        assert refused.status_code == 403
        assert "HOIDAP_API_KEY" in refused.json()["detail"]
    assert client.get("/v1/documents").json()["documents"] == []


@pytest.mark.parametrize(
    ("host", "is_one"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LocalHost", True),
        ("::ffff:127.0.0.1", True),
        ("", False),
        ("0.0.0.0", False),  # noqa: S104 - compared, not listened at
        ("::", False),
        ("192.168.1.1", False),
        ("localhost.xau.example", False),
        ("127.0.0.1.xau.example", False),
        ("2130706433", False),
    ],
)
def test_addresses_of_this_machine_are_known(host: str, is_one: bool) -> None:
    assert is_loopback(host) is is_one

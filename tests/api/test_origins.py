"""Do the pages that the settings name, and no others, get to ask and to read, and does none get to change documents?

And does whoever runs the service learn which page was refused, and what would let it ask?
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from api.http.refused_origins import LONGEST, MOST_LOGGED
from api.settings import Settings
from api.wiring import Services

HOST = "https://bao.example"
OTHER = "https://khac.example"
KEY = "mot-khoa-rat-dai-0123456789"
TEXT = {"id": "hn", "text": "Hà Nội là thủ đô của nước Việt Nam."}
Open = Callable[..., TestClient]

CHANGES = [
    ("POST", "/v1/documents"),
    ("PUT", "/v1/documents/x"),
    ("DELETE", "/v1/documents/x"),
    ("GET", "/v1/documents/x/raw"),
    ("GET", "/v1/jobs"),
]


@pytest.fixture
def open_to(tmp_path: Path) -> Iterator[Open]:
    """A service that is open to these origins."""
    with ExitStack() as stack:

        def opened(*origins: str, key: str | None = None) -> TestClient:
            settings = Settings(data=tmp_path, origins=origins, api_key=SecretStr(key) if key else None)
            services = Services(settings, load_encoder=HashingEncoder)
            stack.callback(services.close)
            return stack.enter_context(TestClient(create_app(services), base_url="http://127.0.0.1:8000"))

        yield opened


def preflight(
    client: TestClient, method: str, path: str, origin: str = HOST, headers: str = "content-type"
) -> httpx2.Response:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": headers,
    }
    return client.options(path, headers=asked)


def allowed(headers: Mapping[str, str]) -> str | None:
    return headers.get("Access-Control-Allow-Origin")


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/feedback", "/v1/verify"])
def test_a_named_origin_may_ask(open_to: Open, path: str) -> None:
    client = open_to(HOST)
    reply = preflight(client, "POST", path)
    assert (reply.status_code, allowed(reply.headers)) == (200, HOST)
    assert "Access-Control-Allow-Credentials" not in reply.headers
    refused = preflight(client, "POST", path, OTHER)
    assert (refused.status_code, allowed(refused.headers)) == (400, None)


def test_a_named_origin_gets_suggestions(open_to: Open) -> None:
    client = open_to(HOST)
    for origin, may in ((HOST, HOST), (OTHER, None)):
        suggested = client.get("/v1/suggestions", headers={"Origin": origin})
        assert (suggested.status_code, allowed(suggested.headers)) == (200, may)


def test_the_widget_learns_there_whether_the_service_is_up(open_to: Open) -> None:
    client = open_to(HOST)
    for origin, may in ((HOST, HOST), (OTHER, None)):
        alive = client.get("/healthz", headers={"Origin": origin})
        assert (alive.status_code, allowed(alive.headers)) == (200, may)


def test_replies_and_refusals_are_readable_there_with_the_time_to_wait(open_to: Open) -> None:
    client = open_to(HOST)
    for body, status in (({"question": "Ai?"}, 200), ({"question": 1}, 422)):
        reply = client.post("/v1/ask", json=body, headers={"Origin": HOST})
        assert (reply.status_code, allowed(reply.headers)) == (status, HOST)
        assert reply.headers["Access-Control-Expose-Headers"] == "Retry-After"
    assert allowed(client.post("/v1/ask", json={"question": "Ai?"}, headers={"Origin": OTHER}).headers) is None


def test_a_star_is_every_origin(open_to: Open) -> None:
    client = open_to("*")
    assert allowed(preflight(client, "POST", "/v1/ask", OTHER).headers) == "*"
    assert "frame-ancestors 'self' *;" in client.get("/sources/x").headers["Content-Security-Policy"]


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_what_changes_documents_answers_no_page_elsewhere(
    open_to: Open, method: str, path: str, key: str | None
) -> None:
    client = open_to("*", key=key)
    for headers in ("content-type", "x-api-key", "authorization"):
        reply = preflight(client, method, path, headers=headers)
        assert reply.status_code != 200
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]
    sent = client.request(method, path, headers={"Origin": HOST, "Sec-Fetch-Site": "cross-site"})
    assert sent.status_code in (401, 403)
    assert allowed(sent.headers) is None


def test_no_page_elsewhere_may_bring_the_key_where_it_may_ask(open_to: Open) -> None:
    for header in ("x-api-key", "authorization"):
        assert preflight(open_to("*", key=KEY), "POST", "/v1/ask", headers=header).status_code == 400


def test_only_sources_may_stand_in_a_frame_there(open_to: Open) -> None:
    client = open_to(HOST, "http://127.0.0.1:9000")
    framed = f"frame-ancestors 'self' {HOST} http://127.0.0.1:9000;"
    assert framed in client.get("/sources/x").headers["Content-Security-Policy"]
    for path in ("/", "/v1/documents", "/widget/element.js"):
        assert "frame-ancestors 'self';" in client.get(path).headers["Content-Security-Policy"]


def test_without_the_setting_nothing_is_open(open_to: Open) -> None:
    client = open_to()
    asked = client.post("/v1/ask", json={"question": "Ai?"}, headers={"Origin": HOST})
    for reply in (asked, preflight(client, "POST", "/v1/ask"), client.get("/sources/x", headers={"Origin": HOST})):
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]
    assert "frame-ancestors 'self';" in client.get("/sources/x").headers["Content-Security-Policy"]


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What the log warns of by now."""
    caplog.set_level(logging.WARNING, logger="api.http.refused_origins")
    return lambda: [one.getMessage() for one in caplog.records if one.name == "api.http.refused_origins"]


def test_a_refused_origin_is_logged_once_with_the_setting_that_would_allow_it(
    open_to: Open, warnings: Callable[[], list[str]]
) -> None:
    client = open_to(HOST)
    for _ in range(2):
        preflight(client, "POST", "/v1/ask", OTHER)
        client.get("/healthz", headers={"Origin": OTHER})
    (message,) = warnings()
    assert OTHER in message
    assert f"HOIDAP_ORIGINS={HOST},{OTHER} " in message
    preflight(client, "POST", "/v1/ask", "http://127.0.0.1:5500")
    assert "http://127.0.0.1:5500" in warnings()[1]


def test_it_is_logged_too_where_no_origin_is_set(open_to: Open, warnings: Callable[[], list[str]]) -> None:
    client = open_to()
    preflight(client, "POST", "/v1/feedback", OTHER)
    assert f"HOIDAP_ORIGINS={OTHER} " in warnings()[0]
    preflight(client, "POST", "/v1/feedback", "null")
    assert "http://" in warnings()[1]
    assert "HOIDAP_ORIGINS" not in warnings()[1]


def test_whoever_is_allowed_or_asks_from_our_own_page_is_not_logged(
    open_to: Open, warnings: Callable[[], list[str]]
) -> None:
    preflight(open_to(HOST), "POST", "/v1/ask", HOST)
    preflight(open_to("*"), "POST", "/v1/ask", OTHER)
    # Behind a proxy the name of our own page is another than ours; a browser sends it with a POST all the same.
    open_to().post("/v1/ask", json={"question": "Ai?"}, headers={"Origin": "https://hoi.example"})
    open_to().get("/healthz")
    preflight(open_to(), "POST", "/v1/documents", OTHER)
    assert warnings() == []


@pytest.mark.parametrize(
    "origin",
    [
        "https://khac.example/ HOIDAP_ORIGINS=*",
        "https://khac.example\x1b[2J",
        "https://khac.example\tWARNING mọi thứ đều ổn",
        "https://KHAC.example",
        "javascript:alert(1)",
        "*",
        "",
        "https://" + "a." * LONGEST + "example",
    ],
)
def test_what_is_no_origin_of_a_page_goes_into_no_log(
    open_to: Open, warnings: Callable[[], list[str]], origin: str
) -> None:
    open_to().get("/healthz", headers={"Origin": origin.encode()})
    assert warnings() == []


def test_a_flood_of_origins_fills_no_log(open_to: Open, warnings: Callable[[], list[str]]) -> None:
    client = open_to()
    for number in range(2 * MOST_LOGGED):
        preflight(client, "POST", "/v1/ask", f"https://trang-{number}.example")
    assert len(warnings()) == MOST_LOGGED + 1

"""Is the chat page given out whole, and under the policy that protects its reader?"""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.routes.widget import WIDGET, widget_files
from api.settings import Settings

POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
    ]
)


def test_the_page_and_its_files_are_given_out(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.content == (WIDGET / "index.html").read_bytes()
    files = widget_files()
    assert set(files) == {path.name for path in WIDGET.iterdir() if path.is_file()}
    for name, file in files.items():
        assert client.get(f"/widget/{name}").content == file.plain
    assert client.get("/widget/widget.js").headers["Content-Type"].startswith("text/javascript")
    assert client.head("/").status_code == 200


def test_the_files_of_the_widget_are_for_every_origin(client: TestClient) -> None:
    headers = client.get("/widget/element.js", headers={"Origin": "https://elsewhere.example"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_files_of_the_widget_are_sent_packed_and_only_when_they_changed(client: TestClient) -> None:
    sent = client.get("/widget/element.js", headers={"Accept-Encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert int(sent.headers["Content-Length"]) == len(widget_files()["element.js"].packed)
    assert "Content-Encoding" not in client.get("/widget/element.js", headers={"Accept-Encoding": "identity"}).headers
    again = client.get("/widget/element.js", headers={"If-None-Match": sent.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/widget/element.js", headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("name", ["none.js", "..%2fapp.py", "%2e%2e/app.py", "__pycache__"])
def test_nothing_else_is_given_out(client: TestClient, name: str) -> None:
    assert client.get(f"/widget/{name}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/widget/element.js", "/v1/documents", "/v1/documents/none", "/nowhere", "/v1/ask"]
)
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_no_other_origin_is_let_in(client: TestClient) -> None:
    headers = client.get("/v1/documents", headers={"Origin": "https://elsewhere.example"}).headers
    assert not [name for name in headers if name.lower().startswith("access-control")]


def test_the_server_listens_to_this_machine_only_by_default() -> None:
    assert Settings(data=Path("x")).host == "127.0.0.1"

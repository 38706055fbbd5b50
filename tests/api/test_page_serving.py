"""Is the chat page given out whole, and under the policy that protects its reader?"""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import WIDGET
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


def test_the_page_and_its_files_are_given_out_as_they_are(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.content == (WIDGET / "index.html").read_bytes()
    files = [path for path in WIDGET.iterdir() if path.is_file()]
    assert len(files) > 5
    for path in files:
        assert client.get(f"/widget/{path.name}").content == path.read_bytes()
    assert client.get("/widget/chat.js").headers["Content-Type"].startswith("text/javascript")
    assert client.head("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/widget/chat.js", "/v1/documents", "/v1/documents/none", "/nowhere", "/v1/ask"])
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_no_other_origin_is_let_in(client: TestClient) -> None:
    headers = client.get("/v1/documents", headers={"Origin": "https://elsewhere.example"}).headers
    assert not [name for name in headers if name.lower().startswith("access-control")]


def test_the_server_listens_to_this_machine_only_unless_told() -> None:
    assert Settings(data=Path("x")).host == "127.0.0.1"

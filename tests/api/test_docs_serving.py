"""Is /docs given out with all that it loads, under a policy that lets nothing else in?"""

import re

import pytest
from fastapi.testclient import TestClient
from test_page_serving import POLICY

from api.http.routes.docs import FILES


def test_the_page_loads_only_files_that_are_there_by_addresses_without_a_root(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert {f"docs/{name}" for name in FILES} < set(loaded)
    for address in loaded:
        assert not re.match(r"/|\w+:", address)
        assert client.get(f"/{address}").status_code == 200
    assert client.head("/docs").status_code == 200


def test_only_images_that_are_part_of_the_style_sheet_are_let_in_besides(client: TestClient) -> None:
    assert client.get("/docs").headers["Content-Security-Policy"] == f"{POLICY}; img-src 'self' data:"
    assert client.get("/docs/page.js").headers["Content-Security-Policy"] == POLICY


def test_a_file_is_sent_only_when_it_changed(client: TestClient) -> None:
    sent = client.get("/docs/swagger-ui-bundle.js")
    again = client.get("/docs/swagger-ui-bundle.js", headers={"If-None-Match": sent.headers["ETag"]})
    assert (sent.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize("name", ["index.html", "__init__.py", "favicon-32x32.png", "..%2fapp.py", "%2e%2e/app.py"])
def test_nothing_else_is_given_out(client: TestClient, name: str) -> None:
    assert client.get(f"/docs/{name}").status_code == 404

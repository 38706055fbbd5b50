"""Is a document called the same wherever a reader meets it?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from seeded_service import services_at

from api.http.app import create_app
from tests.page_reader import read_page

CAPTION = "Ảnh: Cây cầu sắt cũ soi bóng xuống dòng sông vào một buổi chiều mùa đông."
BODY = "Cầu được xây năm 1902 bằng thép chở từ Pháp sang theo đường biển. Cầu dài 2.290 mét."
OPENING = "Cầu được xây năm 1902 bằng thép chở từ Pháp sang theo đường biển. Cầu dài 2.290…"
QUESTION = "Cầu xây năm nào?"


@pytest.mark.parametrize(
    ("text", "captions", "title"),
    [
        (f"![Cầu](cau.jpg)\n{CAPTION}\n\n{BODY}\n", "true", OPENING),
        (f"![Cầu](cau.jpg)\n{CAPTION}\n\n{BODY}\n", "false", OPENING),
        (f"![Cầu](cau.jpg)\n{CAPTION}\n", "true", CAPTION),
        (f"Cầu xưa.\n\n{BODY}\n", "false", "Cầu xưa."),
        (f"# Cầu Long Biên\n\n![Cầu](cau.jpg)\n{CAPTION}\n\n{BODY}\n", "true", "Cầu Long Biên"),
    ],
    ids=["caption first", "caption first, not quoted", "caption only", "short first paragraph", "titled"],
)
def test_one_title_is_shown_everywhere(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, text: str, captions: str, title: str
) -> None:
    monkeypatch.setenv("HOIDAP_CAPTIONS", captions)
    monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
    (tmp_path / "cau.md").write_text(text, encoding="utf-8")
    assert run("ingest", "cau.md").exit_code == 0

    services = services_at(tmp_path / "data")
    with TestClient(create_app(services)) as client:
        (listed,) = client.get("/v1/documents").json()["documents"]
        document = client.get(f"/v1/documents/{listed['id']}").json()
        answer = client.post("/v1/ask", json={"question": QUESTION}).json()["answers"][0]
        verified = client.post("/v1/verify", json={"citations": [answer]}).json()["results"][0]
        page = read_page(client.get(f"/sources/{listed['id']}").text)
    services.close()

    shown = {
        "list": listed["title"],
        "document": document["title"],
        "citation": answer["citation"]["title"],
        "verified citation": verified["citation"]["title"],
        "source page": page.named("h1")[0].text,
        "hoidap documents": json.loads(run("documents", "--json").output)["documents"][0]["title"],
        "hoidap ask": json.loads(run("ask", QUESTION, "--json").output)["answers"][0]["citation"]["title"],
    }
    assert shown == dict.fromkeys(shown, title)

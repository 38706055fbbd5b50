"""Is each document that cannot be taken refused in Vietnamese, with its status, and the rest of its batch kept?"""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEncoder
from fastapi.testclient import TestClient
from test_bad_requests import VIETNAMESE

from api.http.app import create_app
from api.settings import Settings
from api.wiring import Services

GOOD = "Hà Nội là thủ đô của nước Việt Nam. Thành phố nằm bên bờ sông Hồng."
LINE = "Một câu dài vừa phải của một dòng không bao giờ hết. "

# In characters, bytes and so on: small, so that a bad file need not be large to be beyond them.
LIMITS = {"max_file_mb": 1, "max_characters": 600_000, "max_line": 100_000, "max_unpacked_mb": 1}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    services = Services(Settings(data=tmp_path, max_upload=3_000_000, **LIMITS), load_encoder=HashingEncoder)
    with TestClient(create_app(services), base_url="http://127.0.0.1:8000") as ready:
        yield ready
    services.close()


def files(*named: tuple[str, bytes | str]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, data.encode() if isinstance(data, str) else data)) for name, data in named]


def kept(client: TestClient) -> list[str]:
    return [document["id"] for document in client.get("/v1/documents").json()["documents"]]


def docx(document: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return made.getvalue()


def pdf(trailer: bytes = b"") -> bytes:
    """One page without a letter on it."""
    return (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj\n"
        b"trailer << /Root 1 0 R /Size 4 " + trailer + b" >>\n%%EOF\n"
    )


# Each with the status that it has when it comes alone.
BAD_FILES = {
    "a page that is too large": ("trang.html", "<p>" + LINE * 40_000, 413),
    "a line without end": ("dong.txt", LINE * 4_000, 413),
    "nothing but blanks": ("trang.txt", " \n" * 10, 422),
    "no word": ("anh.md", "* * *", 422),
    "bytes that are no text": ("nhi-phan.txt", b"\x00\xff\xfe\x00\x81", 422),
    "a kind that is not read": ("anh.png", b"\x89PNG", 415),
    "a name without a kind": ("README", GOOD, 415),
    "no name": (" ", GOOD, 415),
    "a name above its folder": ("../../etc/hn.txt", GOOD, 422),
    "a line of JSON that is none": ("dong.jsonl", "{", 422),
    "no line of JSON": ("trang.jsonl", "\n\n", 422),
    "a packed file that breaks off": ("dong.jsonl.gz", b"\x1f\x8b\x08\x00", 422),
}

LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)]" % (b"o" * 32, b"u" * 32)
BAD_FILES_OF_READERS = {
    "too many characters": ("dai.txt", f"{LINE}\n" * 12_000, 413),
    "a gzip bomb": ("bom.jsonl.gz", gzip.compress(b"x" * 50_000_000), 413),
    "a DOCX bomb": ("bom.docx", docx(b"<w:document>" + b" " * 50_000_000), 413),
    "a broken DOCX": ("hong.docx", b"PK\x03\x04", 422),
    "a broken PDF": ("hong.pdf", b"%PDF-1.7\n%%EOF", 422),
    "a scanned PDF": ("quet.pdf", pdf(), 422),
    "a locked PDF": ("khoa.pdf", pdf(LOCKED), 422),
}


@pytest.mark.parametrize(("name", "data", "status"), BAD_FILES.values(), ids=BAD_FILES)
class TestABadFile:
    def test_alone_is_refused_with_its_reason(
        self, client: TestClient, name: str, data: bytes | str, status: int
    ) -> None:
        refused = client.post("/v1/documents", files=files((name, data)))
        assert refused.status_code == status, refused.text
        body = refused.json()
        assert list(body) == ["detail", "rejected"]
        (one,) = body["rejected"]
        assert VIETNAMESE.search(one["reason"])
        assert one["where"].startswith(name)
        assert body["detail"].startswith(name)
        assert kept(client) == []

    def test_among_others_leaves_them_kept(self, client: TestClient, name: str, data: bytes | str, status: int) -> None:
        batch = files(("truoc.txt", GOOD), (name, data), ("sau.txt", GOOD + " Thêm một câu."))
        sent = client.post("/v1/documents", files=batch)
        if sent.status_code == 202:  # a large one makes a job of its batch
            job = job_of(client, sent.headers["Location"])
            assert job["state"] == "done"
        else:
            assert sent.status_code == 201
            job = sent.json()
        assert [one["where"].startswith(name) for one in job["rejected"]] == [True], status
        assert kept(client) == ["truoc.txt", "sau.txt"]


@pytest.mark.parametrize(("name", "data", "status"), BAD_FILES_OF_READERS.values(), ids=BAD_FILES_OF_READERS)
def test_a_bad_file_of_another_kind_is_refused(client: TestClient, name: str, data: bytes | str, status: int) -> None:
    refused = client.post("/v1/documents", files=files((name, data)))
    assert refused.status_code == status, refused.text
    assert refused.json()["detail"].startswith(name)
    assert kept(client) == []


def test_a_text_without_end_is_refused_at_once_however_large(client: TestClient) -> None:
    refused = client.post("/v1/documents", json={"id": "a", "text": LINE * 25_000})
    assert refused.status_code == 413, refused.text
    assert refused.json()["detail"].startswith("a: ")


def job_of(client: TestClient, location: str) -> dict[str, Any]:
    while True:
        job: dict[str, Any] = client.get(location).json()
        if job["finished_at"]:
            return job


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "tài liệu: "),
        ([], "tài liệu: thân yêu cầu phải là một đối tượng JSON"),
        ({"documents": []}, "documents: phải là một danh sách"),
        ({"documents": {}}, "documents: phải là một danh sách"),
        ({"documents": [{"id": "a", "text": GOOD}], "more": 1}, "documents: phải là một danh sách"),
        ({"text": GOOD}, "tài liệu: id: thiếu trường bắt buộc này"),
        ({"id": "a"}, "tài liệu: text: thiếu trường bắt buộc này"),
        ({"id": " ", "text": GOOD}, "tài liệu: id: không được để trống"),
        ({"id": "a" * 501, "text": GOOD}, "tài liệu: id: có nhiều nhất 500 ký tự"),
        ({"id": 5, "text": GOOD}, "tài liệu: id: phải là một chuỗi ký tự"),
        ({"id": "a", "text": ""}, "a: "),
        ({"id": "a", "text": "* * *"}, "a: không có nội dung chính"),
        ({"id": "a", "text": "a\x00b"}, "a: "),
        ({"id": "a", "text": "\ud800"}, "tài liệu: text: có ký tự Unicode bị hỏng"),
        ({"id": "a", "text": GOOD, "url": "javascript:alert(1)"}, "tài liệu: url: phải là địa chỉ"),
        ({"id": "a", "text": GOOD, "published_at": "2022-02-30"}, "tài liệu: published_at: phải là một ngày"),
        ({"id": "a", "text": GOOD, "publisher": ["x"]}, "tài liệu: publisher: phải là một chuỗi ký tự"),
        ({"id": "a", "text": GOOD, "colour": 1}, "tài liệu: colour: không có trường nào tên như vậy"),
    ],
    ids=lambda case: repr(case)[:50],
)
def test_json_of_another_shape_is_refused_by_field(client: TestClient, body: object, message: str) -> None:
    headers = {"Content-Type": "application/json"}
    refused = client.post("/v1/documents", content=json.dumps(body).encode(), headers=headers)
    assert refused.status_code == 422, refused.text
    assert refused.json()["detail"].startswith(message)
    assert kept(client) == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000], ids=["empty", "open", "no UTF-8", "deep"])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    refused = client.post("/v1/documents", content=body, headers={"Content-Type": "application/json"})
    assert refused.status_code == 422
    assert refused.json() == {"detail": "thân yêu cầu không phải JSON hợp lệ viết bằng UTF-8."}


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        (None, GOOD.encode(), 415),
        ("text/plain", GOOD.encode(), 415),
        ("application/x-www-form-urlencoded", b"files=a", 415),
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=a", b"no form at all", 400),
        ("multipart/form-data; boundary=a", b"", 422),
    ],
)
def test_what_is_neither_a_form_nor_json_is_refused(
    client: TestClient, content_type: str | None, body: bytes, status: int
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    refused = client.post("/v1/documents", content=body, headers=headers)
    assert refused.status_code == status, refused.text
    assert VIETNAMESE.search(refused.json()["detail"])


@pytest.mark.parametrize(
    ("named", "fields", "message"),
    [
        ([], {"title": "A"}, "files: cần ít nhất một tệp"),
        ([], {"files": "a"}, "files: cần ít nhất một tệp"),
        ([("a.txt", GOOD)], {"colour": "đỏ"}, "colour: không có trường nào tên như vậy"),
        ([("a.txt", GOOD)], {"colour": ""}, "colour: không có trường nào tên như vậy"),
        ([("a.txt", GOOD)], {"published_at": "hôm qua"}, "published_at: phải là một ngày"),
        ([("a.txt", GOOD)], {"url": "ftp://a"}, "url: phải là địa chỉ"),
        ([("a.txt", GOOD), ("b.txt", GOOD)], {"title": "A", "author": "B"}, "title, author: chỉ gửi kèm được"),
    ],
)
def test_a_form_of_another_shape_is_refused_by_field(
    client: TestClient, named: list[tuple[str, str]], fields: dict[str, str], message: str
) -> None:
    no_file = [("x", ("", b""))] if not named else []
    refused = client.post("/v1/documents", files=files(*named) or no_file, data=fields)
    assert refused.status_code == 422, refused.text
    assert refused.json()["detail"].startswith(message)
    assert kept(client) == []


def test_a_request_beyond_the_limit_is_refused_with_the_limit(client: TestClient) -> None:
    for body in (b" " * 3_000_001, (b" " * 100_000 for _ in range(31))):
        refused = client.post("/v1/documents", content=body, headers={"Content-Type": "application/json"})
        assert refused.status_code == 413
        message = "Thân yêu cầu quá lớn: nhiều nhất 3 MB; giới hạn này đặt bằng HOIDAP_MAX_UPLOAD."
        assert refused.json() == {"detail": message}
    refused = client.put("/v1/documents/a", files=files(("a.txt", LINE * 80_000)))
    assert refused.status_code == 413


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/v1/documents", 1_500_000, 422),
        ("/v1/documents", 3_000_001, 413),
        ("/v1/verify", 1_500_000, 422),
        ("/v1/ask", 1_500_000, 413),
    ],
)
def test_below_a_path_prefix_each_request_has_its_own_limit(
    client: TestClient, path: str, size: int, status: int
) -> None:
    below = TestClient(client.app, base_url="http://127.0.0.1:8000", root_path="/hoi-dap")
    sent = below.post(f"/hoi-dap{path}", content=b" " * size, headers={"Content-Type": "application/json"})
    assert sent.status_code == status, sent.text


def test_json_has_a_limit_of_its_own(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.uploads.LARGEST_JSON", 1_500_000)
    for body in (b" " * 1_500_001, (b" " * 100_000 for _ in range(16))):
        refused = client.post("/v1/documents", content=body, headers={"Content-Type": "application/json"})
        assert (refused.status_code, refused.json()) == (413, {"detail": "Thân yêu cầu quá lớn: nhiều nhất 1,5 MB."})

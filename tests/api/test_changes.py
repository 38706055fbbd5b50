"""Do documents come, change and go over HTTP as they were sent, and are refusals reported?"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from seeded_service import ROOT, services_at

import api.http.intake
from api.http.app import create_app
from api.wiring import Services
from qa.ingesting.identity import document_id
from qa.reading import read_path
from qa.types import SourceFile
from tests.documents import encoded_document

HANOI = "Hà Nội là thủ đô của nước Việt Nam. Thành phố nằm bên bờ sông Hồng."
HUE = "Huế nằm bên bờ sông Hương. Cố đô có nhiều lăng tẩm."
META = {
    "title": "Thủ đô",
    "publisher": "Báo Mẫu",
    "url": "https://bao.example/1",
    "published_at": "2022-06-02",
    "author": "Lê Thị Mẫu",
}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = services_at(tmp_path / "kho")
    yield made
    made.close()


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services), base_url="http://127.0.0.1:8000") as ready:
        yield ready


def ids(client: TestClient) -> list[str]:
    return [document["id"] for document in client.get("/v1/documents").json()["documents"]]


def text_of(client: TestClient, name: str) -> str:
    return str(client.get(f"/v1/documents/{name}").json()["text"])


def files(*named: tuple[str, bytes | str]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, data.encode() if isinstance(data, str) else data)) for name, data in named]


def finished(client: TestClient, response: Response) -> dict[str, Any]:
    """The job, once it is done: the runner has a thread of its own."""
    assert response.status_code == 202, response.text
    while True:
        job: dict[str, Any] = client.get(response.headers["Location"]).json()
        if job["finished_at"]:
            return job


class TestAdding:
    def test_a_text_is_kept_as_sent_and_answered_from(self, client: TestClient) -> None:
        sent = client.post("/v1/documents", json={"id": "hn", "text": HANOI} | META)
        assert sent.status_code == 201
        assert sent.json() == {
            "added": ["hn"],
            "replaced": [],
            "unchanged": [],
            "rejected": [],
            "readings": [],
            "sentences": 2,
            "generation": 1,
        }
        document = client.get("/v1/documents/hn").json()
        assert document["text"] == HANOI
        assert {name: document[name] for name in META} == META
        answers = client.post("/v1/ask", json={"question": "Thủ đô nằm bên bờ sông nào?"}).json()["answers"]
        assert "Thành phố nằm bên bờ sông Hồng." in [answer["text"] for answer in answers]

    def test_the_same_again_changes_nothing_and_another_text_replaces_it(self, client: TestClient) -> None:
        replies = [
            client.post("/v1/documents", json={"documents": [{"id": "hn", "text": text}]})
            for text in (HANOI, HANOI, HUE)
        ]
        assert [one.status_code for one in replies] == [201, 200, 200]
        assert [next(name for name in ("added", "unchanged", "replaced") if one.json()[name]) for one in replies] == [
            "added",
            "unchanged",
            "replaced",
        ]
        assert text_of(client, "hn") == HUE

    def test_files_are_read_by_their_names_and_the_rest_of_a_bad_batch_is_kept(self, client: TestClient) -> None:
        lines = "\n".join(json.dumps({"_id": f"dong-{number}", "text": HUE}) for number in range(2))
        sent = client.post(
            "/v1/documents",
            files=files(
                ("hn.txt", HANOI),
                ("trong.txt", " "),
                ("dong.jsonl", lines),
                (
                    "dong.jsonl.gz",
                    gzip.compress(b'{"_id": "nen", "text": "C\xc3\xa2u trong t\xe1\xbb\x87p n\xc3\xa9n."}'),
                ),
                ("anh.png", b"\x89PNG"),
            ),
        )
        report = sent.json()
        assert sent.status_code == 201
        assert report["added"] == ["hn.txt", "dong-0", "dong-1", "nen"]
        assert [one["where"] for one in report["rejected"]] == ["trong.txt", "anh.png"]
        assert ids(client) == ["hn.txt", "dong-0", "dong-1", "nen"]

    def test_what_is_said_of_a_single_file_is_its_source(self, client: TestClient) -> None:
        assert client.post("/v1/documents", files=files(("hn.txt", HANOI)), data=META).status_code == 201
        document = client.get("/v1/documents/hn.txt").json()
        assert (document["title"], document["url"]) == (META["title"], META["url"])

    def test_the_blank_fields_of_a_form_say_nothing(self, client: TestClient) -> None:
        one, two = files(("hn.txt", HANOI)), files(("hn.txt", HANOI), ("hue.txt", HUE))
        without = client.post("/v1/documents", files=one)
        blank = client.post("/v1/documents", files=two, data=dict.fromkeys(META, ""))
        assert (without.status_code, blank.status_code) == (201, 201)
        assert (blank.json()["unchanged"], blank.json()["added"]) == (["hn.txt"], ["hue.txt"])

    def test_one_of_a_name_is_kept_and_the_next_refused(self, client: TestClient) -> None:
        sent = client.post("/v1/documents", files=files(("a.txt", HANOI), ("a.txt", HUE), ("b.txt", HUE)))
        assert sent.status_code == 201
        assert [one["where"] for one in sent.json()["rejected"]] == ["a.txt"]
        assert text_of(client, "a.txt") == HANOI
        texts = [{"id": "t", "text": HANOI}, {"id": "t", "text": HUE}, {"id": "u", "text": HUE}]
        sent = client.post("/v1/documents", json={"documents": texts})
        assert (sent.json()["added"], [one["where"] for one in sent.json()["rejected"]]) == (["t", "u"], ["t"])
        lines = b'{"_id": "x.txt", "text": "M\xe1\xbb\x99t c\xc3\xa2u trong d\xc3\xb2ng."}'
        sent = client.post("/v1/documents", files=files(("x.jsonl", lines), ("x.txt", HUE)))
        assert (sent.json()["added"], [one["where"] for one in sent.json()["rejected"]]) == (["x.txt"], ["x.txt"])

    def test_a_document_of_a_batch_without_a_shape_is_refused_by_its_index(self, client: TestClient) -> None:
        batch = [{"id": "hn", "text": HANOI}, {"id": "x"}, {"id": "y", "text": HUE, "published_at": "hôm qua"}, 5]
        sent = client.post("/v1/documents", json={"documents": batch})
        assert sent.status_code == 201
        assert [one["where"] for one in sent.json()["rejected"]] == [f"documents[{number}]" for number in (1, 2, 3)]
        assert sent.json()["rejected"][0]["reason"].startswith("text: thiếu trường bắt buộc")
        assert sent.json()["rejected"][1]["reason"].startswith("published_at: phải là một ngày có thật")

    def test_what_a_web_page_or_a_browser_sends_by_json_has_the_id_that_it_had_on_disk(
        self, client: TestClient, services: Services, tmp_path: Path
    ) -> None:
        path = tmp_path / "hà nội.txt"
        path.write_text(HANOI, "utf-8")
        services.ingester.ingest(read_path(path))
        (name,) = ids(client)
        assert client.post("/v1/documents", json={"id": name, "text": HUE}).json()["replaced"] == [name]
        path.write_text(HANOI + " Có thêm một câu.", "utf-8")
        services.ingester.ingest(read_path(path))
        assert ids(client) == [name]


class TestPutting:
    def test_makes_and_replaces_under_the_id(self, client: TestClient) -> None:
        replies = [
            client.put("/v1/documents/hn", json={"text": HANOI}),
            client.put("/v1/documents/hn", files=files(("khác.md", HUE)), data={"title": "Huế"}),
        ]
        assert [one.status_code for one in replies] == [201, 200]
        assert replies[1].json()["replaced"] == ["hn"]
        assert ids(client) == ["hn"]
        assert client.get("/v1/documents/hn").json()["title"] == "Huế"

    def test_keeps_the_origin_of_a_file(self, client: TestClient, services: Services, tmp_path: Path) -> None:
        path = tmp_path / "hà nội.txt"
        path.write_text(HANOI, "utf-8")
        services.ingester.ingest(read_path(path))
        (name,) = ids(client)
        for body in ({"json": {"text": HUE}}, {"files": files(("hn.txt", HANOI))}):
            assert client.put(f"/v1/documents/{name}", **body).status_code == 200  # type: ignore[arg-type]
            (summary,) = services.library.summaries()
            assert (summary.id, summary.origin) == (name, str(path))

    @pytest.mark.parametrize(
        ("name", "body", "status", "message"),
        [
            ("có dấu", {"json": {"text": HUE}}, 422, "Mã tài liệu"),
            ("a/b", {"json": {"text": HUE}}, 422, "Mã tài liệu"),
            ("a", {"json": {"id": "b", "text": HUE}}, 422, "id: không có trường nào"),
            ("a", {"json": {"text": " "}}, 422, "a: "),
            ("a", {"files": files(("a.txt", HUE), ("b.txt", HUE))}, 422, "files: cần đúng một tệp"),
            ("a", {"files": files(("a.jsonl", "{}"))}, 415, "files: tệp JSONL"),
            ("a", {"content": b"x", "headers": {"Content-Type": "text/plain"}}, 415, "Cần Content-Type"),
        ],
    )
    def test_is_refused_by_name(
        self, client: TestClient, name: str, body: dict[str, Any], status: int, message: str
    ) -> None:
        sent = client.put(f"/v1/documents/{name}", **body)
        assert sent.status_code == status, sent.text
        assert sent.json()["detail"].startswith(message)
        assert ids(client) == []


class TestDeleting:
    def test_a_document_goes_once(self, client: TestClient) -> None:
        client.post("/v1/documents", json={"documents": [{"id": "hn", "text": HANOI}, {"id": "hue", "text": HUE}]})
        gone = client.delete("/v1/documents/hn")
        assert (gone.status_code, gone.content) == (204, b"")
        again = client.delete("/v1/documents/hn")
        assert (again.status_code, again.json()) == (404, {"detail": "Không có tài liệu nào mang mã “hn”."})
        assert ids(client) == ["hue"]


class TestRaw:
    PAGE = SourceFile("trang “1”.html", "text/html", f"<script>alert(1)</script><p>{HANOI} {HUE}</p>".encode())

    @pytest.fixture
    def kept(self, client: TestClient) -> TestClient:
        """A library with a page that somebody sent."""
        sent = {"files": (self.PAGE.name, self.PAGE.data)}
        assert client.put("/v1/documents/hn", files=sent).status_code == 201
        return client

    def test_what_was_sent_is_kept(self, client: TestClient) -> None:
        client.post("/v1/documents", files=files(("Hà Nội.md", HANOI)))
        client.post("/v1/documents", json={"id": "hue", "text": HUE})
        (file, text) = (client.get(f"/v1/documents/{name}/raw") for name in ids(client))
        assert (file.content, text.content) == (HANOI.encode(), HUE.encode())
        assert file.headers["Content-Type"].partition(";")[2] == " charset=utf-8"
        assert text.headers["Content-Disposition"] == "attachment; filename*=UTF-8''hue.txt"

    def test_it_comes_back_byte_for_byte_to_be_saved_and_cannot_run(self, kept: TestClient) -> None:
        raw = kept.get("/v1/documents/hn/raw")
        assert raw.status_code == 200
        assert raw.content == self.PAGE.data
        assert raw.headers["Content-Type"] == "text/html; charset=utf-8"
        assert raw.headers["Content-Disposition"] == "attachment; filename*=UTF-8''trang%20%E2%80%9C1%E2%80%9D.html"
        assert raw.headers["ETag"] == f'"{self.PAGE.sha256}"'
        assert raw.headers["X-Content-Type-Options"] == "nosniff"
        assert raw.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"

    def test_whoever_has_it_gets_it_no_second_time(self, kept: TestClient) -> None:
        again = kept.get("/v1/documents/hn/raw", headers={"If-None-Match": f'"{self.PAGE.sha256}"'})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        ("name", "data", "media_type"),
        [
            ("a.txt", "\ufeffHà Nội.".encode("utf-16-le"), "text/plain; charset=utf-16"),
            ("a.txt", HANOI.encode(), "text/plain; charset=utf-8"),
            ("a.txt", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp.".encode("cp1252"), "text/plain"),
            ("a.pdf", (ROOT / "tests" / "data" / "so-tay.pdf").read_bytes(), "application/pdf"),
        ],
        ids=["utf-16", "utf-8", "vni", "pdf"],
    )
    def test_an_encoding_is_declared_only_where_it_is_known(
        self, client: TestClient, name: str, data: bytes, media_type: str
    ) -> None:
        assert client.put("/v1/documents/hn", files={"files": (name, data)}).status_code == 201
        raw = client.get("/v1/documents/hn/raw")
        assert (raw.headers["Content-Type"], raw.content) == (media_type, data)

    def test_a_line_comes_back_as_it_was_sent(self, client: TestClient) -> None:
        line = '{"_id": "dong", "text": "Một câu trong một dòng."}'.encode()
        assert client.post("/v1/documents", files=files(("d.jsonl", line))).status_code == 201
        raw = client.get("/v1/documents/dong/raw")
        assert (raw.headers["Content-Type"], raw.content) == ("application/json", line)

    def test_a_file_that_is_not_kept_and_a_document_that_is_not_there_are_refused(
        self, client: TestClient, services: Services
    ) -> None:
        services.library.save([encoded_document("dong", "Một câu mà không ai giữ tệp.")])
        for name, message in (("dong", "Tệp gốc của tài liệu “dong” không được giữ"), ("x", "Không có tài liệu nào")):
            raw = client.get(f"/v1/documents/{name}/raw")
            assert raw.status_code == 404
            assert raw.json()["detail"].startswith(message)


class TestJobs:
    def test_a_large_batch_is_accepted_and_its_progress_shown_until_it_is_done(self, client: TestClient) -> None:
        batch = [(f"{number}.txt", f"{HANOI} Đây là tài liệu thứ {number} của lần gửi này.") for number in range(30)]
        job = finished(client, client.post("/v1/documents", files=files(*batch, ("0.txt", HUE), ("x.png", b"x"))))
        assert (job["state"], job["items"], job["done"], job["added"], job["refused"]) == ("done", 32, 32, 30, 2)
        assert [one["where"] for one in job["rejected"]] == ["0.txt", "x.png"]
        assert sorted(ids(client)) == sorted(name for name, _ in batch)
        listed = client.get("/v1/jobs").json()["jobs"]
        assert [one["id"] for one in listed] == [job["id"]]
        assert {name: value for name, value in job.items() if name not in {"rejected", "readings"}} == listed[0]

    def test_whoever_asks_for_a_job_gets_one(self, client: TestClient) -> None:
        job = finished(client, client.post("/v1/documents?background=true", json={"id": "hn", "text": HANOI} | META))
        assert (job["state"], job["added"], job["sentences"]) == ("done", 1, 2)
        assert client.get("/v1/documents/hn").json()["published_at"] == META["published_at"]

    def test_all_of_it_refused_is_a_job_that_failed(self, client: TestClient) -> None:
        job = finished(client, client.post("/v1/documents?background=true", files=files(("a.txt", " "))))
        assert (job["state"], job["refused"]) == ("failed", 1)

    def test_one_large_file_that_cannot_be_read_is_refused_at_once(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(api.http.intake, "LARGEST_AT_ONCE", 10)
        refused = client.post("/v1/documents", files=files(("a.png", "x" * 20)))
        assert refused.status_code == 415
        job = finished(client, client.post("/v1/documents", files=files(("a.txt", HANOI))))
        assert (job["added"], job["rejected"]) == (1, [])

    def test_one_that_is_not_there_is_refused(self, client: TestClient) -> None:
        response = client.get("/v1/jobs/khong-co")
        assert (response.status_code, response.json()) == (
            404,
            {"detail": "Không có công việc nào mang mã “khong-co”."},
        )


def test_a_bad_flag_is_refused(client: TestClient) -> None:
    refused = client.post("/v1/documents?background=co", json={"id": "a", "text": HUE})
    assert refused.status_code == 422
    assert refused.json()["detail"] == "background: phải là true hoặc false."


def test_an_id_that_no_url_holds_is_made_readable(client: TestClient) -> None:
    assert client.post("/v1/documents", json={"id": "Điều 1/2", "text": HUE}).json()["added"] == [
        document_id("Điều 1/2")
    ]


STRUCK = f"<html><body><article><p>{HANOI}</p><p>Vé <s>hai</s> ba đồng một lượt.</p></article></body></html>"
STRUCK_NOTES = [{"kind": "hidden", "count": 1, "examples": ["hai"]}]


@pytest.mark.parametrize("background", [False, True])
def test_what_was_left_out_is_in_the_report_with_the_document_and_on_its_page(
    client: TestClient, *, background: bool
) -> None:
    sent = client.post(f"/v1/documents?background={str(background).lower()}", files=files(("ve.html", STRUCK)))
    report = finished(client, sent) if background else sent.json()
    assert report["readings"] == [{"document_id": "ve.html", "notes": STRUCK_NOTES}]
    assert client.get("/v1/documents/ve.html").json()["notes"] == STRUCK_NOTES
    assert "để ngoài 1 đoạn bị gạch, bị xoá hay ẩn" in client.get("/sources/ve.html").text


def test_a_document_with_nothing_left_out_has_no_notes(client: TestClient) -> None:
    assert client.post("/v1/documents", files=files(("a.txt", HUE))).json()["readings"] == []
    assert client.get("/v1/documents/a.txt").json()["notes"] == []
    assert "Cách đọc" not in client.get("/sources/a.txt").text

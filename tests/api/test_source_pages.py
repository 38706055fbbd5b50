"""Does every document have a page, and every address below /sources/ an answer that a reader understands?"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from fastapi.testclient import TestClient
from seeded_service import services_at

from api.http.app import create_app
from api.http.routes.sources import SOURCE_FILES
from qa.types import Document, EncodedDocument, Source, Span, SpanKind
from tests.documents import encoded_document
from tests.page_reader import PageReader, read_page

QUESTION = "Năm 2022 được lãnh đạo hai nước xác định là năm gì?"

# As large as the settings let a document be.
HUGE = 20_000_000

# The test client reads percent signs twice, as no server does: those are asked for in tests/e2e.
STRANGE = ["tập/một/bài 1", "Nghị định số 12", "../..", "x?start=1#y", "<b>&\"'"]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A library of documents whose ids, sizes and texts are what nobody would choose."""
    services = services_at(tmp_path_factory.mktemp("shelf"))
    services.library.save([*map(named, STRANGE), huge()])
    with TestClient(create_app(services)) as ready:
        yield ready
    services.close()


def named(document_id: str) -> EncodedDocument:
    """A document with an id that the program itself would never give."""
    made = encoded_document(document_id, "Bài thứ nhất.\nCâu thứ hai.")
    return replace(made, document=replace(made.document, id=document_id))


def huge() -> EncodedDocument:
    """No sentence in it, for encoding would take minutes; the page asks for none."""
    line = "Dòng này dài một trăm ký tự khi thêm cả dấu xuống dòng ở cuối. ".ljust(99, "x") + "\n"
    text = line * (HUGE // len(line))
    spans = tuple(Span(at, at + 99, SpanKind.BODY) for at in range(0, HUGE, len(line)))
    nothing = np.zeros((0, 64), np.float16)
    return EncodedDocument(
        Document(
            id="to",
            origin="to",
            display_title="Rất dài",
            source=Source("Rất dài"),
            text=text,
            sha256="0" * 64,
            spans=spans,
        ),
        (),
        nothing,
        nothing,
        "thử",
        "hashing:64",
    )


def page_of(client: TestClient, document_id: str, status: int = 200, **asked: object) -> PageReader:
    reply = client.get(f"/sources/{quote(document_id, safe='')}", params=asked)  # type: ignore[arg-type]  # passed through
    assert reply.status_code == status
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    return read_page(reply.text)


def cited_words(reader: PageReader) -> str:
    return "".join(mark.text for mark in reader.classed("cited") if mark.name == "mark")


def answers(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post("/v1/ask", json={"question": QUESTION, "top_k": 5}).json()["answers"]
    assert len(found) == 5
    return found


class TestCited:
    def test_the_words_that_are_marked_are_those_of_the_answer(self, client: TestClient) -> None:
        for answer in answers(client):
            citation = answer["citation"]
            asked = {"start": citation["start"], "end": citation["end"], "sha256": citation["document_sha256"]}
            reader = page_of(client, citation["document_id"], **asked)
            assert cited_words(reader) == answer["text"]
            assert answer["text"] in reader.with_id("trich-text").text
            assert reader.named("h1")[0].text == citation["title"]

    def test_the_text_is_that_of_the_document(self, client: TestClient) -> None:
        for entry in client.get("/v1/documents").json()["documents"]:
            body = client.get(f"/v1/documents/{entry['id']}").json()
            assert page_of(client, entry["id"]).with_id("van-ban").text == body["text"]

    def test_further_words_are_marked_lightly(self, client: TestClient) -> None:
        citation = answers(client)[0]["citation"]
        offsets = {"start": citation["start"], "end": citation["end"], "also": ["0-5", "7-9", "bậy"]}
        reader = page_of(client, citation["document_id"], **offsets)
        text = reader.with_id("van-ban").text
        others = [mark.text for mark in reader.classed("also") if mark.name == "mark"]
        assert "".join(others) == text[:5] + text[7:9]
        assert "1 câu khác" in reader.classed("notice")[0].text

    @pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (0, 10**9), (10**9, 10**9 + 1)])
    def test_a_range_that_is_not_there_is_reported_and_the_document_shown(
        self, client: TestClient, start: int, end: int
    ) -> None:
        document = answers(client)[0]["citation"]["document_id"]
        reader = page_of(client, document, start=start, end=end)
        assert "Không tô được câu trích" in reader.classed("notice")[0].text
        assert reader.named("mark") == []
        assert reader.with_id("van-ban").text

    def test_of_a_changed_document_nothing_is_marked(self, client: TestClient) -> None:
        citation = answers(client)[0]["citation"]
        asked = {"start": citation["start"], "end": citation["end"], "also": "0-5", "sha256": "0" * 64}
        reader = page_of(client, citation["document_id"], **asked)
        assert "đã thay đổi" in reader.classed("notice")[0].text
        assert reader.named("mark") == []
        assert reader.named("textarea") == []


class TestRefused:
    @pytest.mark.parametrize(
        ("asked", "named"),
        [
            ({"start": "đầu", "end": "9"}, "start"),
            ({"start": "-1", "end": "9"}, "start"),
            ({"start": "1"}, "end"),
            ({"part": "<b>"}, "part"),
            ({"sha256": "zz"}, "sha256"),
        ],
    )
    def test_what_is_no_number_is_a_page_that_names_it(
        self, client: TestClient, asked: dict[str, str], named: str
    ) -> None:
        document = answers(client)[0]["citation"]["document_id"]
        reader = page_of(client, document, 422, **asked)
        assert reader.named("p")[0].text.startswith(f"{named}: ")
        assert "?" in [link.attributes["href"] for link in reader.named("a")]

    @pytest.mark.parametrize(
        "path",
        ["không-có", "", "a/b/c", "..%2F..%2Fetc%2Fpasswd", "%00", "%FF%FE", "%3Cscript%3E", "a" * 5000],
    )
    def test_a_document_that_is_not_there_is_said_on_a_page(self, client: TestClient, path: str) -> None:
        reply = client.get(f"/sources/{path}")
        assert reply.status_code == 404
        reader = read_page(reply.text)
        assert reader.named("h1")[0].text == "Không có tài liệu này"
        assert "Không có tài liệu nào mang mã" in reader.named("p")[0].text
        assert reader.named("html")[0].attributes["lang"] == "vi"

    def test_a_library_that_cannot_be_read_is_said_on_a_page(self, seeded: Path, tmp_path: Path) -> None:
        services = services_at(Path(shutil.copytree(seeded, tmp_path / "copy")))
        client = TestClient(create_app(services))
        services.library.close()
        for file in services.settings.data.glob("library.db*"):
            file.unlink()
        (services.settings.data / "library.db").write_bytes(b"khong phai co so du lieu" * 100)
        reader = page_of(client, "x", 503)
        assert reader.named("h1")[0].text == "Chưa mở được tài liệu này"
        services.close()


class TestAddresses:
    @pytest.mark.parametrize("name", STRANGE)
    def test_any_id_has_a_page(self, shelf: TestClient, name: str) -> None:
        reader = page_of(shelf, name, start=0, end=3)
        assert cited_words(reader) == "Bài"
        assert f"/sources/{quote(name, safe='')}?start=0" in reader.with_id("trich-text").text

    @pytest.mark.parametrize(("path", "up"), [("x", "../"), ("x/y", "../../"), ("x%2Fy", "../"), ("x//y", "../../../")])
    def test_the_page_finds_its_files_however_deep_its_address(self, client: TestClient, path: str, up: str) -> None:
        reader = read_page(client.get(f"/sources/{path}").text)
        assert [link.attributes["href"] for link in reader.named("link")] == [
            f"{up}widget/icon.svg",
            f"{up}source_page/source.css",
        ]

    def test_its_files_are_given_out(self, client: TestClient) -> None:
        for path in SOURCE_FILES.iterdir():
            assert client.get(f"/source_page/{path.name}").content == path.read_bytes()

    def test_the_policy_is_the_one_of_every_page_and_nothing_needs_a_laxer_one(self, client: TestClient) -> None:
        document = answers(client)[0]["citation"]["document_id"]
        reply = client.get(f"/sources/{document}?start=0&end=9")
        assert reply.headers["Content-Security-Policy"] == client.get("/").headers["Content-Security-Policy"]
        assert reply.headers["Cache-Control"] == "no-cache"
        reader = read_page(reply.text)
        assert reader.all(lambda one: any(name.startswith("on") or name == "style" for name in one.attributes)) == []
        assert [script.text for script in reader.named("script")] == [""]
        assert reader.named("style") == []

    def test_who_asks_for_the_head_gets_it(self, client: TestClient) -> None:
        reply = client.head("/sources/không-có")
        assert (reply.status_code, reply.content) == (404, b"")

    def test_a_frame_is_distinguished_from_a_window(self, client: TestClient) -> None:
        citation = answers(client)[0]["citation"]
        address = f"/sources/{citation['document_id']}?start={citation['start']}&end={citation['end']}"
        framed = client.get(address, headers={"Sec-Fetch-Dest": "iframe"})
        assert framed.headers["Vary"] == "Sec-Fetch-Dest"
        assert "autofocus" not in framed.text
        assert "autofocus" in client.get(address).text


class TestHuge:
    def test_only_the_part_around_the_words_is_sent(self, shelf: TestClient) -> None:
        start = 12_345_678
        reply = shelf.get("/sources/to", params={"start": start, "end": start + 120})
        assert len(reply.content) < 1_000_000
        reader = read_page(reply.text)
        text = shelf.get("/v1/documents/to").json()["text"]
        assert cited_words(reader) == text[start : start + 120]
        assert reader.with_id("van-ban").text in text
        assert {link.attributes.get("rel") for link in reader.named("a")} >= {"prev", "next"}

    def test_its_neighbour_follows_at_once(self, shelf: TestClient) -> None:
        first = page_of(shelf, "to")
        following = page_of(shelf, "to", part=2)
        joined = first.with_id("van-ban").text + following.with_id("van-ban").text
        assert shelf.get("/v1/documents/to").json()["text"].startswith(joined)

    def test_a_range_over_all_of_it_is_marked_in_each_part(self, shelf: TestClient) -> None:
        reader = page_of(shelf, "to", start=0, end=HUGE, part=100)
        assert cited_words(reader) == reader.with_id("van-ban").text
        assert reader.named("textarea") == []

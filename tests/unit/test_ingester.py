"""Does the ingester keep what is good, refuse what is not, and leave alone what it has?"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qa.errors import ModelError
from qa.ingesting import ingester, preparing
from qa.ingesting.identity import document_id
from qa.ingesting.ingester import Ingester, IngestReport
from qa.ingesting.reindexing import reindex
from qa.library.read_models.library_state import load_units_and_vectors
from qa.library.store import Library
from qa.reading import read_path
from qa.types import RawDocument, Rejected
from tests.documents import raw_document
from tests.fakes import HashingEncoder

HANOI = raw_document("hn", "Hà Nội là thủ đô. Thành phố nằm bên sông Hồng.", title="Hà Nội")
HUE = raw_document("hue", "Huế nằm bên sông Hương.")
BARE = raw_document("trống", "* * *")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "kho")
    yield library
    library.close()


def _ingest(library: Library, *raws: RawDocument | Rejected) -> IngestReport:
    return Ingester(library, HashingEncoder()).ingest(raws)


def test_a_second_time_changes_nothing_and_encodes_nothing(library: Library) -> None:
    first = _ingest(library, HANOI, HUE)
    generation, before = library.generation, library.summaries()
    encoder = HashingEncoder()
    second = Ingester(library, encoder).ingest([HANOI, HUE])
    assert (first.added, second.added) == (["hn", "hue"], [])
    assert (first.sentences, second.sentences) == (3, 0)
    assert second.unchanged == ["hn", "hue"]
    assert library.generation == generation
    assert library.summaries() == before
    assert encoder.read == []


@pytest.mark.parametrize(
    "changed",
    [
        replace(HANOI, text=HANOI.text + " Câu mới."),
        replace(HANOI, source=replace(HANOI.source, title="Thủ đô")),
        replace(HANOI, source=replace(HANOI.source, publisher="Báo A")),
    ],
    ids=["text", "title", "publisher"],
)
def test_a_changed_document_replaces_the_old_one(library: Library, changed: RawDocument) -> None:
    _ingest(library, HANOI, HUE)
    report = _ingest(library, changed, HUE)
    assert (report.added, report.replaced, report.unchanged) == ([], ["hn"], ["hue"])
    assert library.document("hn").text == changed.text
    assert library.document("hn").source == changed.source
    assert len(library.summaries()) == 2


def test_a_document_kept_under_older_rules_is_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    _ingest(library, HANOI)
    monkeypatch.setattr(preparing, "RECIPE", "mới")
    assert _ingest(library, HANOI).replaced == ["hn"]
    assert _ingest(library, HANOI).unchanged == ["hn"]


def test_what_is_refused_is_reported_and_the_rest_is_kept(library: Library) -> None:
    unread = Rejected("hỏng.txt", "không đọc được")
    report = _ingest(library, unread, HANOI, BARE, HUE)
    assert report.added == ["hn", "hue"]
    assert report.rejected[0] == unread
    assert report.rejected[1].where == "trống"
    assert "không có nội dung chính" in report.rejected[1].reason
    assert [one.id for one in library.summaries()] == ["hn", "hue"]


def test_nothing_good_leaves_the_library_as_it_was(library: Library) -> None:
    generation = library.generation
    report = _ingest(library, BARE)
    assert len(report.rejected) == 1
    assert library.generation == generation


@pytest.mark.parametrize(
    ("origin", "text"),
    [("/tệp/\udcff.txt", "Một câu."), ("a", "Nửa cặp \ud83d thôi."), ("a", "Có ký tự \0 rỗng.")],
    ids=["file name", "text", "NUL"],
)
def test_what_no_database_can_hold_is_refused_and_the_rest_is_kept(library: Library, origin: str, text: str) -> None:
    report = _ingest(library, raw_document(origin, text), HANOI)
    assert report.added == ["hn"]
    assert len(report.rejected) == 1
    f"{report.rejected[0].where}{report.rejected[0].reason}".encode()  # can be shown


def test_the_title_is_the_source_s_or_the_page_s_own_or_none(library: Library) -> None:
    page = raw_document("trang", "# Lịch sử Huế\n\nHuế từng là kinh đô. Nay là thành phố.")
    _ingest(library, HANOI, HUE, page)
    assert [one.source.title for one in library.summaries()] == ["Hà Nội", None, "Lịch sử Huế"]
    assert _ingest(library, page).unchanged == ["trang"]


def test_vectors_are_of_the_title_and_the_text_in_the_order_of_the_text(library: Library) -> None:
    _ingest(library, HUE, HANOI)
    units, vectors = load_units_and_vectors(library)
    read = HashingEncoder().embed_passages(
        ["Huế nằm bên sông Hương.", "Hà Nội. Hà Nội là thủ đô.", "Hà Nội. Thành phố nằm bên sông Hồng."]
    )
    np.testing.assert_array_equal(vectors.sentences, read.astype(np.float16))
    assert len(units) == 3
    passages = HashingEncoder().embed_passages(["Huế nằm bên sông Hương.", f"Hà Nội. {HANOI.text}"])
    np.testing.assert_array_equal(vectors.passages, passages.astype(np.float16))


def test_the_same_text_is_encoded_once_and_stands_wherever_it_is_printed(library: Library) -> None:
    encoder = HashingEncoder()
    Ingester(library, encoder).ingest([HUE, replace(HUE, origin="hue-2"), HANOI])
    assert len(encoder.read) == len(set(encoder.read)) == 4  # a passage of one sentence; a passage and two sentences
    _, vectors = load_units_and_vectors(library)
    assert len(vectors.passages) + len(vectors.sentences) == 7


def test_two_files_of_one_name_in_two_folders_are_two_documents(library: Library, tmp_path: Path) -> None:
    for folder in ("một", "hai"):
        (tmp_path / "tin" / folder).mkdir(parents=True)
        (tmp_path / "tin" / folder / "Bài viết.txt").write_text(f"Bài trong thư mục {folder}.")
    report = Ingester(library, HashingEncoder()).ingest(read_path(tmp_path / "tin"))
    assert len(set(report.added)) == 2
    assert all(one.startswith("bai-viet-") for one in report.added)
    assert len(library.summaries()) == 2


@pytest.mark.parametrize("origin", ["uit_01_05206", "a", "A.b~c-9"])
def test_an_id_that_an_address_can_hold_is_kept(origin: str) -> None:
    assert document_id(origin) == origin


@pytest.mark.parametrize("origin", ["a/b", "..", "có dấu", "", "a b", "x" * 200, "/tin/Đường 5.txt", "a\n"])
def test_any_other_origin_gets_a_plain_id_of_its_own(origin: str) -> None:
    made = document_id(origin)
    assert made.isascii()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made != document_id(origin + "/")
    assert made == document_id(origin)


def test_each_transaction_is_reported_once_it_is_saved(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingester, "BATCH_DOCUMENTS", 2)
    saved: list[tuple[int, int]] = []
    raws = [raw_document(f"{number}", f"Câu số {number}.") for number in range(5)]
    Ingester(library, HashingEncoder()).ingest(
        raws, on_saved=lambda report: saved.append((len(report.added), len(library.summaries())))
    )
    assert saved == [(2, 2), (4, 4), (5, 5)]


def test_progress_counts_what_is_encoded_of_each_transaction(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingester, "BATCH_DOCUMENTS", 2)
    counted: list[tuple[int, int]] = []
    raws = [raw_document(f"{number}", f"Câu số {number}. Thêm câu {number}.") for number in range(3)]
    Ingester(library, HashingEncoder()).ingest(raws, progress=lambda *now: counted.append(now))
    assert counted == [(6, 6), (3, 3)]  # a passage and two sentences a document


def test_what_progress_raises_ends_it_and_keeps_what_was_saved(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingester, "BATCH_DOCUMENTS", 2)

    def stop_at_the_second(*_: int) -> None:
        if library.summaries():
            raise InterruptedError

    raws = [raw_document(f"{number}", f"Câu số {number}.") for number in range(5)]
    with pytest.raises(InterruptedError):
        Ingester(library, HashingEncoder()).ingest(raws, progress=stop_at_the_second)
    assert [one.id for one in library.summaries()] == ["0", "1"]


def test_long_documents_fill_a_transaction_by_their_characters(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingester, "BATCH_CHARACTERS", 100)
    saved: list[int] = []
    raws = [raw_document(f"{number}", f"Câu số {number} dài hơn một chút. " * 2) for number in range(4)]
    Ingester(library, HashingEncoder()).ingest(raws, on_saved=lambda report: saved.append(len(report.added)))
    assert saved == [2, 4]


def test_of_two_documents_of_one_origin_in_a_batch_the_later_is_kept(library: Library) -> None:
    later = replace(HANOI, text="Bản sau.")
    assert _ingest(library, HANOI, later).added == ["hn"]
    assert library.document("hn").text == "Bản sau."


def test_another_encoder_is_refused_before_anything_is_changed(library: Library) -> None:
    _ingest(library, HANOI)
    generation = library.generation
    with pytest.raises(ModelError, match="khác"):
        Ingester(library, HashingEncoder("khác")).ingest([HUE])
    assert library.generation == generation


def test_captions_are_quoted_only_where_that_is_wanted(library: Library) -> None:
    raw = raw_document("anh", "Đoàn đã đến thăm xã vùng cao.\n\nCây cầu cũ bắc qua suối. (Ảnh: Lê Minh)\n\nĐoàn về.")
    assert _ingest(library, raw).sentences == 2
    wanting = Ingester(library, HashingEncoder(), captions=True)
    assert wanting.ingest([raw]).replaced == ["anh"]
    assert wanting.ingest([raw]).unchanged == ["anh"]
    assert load_units_and_vectors(library)[0].passage_texts == (
        "Đoàn đã đến thăm xã vùng cao.", "Cây cầu cũ bắc qua suối. (Ảnh: Lê Minh)", "Đoàn về.",
    )  # fmt: skip
    assert reindex(library, HashingEncoder()) == 1
    assert "Cây cầu" not in "".join(load_units_and_vectors(library)[0].passage_texts)

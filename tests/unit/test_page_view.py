"""Is a long document cut into parts that are the document, and is what stands beside a part right?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import qa.library.read_models.page_view
from qa.errors import UnknownDocumentError
from qa.library.read_models.page_view import read_part
from qa.library.store import Library
from qa.types import RawDocument, Source
from tests.documents import encoded_document, encoded_documents

PART = 200
LINE = "Đoạn này 😀 kể việc của làng bên sông trong năm qua."
LONG = "\n".join(f"{number}. {LINE}" for number in range(60))


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qa.library.read_models.page_view, "PART", PART)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("text", [LONG, "Một câu.", "một" * 700, f"{LINE}\n" + "x" * 999 + f"\n{LINE}", LONG[:301]])
def test_parts_follow_each_other_and_are_the_text(library: Library, text: str) -> None:
    library.save([encoded_document("d1", text)])
    first = read_part(library, "d1")
    parts = [read_part(library, "d1", number=number) for number in range(1, first.of + 1)]
    assert "".join(part.text for part in parts) == text
    assert [part.number for part in parts] == list(range(1, first.of + 1))
    for part in parts:
        assert part.text == text[part.start : part.end]
        assert len(part.text) <= 2 * PART
        assert part.characters == len(text)
        assert all(span.end > part.start and span.start < part.end for span in part.spans)


def test_a_part_begins_with_a_paragraph_where_it_can(library: Library) -> None:
    library.save([encoded_document("d1", LONG)])
    for number in range(2, read_part(library, "d1").of + 1):
        assert LONG[read_part(library, "d1", number=number).start - 1] == "\n"


def test_an_offset_is_in_the_part_that_is_read_for_it(library: Library) -> None:
    library.save([encoded_document("d1", LONG)])
    for offset in range(len(LONG)):
        part = read_part(library, "d1", offset)
        assert part.start <= offset < part.end


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_a_part_that_does_not_exist_gives_way_to_the_offset(library: Library, number: int) -> None:
    library.save([encoded_document("d1", LONG)])
    assert read_part(library, "d1", 700, number) == read_part(library, "d1", 700)
    assert read_part(library, "d1", 10**9, number).number == 1


def test_spans_and_pages_are_those_of_the_document(library: Library) -> None:
    (kept,) = encoded_documents(RawDocument("d1", Source("Bài"), LONG, pages=(0, 500, 900)))
    library.save([kept])
    part = read_part(library, "d1", 700)
    assert part.pages == (0, 500, 900)
    assert set(part.spans) <= set(kept.document.spans)
    assert part.sha256 == kept.document.sha256
    assert part.source == kept.document.source


def test_an_article_and_its_khoan_stand_above_their_sentence(library: Library) -> None:
    text = (
        "Điều 1. Phạm vi\n1. Luật này quy định về làng.\n2. Luật này quy định về sông.\nĐiều 2. Hiệu lực\nTừ năm sau."
    )
    library.save([encoded_document("luat", text, title="Luật làng")])
    part = read_part(library, "luat", text.index("Luật này quy định về sông"))
    assert part.headings[-1] == "Điều 1. Phạm vi"
    assert part.clause == "2"
    assert read_part(library, "luat", 0).headings == ()


def test_a_document_without_a_title_is_called_by_its_opening_words(library: Library) -> None:
    library.save([encoded_document("d1", f"  {LINE} {LINE} {LINE}"), encoded_document("d2", LINE, title="Tên")])
    summaries = {one.id: one.display_title for one in library.summaries()}
    assert {name: read_part(library, name).display_title for name in summaries} == summaries
    assert read_part(library, "d2").added_at == library.summaries()[1].added_at


def test_a_document_that_is_not_there_is_named(library: Library) -> None:
    with pytest.raises(UnknownDocumentError, match="khong-co"):
        read_part(library, "khong-co")

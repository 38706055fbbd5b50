"""Is a sentence found wherever it is printed, and shown once?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.retrieval.candidates import Filter
from qa.retrieval.local.duplicate_index import DuplicateIndex, hashes_of, nearly_same, signatures_of
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import Answer, Answers
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder

ARTICLE = (
    "Chiều 26/1, hai đoàn đại biểu đã gặp nhau tại Viêng Chăn để bàn về hợp tác giáo dục trong năm mới. "
    "Hai bên nhất trí tăng số học bổng lên 1.160 suất mỗi năm cho sinh viên của cả hai nước."
)
# Saved from another page: a word more, other signs, and another opening.
REPRINT = (
    "Hai đoàn đại biểu đã gặp nhau tại Viêng Chăn để bàn về hợp tác giáo dục trong năm mới, theo tin của hãng. "
    "Hai bên nhất trí tăng số học bổng lên 1.160 suất mỗi năm cho các sinh viên của cả hai nước!"
)


@pytest.fixture
def answerer(tmp_path: Path) -> Iterator[Answerer]:
    library = Library.open(tmp_path)
    library.save(
        encoded_documents(
            raw_document("tran", ARTICLE, title="Bản trần"),
            raw_document(
                "goc", ARTICLE, title="Bản gốc", publisher="Báo A", url="https://a.vn", published_at=date(2022, 1, 26)
            ),
            raw_document(
                "sau", ARTICLE, title="B", publisher="Báo B", url="https://b.vn", published_at=date(2022, 1, 27)
            ),
            raw_document("lai", REPRINT, title="Bản in lại"),
            raw_document("khac", ARTICLE.replace("1.160", "1.200"), title="Số khác"),
        )
    )
    yield Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "chỉ mục"), FusionRanker(), threshold=0)
    library.close()


QUESTION = "Số học bổng tăng lên bao nhiêu suất mỗi năm?"


def _scholarships(answerer: Answerer, wanted: Filter | None = None) -> list[Answer]:
    reply = answerer.answer(QUESTION, 20, wanted)
    assert isinstance(reply, Answers)
    return [answer for answer in reply.answers if "học bổng" in answer.text]


def test_a_sentence_is_shown_once_and_names_its_other_sources(answerer: Answerer) -> None:
    answers = {tuple(sorted([one.citation.document_id, *(other.document_id for other in one.also_in)])): one
            for one in _scholarships(answerer)}  # fmt: skip
    assert set(answers) == {("goc", "lai", "sau", "tran"), ("khac",)}
    answer = answers["goc", "lai", "sau", "tran"]
    # The earliest with the fullest source; the later one, the one without a source, and the near duplicate.
    assert [answer.citation.document_id, *(one.document_id for one in answer.also_in)] == ["goc", "sau", "tran", "lai"]


def test_every_source_that_is_named_prints_the_sentence(answerer: Answerer) -> None:
    texts = {"lai": REPRINT, "khac": ARTICLE.replace("1.160", "1.200")}
    for answer in _scholarships(answerer):
        for cited in (answer.citation, *answer.also_in):
            printed = texts.get(cited.document_id, ARTICLE)[cited.start : cited.end]
            assert printed == answer.text or nearly_same(printed)(answer.text)


def test_a_filter_is_kept_by_the_sources_that_are_only_named(answerer: Answerer) -> None:
    wanted = Filter(document_ids=frozenset({"tran", "lai"}))
    (answer,) = _scholarships(answerer, wanted)
    assert answer.citation.document_id == "tran"
    assert [one.document_id for one in answer.also_in] == ["lai"]


@pytest.mark.parametrize("gone", ["goc", "sau", "tran", "lai"])
def test_a_source_that_is_removed_leaves_the_answer_with_the_others(
    answerer: Answerer, tmp_path: Path, gone: str
) -> None:
    library = Library.open(tmp_path)
    library.remove(gone)
    library.close()
    answer = next(one for one in _scholarships(answerer) if one.citation.document_id != "khac")
    assert {answer.citation.document_id, *(one.document_id for one in answer.also_in)} == {
        "goc", "sau", "tran", "lai"
    } - {gone}  # fmt: skip


def test_articles_that_are_printed_twice_know_each_other(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    paragraphs = [f"Đoạn {number} của bài viết kể về chuyến đi thứ {number} tới xã {number}." for number in range(30)]
    article = "\n\n".join(paragraphs)
    library.save(
        encoded_documents(
            raw_document("goc", article, title="Gốc"),
            raw_document("het", article, title="Tên khác"),
            raw_document("bot", "\n\n".join(["Mở đầu mới của báo khác.", *paragraphs[:25]])),
            raw_document("khac", ARTICLE),
        )
    )
    view = LocalSearchEngine(library, tmp_path / "chỉ mục").view()
    first, second = view.near_duplicates("goc")
    assert (first.document_id, first.likeness) == ("het", 1.0)
    assert second.document_id == "bot"
    assert 0.5 <= second.likeness < 1
    assert {near.document_id for near in view.near_duplicates("bot")} == {"goc", "het"}
    assert view.near_duplicates("khac") == view.near_duplicates("vắng") == ()
    library.close()


def test_many_prints_of_one_sentence_do_not_hide_another(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    same = [raw_document(f"{number}", "Số học bổng năm nay tăng lên nhiều suất.") for number in range(400)]
    library.save(encoded_documents(*same, raw_document("con", "Học bổng mỗi năm là 1.160 suất cho sinh viên.")))
    reply = Answerer(
        HashingEncoder(), LocalSearchEngine(library, tmp_path / "chỉ mục"), FusionRanker(), threshold=0
    ).answer("Số học bổng năm nay tăng lên bao nhiêu suất?", 3)
    assert isinstance(reply, Answers)
    assert [answer.text for answer in reply.answers] == [same[0].text, "Học bổng mỗi năm là 1.160 suất cho sinh viên."]
    assert len(reply.answers[0].also_in) == 20
    library.close()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Anh ấy đi học ở Hà Nội.", "anh ấy đi học ở Hà Nội!", True),
        ("Giá xăng tăng 5% so với tháng trước, theo Bộ.", "Giá xăng tăng 7% so với tháng trước, theo Bộ.", False),
        ("Hàng năm trường có tổ chức thi cho học sinh.", "Hàng năm trường không tổ chức thi cho học sinh.", False),
        ("Hôm nay trời nắng to ở miền Bắc.", "Hôm qua mưa lớn ở miền Nam.", False),
        ("…", "!", False),
    ],
)  # fmt: skip
def test_what_is_nearly_the_same(one: str, other: str, alike: bool) -> None:
    assert nearly_same(one)(other) is nearly_same(other)(one) is alike


keys = st.lists(st.sampled_from([f"từ{number}" for number in range(40)]), max_size=60)


@given(st.lists(keys, min_size=1, max_size=8), st.data())
def test_a_text_is_always_found_by_its_own_numbers(texts: list[list[str]], data: st.DataObject) -> None:
    duplicates = DuplicateIndex(hashes_of(texts), signatures_of(texts))
    position = data.draw(st.integers(0, len(texts) - 1))
    same = [other for other, text in enumerate(texts) if text == texts[position]]
    assert duplicates.same(duplicates.hashes[position]).tolist() == same
    assert set(same) <= set(duplicates.like(duplicates.signatures[position]).tolist())


def test_reprints_collide_and_unrelated_texts_do_not() -> None:
    random = np.random.default_rng(3)
    words = [f"từ{number}" for number in range(2_000)]
    originals = [list(random.choice(words, 90)) for _ in range(300)]
    reprints = [[*text[:40], "thêm", *text[41:]] for text in originals]
    duplicates = DuplicateIndex(hashes_of(originals), signatures_of(originals))
    found = [duplicates.like(signature).tolist() for signature in signatures_of(reprints)]
    assert np.mean([position in some for position, some in enumerate(found)]) > 0.99
    assert sum(map(len, found)) < 1.01 * len(found)

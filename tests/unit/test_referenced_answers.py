"""Is a clause that is asked for by its number answered whole, out of the right document?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from qa.answering.answerer import Answerer
from qa.answering.references.referenced_answers import LONGEST
from qa.library.store import Library
from qa.questions.follow_ups import Turn
from qa.ranking.fusion import FusionRanker
from qa.retrieval.candidates import Filter
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import Abstention, Answers
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder

MARKET = """LUẬT CHỢ

Điều 1. Giờ họp

1. Chợ họp từ 5 giờ đến 11 giờ.

2. Ngày rằm, chợ họp như sau:

a) Hàng hoa họp từ 3 giờ;

đ) Hàng cá nghỉ.

3. Ban quản lý báo trước ba ngày khi đổi giờ.

Khi đổi giờ quá hai lần một tháng thì phải hỏi người bán.

Điều 2. Chỗ ngồi

Ai đến trước ngồi trước.
"""

FERRY = """QUY CHẾ BẾN ĐÒ

Điều 1. Giờ chạy

1) Đò chạy từ 5 giờ.

2) Có bão thì đò nghỉ.

Điều 2. Giá

Một lượt 5.000 đồng.
"""

AMENDING = """LUẬT SỬA ĐỔI LUẬT CHỢ

Điều 1. Sửa đổi, bổ sung một số điều của Luật Chợ

1. Sửa đổi Điều 7 như sau:

“Điều 7. Thuế

1. Hàng rau không nộp thuế.

2. Hàng thịt nộp 2.000 đồng.”

2. Bỏ Điều 9.

Điều 2. Hiệu lực

Luật này có hiệu lực từ ngày 1 tháng 3.
"""

LONG = "LUẬT DÀI\n\nĐiều 1. Việc làng\n\n" + "\n\n".join(
    f"{number}. Giáp thứ {number} lo việc đình một năm, " + "rồi lại một năm nữa, " * 20 + "cho hết lượt."
    for number in range(1, 21)
)
WORDY = (
    "LUẬT LỜI\n\nĐiều 1. Lời dặn\n\n"
    + " ".join(["Ai cũng nhớ lời dặn của người xưa."] * 300)
    + "\n\nĐiều 2. Hết\n\nHết."
)


@pytest.fixture
def answerer(tmp_path: Path) -> Iterator[Answerer]:
    library = Library.open(tmp_path / "library")
    documents = [
        raw_document("cho", MARKET, title="LUẬT CHỢ", published_at=date(2013, 5, 1)),
        raw_document("do", FERRY, title="Quy chế Bến đò", published_at=date(2020, 5, 1)),
        raw_document("sua", AMENDING, title="Luật sửa đổi Luật Chợ", published_at=date(2019, 5, 1)),
        raw_document("dai", LONG, title="Luật Dài"),
        raw_document("loi", WORDY, title="Luật Lời"),
    ]
    library.save(encoded_documents(*documents))
    yield Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "index"), FusionRanker(), threshold=2)
    library.close()


def _answered(answerer: Answerer, question: str, **asked: object) -> Answers:
    reply = answerer.answer(question, 5, **asked)  # type: ignore[arg-type]
    assert isinstance(reply, Answers), reply
    return reply


@pytest.mark.parametrize(
    ("question", "text", "clause"),
    [
        ("khoản 1 điều 1 luật chợ", "1. Chợ họp từ 5 giờ đến 11 giờ.", "1"),
        (
            "Khoản 2 Điều 1 của Luật Chợ quy định gì?",
            "2. Ngày rằm, chợ họp như sau:\n\na) Hàng hoa họp từ 3 giờ;\n\nđ) Hàng cá nghỉ.",
            "2",
        ),
        ("diem a khoan 2 dieu 1 luat cho", "a) Hàng hoa họp từ 3 giờ;", "2"),
        ("điểm đ khoản 2 điều 1 luật chợ", "đ) Hàng cá nghỉ.", "2"),
        (
            "điều 1 khoản 3 luật chợ 2013 nói gì",
            MARKET[MARKET.index("3. Ban") : MARKET.index("\n\nĐiều 2")],
            "3",
        ),
        ("k2 đ1 quy chế bến đò", "2) Có bão thì đò nghỉ.", None),
        ("Điều 2 Quy chế bến đò", "Một lượt 5.000 đồng.", None),
        ("khoản 2 điều 1 luật sửa đổi luật chợ", "2. Bỏ Điều 9.", "2"),
    ],
)
def test_a_clause_of_a_named_law_is_answered_whole(
    answerer: Answerer, question: str, text: str, clause: str | None
) -> None:
    (found,) = _answered(answerer, question).answers
    assert (found.text, found.citation.clause, found.confidence) == (text, clause, 1.0)


def test_a_whole_article_is_in_no_clause(answerer: Answerer) -> None:
    (found,) = _answered(answerer, "Điều 1 luật chợ").answers
    assert found.text == MARKET[MARKET.index("1. Chợ") : MARKET.index("\n\nĐiều 2")]
    assert found.citation.clause is None
    assert found.citation.headings[-1] == "Điều 1. Giờ họp"


def test_clauses_that_are_asked_for_together_are_answered_each(answerer: Answerer) -> None:
    found = _answered(answerer, "khoản 1 và khoản 3 điều 1 luật chợ").answers
    assert [one.text[:2] for one in found] == ["1.", "3."]
    assert [one.confidence for one in found] == [1, 1]


def test_every_document_that_has_the_place_is_named_the_newest_first(answerer: Answerer) -> None:
    found = _answered(answerer, "Khoản 2 Điều 1 quy định gì?").answers
    assert [one.citation.document_id.split("-")[0] for one in found] == ["do", "sua", "cho", "dai"]
    assert {one.confidence for one in found} == {1 / 4}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_document_that_was_cited_before_comes_first(answerer: Answerer) -> None:
    cited = next(one.citation.document_id for one in _answered(answerer, "khoản 2 điều 1").answers if "họp" in one.text)
    turns = [Turn("Chợ họp lúc mấy giờ?", "Chợ họp từ 5 giờ đến 11 giờ.", (cited,))]
    assert _answered(answerer, "khoản 2 điều 1", turns=turns).answers[0].citation.document_id == cited


def test_a_filter_is_kept_to(answerer: Answerer) -> None:
    found = _answered(answerer, "khoản 2 điều 1", wanted=Filter(published_from=date(2020, 1, 1))).answers
    assert [one.text for one in found] == ["2) Có bão thì đò nghỉ."]


@pytest.mark.parametrize(
    "question",
    [
        "khoản 9 điều 1 luật chợ",
        "điều 7 luật sửa đổi luật chợ",
        "điều 1 luật chợ 1999",
        "điều 1 luật đất đai",
        "điểm a khoản 1 điều 1 luật chợ",
        "Điều 1 luật chợ áp dụng cho ai?",
    ],
)
def test_what_no_document_has_is_asked_in_the_usual_way(answerer: Answerer, question: str) -> None:
    assert isinstance(answerer.answer(question), Abstention)


def test_a_long_article_is_cut_where_a_clause_ends(answerer: Answerer) -> None:
    (found,) = _answered(answerer, "điều 1 luật dài").answers
    assert LONGEST - 500 < len(found.text) <= LONGEST
    assert found.text.endswith("cho hết lượt.")
    assert LONG[found.citation.end :].startswith(f"\n\n{20 - found.more_items + 1}. Giáp")


def test_an_article_without_clauses_or_lines_is_not_cut(answerer: Answerer) -> None:
    (found,) = _answered(answerer, "điều 1 luật lời").answers
    assert len(found.text) > LONGEST


def test_the_same_text_in_two_documents_is_shown_once(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    library.save(encoded_documents(*(raw_document(name, MARKET, title="Luật Chợ") for name in ("mot", "hai"))))
    answerer = Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "index"), FusionRanker(), threshold=2)
    (found,) = _answered(answerer, "khoản 1 điều 1").answers
    assert len(found.also_in) == 1
    library.close()

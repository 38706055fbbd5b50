"""Is a question with an abbreviation read as it was meant, and found in either way of writing?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.questions.abbreviations import PUBLIC, LongForms
from qa.questions.correction import QuestionCorrector
from qa.questions.follow_ups import Turn
from qa.questions.reading import as_typed, read_question
from qa.ranking.fusion import FusionRanker
from qa.retrieval.local.engine import LocalSearchEngine
from qa.text.abbreviation_definitions import Definition, definitions
from qa.text.keys import exact_keys
from qa.types import Abstention, Answers, SmallTalkReply
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder

TEXTS = [
    "Trung tâm dữ liệu (TTDL) đặt ở Huế và có 40 máy chủ lớn.",
    "Ban quản lý rừng, gọi tắt là BQLR, lập năm 1990.",
    "Phòng thí nghiệm (PTN) do bà Mai phụ trách.",
    "Phòng truyền nghề (PTN) có ba mươi học viên.",
    "NLB (National Library Board) mở cửa lúc tám giờ.",
]
ACCENTS = QuestionCorrector.count(TEXTS)
KNOWN = LongForms(definitions(TEXTS))


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("TTDL ở đâu?", "Trung tâm dữ liệu ở đâu?"),
        ("ttdl o dau", "Trung tâm dữ liệu ở đâu"),
        ("ai lập bqlr?", "ai lập Ban quản lý rừng?"),
        ("PTN ở đâu?", "PTN ở đâu?"),
        ("ptn o dau", "ptn ở đâu"),
        ("NLB ở đâu?", "NLB ở đâu?"),
        ("BQP ở đâu?", "Bộ Quốc phòng ở đâu?"),
        ("QDND có từ năm nào?", "Quân đội nhân dân có từ năm nào?"),
        ("GS.TS. Mai là ai?", "Giáo sư tiến sĩ Mai là ai?"),
        ("Ai là GS. Mai?", "Ai là giáo sư Mai?"),
        ("Nhà máy của UBND.", "Nhà máy của Ủy ban nhân dân."),
        ("tp.hcm o dau", "Thành phố Hồ Chí Minh ở đâu"),
        ("UBND nghĩa là gì?", "UBND nghĩa là gì?"),
        ("BQP viết tắt của từ nào?", "BQP viết tắt của từ nào?"),
        ("Đội ABC ở đâu?", "Đội ABC ở đâu?"),
        ("COVID19 là gì?", "COVID19 là gì?"),
        ("AI LÀ TỔNG BÍ THƯ?", "Ai là tổng bí thư?"),
        ("\ue000 ở đâu, TTDL?", "\ue000 ở đâu, TTDL?"),
    ],
)
def test_a_clear_abbreviation_is_written_out_and_others_are_kept(typed: str, read_as: str) -> None:
    assert read_question(typed, ACCENTS, (), KNOWN).read_as == read_as


def test_what_the_documents_write_and_never_define_stays_and_the_long_form_is_looked_up() -> None:
    texts = ["Lớp bài toán BQP nằm trong PP.", "Ban chấp hành họp hằng năm."]
    corrector = QuestionCorrector.count(texts)
    read = read_question("Lớp BQP nằm ở đâu?", corrector, (), LongForms(definitions(texts)))
    assert read.read_as == "Lớp BQP nằm ở đâu?"
    assert set(exact_keys("Bộ Quốc phòng")) <= set(read.looked_up[0])
    assert read_question("Lớp bqp nằm ở đâu?", corrector).read_as == "Lớp Bộ Quốc phòng nằm ở đâu?"


def test_the_words_of_one_way_of_writing_look_up_the_other() -> None:
    for typed in ("TTDL ở đâu?", "ttdl o dau", "Trung tâm dữ liệu ở đâu?", "trung tam du lieu o dau"):
        keys, _ = read_question(typed, ACCENTS, (), KNOWN).looked_up
        assert {"ttdl", "trung", "tâm"} <= set(keys)


def test_of_two_meanings_both_are_looked_up() -> None:
    keys, _ = read_question("PTN ở đâu?", ACCENTS, (), KNOWN).looked_up
    assert {"ptn", *exact_keys("phòng thí nghiệm truyền nghề")} <= set(keys)


def test_the_other_way_of_writing_counts_less_than_what_was_asked() -> None:
    read = read_question("Trung tâm dữ liệu ở đâu?", ACCENTS, (), KNOWN)
    weights = dict(zip(*read.looked_up, strict=True))
    assert 0 < weights["ttdl"] < weights["trung"]
    assert "ttdl" not in read.keys


def test_spellings_of_one_meaning_are_no_second_meaning() -> None:
    known = LongForms([Definition("UBND", "Uỷ ban Nhân dân"), Definition("UBND", "ủy ban nhân dân")])
    assert read_question("UBND ở đâu?", ACCENTS, (), known).read_as == "Ủy ban nhân dân ở đâu?"


def test_a_literal_question_is_not_touched() -> None:
    read = as_typed("BQP ở đâu?")
    assert read.read_as == "BQP ở đâu?"
    assert read.looked_up == (read.keys, read.weights)


def test_an_abbreviation_in_the_question_before_is_understood() -> None:
    for before, question in (("Ai lập TTDL?", "Còn BQLR?"), ("ai lập ttdl?", "còn bqlr?")):
        read = read_question(question, ACCENTS, [Turn(before)], KNOWN)
        assert read.read_as.casefold() == "ai lập ban quản lý rừng?"


@pytest.mark.parametrize("short", PUBLIC)
def test_every_public_abbreviation_is_read_in_capitals(short: str) -> None:
    long = PUBLIC[short]
    assert read_question(f"Có {short} ở đó không?", ACCENTS).read_as == f"Có {long} ở đó không?"


DOCUMENTS = [
    raw_document("ttdl", TEXTS[0]),
    raw_document("may", "Máy chủ của TTDL chạy suốt ngày đêm."),
    raw_document("so", "Trung tâm dữ liệu do ông Sáu đứng đầu."),
    raw_document("ptn", f"{TEXTS[2]}\n\n{TEXTS[3]}"),
    raw_document("khac", "Chợ nổi họp từ sáng sớm trên sông. Cá tươi bán theo cân. Lúa chín vàng đồng."),
]


@pytest.fixture
def answerer(tmp_path: Path) -> Callable[[], Answerer]:
    library = Library.open(tmp_path)
    library.save(encoded_documents(*DOCUMENTS))
    engine = LocalSearchEngine(library, tmp_path / "indexes")
    return lambda: Answerer(HashingEncoder(), engine, FusionRanker(), threshold=0)


def _texts(reply: Answers | Abstention | SmallTalkReply) -> list[str]:
    assert isinstance(reply, Answers)
    return [answer.text for answer in reply.answers]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("TTDL do ai đứng đầu?", "Trung tâm dữ liệu do ông Sáu đứng đầu."),
        ("ttdl do ai dung dau", "Trung tâm dữ liệu do ông Sáu đứng đầu."),
        ("Máy chủ của trung tâm dữ liệu chạy suốt ngày phải không?", "Máy chủ của TTDL chạy suốt ngày đêm."),
        ("trung tam du lieu may chu chay suot ngay dem khong", "Máy chủ của TTDL chạy suốt ngày đêm."),
        ("PTN do ai phụ trách?", "Phòng thí nghiệm (PTN) do bà Mai phụ trách."),
        ("ptn co bao nhieu hoc vien", "Phòng truyền nghề (PTN) có ba mươi học viên."),
    ],
)
def test_a_document_answers_in_either_way_of_writing(
    answerer: Callable[[], Answerer], question: str, answer: str
) -> None:
    assert _texts(answerer().answer(question, 1)) == [answer]
    assert _texts(answerer().answer(question, 1)) == [answer]  # from the saved segment, which remembers what it learned


def test_what_is_covered_in_the_other_way_of_writing_is_covered(answerer: Callable[[], Answerer]) -> None:
    by_short = answerer().answer("Máy chủ của TTDL chạy suốt ngày đêm không?", 1)
    by_long = answerer().answer("Máy chủ của trung tâm dữ liệu chạy suốt ngày đêm không?", 1)
    assert _texts(by_short) == _texts(by_long) == ["Máy chủ của TTDL chạy suốt ngày đêm."]
    literal = answerer().answer("Máy chủ của trung tâm dữ liệu chạy suốt ngày đêm không?", 1, literal=True)
    assert isinstance(by_long, Answers)
    assert isinstance(literal, Answers)
    assert by_long.answers[0].confidence > literal.answers[0].confidence

"""Are the accents restored that were meant?"""

import pytest

from qa.language_model.syllable_counts import BORDER, SyllableCounts
from qa.questions.correction import QuestionCorrector

TEXTS = [
    "Thủ đô Hà Nội có nhiều hồ. Hồ Gươm nằm giữa thủ đô.",
    "Năm 2022 hai nước kỷ niệm 60 năm ngày thiết lập quan hệ.",
    "Việt Nam và Lào là hai nước láng giềng ở phía nam.",
    "Đoàn đến thăm Việt Nam vào mùa thu.",
]


@pytest.fixture(scope="module")
def model() -> QuestionCorrector:
    return QuestionCorrector.count(TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thu do ha noi", "thủ đô hà nội"),
        ("Thu do Ha Noi o dau?", "Thủ đô Hà Nội ở đâu?"),
        ("Viet Nam va Lao", "Việt Nam và Lào"),
        ("VIET NAM", "VIỆT NAM"),
        ("nam 2022 hai nuoc", "năm 2022 hai nước"),
        ("phia nam", "phía nam"),
        ("mua thu", "mùa thu"),
        ("", ""),
        ("2022 ?!", "2022 ?!"),
        ("Barack Obama", "Barack Obama"),
        ("iPhone cua Lao", "iPhone của Lào"),
    ],
)
def test_the_likeliest_forms_are_chosen_and_the_rest_is_left_alone(
    model: QuestionCorrector, typed: str, meant: str
) -> None:
    assert model.restore(typed) == meant


def test_a_pair_decides_where_the_syllable_alone_would_not(model: QuestionCorrector) -> None:
    assert model.restore("ho guom") == "hồ gươm"
    # `năm` is seen as often as `nam`, so the word before decides.
    assert model.restore("60 nam ngay") == "60 năm ngày"
    assert model.restore("viet nam") == "việt nam"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ai lanh dao hoi dong xa", "ai lãnh đạo hội đồng xã"),
        ("Ai thach thuc nha vua?", "Ai thách thức nhà vua?"),
        ("may gio thu vien mo cua", "mấy giờ thư viện mở cửa"),
    ],
)
def test_a_question_word_is_likelier_than_in_an_encyclopaedia(model: QuestionCorrector, typed: str, meant: str) -> None:
    assert model.restore(typed) == meant


@pytest.mark.parametrize("texts", [[], [""], ["123 !"]])
def test_a_library_without_a_word_still_knows_how_people_ask(texts: list[str]) -> None:
    assert QuestionCorrector.count(texts).restore("xyz ngay nao?") == "xyz ngày nào?"


def test_pairs_are_never_counted_across_two_texts() -> None:
    apart, together = SyllableCounts.count(["mèo", "chuột"]), SyllableCounts.count(["mèo chuột"])
    assert len(apart.pairs) == 4  # each between two borders
    assert len(together.pairs) == 3
    assert together.counts[together.ids[BORDER]] == 2

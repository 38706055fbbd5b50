"""Does a changed question ask for what the passage does not say?"""

import random

import pytest

from qa.learning.passage_reader.altered_questions import altered_question

PASSAGE = (
    "Năm 1998, cầu Bình Minh dài 412 mét nối Phường Tân Lập với Phường Long Hoà được khánh thành; "
    "ông Trần Văn Khoa, hiệu trưởng Trường Đông Sơn, cắt băng."
)
NEIGHBOUR = "Vào mùa lũ, người dân Phường Hải Châu đi đò."


def altered(question: str, seed: int = 1, neighbours: tuple[str, ...] = ()) -> str | None:
    return altered_question(question, PASSAGE, neighbours, random.Random(seed))  # noqa: S311 - nothing secret


@pytest.mark.parametrize("seed", range(10))
def test_another_year_is_near_and_not_in_the_passage(seed: int) -> None:
    question = altered("Cầu nào khánh thành năm 1998?", seed)
    assert question
    year = question.removeprefix("Cầu nào khánh thành năm ").removesuffix("?")
    assert year not in PASSAGE
    assert abs(int(year) - 1998) <= 12


@pytest.mark.parametrize("seed", range(10))
def test_another_number_is_not_in_the_passage(seed: int) -> None:
    question = altered("Cầu nào dài 412 mét?", seed)
    assert question
    assert "412" not in question
    assert question.startswith("Cầu nào dài ")


def test_the_head_becomes_the_deputy() -> None:
    assert altered("Ai là hiệu trưởng Trường Đông Sơn?") == "Ai là phó hiệu trưởng Trường Đông Sơn?"
    assert altered("Hiệu trưởng là ai?") == "Phó hiệu trưởng là ai?"


def test_a_word_whose_opposite_the_passage_has_too_stays() -> None:
    passage = "Phó chủ tịch thay chủ tịch chủ trì cuộc họp."
    assert altered_question("Ai thay chủ tịch?", passage, (), random.Random(1)) is None  # noqa: S311 - nothing secret


def test_another_name_comes_from_a_neighbour() -> None:
    question = "Cầu nào nối tới Phường Long Hoà?"
    assert altered(question, neighbours=(NEIGHBOUR,)) == "Cầu nào nối tới Phường Hải Châu?"
    assert altered(question) is None


def test_one_syllable_with_a_capital_is_no_name() -> None:
    passage = "Người Hồi giáo sống ở đây."
    assert altered_question("Vì sao Hồi giáo?", passage, ("Họ là Kitô.",), random.Random(1)) is None  # noqa: S311 - nothing secret


def test_what_the_passage_does_not_speak_of_stays() -> None:
    assert altered("Cầu nào khánh thành năm 2003?", neighbours=(NEIGHBOUR,)) is None

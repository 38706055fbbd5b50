"""Is the khoản of a sentence named where it is known, and only there?"""

import pytest

from qa.text.clauses import clause_at

PASSAGE = "1. Khoản một.\na) Điểm a;\n2. Khoản hai. Câu sau 3. là số.\nCâu cuối của khoản hai."


@pytest.mark.parametrize(
    ("at", "clause"), [("1. Khoản", "1"), ("a) Điểm", "1"), ("2. Khoản", "2"), ("Câu sau", "2"), ("Câu cuối", "2")]
)
def test_the_number_before_the_sentence_counts(at: str, clause: str) -> None:
    assert clause_at(("Chương I", "Điều 5. Tên"), PASSAGE, PASSAGE.index(at)) == clause


@pytest.mark.parametrize("article", ["Điều 5. Tên", "ĐIỀU 5", "Ðiều 5.[12] Tên", "Điều 5.Tên"])
@pytest.mark.parametrize("number", ["2. ", "2.[7] ", "2.", "2.\u00a0", "2.[7]\t"])
def test_articles_and_clauses_are_found_in_every_usual_spelling(article: str, number: str) -> None:
    passage = f"1. Phí vào cổng là 2.500 đồng.\n{number}Trẻ em không mất tiền."
    assert clause_at((article,), passage, passage.index("Trẻ em")) == "2"
    assert clause_at((article,), passage, passage.index("2.500")) == "1"


def test_a_number_with_decimals_begins_no_clause() -> None:
    passage = "1. Khoản một, mức\n2.5 lần lương."
    assert clause_at(("Điều 5. Tên",), passage, len(passage)) == "1"


def test_without_the_number_the_clause_is_unknown() -> None:
    assert clause_at(("Điều 5. Tên",), "Câu tiếp của khoản trước.\n3. Khoản ba.", 5) is None
    assert clause_at(("Chương I",), PASSAGE, 0) is None
    assert clause_at((), PASSAGE, 0) is None

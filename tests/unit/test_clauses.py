"""Is the khoản of a sentence named where it is known, and only there?"""

import pytest

from qa.text.clauses import clause_at

PASSAGE = "1. Khoản một.\na) Điểm a;\n2. Khoản hai. Câu sau 3. là số.\nCâu cuối của khoản hai."


@pytest.mark.parametrize(
    ("at", "clause"), [("1. Khoản", "1"), ("a) Điểm", "1"), ("2. Khoản", "2"), ("Câu sau", "2"), ("Câu cuối", "2")]
)
def test_the_number_before_the_sentence_counts(at: str, clause: str) -> None:
    assert clause_at(("Chương I", "Điều 5. Tên"), PASSAGE, PASSAGE.index(at)) == clause


def test_without_the_number_the_clause_is_unknown() -> None:
    assert clause_at(("Điều 5. Tên",), "Câu tiếp của khoản trước.\n3. Khoản ba.", 5) is None
    assert clause_at(("Chương I",), PASSAGE, 0) is None
    assert clause_at((), PASSAGE, 0) is None

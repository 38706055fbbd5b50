"""Does a question ask what stands at a place of a law, and at which?"""

import pytest

from qa.questions.legal_references import LegalReference, legal_reference

LAW = ("luật", "chợ", "nổi")


@pytest.mark.parametrize(
    ("question", "article", "clauses", "point"),
    [
        ("Khoản 2 Điều 3 quy định gì?", "3", ("2",), None),
        ("khoản 1 điều 2", "2", ("1",), None),
        ("dieu 3 khoan 3 noi gi", "3", ("3",), None),
        ("KHOẢN 2, ĐIỀU 3", "3", ("2",), None),
        ("điểm đ khoản 2 điều 5", "5", ("2",), "đ"),
        ("Điều 5 khoản 2 điểm a quy định như thế nào?", "5", ("2",), "a"),
        ("điểm b điều 7 nói gì", "7", (), "b"),
        ("Khoản 1 và khoản 2 Điều 3", "3", ("1", "2"), None),
        ("khoản 1, 2 và 3 điều 15a", "15a", ("1", "2", "3"), None),
        ("k2 đ3", "3", ("2",), None),
        ("Ðiều 12 quy định về vấn đề gì?", "12", (), None),
        ("khoản hai điều ba nói về cái gì", "3", ("2",), None),
        ("Nội dung của điều 7 là gì?", "7", (), None),
        ("Điều 3 của luật này quy định những gì?", "3", (), None),
        ("cho xem khoản 3 điều 1", "1", ("3",), None),
    ],
)
def test_a_place_is_recognised(question: str, article: str, clauses: tuple[str, ...], point: str | None) -> None:
    assert legal_reference(question) == LegalReference(article, clauses, point)


@pytest.mark.parametrize(
    ("question", "law", "year"),
    [
        ("Khoản 2 Điều 3 của Luật Chợ nổi quy định gì?", LAW, None),
        ("điều 3 khoản 2 luật chợ nổi năm 2013", LAW, 2013),
        ("Theo Luật Chợ nổi 2013 thì khoản 2 điều 3 quy định như thế nào?", LAW, 2013),
        ("Luật chợ nổi quy định gì tại khoản 2 điều 3?", LAW, None),
        ("k2 d3 luat cho noi noi gi", ("luat", "cho", "noi"), None),
        ("khoản 2 điều 3 hiến pháp", ("hiến", "pháp"), None),
        ("khoản 2 Điều 3, Quy chế bến đò", ("quy", "chế", "bến", "đò"), None),
    ],
)
def test_a_named_law_is_recognised(question: str, law: tuple[str, ...], year: int | None) -> None:
    assert legal_reference(question) == LegalReference("3", ("2",), None, law, year)


@pytest.mark.parametrize(
    "question",
    [
        "Điều gì xảy ra năm 1945?",
        "Điều 3 áp dụng cho ai?",
        "Điều kiện ở điều 5 là gì, ai được miễn?",
        "Điều nào quy định về khoản 2 điều 3?",
        "Khoản tiền 2 triệu theo điều 3 nộp ở đâu?",
        "Những điều sau nói gì?",
        "d15",
        "Hồ sơ gồm những gì?",
        f"Điều 3 {'và ' * 80}",
    ],
)
def test_whoever_asks_for_more_names_no_place(question: str) -> None:
    assert legal_reference(question) is None


def test_a_subject_is_no_name_of_a_law_by_itself() -> None:
    """It is taken for a part of the name, which then is like no title."""
    found = legal_reference("Điều 15 luật chợ nổi quy định thời hạn bao lâu?")
    assert found is not None
    assert found.law[-2:] == ("bao", "lâu")

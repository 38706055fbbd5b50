"""Does every question on a law name one sentence of it, and is half of them kept from tuning?"""

from collections import Counter

import pytest

from qa.types import RawDocument, Source
from tests.quality.law_questions import LAWS, LawQuestion, gold_questions, law_questions, read_laws

ASKED = law_questions()

beside = pytest.mark.skipif(not LAWS.is_dir(), reason="the laws are not beside the repository")


def test_half_of_the_questions_is_kept_for_every_law() -> None:
    assert Counter((one.half, bool(one.law)) for one in ASKED) == {
        ("tuning", True): 50,
        ("kept", True): 50,
        ("tuning", False): 10,
        ("kept", False): 10,
    }
    assert len({one.question for one in ASKED}) == len(ASKED)
    halves = [{one.law for one in ASKED if one.half == half} for half in ("tuning", "kept")]
    assert halves[0] == halves[1]


def test_no_more_than_a_few_words_of_a_law_are_quoted() -> None:
    assert max(len(one.right.split()) for one in ASKED) <= 7


LAW = """LUẬT
CHỢ

Chương I
QUY ĐỊNH CHUNG

Điều 1. Giờ mở cửa của chợ

1. Chợ mở cửa từ 5 giờ sáng hằng ngày, trừ ngày mồng một Tết.

2. Chợ đóng cửa lúc 6 giờ tối hằng ngày.

Điều 12. Giờ nghỉ trưa

1. Chợ nghỉ từ trưa đến 2 giờ chiều hằng ngày.
"""


@pytest.mark.parametrize(
    ("article", "right", "found"),
    [("Điều 1", "từ 5", 1), ("Điều 1", "giờ", 2), ("Điều 1", "từ trưa", 0), ("Điều 3", "Chợ", 0)],
)
def test_an_answer_is_one_sentence_of_its_own_article(article: str, right: str, found: int) -> None:
    law = RawDocument("chợ", Source(), LAW)
    asked = LawQuestion("Chợ mở lúc nào?", "chợ.txt", article, right, "kept")
    if found == 1:
        (gold,) = gold_questions([asked], {"chợ.txt": law})
        ((start, end),) = gold.spans
        assert LAW[start:end] == "1. Chợ mở cửa từ 5 giờ sáng hằng ngày, trừ ngày mồng một Tết."
    else:
        with pytest.raises(ValueError, match=rf"Chợ mở lúc nào\?.*matches {found} sentences"):
            gold_questions([asked], {"chợ.txt": law})


@pytest.mark.shared
@beside
def test_every_answer_is_one_sentence_of_its_law() -> None:
    gold = gold_questions(ASKED, read_laws(ASKED))
    assert sum(bool(one.spans) for one in gold) == 100

"""Is it seen what was meant by a word as people type it?"""

import pytest

from qa.questions.correction import QuestionCorrector
from qa.questions.spellings import from_telex, from_vni

MODEL = QuestionCorrector.count(["Thủ đô Hà Nội của Việt Nam.", "Đội Panthers đến từ Carolina.", "Khí CO2 trên 5 km2."])


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("vieejt", "việt"),
        ("ddoong", "đông"),
        ("truowngf", "trường"),
        ("hoaf", "hòa"),
        ("quys", "quý"),
        ("tuyeets", "tuyết"),
        ("nam", "nam"),
        ("", ""),
    ],
)
def test_telex_keys_make_a_word(keys: str, word: str) -> None:
    assert from_telex(keys) == word


@pytest.mark.parametrize(
    ("keys", "word"),
    [("vie65t", "việt"), ("d9o6ng", "đông"), ("truo7ng2", "trường"), ("co2", "co2"), ("km2", "km2"), ("2022", "2022")],
)
def test_vni_keys_make_a_word(keys: str, word: str) -> None:
    assert from_vni(keys) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thủ đô của Vieejt Nam ở đâu?", "thủ đô của Việt Nam ở đâu?"),
        ("thủ đô của Vie65t Nam ở đâu?", "thủ đô của Việt Nam ở đâu?"),
        ("Việt Nam có bn tỉnh", "Việt Nam có bao nhiêu tỉnh"),
        ("thủ đô dc chọn năm nào", "thủ đô được chọn năm nào"),
        ("hà nội là j", "hà nội là gì"),
        ("đội aPnthers đến từ đâu", "đội panthers đến từ đâu"),
        ("thủ đô là thnàh phố nào", "thủ đô là thành phố nào"),
        ("viêt nam ở đâu", "việt nam ở đâu"),
        ("thủ đô viet nam là gi", "thủ đô việt nam là gì"),
        ("không biếttttt", "không biết"),
        ("khí CO2 nặng bao nhiêu", "khí CO2 nặng bao nhiêu"),
        ("Ai là người Zyxwvut?", "Ai là người Zyxwvut?"),
    ],
)
def test_a_question_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert MODEL.restore(typed) == meant


def test_readings_come_with_their_probabilities_the_likeliest_first() -> None:
    readings = MODEL.readings("thu do", 4)
    assert readings[0].text == "thủ đô"
    probabilities = [reading.probability for reading in readings]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1 + 1e-9

"""Which questions does a message ask?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.questions.messages.splitting import MOST_PARTS, questions_of
from qa.text.lookalikes import composed


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Chợ họp ngày nào? Ai trông chợ?", ["Chợ họp ngày nào?", "Ai trông chợ?"]),
        ("cho hop ngay nao? ai trong cho?", ["cho hop ngay nao?", "ai trong cho?"]),
        ("Chợ họp ngày nào\nAi trông chợ", ["Chợ họp ngày nào", "Ai trông chợ"]),
        ("Trưởng thôn là ai và vé chợ bao nhiêu tiền?", ["Trưởng thôn là ai", "vé chợ bao nhiêu tiền?"]),
        ("truong thon la ai va phi cho bao nhieu tien", ["truong thon la ai", "phi cho bao nhieu tien"]),
        ("Vé chợ bao nhiêu, còn bãi xe mở cửa lúc mấy giờ?", ["Vé chợ bao nhiêu", "bãi xe mở cửa lúc mấy giờ?"]),
        ("Trưởng thôn là ai? Còn bãi xe nằm ở đâu?", ["Trưởng thôn là ai?", "bãi xe nằm ở đâu?"]),
        ("Trưởng thôn là ai? Còn ai trông chợ? Cảm ơn ạ.", ["Trưởng thôn là ai?", "ai trông chợ? Cảm ơn ạ."]),
        ("Sông Lô dài bao nhiêu? Còn sông Gâm thì sao?", ["Sông Lô dài bao nhiêu?", "Còn sông Gâm thì sao?"]),
        ("Sông Lô dài bao nhiêu? Còn sông Gâm?", ["Sông Lô dài bao nhiêu?", "Còn sông Gâm?"]),
        (
            "Trưởng thôn là ai, vé chợ bao nhiêu, bãi xe mở lúc mấy giờ?",
            ["Trưởng thôn là ai", "vé chợ bao nhiêu", "bãi xe mở lúc mấy giờ?"],
        ),
        (
            "Nhà em ở xa. Chợ họp ngày nào ạ? Em bán rau. Vé chợ bao nhiêu tiền? Em cảm ơn.",
            ["Nhà em ở xa. Chợ họp ngày nào ạ?", "Em bán rau. Vé chợ bao nhiêu tiền? Em cảm ơn."],
        ),
        ("Khoản 2 Điều 3 quy định gì? Điều 5 nói gì?", ["Khoản 2 Điều 3 quy định gì?", "Điều 5 nói gì?"]),
    ],
)
def test_each_question_is_a_part(message: str, parts: list[str]) -> None:
    assert list(questions_of(message)) == parts


@pytest.mark.parametrize(
    "message",
    [
        "Chợ họp ngày nào?",
        "Ông sinh năm nào và mất năm nào?",
        "Chợ họp ngày nào, ở đâu?",
        "Ai là cha và mẹ của vua?",
        "Bà là ai và bà làm gì?",
        "“Ai là triệu phú?” do ai dẫn?",
        "Phim (Ai biết? Ai hay?) chiếu năm nào?",
        "Chợ họp ngày nào? Vì sao?",
        "Xin chào. Chợ họp ngày nào? Cảm ơn bạn.",
        "Bạn là ai? Chợ họp ngày nào?",
        "Chợ có rau, cá và thịt không?",
        "Còn bao nhiêu chỗ?",
        "Chợ họp ngày rằm. Bãi xe ở sau đình.",
        "?",
        "",
    ],
)
def test_one_question_stays_whole(message: str) -> None:
    assert questions_of(message) == (message,)


def test_what_is_asked_beyond_the_last_part_stays_in_it() -> None:
    message = " ".join(f"Chợ thứ {number} họp ngày nào?" for number in range(1, MOST_PARTS + 4))
    parts = questions_of(message)
    assert len(parts) == MOST_PARTS
    assert parts[-1].endswith(f"Chợ thứ {MOST_PARTS + 3} họp ngày nào?")


PIECES = ["Chợ họp", "ai", "và", "ngày nào?", ",", "còn", "vé chợ", "bao nhiêu", ".", "\n", "“", "("]


@given(st.lists(st.sampled_from(PIECES)))
def test_parts_are_slices_in_order(pieces: list[str]) -> None:
    message = " ".join(pieces)
    parts = questions_of(message)
    position = 0
    for part in parts:
        position = composed(message).index(part, position) + len(part)
        assert len(parts) == 1 or part.strip()

"""Is a follow-up completed, and everything else left alone?"""

import pytest

from qa.text.follow_ups import Turn, completed

LED = Turn("Ai dẫn đầu đoàn đại biểu Việt Nam?", "Đại tướng Phan Văn Giang dẫn đầu đoàn.")
MINISTER = Turn("Bộ trưởng Quốc phòng Lào là ai?")
FOUNDED = Turn("Quân đội nhân dân Lào được thành lập ngày nào?")

COMPLETED = [
    (Turn("Đại sứ Việt Nam tại Lào là ai?"), "Còn Thái Lan thì sao?", "Đại sứ Việt Nam tại Thái Lan là ai?"),
    (MINISTER, "Còn Bộ trưởng Quốc phòng Việt Nam?", "Bộ trưởng Quốc phòng Việt Nam là ai?"),
    (FOUNDED, "Thế còn Quân đội nhân dân Việt Nam?", "Quân đội nhân dân Việt Nam được thành lập ngày nào?"),
    (Turn("Kim ngạch năm 2025 là bao nhiêu?"), "Thế năm 2022?", "Kim ngạch năm 2022 là bao nhiêu?"),
    (Turn("Kim ngạch là bao nhiêu?"), "Thế năm 2022?", "Kim ngạch là bao nhiêu năm 2022?"),
    (FOUNDED, "Ở đâu?", "Quân đội nhân dân Lào được thành lập ở đâu?"),
    (LED, "Khi nào vậy ạ?", "dẫn đầu đoàn đại biểu Việt Nam khi nào vậy?"),
    (LED, "Ông ấy giữ chức gì?", "Phan Văn Giang giữ chức gì?"),
    (Turn("Ông Hoàng Chiến là ai?"), "ông ta giữ chức gì", "Ông Hoàng Chiến giữ chức gì"),
    (Turn("Chuyến thăm Lào khi nào?"), "Chuyến thăm đó kéo dài bao lâu?", "Chuyến thăm Lào kéo dài bao lâu?"),
    (Turn("Lào được gì cho lễ mừng Quốc khánh?"), "Lễ đó ở đâu?", "lễ mừng Quốc khánh ở đâu?"),
    (Turn("Ai đến?", "Hai đoàn bước vào hội đàm."), "Kết quả của hội đàm đó là gì?", "Kết quả của hội đàm là gì?"),
    (FOUNDED, "Còn Quốc khánh Lào?", "Quốc khánh Lào được thành lập ngày nào?"),
    (Turn("Ông Nguyễn Trường Thắng là ai?"), "Còn ông Nguyễn Tân Cương?", "ông Nguyễn Tân Cương là ai?"),
    (Turn("Ai gửi lời chúc mừng quân đội Lào?"), "Gửi tới ai?", "gửi lời chúc mừng quân đội Lào gửi tới ai?"),
]


@pytest.mark.parametrize(("before", "question", "whole"), COMPLETED)
def test_a_follow_up_is_completed(before: Turn, question: str, whole: str) -> None:
    assert completed(question, [before]) == whole


def test_a_follow_up_of_a_follow_up_leans_on_both() -> None:
    turns = [FOUNDED, Turn("Còn Quân đội nhân dân Việt Nam?")]
    assert completed("Ở đâu?", turns) == "Quân đội nhân dân Việt Nam được thành lập ở đâu?"


ALONE = [
    "Năm 2022 được chọn là năm gì?",
    "Còn bao nhiêu người bị thương?",
    "Còn ai dẫn đầu đoàn Lào?",
    "Việc đó xảy ra khi nào?",
    "Bà ấy bao nhiêu tuổi?",
    "Bà ngoại được miêu tả như thế nào?",
    "Sau đó hai bên làm gì?",
    "Ông Khamliang Outhakaysone giữ chức gì?",
    "Nhà văn nào phản ánh xã hội Pháp thời đó?",
    "Việt Nam và Lào ký hiệp ước hữu nghị năm nào?",
    "Ai là Đại sứ Lào tại Việt Nam?",
    "Hội đàm diễn ra khi nào?",
    "Thế giới có bao nhiêu nước?",
    "Và Lào có bao nhiêu tỉnh?",
]


@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_stands_alone_is_not_touched(question: str) -> None:
    assert completed(question, [FOUNDED]) == question


@pytest.mark.parametrize("question", [question for _, question, _ in COMPLETED])
def test_without_a_question_before_nothing_is_completed(question: str) -> None:
    assert completed(question, []) == question

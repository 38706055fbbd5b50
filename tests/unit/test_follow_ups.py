"""Is a follow-up completed, and everything else left alone?"""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.questions.follow_ups import Turn, completed
from qa.questions.unaccented_follow_ups import as_follow_up

ROOT = Path(__file__).resolve().parents[2]
VIQUAD = ROOT.parent / "shared" / "data" / "viquad1_dev" / "asked.squad.json"

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
    (LED, "Khi nào vậy ạ?", "Dẫn đầu đoàn đại biểu Việt Nam khi nào vậy?"),
    (LED, "Ông ấy giữ chức gì?", "Phan Văn Giang giữ chức gì?"),
    (Turn("Ông Hoàng Chiến là ai?"), "ông ta giữ chức gì", "Ông Hoàng Chiến giữ chức gì"),
    (Turn("Chuyến thăm Lào khi nào?"), "Chuyến thăm đó kéo dài bao lâu?", "Chuyến thăm Lào kéo dài bao lâu?"),
    (Turn("Lào được gì cho lễ mừng Quốc khánh?"), "Lễ đó ở đâu?", "Lễ mừng Quốc khánh ở đâu?"),
    (Turn("Ai đến?", "Hai đoàn bước vào hội đàm."), "Kết quả của hội đàm đó là gì?", "Kết quả của hội đàm là gì?"),
    (FOUNDED, "Còn Quốc khánh Lào?", "Quốc khánh Lào được thành lập ngày nào?"),
    (Turn("Ông Nguyễn Trường Thắng là ai?"), "Còn ông Nguyễn Tân Cương?", "Ông Nguyễn Tân Cương là ai?"),
    (Turn("Ai gửi lời chúc mừng quân đội Lào?"), "Gửi tới ai?", "Gửi lời chúc mừng quân đội Lào tới ai?"),
    (FOUNDED, "Việc đó xảy ra khi nào?", "Việc Quân đội nhân dân Lào được thành lập xảy ra khi nào?"),
    (FOUNDED, "Vì sao vậy?", "Vì sao Quân đội nhân dân Lào được thành lập?"),
    (Turn("Năm 2022 được xác định là năm gì?"), "Vì sao?", "Vì sao năm 2022 được xác định như vậy?"),
    (Turn("Ai hỗ trợ lễ kỷ niệm?"), "Hỗ trợ về mặt nào?", "Hỗ trợ lễ kỷ niệm về mặt nào?"),
    (Turn("Hợp tác hai nước được gọi là gì?"), "Dựa trên điều gì?", "Hợp tác hai nước dựa trên điều gì?"),
    (Turn("Ông Khamliang chúc mừng ai được bầu?"), "Ai nữa?", "Ông Khamliang chúc mừng ai nữa được bầu?"),
    (Turn("Lào, Việt Nam và Thái Lan họp khi nào?"), "Còn Việt Nam - Lào?", "Việt Nam - Lào họp khi nào?"),
    (Turn("Hiệp ước được ký năm nào?"), "Còn quan hệ ngoại giao thì sao?", "Quan hệ ngoại giao được ký năm nào?"),
    (Turn("Quân đội tròn 77 tuổi ngày nào?"), "Còn 75 tuổi?", "Quân đội tròn 75 tuổi ngày nào?"),
    (Turn("Thượng tướng Hoàng Xuân Chiến nói gì?"), "Còn Đại sứ Lào thì sao?", "Đại sứ Lào nói gì?"),
    (
        Turn("Ông Giang mong gì với kế hoạch năm 2026?"),
        "Vậy ông Khamliang cam kết ra sao?",
        "Ông Khamliang cam kết ra sao với kế hoạch năm 2026?",
    ),
    (Turn("Ai nhắc tới lòng tin?", "Ông Khamliang nhắc."), "Ông ấy là ai?", "Ông Khamliang là ai?"),
    (Turn("Bà Lan gặp ông Nguyễn Tân Cương ở đâu?"), "Ông ấy nói gì?", "Ông Nguyễn Tân Cương nói gì?"),
    (Turn("Ông Chiến đi đâu?", "Bà Lan đón ông Chiến."), "Bà ấy là ai?", "Bà Lan là ai?"),
    (LED, "Ông ấy làm Bộ trưởng Quốc phòng từ khi nào?", "Phan Văn Giang làm Bộ trưởng Quốc phòng từ khi nào?"),
    (Turn("Lào họp đại hội XII khi nào?"), "Ai được Lào bầu ở đại hội đó?", "Ai được Lào bầu ở đại hội XII?"),
    (Turn("Năm 2022 có gì lạ?"), "Năm đó ai làm Chủ tịch ASEAN?", "Năm 2022 ai làm Chủ tịch ASEAN?"),
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
    "Ông Nguyễn Trường Thắng giữ chức vụ gì?",
    "Bà ấy trả lời sao?",
    "Ông bà tổ tiên người Lào theo đạo gì?",
    "Thế hệ trẻ cần được giáo dục về điều gì?",
    "Còn bao nhiêu hội nghị ASEAN chưa được tổ chức?",
    "Ông Nguyễn Tân Cương nói bà ấy là ai?",
    "Được thành lập năm 1949 là quân đội Lào phải không?",
    "Để bảo vệ biên giới hai nước, lực lượng nào cùng tuần tra và trao đổi thông tin với nhau?",
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


TYPED = [
    ("o dau vay", "ở đâu vậy"),
    ("O dau v?", "ở đâu vậy"),
    ("khi nao", "khi nào"),
    ("vi sao the ban", "vì sao thế bạn"),
    ("ai nua", "ai nữa"),
    ("con ba Khamphao", "còn ba Khamphao"),
    ("the con nam 2022?", "thế còn nam 2022?"),
    ("con Lao thi sao", "còn Lao thi sao"),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_a_follow_up_without_accents_gets_those_that_it_must_have(typed: str, meant: str) -> None:
    assert as_follow_up(typed) == meant


@pytest.mark.parametrize(
    "typed", ["ở đâu", "o dau Viet Nam", "con nguoi la gi", "con so nao", "con nam la may", "co dau la ai", "", "?"]
)
def test_what_else_was_typed_is_left_to_the_reader(typed: str) -> None:
    assert as_follow_up(typed) == typed


SHIPPED = [json.loads(line)["question"] for line in (ROOT / "seeds" / "questions.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("before", [LED, MINISTER, FOUNDED], ids=["led", "minister", "founded"])
def test_no_shipped_question_is_changed_by_another_before_it(before: Turn) -> None:
    assert {asked: whole for asked in SHIPPED if (whole := completed(asked, [before])) != asked} == {}


@given(st.text(), st.text(), st.text())
def test_anything_can_be_asked_after_anything(question: str, before: str, answer: str) -> None:
    """And where the follow-up rules find nothing to do, the very text comes back."""
    whole = completed(question, [Turn(before, answer)])
    assert whole == question or whole.strip()


@given(st.sampled_from(SHIPPED), st.sampled_from(SHIPPED))
def test_shipped_questions_stand_alone_whichever_was_asked_first(first: str, then: str) -> None:
    assert completed(then, [Turn(first)]) == then


@pytest.mark.shared
@pytest.mark.skipif(not VIQUAD.is_file(), reason="the evaluation sets are not beside the repository")
@pytest.mark.parametrize("apart", [1, 997], ids=["of the same text", "of another text"])
def test_of_thousands_only_what_speaks_by_pronouns_is_changed(apart: int) -> None:
    data = json.loads(VIQUAD.read_text())["data"]
    asked = [
        (qa["question"], qa["answers"][0]["text"])
        for article in data
        for part in article["paragraphs"]
        for qa in part["qas"]
    ]
    changed = [
        then for position, (then, _) in enumerate(asked) if completed(then, [Turn(*asked[position - apart])]) != then
    ]
    assert len(asked) > 2_000
    assert len(changed) <= 5
    assert all(re.search(r"^Ông |^Bà | (?:này|đó|ấy)(?!\w)", then) for then in changed)

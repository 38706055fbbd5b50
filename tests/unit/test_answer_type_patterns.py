"""Is it seen in a sentence that it holds what was asked for?"""

import unicodedata

import pytest

from qa.questions.answer_types import AnswerType
from qa.ranking.answer_type_patterns import answer_sign

SIGNS = [
    (AnswerType.DATE, "Cầu được khánh thành năm 1902.", "Cầu do người Pháp thiết kế."),
    (AnswerType.DATE, "Lễ hội mở ngày 15/7 hằng năm.", "Lễ hội thu hút 15.700 người."),
    (AnswerType.DATE, "Mùa xuân là mùa lễ hội.", "Lễ hội vui."),
    (AnswerType.DATE, "Họ tới từ thế kỷ XV.", "Họ tới từ rất xa."),
    (AnswerType.NUMBER, "Sông dài 1.149 km.", "Sông rất dài."),
    (AnswerType.NUMBER, "Làng có ba mươi nóc nhà.", "Làng có một nóc nhà thờ."),
    (AnswerType.NUMBER, "Năm 1990 huyện có 12 xã.", "Huyện lập năm 1990, ngày 12/3."),
    (AnswerType.PLACE, "Ông sinh ở làng nghề.", "Ông sinh năm Thìn."),
    (AnswerType.PLACE, "Đoàn tới Viêng Chăn.", "Đoàn tới muộn."),
    (AnswerType.PLACE, "Hồ nằm ở phía bắc.", "Hồ nằm yên."),
    (AnswerType.PERSON, "Dự lễ có Trần Văn Sáu.", "Dự lễ có nhiều người."),
    (AnswerType.PERSON, "Người vẽ là ông Hòa.", "Người vẽ là ông lão."),
    (AnswerType.PERSON, "Tướng Phan Giang phát biểu.", "Hội đồng phát biểu."),
    (AnswerType.REASON, "Lúa mất mùa vì hạn.", "Lúa mất mùa."),
    (AnswerType.REASON, "Đê đắp để ngăn lũ.", "Đê đắp xong."),
    (AnswerType.MANNER, "Họ qua sông bằng bè.", "Họ qua sông."),
    (AnswerType.DEFINITION, "Đình là một ngôi nhà chung.", "Đình có mái cong."),
    (AnswerType.DEFINITION, "Ta gặp đình (một ngôi nhà chung).", "Ta gặp đình (cũ)."),
    (AnswerType.LIST, "Đoàn gồm bộ đội.", "Đoàn đến rồi."),
    (AnswerType.LIST, "Chợ bán gạo, muối và cá khô.", "Chợ bán gạo và muối."),
]


@pytest.mark.parametrize(("asks", "with_sign", "without"), SIGNS)
def test_a_sign_is_seen_where_it_is(asks: AnswerType, with_sign: str, without: str) -> None:
    sign = answer_sign(asks, "Câu hỏi")
    assert sign(with_sign)
    assert sign(unicodedata.normalize("NFD", with_sign))
    assert not sign(without)


def test_what_the_question_says_itself_is_no_sign() -> None:
    sign = answer_sign(AnswerType.DATE, "Sự kiện nào năm 1975 dẫn đến ngày lễ ấy, và lễ ấy là ngày nào?")
    assert not sign("Sự kiện năm 1975 có nhiều người dự.")
    assert sign("Sự kiện năm 1975 được mừng ngày 30/4.")
    assert not answer_sign(AnswerType.PERSON, "ông Trần Văn Sáu gặp ai?")("Hôm ấy ông Trần Văn Sáu gặp bạn.")
    assert answer_sign(AnswerType.PERSON, "ông Trần Văn Sáu gặp ai?")("Ông Trần Văn Sáu gặp bà Mai.")


@pytest.mark.parametrize("asks", [AnswerType.THING, AnswerType.YES_NO])
def test_of_things_there_is_no_sign(asks: AnswerType) -> None:
    assert not answer_sign(asks, "Câu hỏi")("Năm 1975 ông Trần Văn Sáu ở Huế có 3 con vì vui.")


@pytest.mark.parametrize("asks", list(AnswerType))
def test_an_empty_sentence_holds_nothing(asks: AnswerType) -> None:
    assert not answer_sign(asks, "Câu hỏi")("")

"""Is the answer type of a question found, wherever its question word stands?"""

import unicodedata

import pytest

from qa.questions.answer_types import AnswerType, answer_type
from qa.questions.correction import QuestionCorrector
from qa.questions.reading import as_typed, read_question

ASKED = {
    AnswerType.PERSON: [
        "Ai ký hiệp định?",
        "Hiệp định do ai ký?",
        "Đại sứ Lào tại Việt Nam là ai?",
        "Nhà văn nào viết truyện này?",
        "Vị tướng người Huế nào chỉ huy trận đánh?",
        "Con trai ông ấy tên là gì?",
        "Cho hỏi ai là chủ tịch xã ạ?",
        "Bạn có biết hiệu trưởng là ai không?",
    ],
    AnswerType.DATE: [
        "Cầu xây xong khi nào?",
        "Bao giờ thì trường khai giảng?",
        "Quốc khánh là ngày nào?",
        "Năm nào sông đổi dòng?",
        "Chợ có từ thế kỷ nào?",
        "Lễ hội mở vào tháng mấy?",
        "Tàu chạy lúc mấy giờ?",
        "Ông mất năm bao nhiêu?",
        "Nhà máy nghỉ vào hai ngày nào?",
        "Giai đoạn nào dân số tăng nhanh?",
    ],
    AnswerType.NUMBER: [
        "Sông dài bao nhiêu cây số?",
        "Huyện có mấy xã?",
        "Chuyến đi kéo dài bao lâu?",
        "Từ làng ra tỉnh bao xa?",
        "Dân số của huyện là gì?",
        "Tỉ lệ trúng cử của các ứng viên?",
        "Nước dâng cao đến mức nào?",
        "Đội đứng thứ mấy?",
        "Có bao nhiêu người tên Hòa ở đó?",
    ],
    AnswerType.PLACE: [
        "Hội nghị họp ở đâu?",
        "Gốm này từ đâu đến?",
        "Ở đâu có nhiều hồ nhất?",
        "Hồ nằm ở nước nào?",
        "Thành phố nào là thủ đô của Lào?",
        "Thủ đô của Lào là gì?",
        "Bà sinh ra tại tỉnh miền núi nào?",
        "Đâu là quê hương của ông?",
        "Lễ diễu binh diễn ra ở quảng trường nào?",
        "Tổng thống nước nào đến thăm?",
    ],
    AnswerType.REASON: [
        "Vì sao lúa mất mùa?",
        "Tàu dừng lại tại sao?",
        "Do đâu mà giá tăng?",
        "Ông từ chức vì lý do gì?",
        "Nguyên nhân của vụ cháy là gì?",
        "Đắp đê để làm gì?",
        "Mục đích của chuyến đi là gì?",
        "Sao trời lại xanh?",
        "Sao trời xanh?",
    ],
    AnswerType.MANNER: [
        "Bánh được gói như thế nào?",
        "Làm thế nào để xin giấy phép?",
        "Tình hình ra sao?",
        "Họ qua sông bằng cách nào?",
        "Phía bên kia trả lời sao?",
    ],
    AnswerType.DEFINITION: [
        "Quang hợp là gì?",
        "Số nguyên tố là gì?",
        "Thế nào là người cao tuổi?",
        "“Khoản” nghĩa là gì?",
        "AI là gì?",
        "Hợp đồng lao động được hiểu như thế nào?",
        "Lạm phát là gì vậy ạ?",
    ],
    AnswerType.LIST: [
        "Những nước nào dự hội nghị?",
        "Đoàn đã thăm những đơn vị nào ở miền Nam?",
        "Hội đồng gồm những ai?",
        "Hai bên bàn những gì?",
        "Kể tên các cửa khẩu của tỉnh.",
        "Ba dòng sông chảy qua huyện là sông nào?",
        "Quan hệ được tả bằng những từ nào?",
        "Gạo được xuất sang các nước nào?",
    ],
    AnswerType.YES_NO: [
        "Lào có giáp biển không?",
        "Hà Nội có phải là thủ đô không ạ?",
        "Cầu đã xây xong chưa?",
        "Có phải sông này chảy ra biển?",
        "Bạn có biết bơi không?",
        "Ở đó có gì đặc biệt không?",
    ],
    AnswerType.THING: [
        "Năm 2022 là năm gì?",
        "Ông Hòa giữ chức gì?",
        "Loại gia vị nào thơm nhất?",
        "Huế thuộc loại thành phố nào?",
        "Đội nào vô địch?",
        "Loài cá lớn nhất là gì?",
        "Nhà máy làm ra cái gì?",
        "Lá cờ được gọi là gì?",
        "Ai Cập theo chế độ gì?",
        "Tên của cây cầu là gì?",
        "Giá gạo",
        "?",
    ],
}
QUESTIONS = [(kind, question) for kind, questions in ASKED.items() for question in questions]


@pytest.mark.parametrize(("kind", "question"), QUESTIONS)
def test_a_question_asks_for_its_type(kind: AnswerType, question: str) -> None:
    assert answer_type(question) is kind


@pytest.mark.parametrize(("kind", "question"), QUESTIONS)
def test_neither_case_nor_the_form_of_accents_matters(kind: AnswerType, question: str) -> None:
    assert answer_type(unicodedata.normalize("NFD", question)) is kind
    if "AI" not in question:
        assert answer_type(question.upper()) is kind


@pytest.mark.parametrize("question", ["Hoạ sĩ nào vẽ bức này?", "Họa sĩ nào vẽ bức này?"])
def test_the_position_of_a_tone_mark_does_not_matter(question: str) -> None:
    assert answer_type(question) is AnswerType.PERSON


def test_the_answer_type_is_that_of_the_question_as_it_was_read() -> None:
    accents = QuestionCorrector.count([])
    assert read_question("ho o dau", accents).asks is AnswerType.PLACE
    assert read_question("co bn nguoi", accents).asks is AnswerType.NUMBER
    assert as_typed("Hồ ở đâu?").asks is AnswerType.PLACE
    assert as_typed("ho o dau").asks is AnswerType.THING

"""What is asked in a message, whatever stands around the question?"""

import pytest

from qa.questions.messages.english import is_english
from qa.questions.messages.politeness import bare_question
from qa.text.keys import exact_keys
from qa.text.lookalikes import composed

ASKED = "Thư viện xã mở cửa lúc mấy giờ"


@pytest.mark.parametrize(
    "around",
    [
        "Dạ em chào thầy cô, cho em hỏi {} ạ?",
        "Bác ơi cho cháu hỏi chút là {} vậy ạ, cháu cảm ơn bác",
        "Nhà em ở Bắc Kạn, con em vào lớp 6, cho em hỏi {} ạ?",
        "Xin chào, tôi là giáo viên mới. Tôi muốn hỏi {}. Xin cảm ơn.",
        "{} 🙏🙏?",
        "{} hả các bác",
        "{} vay a",
        "Có ai biết {} không ạ",
        "shop ơi {} vậy shop :))",
    ],
)
def test_what_is_only_polite_is_left_out(around: str) -> None:
    assert bare_question(around.format(ASKED)).rstrip("?").casefold() == ASKED.casefold()


@pytest.mark.parametrize(
    "typed",
    [
        "Con em công nhân được miễn vé không?",
        "Chị Mận dạy hát ở đâu?",
        "Cảm ơn là gì?",
        "Nhóm máu A",
        "Ai học lớp a?",
        "doi nao thang giai a",
        "Ai biết tin ấy đầu tiên?",
        "Da so dan o dau?",
        "Ai cai tri Tay Ban Nha?",
        "Chiếc thuyền nào hợp với ông?",
    ],
)
def test_a_question_with_such_words_of_its_own_stays(typed: str) -> None:
    assert bare_question(typed) == typed


@pytest.mark.parametrize("typed", ["ai trong tram bom a", "Ai trông trạm bơm a?", "ai trong tram bom ạ"])
def test_a_last_particle_is_left_out_without_its_dot_too(typed: str) -> None:
    assert bare_question(typed).rstrip("?").casefold() == typed.rstrip("?")[:-2].casefold()


def test_a_question_word_behind_a_greeting_is_no_form_of_address() -> None:
    assert bare_question("chao ad, vi sao lang co den?") == "Vi sao lang co den?"
    assert bare_question("chào quý vị, làng có đền nào?") == "Làng có đền nào?"


def test_capitals_throughout_are_read_as_small_letters() -> None:
    assert bare_question("AI TRỰC TRẠM BƠM?") == "Ai trực trạm bơm?"
    assert bare_question("UBND TP") == "UBND TP"


def test_english_is_recognised_beside_unaccented_vietnamese() -> None:
    assert is_english("How many boats does the village have?")
    assert not is_english("the he nao xay dung dinh lang")
    assert not is_english("Los Angeles Angels of Anaheim den tu mon the thao nao?")


def test_a_text_is_matched_as_it_looks() -> None:
    assert exact_keys("B\u1ea3o d\u01b0\u00ad\u1ee1ng\u200b m\u00e1y \u0420h\u0430n") == exact_keys(
        "Bảo dưỡng máy Phan"
    )
    assert composed("\u00d0à N\u1eb5ng") == "Đà Nẵng"
    assert composed("\u041c\u043e\u0441\u043a\u0432\u0430") == "\u041c\u043e\u0441\u043a\u0432\u0430"

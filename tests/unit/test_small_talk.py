"""Are greetings and thanks distinguished from questions?"""

import json
from pathlib import Path

import pytest

from qa.questions.small_talk import SmallTalk, small_talk

ROOT = Path(__file__).resolve().parents[2]
VIQUAD = ROOT.parent / "shared" / "data" / "viquad1_dev"

SAID = {
    SmallTalk.GREETING: """
        chào | Chào bạn! | xin chào | Xin chào ạ | Hello | helloooo | hi | Hi bạn | hiii | hey bot | alo
        Alo alo | chao ban | xin chao moi nguoi | Chào buổi sáng | chào buổi tối nhé | Kính chào các bạn | Em chào anh ạ
        chàooo | CHÀO CẢ NHÀ | chào ad | xin chào, Hỏi Đáp ơi | good morning | Cha\u0300o ba\u0323n | Xin chào, rất vui
    """,
    SmallTalk.THANKS: """
        cảm ơn | Cảm ơn bạn nhiều | cám ơn | cam on nha | cam on ban rat nhieu | thanks | Thank you very much | tks
        thx | ok cảm ơn | Dạ, em cảm ơn ạ | Cảm ơn nhìu nhìu | cảm ơn bạn đã trả lời | cảm ơnnnn
    """,
    SmallTalk.FAREWELL: "tạm biệt | Tạm biệt bạn nhé | bye | bye bye | cảm ơn bạn, tạm biệt | hẹn gặp lại",
    SmallTalk.IDENTITY: "bạn là ai? | ban la ai vay | Xin chào, bạn là ai? | Bạn tên gì? | Bạn tên là gì thế",
    SmallTalk.HELP: """
        bạn giúp được gì? | Bạn có thể giúp gì cho tôi? | ban lam duoc gi | Bạn trả lời được những câu hỏi nào?
        Tôi có thể hỏi những gì? | hoi duoc gi | help | Bạn biết những gì? | giúp tôi với
    """,
}

PHRASES = [
    (phrase.strip(), kind) for kind, said in SAID.items() for line in said.splitlines() for phrase in line.split("|")
]


@pytest.mark.parametrize(("phrase", "kind"), [(phrase, kind) for phrase, kind in PHRASES if phrase])
def test_small_talk_is_known_in_every_spelling(phrase: str, kind: SmallTalk) -> None:
    assert small_talk(phrase) is kind


QUESTIONS = """
    Chào bạn, ai là Đại sứ Lào tại Việt Nam?
    cháo
    Chào mừng 75 năm ngày gì?
    Cảm ơn ai đã giúp Việt Nam?
    Bạn là nước nào?
    Bạn Lào là ai?
    Mây là gì
    may la gi
    ban la gi
    Hi sinh năm nào?
    ngày mới
    ông bà
    Người máy là ai?
    Bộ trưởng chào ai?
    Hello Kitty là gì?
    xin chao xin chao xin chao xin chao xin chao xin chao xin chao
    ?
"""


@pytest.mark.parametrize("question", QUESTIONS.strip().splitlines())
def test_a_question_is_not_taken_for_small_talk(question: str) -> None:
    assert small_talk(question) is None


@pytest.mark.parametrize("typing", ["asked", "noaccent", "partial", "teencode", "typo"])
@pytest.mark.skipif(not VIQUAD.is_dir(), reason="the evaluation sets are not there")
def test_no_question_of_thousands_is_taken_for_small_talk(typing: str) -> None:
    data = json.loads((VIQUAD / f"{typing}.squad.json").read_text())["data"]
    asked = [qa["question"] for article in data for part in article["paragraphs"] for qa in part["qas"]]
    assert len(asked) > 2_000
    assert [question for question in asked if small_talk(question)] == []


def test_no_shipped_question_is_taken_for_small_talk() -> None:
    asked = [json.loads(line)["question"] for line in (ROOT / "seeds" / "questions.jsonl").read_text().splitlines()]
    assert [question for question in asked if small_talk(question)] == []

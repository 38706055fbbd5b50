"""Is every suggested question one that the library answers, from where the question comes?"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.answering.answerer import Answerer
from qa.answering.confidence import Logistic
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.retrieval.local.engine import LocalSearchEngine
from qa.suggesting import suggested_questions as module
from qa.suggesting.question_candidates import QuestionCandidate
from qa.suggesting.suggested_questions import LEAST_CONFIDENCE, MOST_SUGGESTED, suggested_questions
from qa.types import Answers, RawDocument
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder

SURE = Logistic(100, 0, 0)
UNSURE = Logistic(-0.1, 0, 0)  # a little less than one half, whatever is asked


def handbook(name: str, *sections: tuple[str, str]) -> RawDocument:
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections)
    return raw_document(f"{name}.md", f"# {name}\n\n{body}\n", title=name)


BORROWING = handbook(
    "Sổ tay mượn sách",
    ("Ai được mượn sách về nhà?", "Bạn đọc có thẻ được mượn sách về nhà trong hai tuần."),
    ("Làm mất sách thì phải làm gì?", "Bạn đọc làm mất sách phải mua cuốn khác thế vào."),
    ("Thẻ bạn đọc có hạn bao lâu?", "Thẻ bạn đọc có hạn một năm kể từ ngày cấp."),
)
CAFE = handbook(
    "Nội quy quán nước",
    ("Quán nước mở cửa lúc mấy giờ?", "Quán nước mở cửa lúc bảy giờ sáng mỗi ngày."),
    ("Ai được mượn sách về nhà vậy nhỉ?", "Không ai mang sách ra khỏi quán."),
)
GARDEN = handbook(
    "Nội quy vườn hoa", ("Vườn hoa đóng cửa lúc mấy giờ?", "Vườn hoa đóng cửa lúc chín giờ tối mỗi ngày.")
)

Open = Callable[..., tuple[Answerer, LocalSearchEngine]]


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Open]:
    libraries: list[Library] = []

    def opened(*raws: RawDocument, confidence: Logistic = SURE) -> tuple[Answerer, LocalSearchEngine]:
        folder = tmp_path / str(len(libraries))
        libraries.append(Library.open(folder))
        libraries[-1].save(encoded_documents(*raws))
        engine = LocalSearchEngine(libraries[-1], folder / "indexes")
        return Answerer(HashingEncoder(), engine, FusionRanker(), confidence, threshold=0), engine

    yield opened
    for library in libraries:
        library.close()


def suggested(opened: tuple[Answerer, LocalSearchEngine], *helpful: QuestionCandidate) -> tuple[str, ...]:
    answerer, engine = opened
    return suggested_questions(answerer, engine.view(), helpful)


def test_each_document_has_its_turn_before_any_has_a_second(open_library: Open) -> None:
    found = suggested(open_library(BORROWING, CAFE, GARDEN))
    assert set(found[:3]) == {
        "Ai được mượn sách về nhà?",
        "Quán nước mở cửa lúc mấy giờ?",
        "Vườn hoa đóng cửa lúc mấy giờ?",
    }
    assert set(found[3:]) == {"Làm mất sách thì phải làm gì?", "Thẻ bạn đọc có hạn bao lâu?"}


def test_each_is_answered_by_another_sentence_than_itself(open_library: Open) -> None:
    opened = open_library(BORROWING, CAFE, GARDEN)
    for question in suggested(opened):
        outcome = opened[0].answer(question)
        assert isinstance(outcome, Answers)
        assert not outcome.answers[0].text.endswith("?")
        assert outcome.answers[0].confidence >= LEAST_CONFIDENCE


def test_they_are_the_same_every_time(open_library: Open) -> None:
    first, again = open_library(BORROWING, CAFE, GARDEN), open_library(BORROWING, CAFE, GARDEN)
    assert suggested(first) == suggested(first) == suggested(again)


def test_a_question_answered_from_elsewhere_is_left_out(open_library: Open) -> None:
    elsewhere = handbook("Hỏi đáp nhanh", ("Vườn hoa đóng cửa lúc mấy giờ?", "Xin xem bảng treo ở cổng."))
    assert suggested(open_library(GARDEN)) == ("Vườn hoa đóng cửa lúc mấy giờ?",)
    assert suggested(open_library(elsewhere)) == ("Vườn hoa đóng cửa lúc mấy giờ?",)
    plain = raw_document("bảng", "Vườn hoa đóng cửa lúc chín giờ tối mỗi ngày.", title="Vườn hoa đóng cửa lúc mấy giờ")
    assert suggested(open_library(elsewhere, plain)) == ()


def test_what_is_not_sure_enough_is_left_out_though_it_is_above_the_threshold(open_library: Open) -> None:
    assert suggested(open_library(BORROWING, GARDEN, confidence=UNSURE)) == ()


def test_what_would_be_read_otherwise_is_left_out(open_library: Open) -> None:
    question = "Hôm qua ai che cây táo?"
    opened = open_library(handbook("Việc trồng táo", (question, "Hôm qua ông Tư trùm lưới lên cây táo.")))
    outcome = opened[0].answer(question)
    assert isinstance(outcome, Answers)
    assert outcome.read_as != question
    assert suggested(opened) == ()


def test_two_that_ask_nearly_the_same_are_one(open_library: Open) -> None:
    twice = handbook(
        "Hỏi về thẻ",
        ("Thẻ bạn đọc có hạn mấy năm?", "Thẻ bạn đọc có hạn một năm kể từ ngày cấp."),
        ("Thẻ bạn đọc có hạn bao lâu?", "Thẻ bạn đọc có hạn mười hai tháng."),
    )
    assert len(suggested(open_library(twice))) == 1


def test_there_are_six_at_most_and_work_is_bounded(open_library: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        "trồng táo",
        "nuôi cá cảnh",
        "dạy trẻ em bơi",
        "sửa mái nhà",
        "nấu cơm trưa",
        "lái xe khách",
        "viết báo tường",
    ]
    raws = [handbook(f"Việc {one}", (f"Ai {one} hôm qua?", f"Hôm qua ông Tư {one}.")) for one in said]
    answerer, engine = open_library(*raws)
    asked: list[int] = []
    found = suggested_questions(answerer, engine.view(), check_stopping=lambda: asked.append(1))
    assert len(found) == MOST_SUGGESTED <= len(asked)
    monkeypatch.setattr(module, "MOST_ASKED", 2)
    asked.clear()
    suggested_questions(answerer, engine.view(), check_stopping=lambda: asked.append(1))
    assert len(asked) == 2


def test_it_stops_where_it_must(open_library: Open) -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    answerer, engine = open_library(GARDEN)
    with pytest.raises(StoppedError):
        suggested_questions(answerer, engine.view(), check_stopping=stop)


def test_what_readers_found_helpful_comes_first_of_its_document_and_is_asked_like_the_others(
    open_library: Open,
) -> None:
    opened = open_library(BORROWING)
    view = opened[1].view()
    named = view.document_ids()[0]
    last = view.sentences_of(named)[-1]
    good = QuestionCandidate("Thẻ bạn đọc được cấp bao lâu?", named, last.start, last.end)
    bad = QuestionCandidate("Làm mất sách mua cuốn nào?", named, last.start, last.end)
    found = suggested(opened, bad, good)
    assert found[0] == good.text
    assert bad.text not in found


def test_an_empty_library_suggests_nothing(open_library: Open) -> None:
    assert suggested(open_library()) == ()

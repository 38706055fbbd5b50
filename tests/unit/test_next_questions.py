"""What is offered to be asked next?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.answering.answerer import Answerer
from qa.answering.confidence import Logistic
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.questions.follow_ups import Turn
from qa.ranking.fusion import FusionRanker
from qa.reading import read_path
from qa.retrieval.local.engine import LocalSearchEngine
from qa.suggesting.suggestions import LONGEST, MOST
from qa.types import Answers, RawDocument, Source
from tests.fakes import HashingEncoder

HANDBOOK = """---
title: Sổ tay nghỉ phép của công ty
---

# Sổ tay nghỉ phép của công ty

## Ai được nghỉ phép năm?

Nhân viên làm đủ mười hai tháng được nghỉ phép năm mười hai ngày. Người mới đến được nghỉ theo số tháng đã làm.

## Xin nghỉ phép trước mấy ngày?

Đơn xin nghỉ gửi cho trưởng phòng trước ba ngày làm việc. Vì sao phải báo trước? Để phòng kịp xếp người thay.

## Lịch nghỉ

Lịch nghỉ của cả phòng treo ở cửa phòng hành chính và được viết lại vào mỗi thứ hai đầu tháng.

## Tiền phép chưa nghỉ hết trong năm

Ngày phép chưa nghỉ hết được trả bằng tiền cùng với lương của tháng mười hai năm ấy.
"""
SURE = Logistic(100, 0, 0)


@pytest.fixture
def answerer(tmp_path: Path) -> Iterator[Answerer]:
    file = tmp_path / "so-tay.md"
    file.write_text(HANDBOOK, encoding="utf-8")
    (raw,) = read_path(file)
    assert isinstance(raw, RawDocument)
    library = Library.open(tmp_path / "kho")
    Ingester(library, HashingEncoder()).ingest([raw])
    yield Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "indexes"), FusionRanker(), SURE)
    library.close()


def _suggestions(answerer: Answerer, question: str, **more: object) -> tuple[str, ...]:
    reply = answerer.answer(question, 1, **more)  # type: ignore[arg-type]  # passed through
    assert isinstance(reply, Answers)
    return reply.suggestions


def test_questions_come_first_the_nearest_before_others_and_then_headings_that_say_enough(answerer: Answerer) -> None:
    assert _suggestions(answerer, "Nhân viên làm đủ mười hai tháng được nghỉ mấy ngày?") == (
        "Xin nghỉ phép trước mấy ngày?",
        "Tiền phép chưa nghỉ hết trong năm",
    )


def test_what_stands_above_the_answer_is_not_offered(answerer: Answerer) -> None:
    offered = _suggestions(answerer, "Đơn xin nghỉ gửi cho ai trước ba ngày làm việc?")
    assert "Xin nghỉ phép trước mấy ngày?" not in offered
    assert "Ai được nghỉ phép năm?" in offered


def test_what_was_asked_is_not_offered_again_however_it_was_typed(answerer: Answerer) -> None:
    question = "Nhân viên làm đủ mười hai tháng được nghỉ mấy ngày?"
    offered = _suggestions(answerer, question, turns=[Turn("xin nghi phep truoc may ngay")])
    assert offered == ("Tiền phép chưa nghỉ hết trong năm",)
    assert "Tiền phép chưa nghỉ hết trong năm" not in _suggestions(answerer, "Tiền phép chưa nghỉ hết trong năm")


def test_a_question_in_running_text_is_not_offered_since_it_would_be_its_own_answer(answerer: Answerer) -> None:
    assert "Vì sao phải báo trước?" in HANDBOOK
    for question in ("Đơn xin nghỉ gửi cho ai?", "Người mới đến được nghỉ thế nào?"):
        assert "Vì sao phải báo trước?" not in _suggestions(answerer, question)


def test_a_heading_is_offered_without_the_signs_around_it(tmp_path: Path) -> None:
    text = "Hồ Mây rộng 12 km².\n\n== Chim nước đến hồ mùa đông ==\nĐàn le le về hồ từ tháng mười."
    library = Library.open(tmp_path / "kho")
    Ingester(library, HashingEncoder()).ingest([RawDocument("hồ", Source(title="Hồ Mây"), text)])
    answerer = Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "i"), FusionRanker(), SURE)
    assert _suggestions(answerer, "Hồ Mây rộng bao nhiêu?") == ("Chim nước đến hồ mùa đông",)
    library.close()


def test_every_suggestion_is_a_slice_of_a_cited_document(answerer: Answerer) -> None:
    for question in ("Lịch nghỉ treo ở đâu?", "Người mới đến được nghỉ thế nào?", "Ngày phép chưa nghỉ hết thì sao?"):
        offered = _suggestions(answerer, question)
        assert 0 < len(offered) <= MOST
        assert all(text in HANDBOOK and len(text) <= LONGEST for text in offered)


def test_an_abstention_comes_without_suggestions(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "kho")
    Ingester(library, HashingEncoder()).ingest([RawDocument("d", Source(), "Một câu. Vì sao? Không rõ.")])
    unsure = Answerer(
        HashingEncoder(), LocalSearchEngine(library, tmp_path / "i"), FusionRanker(), Logistic(-100, 0, 0)
    )
    assert not hasattr(unsure.answer("Một câu"), "suggestions")
    library.close()

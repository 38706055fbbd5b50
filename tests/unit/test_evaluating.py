"""Is a run judged, kept, and set beside another as it should be?"""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashingEncoder

from qa.answering.answerer import Answerer
from qa.answering.decide import NEAREST_FROM
from qa.errors import EvaluationError, LibraryError
from qa.evaluation.comparing import check_same_questions, compare
from qa.evaluation.evaluation import ask_all, summarise
from qa.evaluation.measures import Found
from qa.evaluation.misses import worst_misses
from qa.evaluation.outcomes import Outcome
from qa.evaluation.question_file import GoldQuestion
from qa.evaluation.runs import Run, load_run, save_run
from qa.ingesting.ingester import Ingester
from qa.library.copying import copy_library
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import RawDocument, Source

TEXT = "Hà Nội là thủ đô của Việt Nam. Thủ đô Hà Nội có Hồ Gươm. Huế là cố đô của triều Nguyễn."
CAPITAL = "Thủ đô của Việt Nam là gì?"


def outcome(question: str = "Ai?", *ranks: int, **given_fields: object) -> Outcome:
    """One that was answered, with right sentences at these ranks."""
    given = Outcome(
        gold=GoldQuestion(question, "d", ((0, 6),)),
        read_as=question,
        sentences=Found(ranks, 1),
        passages=Found((0,), 1),
        answer="Một câu.",
        source="Bài",
        confidence=0.5,
        abstained=False,
        right="Câu đúng.",
        milliseconds=2.0,
    )
    return replace(given, **given_fields)  # type: ignore[arg-type]


def impossible(question: str = "Ai?", *, abstained: bool, confidence: float = 0.5) -> Outcome:
    return outcome(
        question, gold=GoldQuestion(question, "d", ()), sentences=Found((), 0), passages=Found((), 0), right="",
        abstained=abstained, confidence=confidence,
    )  # fmt: skip


class TestAsking:
    @pytest.fixture
    def answerer(self, tmp_path: Path) -> Answerer:
        library, encoder = Library.open(tmp_path), HashingEncoder()
        others = [RawDocument(f"k{number}", Source(), f"Bài số {number} nói về việc khác.") for number in range(3)]
        Ingester(library, encoder).ingest([*others, RawDocument("đô", Source(title="Đô"), TEXT)])
        return Answerer(encoder, LocalSearchEngine(library, tmp_path / "indexes"), FusionRanker())

    def test_every_sentence_that_overlaps_a_right_answer_is_a_right_one(self, answerer: Answerer) -> None:
        spans = tuple((TEXT.index(words), TEXT.index(words) + 3) for words in ("Hà Nội là", "Hồ Gươm"))
        (one,) = ask_all(answerer, [GoldQuestion(CAPITAL, "đô", spans)])
        assert one.sentences.total == len(one.sentences.ranks) == 2
        assert one.passages == Found((0,), 1)
        assert one.right.startswith(("Hà Nội là", "Thủ đô Hà Nội"))
        assert one.source == "Đô"

    def test_a_question_without_an_answer_has_nothing_to_be_found(self, answerer: Answerer) -> None:
        (one,) = ask_all(answerer, [GoldQuestion(CAPITAL, "đô", ())])
        assert (one.sentences, one.passages, one.right, one.answerable) == (Found((), 0), Found((), 0), "", False)

    def test_what_came_first_is_judged_though_it_is_not_worth_showing(self, answerer: Answerer) -> None:
        (one,) = ask_all(answerer, [GoldQuestion("Ai dậy sớm đi chợ?", "đô", ())])
        assert one.abstained
        assert 0 < one.confidence < NEAREST_FROM
        assert one.answer

    def test_a_context_that_is_not_kept_cannot_be_found(self, answerer: Answerer) -> None:
        (one,) = ask_all(answerer, [GoldQuestion(CAPITAL, "vắng", ((0, 6),))])
        assert (one.sentences, one.right) == (Found((), 0), "")
        assert summarise([one]).sentence.ndcg_at_10 == 0

    def test_right_sentences_are_looked_up_in_what_the_library_holds_now(
        self, answerer: Answerer, tmp_path: Path
    ) -> None:
        gold = GoldQuestion(CAPITAL, "đô", ((0, 6),))
        ask_all(answerer, [gold])
        library = Library.open(tmp_path)
        Ingester(library, HashingEncoder()).ingest([RawDocument("đô", Source(), "Huế không còn. " + TEXT)])
        (one,) = ask_all(answerer, [gold])
        assert one.right == "Huế không còn."

    def test_an_outcome_can_be_sent_to_another_process(self, answerer: Answerer) -> None:
        outcomes = ask_all(answerer, [GoldQuestion(CAPITAL, "đô", ((0, 6),))])
        assert pickle.loads(pickle.dumps(outcomes)) == outcomes  # noqa: S301 - what we have just written


class TestFigures:
    def test_unanswerable_questions_count_for_abstention_and_not_for_ranks(self) -> None:
        outcomes = [outcome("a", 0, confidence=0.9), outcome("b", 1, confidence=0.6)]
        summary = summarise([*outcomes, impossible(abstained=True, confidence=0.2), impossible(abstained=False)])
        assert (summary.questions, summary.answerable, summary.sentence.hit_at_1) == (4, 2, 0.5)
        assert (summary.abstained_answerable, summary.abstained_impossible) == (0, 0.5)
        assert summary.auroc_answerable == 1
        assert summary.risk == pytest.approx(2 / 3)
        assert summary.risk_coverage.points[-1].risk == 0.75

    def test_without_questions_there_are_no_figures(self) -> None:
        summary = summarise([])
        assert (summary.sentence, summary.risk, summary.auroc_correct, summary.by_kind) == (
            (0, 0, 0, 0),
            None,
            None,
            (),
        )

    def test_kinds_stand_apart_by_the_question_as_it_was_read(self) -> None:
        outcomes = [outcome("1", 0), outcome("2", 0), outcome("3", 3), impossible("4", abstained=True)]
        read = ["Ai đến?", "Ai đi?", "Khi nào?", "Ai ở?"]
        known = [replace(one, read_as=text) for one, text in zip(outcomes, read, strict=True)]
        who, when = summarise(known, lambda question: "person" if question.startswith("Ai") else "date").by_kind
        assert (who.kind, who.questions, who.sentence.hit_at_1) == ("person", 2, 1)
        assert (when.kind, when.questions, when.sentence.hit_at_1) == ("date", 1, 0)


class TestMisses:
    def test_the_surest_come_first_and_then_the_deepest(self) -> None:
        sure, deep, lost, near = (
            outcome("chắc", 1, confidence=0.9),
            outcome("sâu", 9),
            outcome("mất"),
            outcome("gần", 1),
        )
        right, kept = outcome("đúng", 0, confidence=1.0), impossible(abstained=True, confidence=0.99)
        invented = impossible("không có", abstained=False, confidence=0.8)
        assert worst_misses([near, right, deep, kept, lost, sure, invented], 9) == [sure, invented, lost, deep, near]
        assert worst_misses([near, sure], 1) == [sure]


class TestRuns:
    def test_what_is_saved_is_read(self, tmp_path: Path) -> None:
        run = Run({"threshold": "0.4"}, (outcome("Một\u2028câu?", 0, 3), impossible(abstained=True)))
        save_run(run, tmp_path / "lần.jsonl")
        assert load_run(tmp_path / "lần.jsonl") == run

    def test_what_is_no_run_is_refused_by_name(self, tmp_path: Path) -> None:
        path = tmp_path / "lần.jsonl"
        with pytest.raises(EvaluationError, match="Không có tệp"):
            load_run(path)
        head = '{"hoidap_evaluation": 1, "setting": {}}\n'
        for content, message in [
            ("", "do --save ghi ra"),
            ('{"data": []}', "do --save ghi ra"),
            ('{"hoidap_evaluation": 7, "setting": {}}', "bản 7"),
            (head + "{}", "dòng 2"),
            (head + '{"gold": {"question": "a", "context": "b", "spans": []}}', "dòng 2"),
        ]:
            path.write_text(content)
            with pytest.raises(EvaluationError, match=message):
                load_run(path)
        path.write_bytes(b"\xff\xfe")
        with pytest.raises(EvaluationError, match="do --save ghi ra"):
            load_run(path)
        with pytest.raises(EvaluationError, match="Không đọc được"):
            load_run(tmp_path)
        with pytest.raises(EvaluationError, match="Không ghi được"):
            save_run(Run({}, ()), tmp_path)


class TestComparing:
    def test_each_figure_is_paired_over_the_questions_that_it_is_of(self) -> None:
        before = [outcome("a", 0), outcome("b", 1), outcome("c", 2), impossible("d", abstained=False)]
        after = [outcome("a", 3), outcome("b", 0), outcome("c", 0), impossible("d", abstained=True)]
        comparison = compare(before, after)
        by_name = {one.name: one for one in comparison.differences}
        first, kept = by_name["hit_at_1"], by_name["abstained_impossible"]
        assert (first.questions, first.before, first.after) == (3, pytest.approx(1 / 3), pytest.approx(2 / 3))
        assert (first.gained, first.lost, first.p_value) == (2, 1, 1)
        assert (kept.questions, kept.before, kept.after, kept.gained) == (1, 0, 1, 1)
        assert [one.gold.question for one in comparison.lost] == ["a"]
        assert [one.gold.question for one in comparison.gained] == ["b", "c"]

    def test_a_kind_of_question_that_was_not_asked_has_no_figure(self) -> None:
        names = [one.name for one in compare([outcome("a", 0)], [outcome("a", 0)]).differences]
        assert "abstained_impossible" not in names
        assert "hit_at_1" in names

    def test_other_questions_are_refused_by_name(self) -> None:
        one, other = GoldQuestion("Ai?", "d", ((0, 1),)), GoldQuestion("Gì?", "d", ((0, 1),))
        check_same_questions([one, other], [one, other], "lần.jsonl")
        for before, message in (
            ([one], "lần.jsonl: có 1 câu hỏi, lần đo này có 2"),
            ([other, one], "câu hỏi thứ 1 là “Gì\\?”, lần đo này là “Ai\\?”"),
            ([one, replace(other, spans=())], "câu hỏi thứ 2, “Gì\\?”, có câu trả lời đúng ở chỗ khác"),
        ):
            with pytest.raises(EvaluationError, match=message):
                check_same_questions(before, [one, other], "lần.jsonl")


def test_a_library_that_cannot_be_copied_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "hỏng").mkdir()
    (tmp_path / "hỏng" / "library.db").write_bytes(b"no database" * 100)
    with pytest.raises(LibraryError, match=r"Không chép được kho tài liệu .*hỏng"):
        copy_library(tmp_path / "hỏng", tmp_path)

"""Are answers slices of their documents, best first and each once, and is the rest an abstention?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qa.answering.answerer import Answerer
from qa.answering.confidence import Logistic, Shown
from qa.answering.decide import NEAREST_FROM
from qa.answering.precision_curve import UNMEASURED_CURVE
from qa.answering.stages import AskedQuestion, Ranking
from qa.errors import QuestionError
from qa.library.store import Library
from qa.questions.follow_ups import Turn
from qa.questions.reading import LONGEST_QUESTION, as_typed
from qa.ranking.follow_up_adjustment import ALREADY_SHOWN_PENALTY, SAME_DOCUMENT, follow_up_adjustment
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Ranked, RankingInput
from qa.retrieval.candidates import Filter
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import Abstention, Answers, SmallTalkReply
from tests.documents import encoded_documents, raw_document
from tests.fakes import HashingEncoder

REPEATED = "Sông Hồng dài 1.149 km."

DOCUMENTS = [
    raw_document(
        "song",
        f"Mở đầu  bài.\r\nSông Hồng chảy qua Hà Nội. \t{REPEATED} Sông bắt nguồn từ Vân Nam.\n\n"
        "![ảnh](a.jpg)\n\nCầu Long Biên bắc qua sông. 😀 Cầu do người Pháp xây.",
        title="Sông Hồng",
    ),
    raw_document("chep", f"Bài này chép lại. {REPEATED.upper()} Hết bài.", title="Sông Hồng"),
    raw_document("phan", "De\u0323\u0302 vie\u0302\u0301t ra\u0301p. Ca\u0302u na\u0300y pha\u0302n ra\u0303."),
]


class EqualRanker:
    """Finds every candidate as good as any other."""

    def rank(self, ranking_input: RankingInput) -> Ranked:
        return Ranked(np.zeros(len(ranking_input.candidates), np.float32), np.empty(0, np.int64), {})


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "kho")
    library.save(encoded_documents(*DOCUMENTS))
    yield library
    library.close()


@pytest.fixture
def answerer(library: Library, tmp_path: Path) -> Answerer:
    return Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "index"), FusionRanker(), threshold=0)


QUESTIONS = ["Sông Hồng dài bao nhiêu?", "cau long bien", "Đệ viết ráp", "không liên quan", "😀 gì?"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_and_its_context_are_slices_of_the_document(
    library: Library, answerer: Answerer, question: str
) -> None:
    reply = answerer.answer(question, top_k=50)
    assert isinstance(reply, Answers)
    assert len(reply.answers) > 5
    for answer in reply.answers:
        cited = answer.citation
        document = library.document(cited.document_id)
        assert document.sha256 == cited.document_sha256
        assert document.source == cited.source
        assert document.text[cited.start : cited.end] == answer.text
        around = cited.before + answer.text + cited.after
        start = cited.start - len(cited.before)
        assert document.text[start : start + len(around)] == around


def test_the_context_is_the_neighbours_of_the_same_passage(answerer: Answerer) -> None:
    citations = {answer.text: answer.citation for answer in answerer.answer("Sông Hồng", top_k=50).answers}
    assert citations[REPEATED].before == "Sông Hồng chảy qua Hà Nội. \t"
    assert citations[REPEATED].after == " Sông bắt nguồn từ Vân Nam."
    assert citations["Mở đầu  bài."].before == ""
    assert citations["Sông bắt nguồn từ Vân Nam."].after == ""  # behind it stands a picture, then another passage
    assert citations["Cầu Long Biên bắc qua sông."].before == ""


def test_the_best_comes_first(answerer: Answerer) -> None:
    answers = answerer.answer("Sông Hồng dài bao nhiêu km?", top_k=50).answers
    assert answers[0].text.casefold() == REPEATED.casefold()
    assert [one.score for one in answers] == sorted((one.score for one in answers), reverse=True)


def test_a_sentence_that_occurs_twice_is_shown_once(answerer: Answerer) -> None:
    shown = [answer.text.casefold() for answer in answerer.answer("Sông Hồng dài bao nhiêu?", top_k=50).answers]
    assert shown.count(REPEATED.casefold()) == 1
    ranking = answerer.rank(AskedQuestion("Sông Hồng dài bao nhiêu?"))
    texts = [sentence.text.casefold() for sentence in _ranked(ranking)]
    assert texts.count(REPEATED.casefold()) == 2


@pytest.mark.parametrize("top_k", [1, 2, 3])
def test_no_more_answers_than_asked_for_are_given(answerer: Answerer, top_k: int) -> None:
    assert len(answerer.answer("Sông Hồng", top_k=top_k).answers) == top_k


def test_equal_scores_stand_in_the_order_of_the_library(library: Library, tmp_path: Path) -> None:
    answerer = Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "index"), EqualRanker(), threshold=0)
    ranking = answerer.rank(AskedQuestion("Sông Hồng"))
    positions = [ranking.position(rank) for rank in range(len(ranking.order))]
    assert len(positions) > 5
    assert positions == sorted(positions)


class Given:
    """A `Confidence` that gives the first sentences these probabilities, and all others none."""

    curve = UNMEASURED_CURVE

    def __init__(self, *probabilities: float) -> None:
        self._probabilities = probabilities

    def __call__(self, ranking_input: RankingInput, ranked: Ranked, shown: Sequence[Shown]) -> list[float]:  # noqa: ARG002 - seam
        return [*self._probabilities, *([0.0] * len(shown))][: len(shown)]


def test_below_the_threshold_the_answers_are_only_nearest(library: Library, tmp_path: Path) -> None:
    engine, given = LocalSearchEngine(library, tmp_path / "index"), Given(0.4, 0.3, 0.2)
    certain = Answerer(HashingEncoder(), engine, FusionRanker(), given, threshold=0).answer("Sông Hồng")
    for threshold, kind in ((0.4, Answers), (np.nextafter(0.4, 1), Abstention)):
        reply = Answerer(HashingEncoder(), engine, FusionRanker(), given, threshold=threshold).answer("Sông Hồng")
        assert type(reply) is kind
        assert (reply.answers if isinstance(reply, Answers) else reply.nearest) == certain.answers
        assert reply.generation == library.generation


@pytest.mark.parametrize(
    ("probabilities", "worth_showing"),
    [
        ((NEAREST_FROM, 0.0, 0.0), [0]),
        ((np.nextafter(NEAREST_FROM, 0), 0.0, 0.0), []),
        ((0.0, NEAREST_FROM, 0.0), [1]),
        ((0.3, 0.2, 0.15), [0, 1, 2]),
    ],
)
def test_an_abstention_shows_what_is_worth_a_look_and_nothing_else(
    library: Library, tmp_path: Path, probabilities: tuple[float, ...], worth_showing: list[int]
) -> None:
    engine, given = LocalSearchEngine(library, tmp_path / "index"), Given(*probabilities)
    answerer = Answerer(HashingEncoder(), engine, FusionRanker(), given, threshold=0.5)
    ranking = answerer.rank(AskedQuestion("Sông Hồng", 3))
    everything, shown = answerer.select_answers(ranking, nearest_from=0), answerer.select_answers(ranking)
    assert isinstance(everything, Abstention)
    assert isinstance(shown, Abstention)
    assert len(everything.nearest) == 3
    assert list(shown.nearest) == [everything.nearest[number] for number in worth_showing]


def test_an_answer_is_shown_whole_whatever_its_others_are_worth(library: Library, tmp_path: Path) -> None:
    engine, given = LocalSearchEngine(library, tmp_path / "index"), Given(0.9, 0.01, 0.0)
    reply = Answerer(HashingEncoder(), engine, FusionRanker(), given, threshold=0.5).answer("Sông Hồng")
    assert isinstance(reply, Answers)
    assert [one.confidence for one in reply.answers] == [0.9, 0.01, 0.0]


def test_an_empty_library_abstains_with_nothing_near(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "kho")
    engine = LocalSearchEngine(library, tmp_path / "index")
    reply = Answerer(HashingEncoder(), engine, FusionRanker()).answer("Có ai không?")
    assert reply == Abstention("Có ai không?", (), 0)
    library.close()


def test_a_filter_that_admits_nothing_abstains_with_nothing_near(library: Library, answerer: Answerer) -> None:
    reply = answerer.answer("Sông Hồng", wanted=Filter(publishers=frozenset({"Báo lạ"})))
    assert reply == Abstention("Sông Hồng", (), library.generation)


def test_a_filter_is_kept_to(answerer: Answerer) -> None:
    answers = answerer.answer("Sông Hồng", top_k=9, wanted=Filter(document_ids=frozenset({"chep"}))).answers
    assert {answer.citation.document_id for answer in answers} == {"chep"}


def test_the_encoder_reads_the_question_as_it_is_shown(library: Library, tmp_path: Path) -> None:
    encoder = HashingEncoder()
    answerer = Answerer(encoder, LocalSearchEngine(library, tmp_path / "index"), FusionRanker(), threshold=0)
    reply = answerer.answer("  So\u0302ng \n Ho\u0302\u0300ng\tdài? ")
    assert reply.read_as == "Sông Hồng dài?"
    assert encoder.asked == ["Sông Hồng dài?"]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "trống"),
        (" \n\t\u00a0", "trống"),
        ("?!… 😀", "không có chữ"),
        ("a" * (LONGEST_QUESTION + 1), "dài quá 2.000"),
    ],
)
def test_what_is_no_question_is_refused(answerer: Answerer, question: str, message: str) -> None:
    with pytest.raises(QuestionError, match=f"^question: .*{message}"):
        answerer.answer(question)


def test_the_longest_question_is_taken(answerer: Answerer) -> None:
    assert answerer.answer("a" * LONGEST_QUESTION)


def test_confidence_of_every_answer_is_a_probability(answerer: Answerer) -> None:
    for question in QUESTIONS:
        for answer in answerer.answer(question, top_k=50).answers:
            assert 0 <= answer.confidence <= 1


def test_a_document_without_a_title_is_called_by_its_opening_words(answerer: Answerer) -> None:
    answers = answerer.answer("Đệ viết ráp", wanted=Filter(document_ids=frozenset({"phan"}))).answers
    assert answers[0].citation.display_title.startswith("De\u0323\u0302 vie\u0302\u0301t ra\u0301p.")
    assert answers[0].citation.source.title is None


def test_a_confidence_of_one_s_own_is_asked(library: Library, tmp_path: Path) -> None:
    engine = LocalSearchEngine(library, tmp_path / "index")
    sure = Logistic(100, 0, 0)
    assert isinstance(Answerer(HashingEncoder(), engine, FusionRanker(), sure).answer("không liên quan"), Answers)


def test_a_greeting_is_no_question_unless_it_is_asked_literally(answerer: Answerer) -> None:
    reply = answerer.answer("  Xin  chào bạn ")
    assert isinstance(reply, SmallTalkReply)
    assert reply.read_as == "Xin chào bạn"
    assert "3 tài liệu có “Sông Hồng”, “Sông Hồng” và “" in reply.message
    assert isinstance(answerer.answer("Xin chào bạn", literal=True), Answers)


def test_a_greeting_to_an_empty_library_says_that_it_is_empty(tmp_path: Path) -> None:
    empty = Library.open(tmp_path / "trong")
    reply = Answerer(HashingEncoder(), LocalSearchEngine(empty, tmp_path / "index"), FusionRanker()).answer("hi")
    empty.close()
    assert isinstance(reply, SmallTalkReply)
    assert "Kho chưa có tài liệu nào." in reply.message


def test_a_literal_question_is_looked_up_by_its_letters(answerer: Answerer) -> None:
    question = "song  hong dai bao nhieu, song hong?"
    assert answerer.answer(question).read_as == "sông hồng dài bao nhiêu, sông hồng?"
    ranking = answerer.rank(AskedQuestion(question, literal=True))
    assert ranking.question.read_as == "song hong dai bao nhieu, song hong?"
    assert dict(zip(ranking.question.keys, ranking.question.weights, strict=True))["song"] == 2


FIRST = Turn("Sông Hồng dài bao nhiêu?", REPEATED, ("song",))


def test_a_follow_up_lowers_the_sentence_already_shown(answerer: Answerer) -> None:
    """And prefers the documents that were cited."""
    alone = answerer.rank(AskedQuestion("Sông Hồng dài ở đâu?"))
    after = answerer.rank(AskedQuestion("Ở đâu?", turns=(FIRST,)))
    assert after.question.read_as == alone.question.read_as
    before_turn, after_turn = _scores(alone), _scores(after)
    assert before_turn.keys() == after_turn.keys()
    for (document, text), score in after_turn.items():
        added = (SAME_DOCUMENT if document == "song" else 0) + (
            ALREADY_SHOWN_PENALTY if (document, text) == ("song", REPEATED) else 0
        )
        assert score - before_turn[document, text] == pytest.approx(added, abs=0.01)  # one reading instead of eight


@pytest.mark.parametrize(
    ("asked", "added"),
    [
        ("Khi nào?", 0),
        ("Đoàn đến nơi nào?", 0),
        ("Có bao nhiêu người?", ALREADY_SHOWN_PENALTY),
        ("Vì sao?", ALREADY_SHOWN_PENALTY),
    ],
)
def test_a_sentence_already_shown_keeps_its_score_if_it_holds_what_is_asked_for(
    tmp_path: Path, asked: str, added: float
) -> None:
    library = Library.open(tmp_path / "kho")
    answer = "Đoàn tới Hà Nội ngày 2/6."
    library.save(encoded_documents(raw_document("d1", f"{answer} Đoàn ở lại bốn ngày.")))
    ranking = Answerer(HashingEncoder(), LocalSearchEngine(library, tmp_path / "index"), FusionRanker()).rank(
        AskedQuestion("Đoàn")
    )
    scores = follow_up_adjustment(
        replace(ranking.ranking_input, question=as_typed(asked)), Turn("Đoàn tới đâu?", answer)
    )
    assert sorted(scores.tolist()) == sorted([0, added])
    library.close()


def test_what_stands_alone_is_scored_as_if_nothing_had_been_asked(answerer: Answerer) -> None:
    question = "Cầu Long Biên bắc qua sông nào?"
    assert answerer.answer(question, turns=[FIRST]) == answerer.answer(question)


def _scores(ranking: Ranking) -> dict[tuple[str, str], float]:
    return {
        (sentence.passage.document.id, sentence.text): score
        for sentence, score in zip(_ranked(ranking), ranking.scores, strict=True)
    }


def _ranked(ranking: Ranking) -> Sequence[IndexedSentence]:
    return ranking.view.sentences(ranking.ranking_input.candidates.positions[list(ranking.order)])

"""What holds of every search engine, compared with one that compares everything with everything?

A new engine is one more line in `ENGINES`: what makes it over a library, given a folder of its own.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from embeddings.encoder import FloatArray, Progress, no_progress
from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.questions.reading import ReadQuestion, as_typed, read_question
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Ranker
from qa.ranking.trained import TrainedRanker
from qa.retrieval.article import Article
from qa.retrieval.candidates import COPIES, PASSAGES, SENTENCES, Filter
from qa.retrieval.indexed_sentence import IndexedPassage
from qa.retrieval.local.engine import LocalSearchEngine
from qa.retrieval.search_engine import NO_SENTENCE, SearchEngine, SearchView
from qa.text.passages import LONGEST_PASSAGE
from qa.types import Answers, RawDocument, SmallTalkReply
from tests.brute_force_engine import BruteForceEngine, BruteForceView
from tests.documents import encoded_document, encoded_documents, raw_document
from tests.fakes import DIMENSION, HashingEncoder

ENGINES: dict[str, Callable[[Library, Path], SearchEngine]] = {
    "local": LocalSearchEngine,
    "local, without compaction": lambda library, folder: LocalSearchEngine(library, folder, at_once=0),
    "brute force": lambda library, _: BruteForceEngine(library),
}

# Sums in float32 come in another order in every engine.
CLOSE = 1e-5

ARTICLE = (
    "Trường trao 1.160 suất học bổng cho sinh viên trong năm học này. Số học bổng tăng lên so với năm học trước. "
    "Lễ trao diễn ra tại hội trường lớn của trường ở Hà Nội. Nhiều phụ huynh đã tới dự và chụp ảnh lưu niệm. "
    "Hiệu trưởng cảm ơn các nhà tài trợ đã đồng hành cùng sinh viên nghèo vượt khó."
)
REPRINT = ARTICLE.replace("Nhiều phụ huynh đã tới dự", "Nhiều phụ huynh cũng tới dự")

# Its numbers stand in lines of their own, which are body text; the second article is longer than a passage.
PLAIN_ARTICLES = (
    "Điều 1.\n\nLàng có bốn giáp.\n\nĐiều 2.\n\n"
    + "\n\n".join(f"{number}. Giáp thứ {number} lo việc đình trong một năm, từ ngày rằm này đến ngày rằm sau; ai vắng "
                  f"mặt ba lần thì nộp phạt {number} quan tiền vào quỹ chung của làng." for number in range(1, 12))
    + "\n\nĐiều 3.\n\nPhép này có từ lâu.\n\nChương II.\n\nLàng giữ phép này.\n\nĐiều 4.\n\nAi cũng theo."
)  # fmt: skip

DOCUMENTS = [
    raw_document(
        "song",
        "Sông Hồng chảy qua Hà Nội. Sông dài 1.149 km. Sông bắt nguồn từ Vân Nam.\n\n![ảnh](a.jpg)\n\n"
        "Cầu Long Biên bắc qua sông. 😀 Cầu do người Pháp xây.",
        title="Sông Hồng",
        publisher="Báo A",
        published_at=date(2024, 1, 1),
    ),
    raw_document(
        "hue", "Huế nằm bên sông Hương. Huế từng là kinh đô.", publisher="Báo B", published_at=date(2024, 1, 31)
    ),
    raw_document("goc", ARTICLE, title="Học bổng", publisher="Báo A", published_at=date(2024, 2, 1)),
    raw_document("lai", REPRINT, title="Học bổng"),
    raw_document(
        "luat",
        "LUẬT CHỢ\n\nChương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Giờ mở cửa của chợ\n\n"
        "1. Chợ mở cửa từ 5 giờ sáng hằng ngày.\n\nĐiều 2. Giờ nghỉ trưa của chợ\n\n"
        "1. Chợ nghỉ từ trưa đến 2 giờ chiều. Ban quản lý chợ (BQLC) quy định thêm.",
        title="Luật Chợ",
        publisher="Quốc hội",
    ),
]

QUESTIONS = ["Sông Hồng dài bao nhiêu?", "hoc bong nam nay", "Chợ mở cửa lúc mấy giờ?", "zzz", "Huế từng là gì?"]


def filter_name(wanted: Filter | None) -> str:
    """The same in every process, unlike the order of a set."""
    if wanted is None:
        return "no filter"
    bounds = {"from": wanted.published_from, "to": wanted.published_to}
    names = {"documents": wanted.document_ids, "publishers": wanted.publishers}
    return ", ".join(
        [f"{name} {day}" for name, day in bounds.items() if day]
        + [f"{name} {' '.join(sorted(found))}" for name, found in names.items() if found is not None]
    )


FILTERS = [
    None,
    Filter(),
    Filter(published_from=date(2024, 1, 31)),
    Filter(published_to=date(2024, 1, 31)),
    Filter(publishers=frozenset({"Báo A"})),
    Filter(document_ids=frozenset({"hue", "lai", "absent"})),
    Filter(document_ids=frozenset()),
    Filter(publishers=frozenset({"Báo A"}), published_from=date(2024, 1, 2)),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library")
    library.save(encoded_documents(*DOCUMENTS))
    yield library
    library.close()


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Library], SearchEngine]:
    made = ENGINES[request.param]
    return lambda library: made(library, tmp_path / "indexes")


@pytest.fixture
def engine(make: Callable[[Library], SearchEngine], library: Library) -> SearchEngine:
    return make(library)


@pytest.fixture
def view(engine: SearchEngine) -> SearchView:
    return engine.view()


@pytest.fixture
def oracle(library: Library) -> BruteForceView:
    return BruteForceEngine(library).view()


Scores = dict[tuple[str, int], tuple[float, ...]]


def _vector(question: ReadQuestion) -> FloatArray:
    return HashingEncoder().embed_queries([question.text])[0]


def _scores(view: SearchView, question: ReadQuestion, vector: FloatArray, wanted: Filter | None = None) -> Scores:
    """All scores of every candidate, by where it stands: positions are each engine's own."""
    found = view.search(question, vector, wanted)
    assert (np.diff(found.positions) > 0).all()
    columns = (found.sentence_cosines, found.passage_cosines, found.sentence_bm25, found.passage_bm25, found.lengths)
    rows = np.stack(columns, axis=1).tolist() if len(found) else []
    return dict(zip(_where(view, found.positions), map(tuple, rows), strict=True))


def _slice(passage: IndexedPassage) -> tuple[object, ...]:
    headings = tuple(zip(passage.headings, passage.heading_starts, strict=True))
    return passage.document.id, passage.start, passage.text, passage.starts, passage.ends, headings, passage.margins


def _where(view: SearchView, positions: Sequence[int]) -> list[tuple[str, int]]:
    sentences = view.sentences(np.array(positions, np.int64)) if len(positions) else []
    return [(sentence.passage.document.id, sentence.start) for sentence in sentences]


def _same(found: Scores, expected: Scores) -> None:
    assert found.keys() == expected.keys()
    for where, scores in expected.items():
        assert found[where] == pytest.approx(scores, abs=CLOSE, rel=CLOSE), where


@pytest.mark.parametrize("wanted", FILTERS, ids=filter_name)
@pytest.mark.parametrize("question", QUESTIONS)
def test_candidates_and_scores_are_those_of_the_oracle(
    view: SearchView, oracle: BruteForceView, question: str, wanted: Filter | None
) -> None:
    read = read_question(question, oracle.corrector, (), oracle.long_forms)
    expected = _scores(oracle, read, _vector(read), wanted)
    assert bool(expected) != (wanted == Filter(document_ids=frozenset()))
    _same(_scores(view, read, _vector(read), wanted), expected)


def test_a_question_without_a_known_word_has_candidates_by_cosine_alone(
    view: SearchView, oracle: BruteForceView
) -> None:
    read = as_typed("zzz qqq")
    found = view.search(read, _vector(read))
    assert len(found) == oracle.sentence_count
    assert not found.sentence_bm25.any()
    assert not found.passage_bm25.any()


@pytest.mark.parametrize("ranker", [FusionRanker, TrainedRanker])
@pytest.mark.parametrize("wanted", [None, Filter(document_ids=frozenset({"lai", "luat"}))], ids=filter_name)
def test_whoever_answers_over_it_answers_as_over_the_oracle(
    engine: SearchEngine, library: Library, ranker: Callable[[], Ranker], wanted: Filter | None
) -> None:
    """With the same citations, other sources and suggestions."""
    answerers = [Answerer(HashingEncoder(), one, ranker(), threshold=0) for one in (engine, BruteForceEngine(library))]
    for question in [*QUESTIONS, "Chào bạn"]:
        found, expected = (answerer.answer(question, 5, wanted) for answerer in answerers)
        if isinstance(found, SmallTalkReply) or isinstance(expected, SmallTalkReply):
            assert found == expected
            continue
        assert isinstance(found, Answers)
        assert isinstance(expected, Answers)
        assert [(one.citation, one.also_in) for one in found.answers] == [
            (one.citation, one.also_in) for one in expected.answers
        ]
        assert (found.read_as, found.suggestions) == (expected.read_as, expected.suggestions)


def test_the_next_view_is_of_the_library_as_it_is_now(engine: SearchEngine, library: Library) -> None:
    read = as_typed("Chợ nổi Cần Thơ và sông Hồng")
    changes: list[Callable[[], object]] = [
        lambda: library.save([encoded_document("moi", "Cần Thơ có chợ nổi. Chợ họp từ sáng sớm.", title="Cần Thơ")]),
        lambda: library.save([encoded_document("song", "Sông Hồng ngắn lại. Cầu đã dời đi.", title="Sông Hồng")]),
        lambda: library.remove("hue"),
        lambda: library.remove("luat"),
        lambda: library.remove("moi"),
    ]
    generations = [engine.view().generation]
    for change in changes:
        change()
        view, oracle = engine.view(), BruteForceEngine(library).view()
        _same(_scores(view, read, _vector(read)), _scores(oracle, read, _vector(read)))
        assert (view.document_count, view.sentence_count) == (oracle.document_count, oracle.sentence_count)
        assert sorted(view.document_names(9)) == sorted(oracle.document_names(9))
        generations.append(view.generation)
        assert view.generation == library.generation
    assert generations == sorted(set(generations))


def test_a_view_never_changes(engine: SearchEngine, library: Library) -> None:
    view, read = engine.view(), as_typed("Huế từng là gì?")
    before = _scores(view, read, _vector(read))
    library.remove("hue")
    library.save([encoded_document("song", "Sông Hồng ngắn lại.")])
    engine.view()
    assert _scores(view, read, _vector(read)) == before
    assert [sentence.text for sentence in view.sentences_of("hue")] == [
        "Huế nằm bên sông Hương.",
        "Huế từng là kinh đô.",
    ]


def test_an_empty_library_has_nothing(make: Callable[[Library], SearchEngine], tmp_path: Path) -> None:
    library = Library.open(tmp_path / "empty")
    view, read = make(library).view(), as_typed("Có gì không?")
    for wanted in (None, Filter(publishers=frozenset({"Báo A"}))):
        assert len(view.search(read, _vector(read), wanted)) == 0
    assert (view.generation, view.document_count, view.sentence_count) == (0, 0, 0)
    assert not view.document_names(3)
    assert not view.sentences_of("song")
    assert not view.near_duplicates("song")
    library.close()


def test_sentences_are_slices_of_their_documents(view: SearchView, library: Library, oracle: BruteForceView) -> None:
    for summary in library.summaries():
        document = library.document(summary.id)
        sentences, expected = view.sentences_of(summary.id), oracle.sentences_of(summary.id)
        assert len(sentences) == len(expected) > 0
        for sentence, other in zip(sentences, expected, strict=True):
            passage = sentence.passage
            assert document.text[sentence.start : sentence.end] == sentence.text == other.text
            assert (sentence.before, sentence.behind, sentence.index) == (other.before, other.behind, other.index)
            assert document.text[passage.start : passage.start + len(passage.text)] == passage.text
            assert (passage.headings, passage.margins, passage.astral, passage.context) == (
                other.passage.headings, other.passage.margins, other.passage.astral, other.passage.context
            )  # fmt: skip
            assert (passage.document.id, passage.document.display_title, passage.document.sha256) == (
                document.id, summary.display_title, document.sha256
            )  # fmt: skip
            assert view.sentences(np.array([sentence.position])) == [sentence]
        first = [sentence for sentence in sentences if sentence.passage == sentences[0].passage]
        assert view.sentences_of(summary.id, 1) == first
        positions = np.array([sentence.position for sentence in sentences])
        assert (np.diff(positions) > 0).all()
        assert {head.id for head in view.documents(positions)} == {summary.id}
    assert sorted(view.document_ids()) == sorted(summary.id for summary in library.summaries())
    assert not view.sentences_of("absent")


def test_cosines_are_those_of_the_search_and_so_are_those_of_neighbours(
    view: SearchView, oracle: BruteForceView
) -> None:
    read = as_typed("Sông Hồng dài bao nhiêu?")
    vector = _vector(read)
    found = view.search(read, vector)
    np.testing.assert_allclose(view.cosines(vector, found.positions), found.sentence_cosines, atol=CLOSE)
    assert view.cosines(vector, np.array([NO_SENTENCE])).tolist() == [0]
    for sentence, expected in zip(view.sentences_of("song"), oracle.sentences_of("song"), strict=True):
        inside = [
            (sentence.position + step, expected.position + step)
            for step in (-1, 1)
            if 0 <= sentence.index + step < len(sentence.passage)
        ]
        mine, theirs = np.array(inside).reshape(-1, 2).T
        np.testing.assert_allclose(view.cosines(vector, mine), oracle.cosines(vector, theirs), atol=CLOSE)


def test_weights_and_keys_are_those_of_the_oracle(view: SearchView, oracle: BruteForceView) -> None:
    keys, times = ["sông", "học", "zzz", "chợ"], [1.0, 2.0, 0.5, 1.0]
    np.testing.assert_allclose(view.key_weights(keys, times), oracle.key_weights(keys, times), rtol=CLOSE)
    for document in DOCUMENTS:
        mine = {one.passage.start: one.passage.number for one in view.sentences_of(document.origin)}
        theirs = {one.passage.start: one.passage.number for one in oracle.sentences_of(document.origin)}
        assert mine.keys() == theirs.keys()
        assert view.keys_held(keys, np.array(list(mine.values()))) == oracle.keys_held(
            keys, np.array(list(theirs.values()))
        )


@pytest.mark.parametrize("wanted", [None, *FILTERS], ids=filter_name)
def test_articles_are_those_of_the_oracle(engine: SearchEngine, library: Library, wanted: Filter | None) -> None:
    library.save([encoded_document("phep", PLAIN_ARTICLES, title="Phép Làng")])
    view, oracle = engine.view(), BruteForceEngine(library).view()
    texts = {summary.id: library.document(summary.id).text for summary in library.summaries()}
    for number, held in {"1": {"luat", "phep"}, "2": {"luat", "phep"}, "3": {"phep"}, "5": set(), "2a": set()}.items():
        found, right = view.articles(number, wanted), oracle.articles(number, wanted)
        assert [(one.passage.document.id, _offsets(one)) for one in found] == [
            (one.passage.document.id, _offsets(one)) for one in right
        ]
        assert wanted is not None or {one.passage.document.id for one in found} == held
        for one in found:
            start, end = _offsets(one)
            assert texts[one.passage.document.id][start:end] == one.text
            assert f"Điều {number}" in one.passage.headings[-1]
            assert one.passage.headings[-1].endswith(one.text[: one.heading])


def _offsets(article: Article) -> tuple[int, int]:
    return article.passage.start + article.start, article.passage.start + article.end


def test_an_article_is_all_of_its_passages(engine: SearchEngine, library: Library) -> None:
    library.save([encoded_document("phep", PLAIN_ARTICLES, title="Phép Làng")])
    view = engine.view()
    assert [one.text.strip() for one in view.articles("3")] == ["Điều 3.\n\nPhép này có từ lâu."]
    (found,) = [one for one in view.articles("2") if one.passage.document.id == "phep"]
    assert found.text.startswith("Điều 2.\n\n1. Giáp thứ 1 ")
    assert found.text.rstrip().endswith("nộp phạt 11 quan tiền vào quỹ chung của làng.")
    assert len(found.text) > LONGEST_PASSAGE


@pytest.mark.parametrize("distance", [0, 1, 20])
def test_headings_around_are_those_of_the_oracle(view: SearchView, oracle: BruteForceView, distance: int) -> None:
    found = []
    for document in DOCUMENTS:
        for mine, expected in zip(
            view.sentences_of(document.origin), oracle.sentences_of(document.origin), strict=True
        ):
            around = list(view.headings_around(mine.position, distance))
            assert around == list(oracle.headings_around(expected.position, distance))
            found += around
    assert {text for _, text in found} == {"Điều 1. Giờ mở cửa của chợ", "Điều 2. Giờ nghỉ trưa của chợ"}


@pytest.mark.parametrize("distance", [0, 1, 20])
def test_passages_around_are_those_of_the_oracle(view: SearchView, oracle: BruteForceView, distance: int) -> None:
    counts = set()
    for document in DOCUMENTS:
        for mine, expected in zip(
            view.sentences_of(document.origin), oracle.sentences_of(document.origin), strict=True
        ):
            around = view.passages_around(mine.position, distance)
            right = oracle.passages_around(expected.position, distance)
            assert [_slice(passage) for passage in around] == [_slice(passage) for passage in right]
            assert mine.passage in around
            counts.add(len(around))
    assert len(counts) > 1 or distance == 0


@pytest.mark.parametrize("wanted", [None, *FILTERS], ids=filter_name)
def test_duplicates_are_those_of_the_oracle(view: SearchView, oracle: BruteForceView, wanted: Filter | None) -> None:
    kinds = set()
    for document in DOCUMENTS:
        for mine, expected in zip(
            view.sentences_of(document.origin), oracle.sentences_of(document.origin), strict=True
        ):
            found, right = view.duplicates(mine.position, wanted), oracle.duplicates(expected.position, wanted)
            assert sorted(_where(view, found.exact)) == sorted(_where(oracle, right.exact))
            assert sorted(_where(view, found.near)) == sorted(_where(oracle, right.near))
            kinds |= {len(found.exact) > 1 and "exact", len(found.near) > 0 and "near"}
    assert wanted is not None or {"exact", "near"} <= kinds


def test_reprints_of_a_document_are_known(view: SearchView) -> None:
    for one, other in (("goc", "lai"), ("lai", "goc")):
        (found,) = view.near_duplicates(one)
        assert found.document_id == other
        assert 0.5 <= found.likeness < 1
    assert not view.near_duplicates("song")
    assert not view.near_duplicates("absent")


def test_a_question_is_read_by_the_words_of_the_documents(view: SearchView) -> None:
    assert read_question("sông hồg", view.corrector, (), view.long_forms).read_as == "sông hồng"
    question = "BQLC quy định gì?"
    assert read_question(question, view.corrector, (), view.long_forms).read_as == "Ban quản lý chợ quy định gì?"
    assert read_question(question, view.corrector).read_as == question


class RandomEncoder(HashingEncoder):
    """Every text has a direction of its own, so that no two cosines are alike."""

    def embed_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> FloatArray:  # noqa: ARG002 - seam
        rows = [_direction(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), DIMENSION)


def _direction(text: str) -> FloatArray:
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
    row = np.random.default_rng(seed).normal(size=DIMENSION)
    return np.asarray(row / np.linalg.norm(row), np.float32)


def _many(seed: int) -> list[RawDocument]:
    """Documents of a few sentences of random length and words, more than are looked at closely."""
    random = Random(seed)  # noqa: S311 - test data
    words = [
        f"{first}{last}" for first in ("b", "c", "d", "g", "h", "l", "m", "n") for last in ("a", "o", "e", "ô", "ê")
    ]
    return [
        raw_document(
            f"d{number}",
            " ".join(
                " ".join(random.choices(words, k=random.randint(4, 40))).capitalize() + "."
                for _ in range(random.randint(2, 6))
            ),
            publisher="Báo A" if number % 3 else "Báo B",
        )
        for number in range(60)
    ]


@pytest.mark.parametrize("wanted", [None, Filter(publishers=frozenset({"Báo A"}))], ids=filter_name)
def test_of_many_sentences_the_best_of_each_side_come_up(
    make: Callable[[Library], SearchEngine], tmp_path: Path, wanted: Filter | None
) -> None:
    library = Library.open(tmp_path / "many")
    library.save(encoded_documents(*_many(4), encoder=RandomEncoder()))
    read, vector = as_typed("ba cô dê"), _direction("ba cô dê")
    view, oracle = make(library).view(), BruteForceEngine(library).view()
    expected = _scores(oracle, read, vector, wanted)
    assert oracle.sentence_count > len(expected) > SENTENCES > PASSAGES
    _same(_scores(view, read, vector, wanted), expected)
    library.close()


def test_copies_of_one_sentence_leave_room_for_others(make: Callable[[Library], SearchEngine], tmp_path: Path) -> None:
    library = Library.open(tmp_path / "copies")
    same = [raw_document(f"{number}", "Số học bổng năm nay tăng lên nhiều suất.") for number in range(80)]
    library.save(encoded_documents(*same, raw_document("con", "Học bổng mỗi năm là 1.160 suất cho sinh viên.")))
    read = as_typed("Số học bổng năm nay tăng lên bao nhiêu suất?")
    view = make(library).view()
    found = _where(view, view.search(read, _vector(read)).positions)
    assert ("con", 0) in found
    assert len(found) <= 1 + 2 * COPIES + 2 * PASSAGES
    library.close()

"""Is an answer that was kept the one that would be given now?"""

import tempfile
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.answer_cache import BoundedCache
from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.questions.follow_ups import Turn
from qa.ranking.fusion import FusionRanker
from qa.retrieval.candidates import Filter
from qa.retrieval.local.engine import LocalSearchEngine
from qa.types import SmallTalkReply
from tests.documents import encoded_document
from tests.fakes import HashingEncoder

WORDS = ["sông", "Hồng", "cầu", "Rồng", "chợ", "nổi", "năm", "2022", "không", "dài", "ở", "đâu"]
ORIGINS = "ab"

# Few of each, so that the same is asked again, and again with one thing changed.
QUESTIONS = ["Sông Hồng dài bao nhiêu?", "song hong dai bao nhieu", "Còn cầu Rồng thì sao?"]
WANTED = [None, Filter(document_ids=frozenset("a"))]
BEFORE: list[list[Turn]] = [[], *([Turn("Sông Hồng ở đâu?", "Ở Hà Nội.", (cited,))] for cited in ORIGINS)]

sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(
    lambda words: " ".join(words).capitalize() + "."
)
texts = st.lists(sentences, min_size=1, max_size=4).map(" ".join)


Change = tuple[str, str | None]  # an origin, and its text or None where it is removed
changes = st.tuples(st.sampled_from(ORIGINS), st.none() | texts)


@settings(max_examples=15)
@given(st.lists(changes, max_size=4), st.sampled_from([1, 5, 1_000]))
def test_whatever_is_asked_between_changes_is_answered_as_if_nothing_were_kept(made: list[Change], size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        engine = LocalSearchEngine(library, Path(folder) / "chỉ mục", at_once=3)
        keeping, forgetting = (
            Answerer(HashingEncoder(), engine, FusionRanker(), threshold=0, cache_size=kept) for kept in (size, 0)
        )
        for origin, text in [("a", "Sông Hồng dài 1.149 km. Cầu Rồng ở Đà Nẵng."), *made, ("b", "Sông Hồng dài.")]:
            change(library, origin, text)
            engine.view()
            engine.settle()  # or the background puts its work in place between the two
            for question, top_k, wanted, before, literal in product(QUESTIONS, (1, 3), WANTED, BEFORE, (False, True)):
                kept, fresh = (
                    one.answer(question, top_k, wanted, turns=before, literal=literal) for one in (keeping, forgetting)
                )
                assert kept == fresh
                assert not isinstance(kept, SmallTalkReply)
                assert kept.generation == library.generation
        library.close()


def change(library: Library, origin: str, text: str | None) -> None:
    if text is not None:
        library.save([encoded_document(origin, text, title=origin)])
    elif found := [document.id for document in library.summaries() if document.origin == origin]:
        library.remove(found[0])


@given(st.integers(0, 4), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 6))))
def test_so_many_are_kept_as_were_used_last_in_this_version(size: int, asked: list[tuple[int, int]]) -> None:
    cache: BoundedCache[int, tuple[int, int]] = BoundedCache(size)
    made: list[tuple[int, int]] = []
    used: list[tuple[int, int]] = []
    for version, key in sorted(asked):

        def make(one: tuple[int, int] = (version, key)) -> tuple[int, int]:
            made.append(one)
            return one

        before = len(made)
        assert cache.get((version, None), key, make) == (version, key)
        expected = (version, key) in used[-size:] if size else False
        assert (len(made) == before) == expected
        used = [one for one in used if one[0] == version and one != (version, key)] + [(version, key)]


def test_what_was_made_of_a_version_that_has_passed_is_not_kept() -> None:
    cache: BoundedCache[str, str] = BoundedCache()

    def slowly() -> str:
        assert cache.get((2, None), "a", lambda: "mới") == "mới"  # somebody else, meanwhile
        return "cũ"

    assert cache.get((1, None), "a", slowly) == "cũ"
    assert cache.get((2, None), "a", lambda: "lần nữa") == "mới"

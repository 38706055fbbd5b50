"""Is an answer that was kept the one that would be given now?"""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from qa.answering.answer_cache import BoundedCache
from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.questions.follow_ups import Turn
from qa.ranking.fusion import FusionRanker
from qa.retrieval.candidates import Filter
from qa.retrieval.local.engine import LocalSearchEngine
from tests.documents import encoded_document
from tests.fakes import HashingEncoder

WORDS = ["sông", "Hồng", "cầu", "Rồng", "chợ", "nổi", "năm", "2022", "không", "dài", "ở", "đâu"]
QUESTIONS = ["Sông Hồng dài bao nhiêu?", "song hong dai bao nhieu", "cầu Rồng ở đâu", "Còn chợ nổi thì sao?", "Ở đâu?"]
ORIGINS = "abcd"

sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(
    lambda words: " ".join(words).capitalize() + "."
)
texts = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
turns = st.builds(Turn, st.sampled_from(QUESTIONS), texts, st.lists(st.sampled_from(ORIGINS), max_size=2).map(tuple))


class CachedAnswererMachine(RuleBasedStateMachine):
    """Two answerers over one library that changes; one of them keeps answers, and not many."""

    @initialize(kept=st.sampled_from([1, 3, 1_000]))
    def begin(self, kept: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder)
        self.library.save([encoded_document("a", "Sông Hồng dài 1.149 km. Cầu Rồng ở Đà Nẵng.")])
        self.engine = LocalSearchEngine(self.library, self.folder / "chỉ mục", at_once=3)
        self.keeping, self.forgetting = (
            Answerer(HashingEncoder(), self.engine, FusionRanker(), threshold=0.1, kept=size) for size in (kept, 0)
        )

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            self.engine.settle()
            self.library.close()
            shutil.rmtree(self.folder)

    @rule(origin=st.sampled_from(ORIGINS), text=texts)
    def save(self, origin: str, text: str) -> None:
        self.library.save([encoded_document(origin, text, title=origin)])

    @rule(place=st.integers(0, 3))
    def remove(self, place: int) -> None:
        if documents := self.library.summaries():
            self.library.remove(documents[place % len(documents)].id)

    @rule(
        question=st.sampled_from(QUESTIONS),
        top_k=st.sampled_from([1, 3]),
        wanted=st.none() | st.frozensets(st.sampled_from(ORIGINS)).map(lambda ids: Filter(document_ids=ids)),
        before=st.lists(turns, max_size=2),
        literal=st.booleans(),
        times=st.integers(1, 2),
    )
    def ask(
        self, question: str, top_k: int, wanted: Filter | None, before: list[Turn], *, literal: bool, times: int
    ) -> None:
        self.engine.view()
        self.engine.settle()  # or the background puts its work in place between the two
        for _ in range(times):
            kept, fresh = (
                one.answer(question, top_k, wanted, turns=before, literal=literal)
                for one in (self.keeping, self.forgetting)
            )
            assert kept == fresh
            assert kept.generation == self.library.generation


CachedAnswererMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestCachedAnswerer = CachedAnswererMachine.TestCase


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

"""Do indexes that followed every change answer as indexes made of what is there now?"""

import shutil
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qa.library.store import Library
from qa.questions.reading import ReadQuestion, read_question
from qa.retrieval.local.engine import LocalSearchEngine
from qa.retrieval.search_engine import SearchView
from tests.documents import encoded_document
from tests.fakes import HashingEncoder

WORDS = ["sông", "Hồng", "cầu", "Rồng", "chợ", "nổi", "năm", "2022", "không", "dài", "ở", "đâu"]
QUESTIONS = ["Sông Hồng dài bao nhiêu?", "cầu Rồng ở đâu", "Năm 2022 có chợ nổi không?"]

sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(
    lambda words: " ".join(words).capitalize() + "."
)
texts = st.lists(sentences, min_size=1, max_size=5).map(" ".join)


class CompactionMachine(RuleBasedStateMachine):
    """One engine that lives through all changes, one that starts from its files, and one that begins from nothing."""

    @initialize(at_once=st.sampled_from([0, 3, 10_000]))
    def begin(self, at_once: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder)
        # So few sentences that much of the work is left to the background.
        self.at_once = at_once
        self.engine = self._engine("chỉ mục")
        self.turn = 0

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            self.engine.settle()
            self.library.close()
            shutil.rmtree(self.folder)

    @rule(origins=st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), text=texts)
    def save(self, origins: set[str], text: str) -> None:
        self.library.save(
            [encoded_document(origin, f"{text} {origin.upper()} cũng vậy.") for origin in sorted(origins)]
        )

    @rule(index=st.integers(0, 7))
    def remove(self, index: int) -> None:
        if documents := self.library.summaries():
            self.library.remove(documents[index % len(documents)].id)

    @rule()
    def start_again(self) -> None:
        self.engine.settle()
        self.engine = self._engine("chỉ mục")

    @invariant()
    def answers_are_those_of_indexes_made_anew(self) -> None:
        if not hasattr(self, "engine"):
            return
        self.turn += 1
        self.engine.settle()  # a question during a background compaction is answered from the snapshot before
        followed, anew = self.engine.view(), self._engine(f"mới {self.turn}").view()
        assert followed.generation == anew.generation == self.library.generation
        assert (followed.sentence_count, followed.document_count) == (anew.sentence_count, anew.document_count)
        for question in QUESTIONS:
            # Words of documents that are gone are still known to the reader until their segment is made anew.
            read = read_question(question, anew.corrector)
            assert _scores(followed, read) == _scores(anew, read)

    def _engine(self, folder: str) -> LocalSearchEngine:
        return LocalSearchEngine(self.library, self.folder / folder, at_once=self.at_once)


def _scores(view: SearchView, read: ReadQuestion) -> dict[tuple[str, int], tuple[float, ...]]:
    """The scores of every sentence that comes up, however positions are counted."""
    found = view.search(read, HashingEncoder().embed_queries([read.read_as])[0])
    columns = (found.sentence_cosines, found.passage_cosines, found.sentence_bm25, found.passage_bm25, found.lengths)
    offsets = [(sentence.passage.document.id, sentence.start) for sentence in view.sentences(found.positions)]
    assert len(set(offsets)) == len(offsets)
    return dict(zip(offsets, map(tuple, np.round(np.stack(columns, axis=1), 4).tolist()), strict=True))


TestCompactionMachine = CompactionMachine.TestCase
TestCompactionMachine.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)

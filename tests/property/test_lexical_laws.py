"""Are the lexical features of many candidates at once those of one after the other, to the last bit?"""

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.answerer import Answerer
from qa.answering.stages import AskedQuestion
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.ranking.lexical_features import lexical_features
from tests.brute_force_engine import BruteForceEngine
from tests.documents import encoded_document
from tests.fakes import HashingEncoder
from tests.lexical_rows import lexical_features_row_by_row

WORDS = [
    "sông",
    "sông",
    "Hồng",
    "cầu",
    "Rồng",
    "năm",
    "2022",
    "hai",
    "mươi",
    "20",
    "XIV",
    "UBND",
    "BQP",
    "TP.HCM",
    "Bộ",
    "Quốc",
    "phòng",
    "Uỷ",
    "ban",
    "nhân",
    "dân",
    "ông",
    "bà",
    "dài",
    "ở",
    "đâu",
    "ai",
    "bao",
    "nhiêu",
    "tại",
    "sao",
    "ngày",
    "2/9",
    "Đà",
    "Nẵng",
]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
sentences = st.tuples(words, st.sampled_from([".", "?", ": xem."])).map(lambda parts: parts[0].capitalize() + parts[1])
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
documents = st.lists(st.tuples(words, paragraphs), min_size=1, max_size=3)


@settings(max_examples=60)
@given(documents, words, st.booleans())
def test_all_at_once_is_one_after_the_other(written: list[tuple[str, str]], question: str, literal: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        library.save([encoded_document(str(number), text, title=title) for number, (title, text) in enumerate(written)])
        answerer = Answerer(HashingEncoder(), BruteForceEngine(library), FusionRanker())
        ranking_input = answerer.ranking_input(AskedQuestion(question, literal=literal))
        every = ranking_input.view.sentences(ranking_input.candidates.positions)
        if every:
            together = lexical_features(ranking_input, every)
            alone = lexical_features_row_by_row(ranking_input, every)
            assert list(together) == list(alone)
            for name, values in alone.items():
                np.testing.assert_array_equal(together[name], values, err_msg=name, strict=True)
        library.close()

"""What holds of everything that is read, whatever the reader says?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import FloatArray
from embeddings.reader.passage_reader import SentenceScores
from qa.library.read_models.document_head import DocumentHead, DocumentVersion
from qa.passage_reading.reader_features import NAMES, UNREAD, WORTH_READING, answering_words, best_span, read_candidates
from qa.passage_reading.windows import MOST_CHARACTERS, MOST_WINDOWS, window_of, windows
from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence
from qa.types import Source
from tests.fakes import OverlapReader

HEAD = DocumentHead(
    version=DocumentVersion(1, "s"), id="d1", display_title="Bài mẫu", source=Source(title="Bài mẫu"), sha256="ab" * 32
)
SYLLABLES = st.sampled_from(["cầu", "dài", "Lào", "năm", "1977", "ký", "hiệp định", "x" * 90])
SENTENCES = st.lists(st.lists(SYLLABLES, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=9)

Drawn = tuple[list[IndexedSentence], FloatArray]


def passage_of(number: int, sentences: list[str]) -> IndexedPassage:
    text, starts = "", []
    for sentence in sentences:
        text += " " if text else ""
        starts.append(len(text))
        text += sentence
    ends = tuple(start + len(sentence) for start, sentence in zip(starts, sentences, strict=True))
    return IndexedPassage(
        document=HEAD,
        number=number,
        first=100 * number,
        start=0,
        text=text,
        starts=tuple(starts),
        ends=ends,
        headings=(),
        heading_starts=(),
        margins=("", ""),
        astral=0,
    )


@st.composite
def candidates(draw: st.DrawFn) -> Drawn:
    """Sentences of some passages in any order, with a score each."""
    passages = [passage_of(number, texts) for number, texts in enumerate(draw(st.lists(SENTENCES, max_size=8)))]
    every = [IndexedSentence(passage, index) for passage in passages for index in range(len(passage))]
    chosen = draw(st.permutations(every))[: draw(st.integers(0, len(every)))]
    scores = draw(st.lists(st.floats(-9, 9, width=32), min_size=len(chosen), max_size=len(chosen)))
    return chosen, np.array(scores, np.float32)


@given(candidates())
def test_windows_are_few_and_short_and_the_first_has_the_best(
    drawn: Drawn,
) -> None:
    sentences, _ = drawn
    found = windows(sentences)
    assert len(found) <= MOST_WINDOWS
    assert bool(found) == bool(sentences)
    assert not sentences or window_of(sentences[0], found) == 0
    for window in found:
        lengths = [len(text) for text in window.text.sentences]
        assert len(lengths) == 1 or sum(lengths) <= MOST_CHARACTERS


@given(candidates())
def test_what_is_left_out_had_no_room(drawn: Drawn) -> None:
    sentences, _ = drawn
    for window in windows(sentences):
        passage, used = window.passage, sum(len(text) for text in window.text.sentences)
        for beside in (window.first - 1, window.end):
            if 0 <= beside < len(passage):
                assert used + len(passage.sentence_text(beside)) > MOST_CHARACTERS


@given(candidates())
def test_every_candidate_has_every_feature_and_those_not_read_say_so(
    drawn: Drawn,
) -> None:
    sentences, scores = drawn
    reading = read_candidates(OverlapReader(), "Hiệp định với Lào ký năm nào?", sentences, scores)
    assert reading.columns.keys() == set(NAMES)
    for column in reading.columns.values():
        assert column.shape == (len(sentences),)
        assert np.isfinite(column).all()
    assert (reading.columns["read_share"] <= 1e-4).all()
    assert (reading.columns["read_share"][~reading.read] == UNREAD).all()
    assert (reading.columns["read_share_of_window"] >= reading.columns["read_share"] - 1e-4).all()


@given(candidates())
def test_only_passages_of_candidates_near_the_first_are_read(drawn: Drawn) -> None:
    sentences, scores = drawn
    reading = read_candidates(OverlapReader(), "Hiệp định với Lào ký năm nào?", sentences, scores)
    near = {
        sentences[index].passage.number for index in np.flatnonzero(scores >= scores.max(initial=-9) - WORTH_READING)
    }
    assert {sentences[index].passage.number for index in np.flatnonzero(reading.read)} <= near


@given(candidates())
def test_words_that_answer_are_a_slice_of_their_sentence(drawn: Drawn) -> None:
    sentences, scores = drawn
    reading = read_candidates(OverlapReader(), "Hiệp định với Lào ký năm nào?", sentences, scores)
    for index, (start, end) in reading.spans.items():
        assert reading.read[index]
        assert 0 <= start < end <= len(sentences[index].text)


@given(candidates())
def test_so_are_those_of_a_sentence_read_alone(drawn: Drawn) -> None:
    for sentence in drawn[0]:
        span = answering_words(OverlapReader(), "Hiệp định với Lào ký năm nào?", sentence)
        assert span is None or 0 <= span[0] < span[1] <= len(sentence.text)


@given(st.lists(st.tuples(st.floats(-9, 9, width=32), st.floats(-9, 9, width=32)), min_size=1, max_size=50))
def test_no_other_span_is_likelier(pairs: list[tuple[float, float]]) -> None:
    tokens = range(len(pairs))
    scored = SentenceScores(tuple(tokens), tuple(one + 1 for one in tokens), np.array(pairs, np.float32))
    (start, end), score = best_span(scored)
    brute = max(pairs[first][0] + pairs[last][1] for first in tokens for last in tokens if first <= last < first + 30)
    assert start < end
    assert score == np.float32(brute) or abs(score - brute) < 1e-4

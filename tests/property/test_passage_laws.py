"""Is every sentence of the body in one passage, and no passage across what was left out?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.text.passages import JOINED_UP_TO, LONGEST_PASSAGE, passage_spans
from qa.text.sentences import sentence_spans
from qa.types import Span, SpanKind

kinds = st.sampled_from([SpanKind.BODY, SpanKind.BODY, SpanKind.BODY, SpanKind.CAPTION, SpanKind.TITLE])
sentences = st.one_of(
    st.sampled_from(["Một câu. ", "Hỏi gì? ", "PGS.TS. A nói. ", "…", "  "]),
    st.integers(1, LONGEST_PASSAGE + 200).map(lambda length: "a" * length + ". "),
)
lines = st.lists(st.tuples(st.lists(sentences, min_size=1, max_size=12).map("".join), kinds), max_size=12)


def _marked(lines: list[tuple[str, SpanKind]]) -> tuple[str, list[Span]]:
    """A text and its spans, none with blanks at its edges, as cleaning marks them."""
    text, spans = "", []
    for line, kind in lines:
        if line.strip():
            start = len(text) + len(line) - len(line.lstrip())
            spans.append(Span(start, start + len(line.strip()), kind))
        text += line + "\n\n"
    return text, spans


@given(lines)
def test_every_sentence_of_the_body_is_in_one_passage_in_order(lines: list[tuple[str, SpanKind]]) -> None:
    text, spans = _marked(lines)
    expected = [
        sentence
        for span in spans
        if span.kind is SpanKind.BODY
        for sentence in sentence_spans(text, span.start, span.end)
    ]
    assert [sentence for passage in passage_spans(text, spans) for sentence in passage.sentences] == expected


@given(lines)
def test_passages_stand_in_order_and_begin_and_end_with_a_sentence(lines: list[tuple[str, SpanKind]]) -> None:
    passages = passage_spans(*_marked(lines))
    assert all(one.end <= other.start for one, other in pairwise(passages))
    for passage in passages:
        assert (passage.start, passage.end) == (passage.sentences[0][0], passage.sentences[-1][1])


@given(lines)
def test_no_passage_has_anything_in_it_that_was_left_out(lines: list[tuple[str, SpanKind]]) -> None:
    text, spans = _marked(lines)
    left_out = [span for span in spans if span.kind is not SpanKind.BODY]
    for passage in passage_spans(text, spans):
        assert not any(span.start < passage.end and passage.start < span.end for span in left_out)


@given(lines)
def test_only_a_single_sentence_makes_a_passage_longer_than_the_encoder_reads(
    lines: list[tuple[str, SpanKind]],
) -> None:
    for passage in passage_spans(*_marked(lines)):
        assert passage.end - passage.start <= LONGEST_PASSAGE or len(passage.sentences) == 1


def test_short_paragraphs_are_joined_until_there_is_enough() -> None:
    text, spans = _marked([("Một câu ngắn của bài báo.", SpanKind.BODY)] * 40)
    passages = passage_spans(text, spans)
    assert len(passages) > 1
    assert all(JOINED_UP_TO <= passage.end - passage.start < JOINED_UP_TO + 40 for passage in passages[:-1])


def test_a_caption_between_two_paragraphs_parts_them() -> None:
    lines = [("Câu một.", SpanKind.BODY), ("Ảnh: TTXVN", SpanKind.CAPTION), ("Câu hai.", SpanKind.BODY)]
    text, spans = _marked(lines)
    assert [text[one.start : one.end] for one in passage_spans(text, spans)] == ["Câu một.", "Câu hai."]


def test_nothing_but_captions_makes_no_passage() -> None:
    assert passage_spans(*_marked([("Ảnh: TTXVN", SpanKind.CAPTION)])) == []

"""Does marking select, and nothing else, whatever the text?"""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qa.cleaning import guess_title, mark_spans
from qa.errors import DocumentError
from qa.ingesting.preparing import prepare
from qa.types import QUOTED, RawDocument, Source, SpanKind

# Pieces that wake the rules, between pieces that are anything at all.
PIECES = st.sampled_from([
    "---\n", "title: Tên\n", "---", "***", "| ", " |\n", "![](x) |\n", "![Ảnh](http://a.vn/b(1).jpg)\n", "# ",
    "## Mục\n", "== Xem thêm ==\n", "=== Mục ===\n", "==", "Ảnh: A. B - TTXVN\n", "(Ảnh: TTXVN).",
    "Câu này đã đóng.\n", "\r", "\r\n", "\n\n", "Tin bài liên quan\n", "Video\n", "Xem thêm: Bài khác\n", " -0\n",
    "Tên bài viết này dài sáu tiếng -0\n", "LUẬT\n", "BÁO CHÍ\n", "QUỐC HỘI\n", "Độc lập - Tự do - Hạnh phúc\n",
    "CHỦ TỊCH QUỐC HỘI\n", "Nguyễn Văn A\n", "(Đã ký)\n", "date 2025-11-21 ", "\u2028", "\u200b", "\ufeff", "\x00",
    "\x0b", "\x1c", "\x85", "\u00a0", "\U0001f469\u200d\U0001f467", "e\u0302\u0323", "\t",
])  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=25).map("".join)
TITLES = st.one_of(st.none(), TEXTS)


@given(TEXTS, TITLES)
def test_spans_are_ordered_apart_and_within_the_text(text: str, title: str | None) -> None:
    end = 0
    for span in mark_spans(text, title):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@given(TEXTS, TITLES)
def test_no_span_has_a_blank_edge_and_only_paragraphs_go_over_lines(text: str, title: str | None) -> None:
    for span in mark_spans(text, title):
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        assert span.kind in QUOTED or not re.search(r"[\r\n]", piece)
        assert not re.search(r"(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)", piece)


@given(TEXTS, TITLES)
def test_every_character_that_is_no_blank_lies_in_a_span(text: str, title: str | None) -> None:
    covered = {offset for span in mark_spans(text, title) for offset in range(span.start, span.end)}
    assert not [offset for offset, character in enumerate(text) if not character.isspace() and offset not in covered]


@given(st.text(st.characters(exclude_characters="\r\n"), min_size=1).filter(str.strip))
def test_only_newlines_and_carriage_returns_end_a_line(line: str) -> None:
    around = "Một dòng ở trên."
    text = f"{around}\n{line}\r\n{around}\r{around}"
    starts = [span.start for span in mark_spans(text, None) if text.startswith(around, span.start)]
    assert {0, len(around) + 1 + len(line) + 2, len(text) - len(around)} <= set(starts)
    mine = [span for span in mark_spans(text, None) if len(around) < span.start < len(around) + 1 + len(line)]
    assert text[mine[0].start : mine[-1].end] == line.strip()


@given(TEXTS, TITLES)
def test_a_text_with_a_letter_has_content_with_a_letter(text: str, title: str | None) -> None:
    spans = mark_spans(text, title)
    content = "".join(text[span.start : span.end] for span in spans if span.kind in QUOTED)
    assert any(map(str.isalpha, content)) == any(map(str.isalpha, text))


@given(TEXTS, TITLES)
def test_whoever_has_a_word_has_a_sentence_that_is_a_slice(text: str, title: str | None) -> None:
    raw = RawDocument("a", Source(title and title.replace("\0", "")), text.replace("\0", ""))
    try:
        sentences = [one for passage in prepare(raw).passages for one in passage.sentences]
    except DocumentError:
        assert not any(map(str.isalpha, raw.text))
    else:
        assert all(raw.text[one.start : one.end] == one.text for one in sentences)
        words = any(character.isalpha() for one in sentences for character in one.text)
        assert words == any(map(str.isalpha, raw.text))


@given(TEXTS)
def test_letters_mean_the_same_however_they_are_composed(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert [s.kind for s in mark_spans(composed, None)] == [s.kind for s in mark_spans(decomposed, None)]


@given(TEXTS, TITLES)
def test_a_guessed_title_is_what_the_title_spans_say(text: str, title: str | None) -> None:
    spans = mark_spans(text, title)
    guess = guess_title(text, spans)
    words = [word for span in spans if span.kind is SpanKind.TITLE for word in text[span.start : span.end].split()]
    assert (guess or "").split() == words

"""Is a document without a title called by words of its own?"""

import pytest

from qa.text.display_title import LONGEST, display_title
from qa.types import Span, SpanKind


@pytest.mark.parametrize(
    ("title", "opening", "shown"),
    [
        ("Tên bài", "Mở đầu.", "Tên bài"),
        (None, " Mở \n đầu. ", "Mở đầu."),
        ("", "Mở đầu.", "Mở đầu."),
        (None, "", ""),
        (None, "a" * LONGEST, "a" * LONGEST),
        (None, "a" * (LONGEST + 1), "a" * LONGEST + "…"),
        (None, "từng chữ " * 20, "từng chữ " * 8 + "từng…"),
    ],
)
def test_it_is_the_title_or_the_opening_words(title: str | None, opening: str, shown: str) -> None:
    assert display_title(title, opening, [Span(0, len(opening), SpanKind.BODY)]) == shown


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        ("menu caption list body", "ba"),
        ("menu caption quote body", "ba"),
        ("heading body body body", "hai"),
        ("menu caption caption advert", "hai"),
        ("menu heading byline title", ""),
    ],
)
def test_the_opening_words_are_quoted_ones_and_a_caption_only_where_there_are_none(kinds: str, shown: str) -> None:
    text = "một hai ba bốn"
    ends = [3, 7, 10, 14]
    spans = [Span(at, end, SpanKind(kind)) for at, end, kind in zip([0, *ends], ends, kinds.split(), strict=False)]
    assert display_title(None, text, spans) == shown

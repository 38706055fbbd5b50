"""Is a document without a title called by words of its own?"""

import pytest

from qa.text.display_title import LONGEST, display_title


@pytest.mark.parametrize(
    ("title", "opening", "heading"),
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
def test_the_heading_is_the_title_or_the_opening_words(title: str | None, opening: str, heading: str) -> None:
    assert display_title(title, opening) == heading

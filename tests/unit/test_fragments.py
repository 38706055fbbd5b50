"""Does an address open the page at the quotation, as browsers read it?"""

from urllib.parse import unquote

import pytest

from qa.citing.fragments import LONGEST_WHOLE, text_fragment
from qa.types import Quote

URL = "https://bao.example/doan"


def directive(exact: str, prefix: str = "", suffix: str = "", url: str = URL) -> str:
    found = text_fragment(url, Quote(exact, prefix, suffix))
    assert found is not None
    return found.partition(":~:text=")[2]


def test_the_words_around_stand_apart_and_whole() -> None:
    fragment = directive("Ông A đến.", "oàn đến Lào sáng 2/6. ", " Chuyến thăm kéo dà")
    assert [unquote(part) for part in fragment.split(",")] == ["đến Lào sáng 2/6.-", "Ông A đến.", "-Chuyến thăm kéo"]


@pytest.mark.parametrize(
    ("prefix", "suffix"), [("câu trước.\n", "\ncâu sau."), ("(", ")"), ("  ", "\t"), ("", ""), ("\r\n", " ")]
)
def test_words_of_another_block_and_halves_of_words_are_left_out(prefix: str, suffix: str) -> None:
    assert unquote(directive("Ông A đến.", prefix, suffix)) == "Ông A đến."


def test_what_means_something_in_a_directive_is_encoded() -> None:
    assert directive("A-B, C&D #1%") == "A%2DB%2C%20C%26D%20%231%25"


@pytest.mark.parametrize(
    ("url", "fragment"),
    [
        ("https://a.vn/x", "https://a.vn/x#:~:text=a"),
        ("http://a.vn/x?y=1#muc-2", "http://a.vn/x?y=1#muc-2:~:text=a"),
        ("https://a.vn/x#", "https://a.vn/x#:~:text=a"),
        ("https://a.vn/x#muc:~:text=khác", "https://a.vn/x#muc:~:text=a"),
        ("javascript:alert(1)", None),
        ("ftp://a.vn/x", None),
        ("//a.vn/x", None),
        (None, None),
    ],
)
def test_a_fragment_of_the_address_is_kept_and_only_web_addresses_are_taken(
    url: str | None, fragment: str | None
) -> None:
    assert text_fragment(url, Quote("a", "", "")) == fragment


@pytest.mark.parametrize("exact", ["Dòng một\nvà dòng hai.", "Dòng một \t và dòng hai.", "Dòng một\u00a0và dòng hai."])
def test_blanks_that_a_page_may_show_otherwise_are_left_out(exact: str) -> None:
    parts = [unquote(part) for part in directive(exact).split(",")]
    assert len(parts) == 2
    assert exact.startswith(parts[0])
    assert exact.endswith(parts[1])


def test_a_long_quotation_is_given_by_its_first_and_last_words() -> None:
    exact = " ".join(f"từ{number}" for number in range(LONGEST_WHOLE))
    first, last = (unquote(part) for part in directive(exact).split(","))
    assert exact.startswith(first + " ")
    assert exact.endswith(" " + last)
    assert len(first) + len(last) < LONGEST_WHOLE


def test_a_word_as_long_as_a_page_has_no_address() -> None:
    assert text_fragment(URL, Quote("a" * 10_000, "", "")) is None

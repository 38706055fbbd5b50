"""Are the five saved news pages cleaned line for line as a person would?

`shared_pages.json` has, for each page, the lines of each kind (counted from 1, both ends included) as read by eye;
the pages themselves are not part of the repository.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.cleaning import guess_title, mark_spans
from qa.types import Span, SpanKind

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT.parent / "shared" / "seeds"
GOLD: dict[str, dict[str, list[list[int]] | str]] = json.loads(
    Path(__file__).with_name("shared_pages.json").read_text("utf-8")
)
SEARCHED = {SpanKind.TITLE, SpanKind.BODY}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages (../shared/seeds) are not here"),
]


def page(name: str) -> str:
    data = (PAGES / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == GOLD[name]["sha256"], "another page than the one the gold was read from"
    return data.decode("utf-8")


def kinds_by_line(text: str, spans: tuple[Span, ...]) -> dict[int, set[SpanKind]]:
    found: dict[int, set[SpanKind]] = {}
    for span in spans:
        found.setdefault(text.count("\n", 0, span.start) + 1, set()).add(span.kind)
    return found


def gold_lines(name: str, text: str) -> Iterator[tuple[int, SpanKind]]:
    lines = text.split("\n")
    for kind, ranges in GOLD[name].items():
        if kind != "sha256":
            for first, last in ranges:
                yield from ((n, SpanKind(kind)) for n in range(int(first), int(last) + 1) if lines[n - 1].strip())


@pytest.mark.parametrize("name", GOLD)
def test_the_gold_covers_every_line(name: str) -> None:
    text = page(name)
    numbers = sorted(number for number, _ in gold_lines(name, text))
    assert numbers == [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


@pytest.mark.parametrize("name", GOLD)
def test_what_is_searched_is_the_article_and_all_of_it(name: str) -> None:
    text = page(name)
    found = kinds_by_line(text, mark_spans(text, None))
    wrong = {
        number: (gold, found[number])
        for number, gold in gold_lines(name, text)
        if (found[number] & SEARCHED) != ({gold} & SEARCHED)
    }
    assert not wrong


@pytest.mark.parametrize("name", GOLD)
def test_captions_of_the_article_are_captions(name: str) -> None:
    text = page(name)
    found = kinds_by_line(text, mark_spans(text, None))
    assert all(SpanKind.CAPTION in found[n] for n, kind in gold_lines(name, text) if kind is SpanKind.CAPTION)


def test_titles_are_found_where_there_are_any() -> None:
    with_title = [name for name in GOLD if guess_title(text := page(name), mark_spans(text, None))]
    assert with_title == [name for name in GOLD if "title" in GOLD[name]]


@pytest.mark.parametrize("name", GOLD)
@pytest.mark.parametrize("form", ["CRLF", "CR", "NFD", "no blank lines"])
def test_another_way_of_saving_the_page_changes_nothing(name: str, form: str) -> None:
    text = page(name)
    other = {
        "CRLF": text.replace("\n", "\r\n"),
        "CR": text.replace("\n", "\r"),
        "NFD": unicodedata.normalize("NFD", text),
        "no blank lines": "\n".join(line for line in text.split("\n") if line.strip()),
    }[form]
    kinds = [span.kind for span in mark_spans(text, None)]
    assert [span.kind for span in mark_spans(other, None)] == kinds

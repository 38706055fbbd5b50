"""How many of the characters that are searched should be, and how many that should be are?

`pages/` holds pages of many layouts, written for this test; `pages.json` has the kind of every line as read by eye,
counted from 1, both ends included. `more_pages/` were written by somebody else, who did not know the rules: when they
were first met, 0.909 of what was searched should have been, and 0.996 of what should be was. The saved news pages
beside the repository are judged in the same way.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.cleaning import mark_spans
from qa.text.passages import passage_spans
from qa.types import QUOTED, SpanKind

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared" / "seeds"
FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))
SEARCHED = QUOTED | {SpanKind.TITLE, SpanKind.HEADING}
# What a reader would be ashamed of quoting.
NEVER = {SpanKind.CAPTION, SpanKind.MENU, SpanKind.RELATED, SpanKind.MEDIA, SpanKind.ADVERT}


def gold_of(file: str) -> dict[str, dict[str, list[list[int]]]]:
    pages: dict[str, dict[str, list[list[int]]]] = json.loads((HERE / file).read_text("utf-8"))
    return {
        name: {kind: runs for kind, runs in ranges.items() if isinstance(runs, list)} for name, ranges in pages.items()
    }


OWN, MORE, SAVED = gold_of("pages.json"), gold_of("more_pages.json"), gold_of("shared_pages.json")
PAGES = [
    *(pytest.param(HERE / "pages" / name, ranges, "pages", id=name) for name, ranges in OWN.items()),
    *(
        pytest.param(HERE / "more_pages" / name, ranges, "more pages", id=f"more-{name}")
        for name, ranges in MORE.items()
    ),
] + [
    pytest.param(
        SHARED / name,
        ranges,
        "saved pages",
        id=name,
        marks=[
            pytest.mark.shared,
            pytest.mark.skipif(not SHARED.is_dir(), reason="the saved pages (../shared/seeds) are not here"),
        ],
    )
    for name, ranges in SAVED.items()
]


def gold_characters(text: str, ranges: dict[str, list[list[int]]], kinds: set[SpanKind]) -> set[int]:
    """Offsets of the characters, blanks aside, in lines of these kinds."""
    wanted = {n for kind in kinds for first, last in ranges.get(kind, ()) for n in range(first, last + 1)}
    return set(_offsets(text, wanted))


def _offsets(text: str, wanted: set[int]) -> Iterator[int]:
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if number in wanted:
            yield from (start + offset for offset, character in enumerate(line) if not character.isspace())
        start += len(line) + 1


def inked(text: str, start: int, end: int) -> set[int]:
    return {offset for offset in range(start, end) if not text[offset].isspace()}


def search_features(text: str, ranges: dict[str, list[list[int]]]) -> tuple[set[int], set[int]]:
    """The characters that are searched, and those that should be."""
    spans = mark_spans(text, None)
    found = set().union(*(inked(text, span.start, span.end) for span in spans if span.kind in SEARCHED))
    return found, gold_characters(text, ranges, set(SEARCHED))


def measured(text: str, ranges: dict[str, list[list[int]]]) -> tuple[float, float]:
    """Precision and recall of the characters that are searched."""
    found, gold = search_features(text, ranges)
    return len(found & gold) / len(found), len(found & gold) / len(gold)


@pytest.mark.parametrize(("path", "ranges", "floors"), PAGES)
def test_what_is_searched_is_what_should_be(path: Path, ranges: dict[str, list[list[int]]], floors: str) -> None:
    precision, recall = measured(path.read_text("utf-8"), ranges)
    assert precision >= FLOORS[floors]["precision"], f"{precision:.4f}"
    assert recall >= FLOORS[floors]["recall"], f"{recall:.4f}"


def test_more_pages_together_are_as_good_as_one_by_one_the_others() -> None:
    both = [search_features((HERE / "more_pages" / name).read_text("utf-8"), ranges) for name, ranges in MORE.items()]
    right = sum(len(found & gold) for found, gold in both)
    assert right / sum(len(found) for found, _ in both) >= FLOORS["pages"]["precision"]
    assert right / sum(len(gold) for _, gold in both) >= FLOORS["pages"]["recall"]


@pytest.mark.parametrize(("path", "ranges", "floors"), [one for one in PAGES if one.values[2] != "more pages"])
def test_no_caption_menu_or_link_is_ever_quoted(path: Path, ranges: dict[str, list[list[int]]], floors: str) -> None:
    del floors
    text = path.read_text("utf-8")
    quoted = set().union(*(inked(text, cut.start, cut.end) for cut in passage_spans(text, mark_spans(text, None))))
    assert not quoted & gold_characters(text, ranges, NEVER)


@pytest.mark.parametrize(("path", "ranges", "floors"), PAGES)
def test_the_gold_covers_every_line(path: Path, ranges: dict[str, list[list[int]]], floors: str) -> None:
    del floors
    text = path.read_text("utf-8")
    everything = gold_characters(text, ranges, set(SpanKind))
    assert everything == inked(text, 0, len(text))

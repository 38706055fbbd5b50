"""Is the README short, is its example true, and does its translation say the same?"""

import json
import re
from collections import Counter
from typing import Any

import pytest

from api.links import source_link
from qa.ingesting.preparing import prepare
from qa.reading import KNOWN_SUFFIXES, read_path
from qa.types import RawDocument
from tests.docs.pages import ROOT, blocks, inline_code, page, prose, sections, table_rows

README, VIETNAMESE = page("README.md"), page("README.vi.md")
MOST_WORDS = 1_000


def targets(text: str) -> list[str]:
    """Of links and pictures, but for those from one README to the other."""
    found = re.findall(r"\]\(([^)]+)\)", text)
    return [target for target in found if not target.startswith("README")]


def figures(text: str) -> Counter[str]:
    """Every number, however its decimals and thousands are set apart."""
    return Counter(re.sub(r"[.,]", "", number) for number in re.findall(r"\d(?:[\d.,]*\d)?", text))


def test_it_is_short() -> None:
    assert len(README.split()) <= MOST_WORDS


def test_each_links_the_other_in_its_second_line() -> None:
    assert "(README.vi.md)" in README.splitlines()[1]
    assert "(README.md)" in VIETNAMESE.splitlines()[1]


def test_the_translation_has_the_same_sections() -> None:
    levels = [[heading.count("#") for heading, _ in sections(text)] for text in (README, VIETNAMESE)]
    assert levels[0] == levels[1]


def test_the_translation_has_the_same_code() -> None:
    # Comments in a block are in the reader's language.
    code = [[re.sub(r"(?m)\s+# .*$", "", block) for block in blocks(text)] for text in (README, VIETNAMESE)]
    assert code[0] == code[1]
    assert code[0]


@pytest.mark.parametrize("number", range(len(sections(README))))
def test_each_section_of_the_translation_has_the_same_facts(number: int) -> None:
    english, vietnamese = (prose(sections(text)[number][1]) for text in (README, VIETNAMESE))
    assert Counter(targets(english)) == Counter(targets(vietnamese))
    assert inline_code(english) == inline_code(vietnamese)
    assert figures(english) == figures(vietnamese)
    # Paragraphs and items: nothing is left out, nothing is added.
    assert english.count("\n- ") == vietnamese.count("\n- ")
    assert english.strip().count("\n\n") == vietnamese.strip().count("\n\n")


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "docs/documents.md"])
def test_every_kind_of_file_is_named(name: str) -> None:
    kinds = set(KNOWN_SUFFIXES) - ({".htm"} if name.startswith("README") else set())
    assert kinds <= inline_code(page(name))


@pytest.mark.parametrize("name", ["README.md", "docs/http-api.md"])
def test_the_answer_shown_is_a_slice_of_the_sample_document(name: str) -> None:
    (shown, *_) = [json.loads(block) for block in blocks(page(name), "json") if '"answers"' in block]
    (answer,) = shown["answers"]
    cited = answer["citation"]
    document = next(one for one in sample_documents() if one.document.source.title == cited["title"]).document
    assert document.text[cited["start"] : cited["end"]] == answer["text"]
    assert str(document.source.published_at) == cited["published_at"]
    whole = source_link(document.id, document.sha256, start=cited["start"], end=cited["end"])
    assert everywhere(whole).startswith(everywhere(cited["source_link"].rstrip("…")))


def everywhere(link: str) -> str:
    """Without the end of the document's id, which depends on the folder that the samples are read from."""
    return re.sub(r"-[0-9a-f]{8}\?", "?", link)


def sample_documents() -> list[Any]:
    found = list(read_path(ROOT / "seeds" / "documents"))
    assert found
    return [prepare(raw) for raw in found if isinstance(raw, RawDocument)]


@pytest.mark.parametrize("name", ["README.md", "docs/evaluation.md"])
def test_the_results_are_those_of_the_trees(name: str) -> None:
    card = " ".join(page("qa/ranking/TREES.md").split())
    rows = [row for row in table_rows(page(name)) if len(row) == 6 and row[1][0].isdigit()]
    assert len(rows) == 5
    for test_set, _, hit_at_1, *_ in rows:
        of_set = re.findall(rf"{re.escape(test_set.split(',')[0])} (?:[\d.]+ and )?(\d+\.\d)", card)
        assert hit_at_1 in of_set


def test_the_results_are_the_same_on_both_pages() -> None:
    wide = [[row for row in table_rows(page(name)) if len(row) == 6] for name in ("README.md", "docs/evaluation.md")]
    assert wide[0] == wide[1]
    assert wide[0]

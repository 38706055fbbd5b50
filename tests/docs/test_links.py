"""Does every link, module and target that a page names exist, and does the README lead to every page?"""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, PAGES, ROOT, blocks, inline_code, names, page, sections

LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


def links(text: str) -> list[str]:
    """Relative ones."""
    found = [first or second for first, second in LINK.findall(text)]
    return [target for target in found if not target.startswith(("http://", "https://"))]


def anchors(text: str) -> set[str]:
    """As GitHub makes them of headings."""
    headings = (heading.lstrip("# ").lower() for heading, _ in sections(text))
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][\w-]*):", page("Makefile"), flags=re.MULTILINE))


def make_calls(markdown: str) -> set[str]:
    """The targets of `make …` in fenced blocks and in inline code; prose is not looked at."""
    code = [*blocks(markdown), *inline_code(markdown)]
    calls = [call for text in code for call in re.findall(r"(?:^|[\s;&(])make((?:[ \t]+[\w.=/-]+)*)", text)]
    return {word for call in calls for word in call.split() if "=" not in word}


@pytest.mark.parametrize("name", names(PAGES))
def test_every_relative_link_leads_somewhere(name: str) -> None:
    for link in links(page(name)):
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("name", names(PAGES))
def test_every_module_named_exists(name: str) -> None:
    named = re.findall(r"`((?:qa|api|embeddings|seeds|scripts|tests|examples|docs)/[\w./]*)`", page(name))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", names(PAGES))
def test_every_file_named_without_its_folder_exists(name: str) -> None:
    known = {path.name for room in ("api", "qa", "embeddings") for path in (ROOT / room).rglob("*.*")}
    named = re.findall(r"`(\w+\.(?:py|js|npz))`", page(name))
    assert [file for file in named if file not in known] == []


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_the_readme_links_every_page(readme: str) -> None:
    linked = set(links(page(readme)))
    assert linked.issuperset(names(DOCS))
    assert linked.issuperset({"CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "examples/README.md"})


def test_every_picture_is_shown_on_a_page() -> None:
    shown = {((ROOT / name).parent / link).resolve() for name in names(PAGES) for link in links(page(name))}
    assert [path for path in (ROOT / "docs").glob("*.png") if path not in shown] == []


def test_the_readme_of_the_examples_links_every_example() -> None:
    assert set(links(page("examples/README.md"))) >= {
        path.name for path in (ROOT / "examples").iterdir() if path.suffix in (".py", ".html")
    }


@pytest.mark.parametrize("name", names(PAGES))
def test_every_make_target_named_exists(name: str) -> None:
    assert make_calls(page(name)) <= targets()


def test_make_calls_are_found_in_code_and_not_in_prose() -> None:
    text = "Gõ `make serve` để chạy; make sure.\n```sh\n$ make test ARGS=tests/unit\ncd x && make -j2 check\n```\n"
    assert make_calls(text) == {"serve", "test", "-j2", "check"}


def test_anchors_are_those_of_github() -> None:
    assert anchors("# What is quoted?\n## Files, and `names`\n") == {"what-is-quoted", "files-and-names"}


def test_no_page_lies_where_it_is_not_looked_at() -> None:
    assert [path for path in Path(ROOT / "docs").rglob("*.md") if path not in DOCS] == []

"""Which pages document the project, and what do they show?"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted((ROOT / "docs").glob("*.md"))
MANUAL = [ROOT / "README.md", *DOCS]
# Everything in Markdown that is written for people; what tests read as data is not.
PAGES = sorted([*ROOT.glob("*.md"), *DOCS, *ROOT.glob("examples/*.md"), *ROOT.glob("qa/**/*.md")])

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    """The text of a page, named by its path from the root."""
    return (ROOT / name).read_text("utf-8")


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def blocks(text: str, language: str | None = None) -> list[str]:
    """The contents of the fenced blocks, of all languages or of one."""
    return [content for found, content in _FENCED.findall(text) if language in (None, found)]


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return _FENCED.sub("", text)


def inline_code(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", prose(text)))


def words_in_code(text: str) -> set[str]:
    """Every name in inline code or in a fenced block."""
    return {word for code in [*inline_code(text), *blocks(text)] for word in re.findall(r"\w+", code)}


def sections(text: str) -> list[tuple[str, str]]:
    """Each heading with the text below it, up to the next heading of any level. Headings in fenced blocks are none."""
    hidden = _FENCED.sub(lambda match: re.sub(r"^#", " ", match[0], flags=re.MULTILINE), text)
    parts = re.split(r"^(#+ .*)$", hidden, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def section(text: str, heading: str) -> str:
    (found,) = [body for name, body in sections(text) if name.lstrip("# ") == heading]
    return found


def table_rows(text: str) -> list[list[str]]:
    """The cells of every table row that is not a rule; `\\|` does not end a cell."""
    rows = re.findall(r"^\| (.*) \|$", text, re.MULTILINE)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)] for row in rows if not set(row) <= set("-| ")]


def shell_lines(text: str) -> Iterator[str]:
    """The lines of shell blocks, without comments; one that goes on below is one line."""
    for block in blocks(text, "sh"):
        yield from re.sub(r"\s#\s.*", "", block.replace("\\\n", " "), flags=re.MULTILINE).splitlines()


def hoidap_calls(text: str) -> Iterator[list[str]]:
    """What is typed after `hoidap` in shell blocks and in inline code."""
    for line in [*shell_lines(text), *inline_code(text)]:
        for call in re.findall(r"(?:^|\s|/)hoidap ((?!-)[^&|>]+)", line):
            yield shlex.split(call)

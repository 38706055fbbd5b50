"""Are the widget's files what they promise: small, without markup from strings, without a word to any other host?"""

import re
from pathlib import Path

import pytest

from api.http.routes.widget import WIDGET, for_browsers, script_for_browsers, style_for_browsers, widget_files

FILES = sorted(path for path in WIDGET.iterdir() if path.is_file())

# What only the page of its own needs; a host page loads all the rest.
OF_THE_PAGE = {"index.html", "page.css", "icon.svg"}

# Each would turn a string into markup or code, or would need a laxer policy than default-src 'self'.
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|DOMParser|\beval\(|new Function"
    r"|<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|\burl\("
)

# The name of the SVG vocabulary is an address that is never fetched.
ADDRESS = re.compile(r"https?://(?!www\.w3\.org/2000/svg)|[\"'(]//")

# In bytes, gzipped file by file as they are sent: what a host page takes on with the widget. The last 1,000 bought
# lists with what is before and behind them, and the parts of a message.
MOST_BYTES = 16_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_string_becomes_markup_and_no_other_host_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert FORBIDDEN.findall(text) == []
    assert ADDRESS.findall(text) == []


@pytest.mark.parametrize(
    "bad",
    [
        "x.innerHTML = y",
        "<p style='a'>",
        "<script>1</script>",
        '<a onclick="f()">',
        "eval(x)",
        "background: url(data:x)",
    ],
)
def test_the_rule_would_see_it(bad: str) -> None:
    assert FORBIDDEN.search(bad)


def test_addresses_of_the_page_are_relative() -> None:
    index = (WIDGET / "index.html").read_text(encoding="utf-8")
    addresses = re.findall(r"(?:href|src)=\"([^\"]+)\"", index)
    assert len(addresses) >= 3
    assert [address for address in addresses if not address.startswith("widget/")] == []
    assert [address for address in addresses if not (WIDGET.parent / address).is_file()] == []


def test_the_widget_is_small_all_in(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {name: len(file.packed) for name, file in widget_files().items() if name not in OF_THE_PAGE}
    with capsys.disabled():
        print(f"\nwidget, gzipped: {sum(sizes.values()):,} bytes in {len(sizes)} files")  # noqa: T201 - is to be read
    assert len(sizes) > 10
    assert sum(sizes.values()) <= MOST_BYTES


def test_comments_and_indentation_stay_at_home_and_nothing_else() -> None:
    source = "/* Why? */\n\n/** Two\n * lines. */\nf(a);\n  // A reason.\n  g(b); // stays\n/* c */ h();\n"
    assert for_browsers(source) == "f(a);\ng(b); // stays\n/* c */ h();\n"


def test_a_style_sheet_loses_the_blanks_around_its_signs_and_no_other() -> None:
    source = 'a :is(b, c) > d {\nmargin: 0 calc(1px + 2px);\n}\n@media (x: y) {\ne::after { content: "; {" / ""; }\n}\n'
    sent = 'a :is(b,c) > d{margin:0 calc(1px + 2px)}@media (x:y){e::after{content:"; {" / ""}}'
    assert style_for_browsers(source) == sent


def test_a_script_loses_the_blanks_around_its_signs_and_no_other() -> None:
    source = 'const [a, b] = f(x ?? { y });\ng("a , \\" = b", c - -d, 1 + 2);\n'
    assert script_for_browsers(source) == 'const[a,b]=f(x??{y});\ng("a , \\" = b",c - -d,1 + 2);\n'


@pytest.mark.parametrize("line", ["f(`a = ${ b }, c`);", "x = y.split(/, /);", "f('a, b');", "a(b, c); // So, why?"])
def test_a_line_in_which_blanks_may_have_a_meaning_is_sent_as_it_is(line: str) -> None:
    assert script_for_browsers(f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".js"], ids=lambda path: path.name)
def test_no_script_has_a_string_over_several_lines_which_would_lose_its_indentation(path: Path) -> None:
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if line.count("`") % 2] == []

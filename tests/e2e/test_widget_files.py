"""Are the page's files what they promise: small, without markup from strings, without a word to any other host?"""

import gzip
import re
from pathlib import Path

import pytest
from stand_in import WIDGET

FILES = sorted(path for path in WIDGET.iterdir() if path.is_file())

# Each would turn a string into markup or code, or would need a laxer policy than default-src 'self'.
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|DOMParser|\beval\(|new Function"
    r"|<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|\burl\("
)

# The name of the SVG vocabulary is an address that is never fetched.
ADDRESS = re.compile(r"https?://(?!www\.w3\.org/2000/svg)|[\"'(]//")

# About one TCP round trip or two on a phone; the page was 12 kB when this was written.
ROOM_BYTES = 14_000


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


def test_the_page_is_small_enough_for_a_slow_phone() -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in FILES) < ROOM_BYTES
